/** The made-up provider of identities: a real OpenID Connect provider whose people need no password. Development only. */

import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import type { Adapter, Configuration, KoaContext, Provider } from 'oidc-provider'
import type { Context, Platform } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { toProblem } from '#kernel/errors.ts'
import type { DevelopmentLogin } from '#kernel/module.ts'
import { outageOf, outagePage } from '#kernel/outages.ts'
import { recently } from '#kernel/recent.ts'
import { searchKey } from '#kernel/text.ts'
import type { JsonObject } from '#kernel/types.ts'
import { log } from '#kernel/web/server.ts'
import {
  type Account,
  competentUnit,
  findAccounts,
  findPerson,
  formLookups,
  otherRolesOf,
  stepRolesOf,
} from '#modules/organisation/api.ts'
import { refusal as signInRefusal } from '../domain.ts'
import { inventFactors } from '../factors/totp/commands.ts'
import { callbackPath, developmentPath, isDevelopmentProvider } from '../provider/commands.ts'
import { findAllSubjects, findLinkedPersonId, insertLinks } from '../store.ts'
import { loginOf, type Model, refusal } from './domain.ts'
import * as store from './store.ts'

export const modelPath = (uid: string) => `${developmentPath}/nguoi-mau/${uid}` as const

/** Links every made-up person to the account of the made-up provider. Running it again adds who is new. */
export async function seedLinks(context: Context): Promise<void> {
  await inTransaction(context, async (tx) => {
    const accounts = await findAccounts(tx)
    const links = accounts.flatMap((account) => {
      const subject = loginOf(account)
      return subject === undefined ? [] : [{ subject, personId: account.personId }]
    })
    await insertLinks(tx, 'development', links)
    const leaders = accounts.filter(({ role }) => role === 'leader').map(({ personId }) => personId)
    await inventFactors(tx, context, leaders)
  })
}

const modelSeconds = 5

/** Everyone who can be chosen: citizens first, officers by unit. */
export function listModels(context: Context): Promise<readonly Model[]> {
  return recently(context, 'identity models', modelSeconds, async () => {
    const lookups = formLookups(context)
    const { accounts, linked } = await read(context, async (tx) => ({
      accounts: await findAccounts(tx),
      linked: await findAllSubjects(tx, 'development'),
    }))
    const taken = new Set(linked.values())
    return accounts.flatMap((account) => {
      const made = loginOf(account)
      const login = linked.get(account.personId) ?? (made && !taken.has(made) ? made : undefined)
      if (login === undefined) return []
      const area = account.areaCode === null ? undefined : lookups.area(account.areaCode)
      return [modelOf(account, login, area?.name ?? '')]
    })
  })
}

function modelOf(account: Account, login: string, areaName: string): Model {
  const title = account.title ?? 'Công dân'
  const place = account.unitName ?? areaName
  return {
    login,
    personId: account.personId,
    kind: account.kind,
    name: account.name,
    role: account.role ?? undefined,
    title,
    unitCode: account.unitCode ?? undefined,
    place,
    words: searchKey([account.name, title, place, login].join(' ')),
  }
}

/**
 * One person for each role, so that a dossier can be followed from its applicant to the signature: two citizens, the
 * officers of the first one's commune, and those beside the steps at the responsible agency.
 */
export async function listFeatured(context: Context): Promise<readonly Model[]> {
  const { pack } = context
  const models = await listModels(context)
  const citizens = models.filter(({ kind }) => kind === 'citizen')
  const accounts = await read(context, findAccounts)
  const areaCode = accounts.find(({ personId }) => personId === citizens[0]?.personId)?.areaCode ?? undefined
  const commune = await competentUnit(context, { competence: { level: 'commune' }, fieldCode: '', areaCode })
  const at = (unitCode: string | undefined, roles: readonly { readonly code: string }[]) =>
    roles.flatMap(({ code }) => models.find((one) => one.role === code && one.unitCode === unitCode) ?? [])
  return [
    ...citizens.slice(0, 1),
    ...citizens.slice(1).slice(-1),
    ...at(commune?.code, stepRolesOf(pack)),
    ...at(pack.manifest.agencyCode, otherRolesOf(pack)),
  ]
}

