/** The JSON forms of GeoReport v2, from the published list of fields; checked by another hand than the server's. */

const text = { type: 'string' } as const
const some = { type: 'string', minLength: 1 } as const
const maybe = { type: ['string', 'null'] } as const
const instant = { type: 'string', format: 'date-time', pattern: '(Z|[+-]\\d\\d:\\d\\d)$' } as const
const degrees = { type: ['number', 'null'] } as const
const whole = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const list = (properties: Record<string, object>, minItems = 0) => ({
  type: 'array',
  minItems,
  items: whole(properties),
})

export const schemas = {
  discovery: whole({
    changeset: instant,
    contact: text,
    key_service: text,
    endpoints: list(
      {
        specification: { type: 'string', format: 'uri' },
        url: { type: 'string', format: 'uri' },
        changeset: instant,
        type: { enum: ['production', 'test'] },
        formats: { type: 'array', items: { enum: ['text/xml', 'application/json'] }, minItems: 1 },
      },
      1,
    ),
  }),
  services: list(
    {
      service_code: some,
      service_name: some,
      description: text,
      metadata: { type: 'boolean' },
      type: { enum: ['realtime', 'batch', 'blackbox'] },
      keywords: text,
      group: text,
    },
    1,
  ),
  definition: whole({ service_code: some, attributes: { type: 'array' } }),
  requests: list({
    service_request_id: some,
    status: { enum: ['open', 'closed'] },
    status_notes: maybe,
    service_name: some,
    service_code: some,
    description: text,
    agency_responsible: maybe,
    service_notice: maybe,
    requested_datetime: instant,
    updated_datetime: instant,
    expected_datetime: { anyOf: [instant, { type: 'null' }] },
    address: text,
    address_id: text,
    zipcode: maybe,
    lat: degrees,
    long: degrees,
    media_url: maybe,
  }),
  receipt: list({ service_request_id: some, service_notice: maybe, account_id: maybe }, 1),
  ticket: list({ service_request_id: some, token: some }, 1),
  updates: list({
    update_id: some,
    service_request_id: some,
    status: some,
    updated_datetime: instant,
    description: text,
    media_url: maybe,
  }),
  errors: list({ code: { type: 'integer' }, description: some }, 1),
}
export type Form = keyof typeof schemas
