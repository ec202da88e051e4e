/**
 * What every answer of every route says to a browser, whoever asks: the headers of its kind, cookies that cannot be stolen,
 * nothing of our insides; and what is asked for with GET changes nothing.
 */

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import type pg from 'pg'
import { freshPlatform } from '#kernel/testing/database.ts'
import { modules } from '../../src/app.ts'
import { type Asker, bringAskers } from './actors.ts'
import { cellOf, openServer, requestOf } from './asking.ts'
import { asks } from './requests.ts'
import { readMatrix } from './table.ts'
import { lend } from './undone.ts'
import { type Living, makeWorld, prepare } from './world.ts'

const now = new Date('2026-03-02T09:00+07:00')
const matrix = readMatrix()
const platform = await freshPlatform(undefined, undefined, modules)
const context = platform.as({ kind: 'system' }, now)
const askers = await bringAskers(context, matrix.roles)
const world = await makeWorld({ platform, context, askers })
const { server, routes } = await openServer(platform, now)
after(() => server.close())
const undone = lend(platform.database)

type One = { readonly route: string; readonly asker: Asker; readonly relation: string }

/** Each route by somebody who may, about something that is there, and by nobody. */
const asked: readonly One[] = matrix.groups.flatMap(({ routes: own, cells }) =>
  own.flatMap(({ route }) => {
    const found = [...cells].flatMap(([role, row]) => {
      const [relation] = [...row].find(([, verdict]) => verdict === '✓') ?? []
      const asker = askers.get(role)
      return relation && asker ? [{ route, asker, relation }] : []
    })
    const one = found.find(({ asker }) => asker.csrf) ?? found[0]
    const visitor = askers.get('visitor')
    assert.ok(visitor)
    return [...(one ? [one] : []), { route, asker: visitor, relation: one?.relation ?? 'random' }]
  }),
)

type Answered = One & { readonly answer: LightMyRequestResponse; readonly changed: readonly string[] }

async function answerOf(one: One): Promise<Answered> {
  const { route, asker, relation } = one
  return undone(async (client) => {
    const how = asks[route] ?? {}
    if (world.dossiers.has(relation as Living) && asker.kind !== 'visitor')
      await prepare(client, world, relation as Living, how.stage ?? {}, asker)
    const before = await changesOf(client)
    const answer = await server.inject(await requestOf(route, how, cellOf(world, asker, relation)))
    const now = await changesOf(client)
    const changed = [...now]
      .filter(([table, count]) => count !== (before.get(table) ?? 0))
      .map(([table]) => table)
    return { ...one, answer, changed }
  })
}

/** How many rows this transaction wrote, by table. */
async function changesOf(client: pg.PoolClient): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ table: string; count: string }>(
    `select relname as table, n_tup_ins + n_tup_upd + n_tup_del as count from pg_stat_xact_user_tables
     where n_tup_ins + n_tup_upd + n_tup_del > 0`,
  )
  return new Map(rows.map(({ table, count }) => [table, Number(count)]))
}

const answers: Answered[] = []
for (const one of asked) answers.push(await answerOf(one))

const ofAll = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'permissions-policy': /geolocation=\(self\).*payment=\(\)/,
  'cross-origin-resource-policy': /^(same-origin|cross-origin)$/,
  'cache-control': /./,
}
const pageAllows =
  "script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; " +
  "manifest-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
const trusted =
  "require-trusted-types-for 'script'; trusted-types mot-cua default; report-uri /bao-cao-trinh-duyet; report-to mot-cua"
const shut = "default-src 'none'; base-uri 'none'; form-action 'none'"
const policies: readonly (readonly [RegExp, string])[] = [
  [/^text\/html/, `default-src 'none'; ${pageAllows}; frame-ancestors 'self'; ${trusted}`],
  [/^text\/javascript/, `${shut}; script-src 'self'; connect-src 'self'; frame-ancestors 'none'`],
  [
    /^application\/pdf/,
    `${shut}; object-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'self'`,
  ],
  [/^/, `${shut}; img-src 'self'; media-src 'self'; style-src 'self'; frame-ancestors 'self'; sandbox`],
]
/** The one page that any site may show inside its own. */
const framed = 'GET /chat-luong/:code/nhung'
/** Kept by whoever takes it, and opened from there: it is a thing, not a page of ours. */
const takenAway = 'GET /so-cai/kiem-tra.html'

function policyFor({ route, answer }: Answered): string {
  const type = String(answer.headers['content-type'] ?? '')
  const asThing = route === takenAway || answer.statusCode === 303
  const [, policy = ''] = policies.find(([kind]) => kind.test(asThing ? '' : type)) ?? []
  return route === framed && type.startsWith('text/html')
    ? policy.replace("frame-ancestors 'self'", 'frame-ancestors *')
    : policy
}