/** For the welcome of `npm start`; empty where people sign in at a real provider. */
export async function developmentLogins(context: Context): Promise<readonly DevelopmentLogin[]> {
  if (!isDevelopmentProvider(context.settings)) return []
  const names = new Map(context.pack.roles.map(({ code, name }) => [code, name.vi]))
  return (await listFeatured(context)).map(({ role, title, name, place, login }) => ({
    role: names.get(role ?? '') ?? title,
    name,
    unit: place,
    login,
  }))
}

/** Says whether a sign-in waits at the provider's page. Throws `identity.signInEnded` when it does not. */
export async function demandInteraction(context: Context, uid: string): Promise<void> {
  const waiting = await read(context, (tx) => store.findState(tx, 'Interaction', 'id', uid))
  if (!waiting) throw signInRefusal.signInEnded()
}

/** Signs in as a made-up person and answers where to go on. Throws `identity.noSuchLogin` or `identity.signInEnded`. */
export async function chooseModel(context: Context, uid: string, login: string): Promise<string> {
  const [wanted = '', level = '2'] = login.trim().toLowerCase().split('@')
  const models = await listModels(context)
  if (!models.some((model) => model.login === wanted))
    throw refusal.noSuchLogin({
      fields: [{ field: 'login', message: refusal.noSuchLogin().sentence[context.language] }],
    })
  const to = await inTransaction(context, (tx) =>
    store.answerInteraction(tx, uid, wanted, /^[123]$/.test(level) ? level : '2'),
  )
  if (to === undefined) throw signInRefusal.signInEnded()
  return to
}

/** Mounts the provider under its path. It is made at its first request, keys and all. */
export async function mountProvider(server: FastifyInstance, platform: Platform): Promise<void> {
  if (!isDevelopmentProvider(platform.settings)) return
  let made: Promise<ReturnType<Provider['callback']>> | undefined
  await server.register(async (scope) => {
    // The provider reads bodies itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${developmentPath}/*`, async (request, reply) => {
      made ??= makeProvider(platform)
      // Made while the database was away, it is made anew for the next one who asks.
      const answer = await made.catch((thrown: unknown) => {
        made = undefined
        throw thrown
      })
      reply.hijack()
      // What was told of every answer goes along with those the provider writes itself.
      for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '')
      reply.raw.setHeader('x-request-id', String(request.id))
      const raw = Object.assign(request.raw, { originalUrl: request.raw.url })
      raw.url = (raw.url ?? '').slice(developmentPath.length)
      await answer(raw, reply.raw)
    })
  })
}

async function makeProvider(platform: Platform): Promise<ReturnType<Provider['callback']>> {
  const { issuer } = platform.settings.identityProvider
  // Loaded at the first sign-in: only a development's web process ever needs it, and it is slow to load.
  const { Provider } = await import('oidc-provider')
  const provider = new Provider(issuer, configurationOf(platform, await keysOf(platform)))
  provider.on('server_error', answerFault)
  // What it keeps once its answer is ready, such as the session, fails past its own handling of faults.
  provider.use(async (ctx, next) => {
    try {
      await next()
    } catch (thrown) {
      answerFault(ctx, thrown as Error)
      if (!showOutage(ctx, thrown)) throw thrown
    }
  })
  return provider.callback()
}

/** The provider answers by itself, past the boundary where others' faults become replies. */
function answerFault(ctx: KoaContext, thrown: Error): void {
  const requestId = String(ctx.res.getHeader('x-request-id'))
  log.error({ requestId, path: `${developmentPath}/*`, err: thrown })
  const outage = outageOf(thrown)
  if (!outage) return
  ctx.status = toProblem(outage, requestId, 'vi').status
  ctx.set('retry-after', String(outage.details.seconds))
}

