/** How the addresses of Open311 are asked: without a key, nobody sends anything. */

import type { Ask } from './questions.ts'

const format = { format: 'json' }
const list: Ask = { path: () => format }
/** A report that everyone may read. */
export const publicReport = 'PA-260302-ACCES'
const one: Ask = {
  path: ({ relation }) => ({ ...format, code: relation === 'there' ? publicReport : 'PA-000000-XXXXX' }),
}

export const open311Asks: Readonly<Record<string, Ask>> = {
  'GET /open311/v2/discovery.:format': list,
  'GET /open311/v2/services.:format': list,
  'GET /open311/v2/requests.:format': list,
  'GET /open311/v2/servicerequestupdates.:format': list,
  'GET /open311/v2/services/:code.:format': {
    path: ({ relation }) => ({ ...format, code: relation === 'there' ? 'gio-qua-manh' : 'khong-co' }),
  },
  'GET /open311/v2/requests/:code.:format': one,
  'GET /open311/v2/tokens/:code.:format': one,
  'POST /open311/v2/servicerequestupdates.:format': {
    path: () => format,
    body: () => ({ service_request_id: publicReport, description: 'x' }),
  },
  'POST /open311/v2/requests.:format': { path: () => format, body: () => ({ service_code: 'gio-qua-manh' }) },
}