const placeOf = ({ route, asker }: One) => `${route} · ${asker.role}`

test('every answer of every route carries the headers of its kind', () => {
  assert.equal(new Set(asked.map(({ route }) => route)).size, new Set(routes).size)
  const wrong = answers.flatMap((one) => {
    const { headers } = one.answer
    const missing = Object.entries(ofAll)
      .filter(([name, wanted]) => !wanted.test(String(headers[name] ?? '')))
      .map(([name]) => `${placeOf(one)}: ${name} is ${headers[name]}`)
    const policy = headers['content-security-policy']
    return policy === policyFor(one)
      ? missing
      : [...missing, `${placeOf(one)} (${headers['content-type']}): ${policy}`]
  })
  assert.deepEqual(wrong.slice(0, 30), [], `${wrong.length} of ${answers.length}`)
  const kinds = new Set(answers.map(({ answer }) => String(answer.headers['content-type']).split(';')[0]))
  for (const kind of ['text/html', 'application/json', 'application/pdf', 'text/csv', 'text/javascript'])
    assert.ok(kinds.has(kind), `no answer was ${kind}`)
})

test('no policy allows what is written inline, evaluated or comes from elsewhere', () => {
  for (const { answer } of answers)
    assert.doesNotMatch(
      String(answer.headers['content-security-policy']),
      /unsafe|https?:|data:|script-src[^;]*\*/,
    )
})

/** Whose session still opens something. */
const isSomebody = ({ kind, role }: Asker) => kind !== 'visitor' && role !== 'ended'

test('what tells of a person is kept by no cache', () => {
  const kept = answers.filter(
    ({ asker, answer }) => isSomebody(asker) && !/no-store/.test(String(answer.headers['cache-control'])),
  )
  const shared = kept.filter(
    ({ answer }) => !String(answer.headers['cache-control']).startsWith('public, max-age'),
  )
  assert.deepEqual(shared.map(placeOf), [])
  for (const { route } of kept) assert.match(route, /^GET /)
})

test('cookies are of this site alone, out of reach of scripts, but for the choices of display', () => {
  const cookies = answers.flatMap((one) =>
    [one.answer.headers['set-cookie'] ?? []].flat().map((cookie) => ({ place: placeOf(one), cookie })),
  )
  assert.ok(cookies.length > 3, `${cookies.length} cookies`)
  for (const { place, cookie } of cookies) {
    assert.match(cookie, /; Path=\/(;|$)/, place)
    assert.match(cookie, /; SameSite=(Lax|Strict)/, place)
    assert.doesNotMatch(cookie, /Domain=/i, place)
    if (!cookie.startsWith('tuy-chon=')) assert.match(cookie, /; HttpOnly/, place)
  }
})

/** What reading may write: who looked, how often somebody tried. */
const writtenByReading = /^(looks_\d+|rate_limits|sessions)$/
/** And what it writes beside that, as people decided it. */
const writtenBy: Readonly<Record<string, string>> = {
  // Refused sign-ins are told.
  'GET /dang-nhap': 'events',
  'GET /dang-nhap/ve': 'events',
  // A message that was opened is read; the secret of an invitation is drawn when it is first shown.
  'GET /thong-bao/:id': 'notifications',
  'GET /lam-viec/ho-so/:code/moi-danh-gia': 'satisfaction_invitations',
  // Who printed a receipt, and who opened the body of a message to another system, is told.
  'GET /lam-viec/bien-lai/:id/in.pdf': 'events',
  'GET /lam-viec/ket-noi/thong-diep/:id': 'events',
}

test('asking with GET changes nothing', () => {
  const gets = answers.filter(({ route }) => route.startsWith('GET '))
  assert.ok(gets.some(({ changed }) => changed.some((table) => table.startsWith('looks_'))))
  const changes = gets.flatMap((one) => {
    const decided = writtenBy[one.route]
    const tables = one.changed.filter(
      (table) => !writtenByReading.test(table) && !(decided && table.startsWith(decided)),
    )
    return tables.length > 0 ? [`${placeOf(one)}: ${tables}`] : []
  })
  assert.deepEqual(changes, [])
})

const insides =
  /\n\s+at |node_modules|\bFST_|SyntaxError|TypeError|\bat file:|relation "|syntax error at|pg_catalog|fastify|\/src\/(kernel|modules)/i

test('no answer tells of our insides, and no header of what answers', () => {
  for (const one of answers) {
    const { body, headers } = one.answer
    if (one.answer.statusCode >= 400) assert.doesNotMatch(body, insides, placeOf(one))
    for (const name of ['server', 'x-powered-by', 'x-aspnet-version', 'via'])
      assert.equal(headers[name], undefined, placeOf(one))
  }
})