/** A page in place of the answer. Does nothing for a fault of its own. */
function showOutage(ctx: KoaContext, thrown: unknown): boolean {
  const outage = outageOf(thrown)
  if (!outage) return false
  ctx.type = 'text/html; charset=utf-8'
  ctx.body = outagePage(outage, 'vi')
  return true
}

type Keys = { readonly cookie: string; readonly signing: JsonObject }

async function keysOf(platform: Platform): Promise<Keys> {
  const known = await read(platform, store.findKeys)
  if (known) return known as unknown as Keys
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const signing = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'development' }
  const cookie = randomBytes(32).toString('base64url')
  const kept = await inTransaction(platform, (tx) =>
    store.keepKeys(tx, { cookie, signing } as unknown as JsonObject),
  )
  return kept as unknown as Keys
}

function configurationOf(platform: Platform, keys: Keys): Configuration {
  const { publicUrl, identityProvider } = platform.settings
  const { clientId, clientSecret, identityNumberClaim } = identityProvider
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true }
  return {
    adapter: (kind) => adapterOf(platform, kind),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${publicUrl}${callbackPath}`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookie], short: cookie, long: cookie },
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time', identityNumberClaim],
      profile: ['name', 'birthdate', 'gender'],
      email: ['email'],
      phone: ['phone_number'],
      address: ['address'],
    },
    acrValues: ['1', '2', '3'],
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 3600,
      Grant: 3600,
      Session: 3600,
    },
    interactions: { url: (_ctx, { uid }) => modelPath(uid) },
    findAccount: (_ctx, subject) => accountOf(platform, subject),
    // Everyone agrees to tell their own province who they are; there is no page to ask.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session.accountId,
        clientId: oidc.client.clientId,
      })
      grant.addOIDCScope(oidc.params.scope ?? 'openid')
      await grant.save()
      return grant
    },
    renderError(ctx, { error, error_description: description = '' }, thrown) {
      if (showOutage(ctx, thrown)) return
      ctx.type = 'text/plain; charset=utf-8'
      ctx.body = `Nhà cung cấp định danh thử nghiệm từ chối yêu cầu: ${error}. ${description}\nVề trang chủ và đăng nhập lại: ${publicUrl}/`
    },
  }
}

async function accountOf(platform: Platform, subject: string) {
  const { identityNumberClaim } = platform.settings.identityProvider
  return read(platform, async (tx) => {
    const personId =
      (await findLinkedPersonId(tx, 'development', subject)) ??
      (await findAccounts(tx)).find((one) => loginOf(one) === subject)?.personId
    const person = personId === undefined ? undefined : await findPerson(tx, personId)
    if (!person) return undefined
    const { name, birthDate, gender, phone, email, addressLine, identityNumber } = person
    return {
      accountId: subject,
      claims: async () => ({
        sub: subject,
        name,
        ...(birthDate && { birthdate: birthDate }),
        ...(gender && { gender }),
        ...(phone && { phone_number: phone }),
        ...(email && { email }),
        ...(addressLine && { address: { formatted: addressLine } }),
        ...(identityNumber && { [identityNumberClaim]: identityNumber }),
      }),
    }
  })
}

function adapterOf(platform: Platform, kind: string): Adapter {
  const find = (by: 'id' | 'uid' | 'user_code') => (value: string) =>
    read(platform, (tx) => store.findState(tx, kind, by, value))
  return {
    find: find('id'),
    findByUid: find('uid'),
    findByUserCode: find('user_code'),
    upsert: (id, payload, expiresIn) =>
      inTransaction(platform, (tx) => store.saveState(tx, kind, id, payload, expiresIn)),
    consume: (id) => inTransaction(platform, (tx) => store.consumeState(tx, kind, id)),
    destroy: (id) => inTransaction(platform, (tx) => store.deleteState(tx, kind, id)),
    revokeByGrantId: (grantId) => inTransaction(platform, (tx) => store.deleteGrant(tx, grantId)),
  }
}
