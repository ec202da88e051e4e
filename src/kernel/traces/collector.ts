/** Brings finished spans to a collector: OTLP over HTTP as JSON, many at a time, and never in anybody's way. */

import { tracesLost } from '../metrics.ts'
import { type FinishedSpan, spanKinds } from './spans.ts'

export type Collector = {
  take(spans: readonly FinishedSpan[]): void
  close(): Promise<void>
}

const everyMs = 2_000
/** What a collector that is away costs: this many spans, and no more. */
const waitingMax = 4_096
const atOnceMax = 512
const answerMsMax = 5_000

/** A collector that does not answer loses spans, which are counted; nobody waits for it. */
export function openCollector(url: string, service: string): Collector {
  let waiting: FinishedSpan[] = []
  let sending: Promise<void> | undefined
  const resource = { attributes: attributesOf({ 'service.name': service }) }
  const send = async (): Promise<void> => {
    const spans = waiting.splice(0, atOnceMax)
    if (spans.length === 0) return
    const scopeSpans = [{ scope: { name: 'mot-cua' }, spans: spans.map(spanOf) }]
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }),
        signal: AbortSignal.timeout(answerMsMax),
      })
      await answer.arrayBuffer()
      if (!answer.ok) tracesLost.inc(spans.length)
    } catch {
      tracesLost.inc(spans.length)
    }
    if (waiting.length > 0) await send()
  }
  const flush = () => (sending ??= send().finally(() => (sending = undefined)))
  const timer = setInterval(() => void flush(), everyMs).unref()
  return {
    take(spans) {
      const room = waitingMax - waiting.length
      if (spans.length > room) tracesLost.inc(spans.length - Math.max(0, room))
      waiting = [...waiting, ...spans.slice(0, Math.max(0, room))]
    },
    async close() {
      clearInterval(timer)
      await sending
      await flush()
    },
  }
}

/** Nanoseconds as text: they are larger than numbers of JSON are exact. */
const nanoseconds = (ms: number) => (BigInt(Math.round(ms * 1_000)) * 1_000n).toString()

const spanOf = ({ traceId, spanId, parentId, name, kind, from, to, facts, isFault }: FinishedSpan) => ({
  traceId,
  spanId,
  ...(parentId && { parentSpanId: parentId }),
  name,
  kind: spanKinds[kind],
  startTimeUnixNano: nanoseconds(from),
  endTimeUnixNano: nanoseconds(to),
  attributes: attributesOf(facts),
  status: isFault ? { code: 2 } : {},
})

const attributesOf = (facts: Readonly<Record<string, string | number | undefined>>) =>
  Object.entries(facts).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [{ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }],
  )
