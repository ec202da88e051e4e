/** Every route × every role × every relation of `matrix.md`, one real request each. */

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inTransaction, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { reportPath } from '#kernel/web/headers.ts'
import { modules } from '../../src/app.ts'
import { type Asker, bringAskers } from './actors.ts'
import { type Answer, answerTo, cellOf, openServer, requestOf } from './asking.ts'
import { asks } from './requests.ts'
import { type Group, readMatrix, type Verdict } from './table.ts'
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

type Question = {
  readonly route: string
  readonly asker: Asker
  readonly relation: string
  readonly wanted: Verdict
  /** Refused whatever the object is; then the dossier need not stand anywhere in particular. */
  readonly isByRole: boolean
}

const askerOf = (role: string): Asker => {
  const asker = askers.get(role)
  if (!asker) throw new Error(`Nobody is ${role}`)
  return asker
}
const questions: readonly Question[] = matrix.groups.flatMap(({ routes: own, cells }) =>
  own.flatMap(({ route }) =>
    [...cells].flatMap(([role, row]) => {
      const isByRole = [...row.values()].every((one) => one === '403' || one === 'in')
      return [...row].map(([relation, wanted]) => ({
        route,
        asker: askerOf(role),
        relation,
        wanted,
        isByRole,
      }))
    }),
  ),
)

function ask({ route, asker, relation, isByRole }: Omit<Question, 'wanted'>, signed = true): Promise<Answer> {
  return undone(async (client) => {
    const how = asks[route] ?? {}
    const living = relation as Living
    if (world.dossiers.has(living) && !isByRole) await prepare(client, world, living, how.stage ?? {}, asker)
    return answerTo(server, await requestOf(route, how, cellOf(world, asker, relation), signed))
  })
}

/** A prime: requests side by side are of far routes, and do not wait for each other's dossier or person. */
const stride = 10_007
const atOnce = 6

async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  assert.notEqual(all.length % stride, 0)
  const mixed = all.map((_one, at) => all[(at * stride) % all.length] as T).values()
  const worker = async () => {
    for (const one of mixed) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const groupOf = (route: string): Group => {
  const group = matrix.groups.find(({ routes: own }) => own.some((one) => one.route === route))
  if (!group) throw new Error(`${route} stands in no group`)
  return group
}
/** Who may know of a dossier at all, by the groups in which it is seen. */
const seeing = ['GET /lam-viec/ho-so/:code', 'GET /ho-so/:code', 'GET /api/v1/dossiers/:code'].map(groupOf)
const mayKnow = (role: string, relation: string) =>
  seeing.some(({ cells }) => cells.get(role)?.get(relation) === '✓')

test('every route of the server stands in the table, once, and every route of the table is served', () => {
  const listed = matrix.groups.flatMap(({ routes: own }) => own.map(({ route }) => route))
  const known = new Set(routes)
  const twice = listed.filter((route, at) => listed.indexOf(route) !== at)
  assert.deepEqual(twice, [])
  assert.deepEqual(
    [...known].filter((route) => !listed.includes(route)).toSorted(),
    [],
    'in no group of matrix.md',
  )
  assert.deepEqual(listed.filter((route) => !known.has(route)).toSorted(), [], 'not served')
})

test('every answer is what people decided, and names nobody whom the asker may not know', async () => {
  const wrong: string[] = []
  await eachOf(questions, async (question) => {
    const { route, asker, relation, wanted } = question
    const first = await ask(question)
    // An overloaded machine stops statements; what is a fault stays one.
    const { verdict, code, body } = first.verdict.startsWith('5') ? await ask(question) : first
    const place = `${route} · ${asker.role} · ${relation}`
    if (verdict !== wanted && !(wanted === '✓' && verdict === '409'))
      wrong.push(`${place}: ${wanted} decided, ${verdict} ${code}`)
    for (const [other, { mark }] of world.dossiers)
      if (body.includes(mark) && !mayKnow(asker.role, other)) wrong.push(`${place}: names ${other}`)
  })
  assert.ok(questions.length > 25_000, `${questions.length} cells`)
  assert.deepEqual(wrong.toSorted().slice(0, 40), [], `${wrong.length} of ${questions.length} cells`)
})

test('without a reason an officer who holds no step is led to where it is given', async () => {
  const { code, entryId } = world.dossiers.get('assigned') ?? {}
  for (const role of ['registrar', 'provincial-viewer', 'desk-clerk'])
    for (const place of [
      `/lam-viec/ho-so/${code}`,
      `/lam-viec/ket-qua/${code}`,
      `/lam-viec/kho/${entryId}`,
      `/ho-so/${code}/giay-tiep-nhan.pdf`,
    ]) {
      const { headers } = await server.inject({ url: place, headers: askerOf(role).headers })
      const page = `/lam-viec/ho-so/${code}/muc-dich?tiep=${encodeURIComponent(place)}`
      assert.equal(headers.location, role === 'desk-clerk' ? undefined : page, `${role} ${place}`)
    }
})

/** Each route with somebody who may use it, and an object of whom. */
const allowed = matrix.groups.flatMap(({ routes: own, cells }) =>
  own.flatMap(({ route, asksProof }) => {
    for (const [role, row] of cells) {
      const [relation] = [...row].find(([, verdict]) => verdict === '✓') ?? []
      const asker = askerOf(role)
      if (relation && asker.csrf) return [{ route, asksProof, asker, relation, isByRole: false }]
    }
    return []
  }),
)

/** Browsers send it by themselves, and it changes nothing of anybody. */
const isReport = (route: string) => route === `POST ${reportPath}`

test('a form without the token of its own session changes nothing, whoever sends it', async () => {
  const forms = allowed.filter(
    ({ route }) => !route.startsWith('GET ') && !route.includes(' /scim/') && !isReport(route),
  )
  assert.ok(forms.length > 100, `${forms.length} forms`)
  for (const one of forms) {
    const { verdict } = await ask(one, false)
    assert.equal(verdict, 'kernel.staleForm', one.route)
  }
})

test('a second proof is asked for where the table says so, and nowhere else', async () => {
  await inTransaction(context, (tx) => sql`update sessions set stepped_up_at = null`.execute(tx))
  const forms = allowed.filter(({ route, asker }) => !route.startsWith('GET ') && asker.kind === 'officer')
  assert.ok(forms.filter(({ asksProof }) => asksProof).length > 15)
  for (const one of forms) {
    const { verdict, code } = await ask(one)
    assert.equal(verdict === 'proof', one.asksProof, `${one.route}: ${verdict} ${code}`)
  }
})
