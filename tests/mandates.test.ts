/** Who acts in the place of another opens what the mandate covers and nothing else, page by page and call by call. */

import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction, sql } from '#kernel/db.ts'
import type { MandateScope } from '#kernel/policy.ts'
import { citizen } from '#kernel/testing/people.ts'
import { modules } from '../src/app.ts'
import { startDraft } from '../src/modules/drafts/commands.ts'
import { openPortal, openSession, type SignedIn, signInCitizen } from './portal-under-test.ts'

const portal = await openPortal()
const { url, context, platform } = portal
const identity = '099158000021'
const agent = await signInCitizen(portal, 'Ưng Ỡm Ờ', identity)
const firmId = randomUUID()
await inTransaction(context, (tx) =>
  sql`insert into persons (id, kind, full_name, identity_number)
    values (${firmId}, 'enterprise', 'Công ty Gió', '0600990021')`.execute(tx),
)

type Given = {
  readonly scopes: readonly MandateScope[]
  readonly procedures?: readonly string[]
  readonly isEnded?: boolean
  readonly role?: string
}

/** A session of the agent that acts for the firm by a mandate with these scopes. */
async function actingBy({ scopes, procedures, isEnded, role = 'memberViewer' }: Given): Promise<SignedIn> {
  const id = randomUUID()
  const { now } = context
  await inTransaction(context, (tx) =>
    sql`insert into mandates (id, represented_id, agent_identity, agent_id, role, scopes, procedures, source, valid_from,
        asked_by, asked_at, confirmed_at, ended_at, ending)
      values (${id}, ${firmId}, ${identity}, ${agent.personId}, ${role}, ${scopes}, ${procedures ?? null},
        'invitation', ${now}, ${firmId}, ${now}, ${now}, ${isEnded ? now : null}, ${isEnded ? 'revoked' : null})`.execute(
      tx,
    ),
  )
  const session = await openSession(context, agent.personId, null)
  const hash = createHash('sha256').update(session.cookie.slice('phien='.length)).digest()
  await inTransaction(context, (tx) =>
    sql`update sessions set mandate_id = ${id} where token_hash = ${hash}`.execute(tx),
  )
  return session
}

const asked = { ':code': 'H99-260302-0001', ':way': 'con', ':level': '2', ':page': 'flyer' } as const
const filled = (path: string) =>
  path.replace(/:\w+/g, (name) => (asked as Record<string, string>)[name] ?? randomUUID())

async function statusOf(method: string, path: string, { cookie, csrf }: SignedIn): Promise<number> {
  const body = new URLSearchParams({ _csrf: csrf, version: '1' })
  const init = method === 'GET' ? {} : { method, body }
  const answer = await fetch(`${url}${path}`, { redirect: 'manual', headers: { cookie }, ...init })
  await answer.arrayBuffer()
  return answer.status
}

/** Every page and call for citizens, as `METHOD path`; the verdicts below were written by hand, not read from the code. */
const routes = modules
  .flatMap(({ routes: some = [] }) => some)
  .filter(({ access }) => /citizen/.test(JSON.stringify(access)) && !/scope/.test(JSON.stringify(access)))
  .map(({ method, path }) => ({ method, path }))

const look = [
  'GET /tai-khoan',
  'GET /tai-khoan/ho-so',
  'GET /ho-so/:code',
  'GET /ho-so/:code/da-nop',
  'GET /ho-so/:code/so-cai',
  'GET /ho-so/:code/bien-nhan.tlog-proof',
  'GET /ho-so/:code/tep/:file',
]
const messages = ['GET /tai-khoan/thong-bao', 'GET /thong-bao/:id', 'POST /thong-bao/da-doc']
const submit = [
  'GET /thu-tuc/:code/nop',
  'POST /thu-tuc/:code/nop',
  'GET /ban-nhap/:id',
  'GET /ban-nhap/:id/:page',
  'POST /ban-nhap/:id/:page',
  'GET /ban-nhap/:id/xoa',
  'POST /ban-nhap/:id/xoa',
  'GET /ban-nhap/:id/kiem-tra',
  'POST /ban-nhap/:id/kiem-tra',
  'GET /tai-khoan/ban-nhap',
  'GET /tai-khoan/tep/:id',
  'GET /tai-khoan/tep/:id/nho',
  'GET /ho-so/:code/bo-sung',
  'POST /ho-so/:code/bo-sung',
  'GET /ho-so/:code/rut',
  'POST /ho-so/:code/rut',
]

