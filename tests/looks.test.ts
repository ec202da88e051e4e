/** Nobody reads personal data without its being written down: what the server holds back, and every page of the office. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Type } from 'typebox'
import { inTransaction } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import { defineModule } from '#kernel/module.ts'
import { type Access, allows } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer } from '#kernel/testing/people.ts'
import { createServer } from '#kernel/web/server.ts'
import { endpoint, json, toldBy } from '#kernel/web.ts'
import { modules } from '../src/app.ts'
import { openPortal, signInOfficer } from './portal-under-test.ts'

const nobody = Type.Object({})
const isOfCitizens = (access: Access) =>
  access === 'citizen' || (typeof access === 'object' && 'citizen' in access)

test('an answer of the office that read without a look is not sent', async () => {
  const platform = await freshPlatform()
  const answer = async () => json({ name: 'Trần Thị Diều' })
  const place = defineModule({
    name: 'place',
    dependsOn: [],
    authenticate: async () => officer(),
    routes: [
      endpoint({ method: 'GET', path: '/im', access: 'officer', input: nobody, handle: answer }),
      endpoint({
        method: 'GET',
        path: '/khong-cua-ai',
        access: 'officer',
        personal: 'none',
        input: nobody,
        handle: answer,
      }),
      endpoint({ method: 'GET', path: '/ai-cung-xem', access: 'public', input: nobody, handle: answer }),
      endpoint({
        method: 'GET',
        path: '/cua-ai-do',
        access: 'public',
        personal: 'told',
        input: nobody,
        handle: answer,
      }),
      endpoint({
        method: 'GET',
        path: '/co-ghi',
        access: 'officer',
        input: nobody,
        async handle(context) {
          const look = { of: [randomUUID()], what: 'dossier', why: 'step' } as const
          await inTransaction(context, (tx) => recordLook(tx, context, look))
          return answer()
        },
      }),
    ],
  })
  const server = await createServer({ platform, modules: [place], assets: new Map(), quiet: true })
  const statusOf = async (url: string) =>
    (await server.inject({ url, headers: { cookie: 'phien=mot-phien' } })).statusCode
  assert.equal(await statusOf('/im'), 500)
  assert.equal(await statusOf('/cua-ai-do'), 500)
  for (const url of ['/khong-cua-ai', '/ai-cung-xem', '/co-ghi']) assert.equal(await statusOf(url), 200, url)
  await server.close()
})

test('every page of the office that needs no more than a sign-in opens, with its look or without people', async () => {
  const portal = await openPortal()
  const roles = portal.platform.pack.roles.map(({ code }) => code)
  const { cookie } = await signInOfficer(portal, 'Z99.02', roles)
  const all = modules.flatMap(({ routes = [] }) => routes)
  const pages = all.filter(
    ({ method, path, access, input }) =>
      method === 'GET' &&
      !path.includes(':') &&
      access !== 'public' &&
      !isOfCitizens(access) &&
      !(typeof access === 'object' && 'scope' in access) &&
      ((input as { required?: readonly string[] }).required ?? []).length === 0,
  )
  assert.ok(pages.filter((one) => toldBy(one) === 'told').length > 8, `${pages.length} pages`)
  const broken: string[] = []
  for (const { path } of pages) {
    const { status } = await fetch(`${portal.url}${path}`, { headers: { cookie }, redirect: 'manual' })
    if (status >= 500) broken.push(`${path} ${status}`)
  }
  assert.deepEqual(broken, [])
})

test('what is for systems or the office is told unless it says that it holds nobody', () => {
  for (const { path, access, personal } of modules.flatMap(({ routes = [] }) => routes))
    if (!allows(access, { kind: 'visitor' }) && personal === undefined)
      assert.equal(toldBy({ access }), isOfCitizens(access) ? 'none' : 'told', path)
})
