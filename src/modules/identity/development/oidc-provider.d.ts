/** The part of the package that the made-up provider uses; the package itself carries no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Stored = { readonly [name: string]: unknown }

  /** Where the provider keeps its own state, one adapter for each kind of it. */
  export type Adapter = {
    upsert(id: string, payload: Stored, expiresIn: number | undefined): Promise<void>
    find(id: string): Promise<Stored | undefined>
    findByUid(uid: string): Promise<Stored | undefined>
    findByUserCode(userCode: string): Promise<Stored | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }

  type Grant = {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  export type KoaContext = {
    body: unknown
    type: string
    status: number
    set(name: string, value: string): void
    readonly res: ServerResponse
    readonly oidc: {
      readonly provider: Provider
      readonly client: { readonly clientId: string }
      readonly session: { readonly accountId: string }
      readonly params: { readonly scope?: string }
    }
  }
  type Account = {
    readonly accountId: string
    claims(): Promise<{ readonly sub: string; readonly [claim: string]: unknown }>
  }

  export type Configuration = {
    readonly adapter: (kind: string) => Adapter
    readonly clients: readonly { readonly client_id: string; readonly [name: string]: unknown }[]
    readonly jwks: { readonly keys: readonly object[] }
    readonly cookies: object
    readonly claims: Readonly<Record<string, readonly string[]>>
    readonly acrValues: readonly string[]
    readonly features: Readonly<Record<string, { readonly enabled: boolean }>>
    readonly pkce: { readonly required: () => boolean }
    readonly ttl: Readonly<Record<string, number>>
    readonly interactions: {
      readonly url: (ctx: KoaContext, interaction: { readonly uid: string }) => string
    }
    findAccount(ctx: KoaContext, subject: string): Promise<Account | undefined>
    loadExistingGrant(ctx: KoaContext): Promise<Grant>
    renderError(ctx: KoaContext, out: { error: string; error_description?: string }, thrown: unknown): void
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    readonly Grant: new (facts: {
      accountId: string
      clientId: string
    }) => Grant
    use(around: (ctx: KoaContext, next: () => Promise<void>) => Promise<void>): void
    on(event: 'server_error', listener: (ctx: KoaContext, thrown: Error) => void): void
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  }
}