/** Which of all routes are not refused as beyond the mandate. */
async function openTo(session: SignedIn): Promise<string[]> {
  const open: string[] = []
  for (const { method, path } of routes)
    if ((await statusOf(method, filled(path), session)) !== 403) open.push(`${method} ${path}`)
  return open.toSorted()
}

test('a mandate opens the pages of its scopes and no others', async () => {
  assert.ok(routes.length > 50, `${routes.length} routes`)
  assert.deepEqual(await openTo(await actingBy({ scopes: ['look'] })), [...look, ...messages].toSorted())
  const filing = await actingBy({ scopes: ['look', 'submit'], role: 'memberSubmitter' })
  assert.deepEqual(await openTo(filing), [...look, ...messages, ...submit].toSorted())
})

test('one for some procedures opens nothing that speaks of all; one that ended opens nothing', async () => {
  const narrow = await actingBy({ scopes: ['look'], procedures: ['9.000001'], role: 'authorised' })
  assert.deepEqual(await openTo(narrow), look.toSorted())
  assert.deepEqual(await openTo(await actingBy({ scopes: ['look', 'submit', 'manage'], isEnded: true })), [])
})

test('even who manages the account never has what is one’s own: sessions, factors, other mandates', async () => {
  const all = ['look', 'submit', 'pay', 'receive', 'wallet', 'manage'] as const
  const open = await openTo(await actingBy({ scopes: all, role: 'legalRepresentative' }))
  const shut = routes.map(({ method, path }) => `${method} ${path}`).filter((one) => !open.includes(one))
  assert.ok(shut.some((one) => one.includes('/tai-khoan/phien')))
  assert.ok(open.includes('GET /tai-khoan/thay-mat') && open.includes('GET /tai-khoan/ai-da-xem'))
  for (const one of open) assert.doesNotMatch(one, /phien|yeu-to|lam-thay|moi\/:way|khoa-truy-cap/)
})

test('neither side’s things are found on the other', async () => {
  const session = await actingBy({ scopes: ['look', 'submit'], role: 'memberManager' })
  const draftOf = (personId: string) =>
    startDraft(
      { ...platform.as(citizen({ personId }), context.now), operationKey: randomUUID() },
      { code: '9.000001' },
    )
  const [own, firms] = [await draftOf(agent.personId), await draftOf(firmId)]
  const stranger = await signInCitizen(portal, 'Lã Vô Can', '099158000022')
  const open = (id: string, by: SignedIn) => statusOf('GET', `/ban-nhap/${id}/xoa`, by)
  assert.deepEqual(
    [await open(firms, session), await open(own, session), await open(own, agent), await open(firms, agent)],
    [200, 404, 200, 404],
  )
  assert.equal(await open(firms, stranger), 404)
})

test('the pages say in whose place they are, its owner is told who looked, and the way back works when it has ended', async () => {
  const session = await actingBy({ scopes: ['look'], role: 'guardian' })
  const page = await (await fetch(`${url}/tai-khoan`, { headers: { cookie: session.cookie } })).text()
  assert.match(page, /Đang làm thay:.*Công ty Gió.*Ưng Ỡm Ờ.*Trở lại là chính tôi/s)
  const looks = await platform.looksAt(firmId)
  assert.ok(looks.some(({ viewerId, why }) => viewerId === agent.personId && why === 'mandate'))
  const ended = await actingBy({ scopes: ['look'], isEnded: true })
  const home = await fetch(url, { headers: { cookie: ended.cookie } })
  assert.equal(home.status, 200)
  assert.match(await home.text(), /Quyền làm thay đã hết:/)
  const back = await fetch(`${url}/tai-khoan/thay-mat/tro-lai`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: ended.cookie },
    body: new URLSearchParams({ _csrf: ended.csrf }),
  })
  assert.equal(back.status, 303)
  const cookie = String(back.headers.get('set-cookie')).split(';')[0] ?? ''
  const own = await (await fetch(`${url}/tai-khoan`, { headers: { cookie } })).text()
  assert.match(own, /Chào Ưng Ỡm Ờ/)
  assert.doesNotMatch(own, /Trở lại là chính tôi/)
})
