/** W3C Trace Context: the header `traceparent`. */

export type Parent = { readonly traceId: string; readonly spanId: string }

/** What a `traceparent` of the versions known so far says; a wrong one is none. */
export function parentOf(header: string | undefined): Parent | undefined {
  const [, version, traceId = '', spanId = '', rest = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(header ?? '') ?? []
  if (!version || version === 'ff' || (version === '00' && rest)) return undefined
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId }
}

export const traceparentOf = (traceId: string, spanId: string, isTold: boolean): string =>
  `00-${traceId}-${spanId}-${isTold ? '01' : '00'}`
