/** What is told of a piece of work. */

/** Everything that a span may say of itself; OpenTelemetry's names where it has one. */
export type SpanFacts = {
  readonly 'http.request.method'?: string
  readonly 'http.route'?: string
  readonly 'http.response.status_code'?: number
  readonly 'db.system.name'?: 'postgresql'
  readonly 'db.operation.name'?: string
  readonly 'db.query.text'?: string
  readonly 'server.address'?: string
  /** The class or code of what was thrown, never its message. */
  readonly 'error.type'?: string
  readonly 'mot_cua.work'?: string
}
/** As OTLP numbers them. */
export const spanKinds = { internal: 1, server: 2, client: 3, consumer: 5 } as const
export type SpanKind = keyof typeof spanKinds

export type FinishedSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | undefined
  readonly name: string
  readonly kind: SpanKind
  /** Milliseconds since 1970. */
  readonly from: number
  readonly to: number
  readonly facts: SpanFacts
  readonly isFault: boolean
}
