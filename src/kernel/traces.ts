/**
 * Dấu vết: which request asked what of whom and how long each took, told to a collector (`TRACES_URL`, OTLP over HTTP as JSON). Off
 * unless set, and then nothing is kept. A span knows the pattern of a route, the text of a statement without its values, the name of a
 * job, the host of another system: never what somebody typed, an address, an identifier or the words of an error.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { type Collector, openCollector } from './traces/collector.ts'
import { parentOf, traceparentOf } from './traces/parent.ts'
import type { FinishedSpan, SpanFacts, SpanKind } from './traces/spans.ts'

/** One request or piece of work with all that happens in it; told as a whole, or not at all. */
type Trace = { readonly id: string; readonly spans: FinishedSpan[]; left: number }
type Current = { readonly trace: Trace; readonly spanId: string }

export type Span = {
  tell(facts: SpanFacts): void
  /** What it was is not worth telling, nor what happened in it. Of the first span only. */
  drop(): void
  end(fault?: unknown): void
  /** Does the work inside the span: what it asks of others belongs to it. */
  run<T>(work: () => T): T
}

export type TracesOptions = {
  /** Where the collector takes traces, such as `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string
  readonly service: string
  /** From 0 to 1: how many of the traces that begin here are told. */
  readonly share: number
}

/** Spans of one trace beyond these are not told. */
const spansMax = 500

const storage = new AsyncLocalStorage<Current>()
let collector: Collector | undefined
let told = 1

/** Tells the spans of this process from now on; the function tells what waits and ends it. */
export function startTraces({ url, service, share }: TracesOptions): () => Promise<void> {
  const own = openCollector(url, service)
  collector = own
  told = share
  return async () => {
    if (collector === own) collector = undefined
    await own.close()
  }
}

/** Whether somebody listens. */
export const isTracing = (): boolean => collector !== undefined

const silent: Span = {
  tell: () => undefined,
  drop: () => undefined,
  end: () => undefined,
  run: (work) => work(),
}
const newId = (bytes: number) => randomBytes(bytes).toString('hex')

/**
 * Begins a span inside the one that is under way here, or a trace of its own. `incoming` is the `traceparent` of whoever asked: its trace
 * is gone on with; whether that is told is decided here, so that nobody outside can have everything told.
 */
export function beginSpan(
  name: string,
  kind: SpanKind,
  facts: SpanFacts = {},
  incoming?: string | undefined,
): Span {
  const current = storage.getStore()
  if (!collector || (!current && kind === 'client')) return silent
  const parent = current ? undefined : parentOf(incoming)
  const trace = current?.trace ?? { id: parent?.traceId ?? newId(16), spans: [], left: spansMax }
  const spanId = newId(8)
  const from = performance.timeOrigin + performance.now()
  let [all, isDropped, isOver] = [facts, false, false]
  return {
    tell: (more) => {
      all = { ...all, ...more }
    },
    drop: () => {
      isDropped = true
    },
    end(fault) {
      if (isOver) return
      isOver = true
      const to = performance.timeOrigin + performance.now()
      if (fault !== undefined) all = { ...all, 'error.type': typeOf(fault) }
      const parentId = current?.spanId ?? parent?.spanId
      if (trace.left-- > 0)
        trace.spans.push({
          traceId: trace.id,
          spanId,
          parentId,
          name,
          kind,
          from,
          to,
          facts: all,
          isFault: fault !== undefined,
        })
      if (!current && !isDropped && isTold(trace.id)) collector?.take(trace.spans)
    },
    run: (work) => storage.run({ trace, spanId }, work),
  }
}

/** The same for all processes that a trace passes. */
const isTold = (traceId: string) => Number.parseInt(traceId.slice(-8), 16) / 2 ** 32 < told

/** Does a piece of work inside a span; without a collector it is only done. */
export async function inSpan<T>(
  name: string,
  kind: SpanKind,
  facts: SpanFacts,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  if (!collector) return work(silent)
  const span = beginSpan(name, kind, facts)
  try {
    const done = await span.run(() => work(span))
    span.end()
    return done
  } catch (thrown) {
    span.end(thrown)
    throw thrown
  }
}

/** Asks another system inside a span; `headers` let it go on with the trace. */
export const askOutside = <T>(
  method: string,
  host: string,
  ask: (headers: ReturnType<typeof traceHeaders>) => Promise<T>,
): Promise<T> =>
  inSpan(`${method} ${host}`, 'client', { 'http.request.method': method, 'server.address': host }, () =>
    ask(traceHeaders()),
  )

/** The header with which another system can go on with this trace; none while nothing is traced. */
function traceHeaders(): { readonly traceparent?: string } {
  const current = collector && storage.getStore()
  return current
    ? { traceparent: traceparentOf(current.trace.id, current.spanId, isTold(current.trace.id)) }
    : {}
}

/** A code such as those of PostgreSQL and of the system, or the class: messages hold what people typed. */
function typeOf(thrown: unknown): string {
  const { code, name } = (thrown ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  if (typeof code === 'string' && /^[\w.]{1,40}$/.test(code)) return code
  return typeof name === 'string' && /^\w{1,40}$/.test(name) ? name : 'unknown'
}
