/** Every route × every role × every relation of `matrix.md`, one real request each. */

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { freshPlatform } from '#kernel/testing/database.ts'
import { modules } from '../../src/app.ts'
import { type Asker, bringAskers } from './actors.ts'
import { type Answer, answerTo, cellOf, openServer, requestOf } from './asking.ts'
import { asks } from './requests.ts'
import { type Group, readMatrix, type Verdict } from './table.ts'
import { lend } from './undone.ts'
import { type Living, makeWorld, prepare } from './world.ts'

const now = new Date('2026-03-02T09:00+07:00')
const matrix = readMatrix()
/** A prime that does not divide the number of cells. */
const stride = 10_007
const platform = await freshPlatform(undefined, undefined, modules)
const context = platform.as({ kind: 'system' }, now)
const askers = await bringAskers(context, matrix.roles)
const world = await makeWorld({ platform, context, askers })
const { server, routes } = await openServer(platform, now)
after(() => server.close())
const undone = lend(platform.database)
/** The provider of made-up accounts, which no production mounts. */
const outside = new Set(['GET /dinh-danh/*', 'POST /dinh-danh/*'])
const known = routes.filter((route) => !outside.has(route) && !/^(?:DELETE|PATCH|PUT|OPTIONS|TRACE|SEARCH|\w+) \/dinh-danh\/\*$/.test(route))

const groupOf = (route: string): Group => {
  const group = matrix.groups.find(({ routes: own }) => own.some((one) => one.route === route))
  if (!group) throw new Error(`${route} stands in no group`)
  return group
}
/** Who may know of a dossier at all, by the groups in which it is seen. */
const seeing = ['GET /lam-viec/ho-so/:code', 'GET /ho-so/:code', 'GET /api/v1/dossiers/:code'].map(groupOf)
const mayKnow = (role: string, relation: string) =>
  seeing.some(({ cells }) => cells.get(role)?.get(relation) === '✓')

type Question = { readonly route: string; readonly asker: Asker; readonly relation: string; readonly wanted: Verdict }
const listed: Question[] = matrix.groups.flatMap(({ routes: own, cells }) =>
  own.flatMap(({ route }) =>
    [...cells].flatMap(([role, row]) =>
      [...row].flatMap(([relation, wanted]) => {
        const asker = askers.get(role)
        return asker ? [{ route, asker, relation, wanted }] : []
      }),
    ),
  ),
)

/** Mixed, so that requests side by side do not wait for each other's dossier or person. */
const questions = listed.filter(({route}) => !process.env.MATRIX_ONLY || new RegExp(process.env.MATRIX_ONLY).test(route)).map((_one, at, all) => all[(at * stride) % all.length]).filter((one) => one !== undefined)

function ask({ route, asker, relation }: Question, signed = true): Promise<Answer> {
  return undone(async (client) => {
    const how = asks[route] ?? {}
    const cell = cellOf(world, asker, relation)
    if (world.dossiers.has(relation as Living)) await prepare(client, world, relation as Living, how.stage ?? {}, asker)
    return answerTo(server, await requestOf(route, how, cell, signed))
  })
}

/** Several at once, so that the server works while the database does. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const one of waiting) await work(one)
    }),
  )
}

test('every route of the server stands in the table, once, and every route of the table is served', () => {
  const listed = matrix.groups.flatMap(({ routes: own }) => own.map(({ route }) => route))
  assert.deepEqual(listed.filter((route, at) => listed.indexOf(route) !== at), [], 'twice')
  assert.deepEqual(known.filter((route) => !listed.includes(route)).toSorted(), [], 'in no group of matrix.md')
  assert.deepEqual(listed.filter((route) => !known.includes(route)).toSorted(), [], 'not served')
})

test('every answer is what people decided, and names nobody whom the asker may not know', async () => {
  const wrong: string[] = []
  const spent = new Map<string, number>()
  await eachOf(questions, async (question) => {
    const { route, asker, relation, wanted } = question
    const began = performance.now()
    const { verdict, code, body } = await ask(question)
    spent.set(route, (spent.get(route) ?? 0) + performance.now() - began)
    const place = `${route} · ${asker.role} · ${relation}`
    if (verdict !== wanted && !(wanted === '✓' && verdict === '409')) wrong.push(`${place}: ${wanted} decided, ${verdict} ${code}`)
    for (const [other, { mark }] of world.dossiers)
      if (body.includes(mark) && !mayKnow(asker.role, other)) wrong.push(`${place}: names ${other}`)
  })
  if (process.env.MATRIX_DEBUG) {
    const { writeFileSync } = await import('node:fs')
    writeFileSync(process.env.MATRIX_DEBUG, `${[...spent].toSorted((a, b) => b[1] - a[1]).slice(0, 30).map(([r, ms]) => `${Math.round(ms)} ${r}`).join('\n')}\n\n${wrong.join('\n')}\n`)
  }
  assert.ok(questions.length > 20_000, `${questions.length} cells`)
  assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} of ${questions.length} cells`)
})
