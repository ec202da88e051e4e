/** A desk at work, for the tests of the counter: officers by unit and role, dossiers taken in, results that wait. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { type Answers, answersAsTyped, exampleAnswers } from '#kernel/forms.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { findDossier } from '#modules/dossiers/api.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { acceptIntake } from '../intake/accepting/commands.ts'
import { viewTill } from '../intake/commands.ts'
import { saveIntake } from '../intake/saving/commands.ts'

export const platform = await freshPlatform()
export const desk = 'Z99.11.01'
export const report = '9.000003' // generated form and steps, decided by the commune
const officers = new Map<string, Officer>()

before(async () => {
  const context = platform.as({ kind: 'system' }, '2026-03-02T08:00+07:00')
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from posts`.execute(tx)
    for (const { id } of rows) {
      const officer = await officerAt(tx, id, context.today)
      if (officer) officers.set(`${officer.unitCode} ${officer.roles[0]}`, officer)
    }
  })
})

export const who = (role = 'desk-clerk', unit = desk): Officer => {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}
export const at = (time: string, actor: Actor = who()) => ({
  ...platform.as(actor, `2026-03-02T${time}+07:00`),
  operationKey: randomUUID(),
})
export const refusedWith = (code: string) => ({ code: `desk.${code}` })
export const scan = (identity: string, name = 'Trần Thị Diều') =>
  `${identity}||${name}|02031990|Nữ|Số 1 Ngọn Gió, Đuôi Diều, Cánh Buồm, Hòn Gió|01072021`
export const nothing = { uploads: [], act: 'next' } as const

let seed = 11
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

/** Right answers as they stand in the controls, some of them as wanted, and every paper seen. */
export async function rightFields(identity: string, procedure = report, wanted: Answers = {}) {
  const context = at('08:00')
  const { form, papers } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const facts = {
    'person.fullName': 'Trần Thị Diều',
    'person.identityNumber': identity,
    'person.birthDate': '1990-03-02',
  }
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [], facts }
  const answers = { ...exampleAnswers(form, chance, lists), ...wanted }
  const fields = form.pages.flatMap((page) => page.fields)
  const shown = papers.flatMap(({ key }) => [
    [`_paper.${key}.way`, 'original'],
    [`_paper.${key}.count`, '1'],
  ])
  return {
    ...answersAsTyped(fields, answers),
    ...Object.fromEntries(shown),
    _form: procedure,
    _filing: 'yes',
  }
}

type Wish = {
  readonly time?: string
  readonly procedure?: string
  readonly answers?: Answers
  /** Further controls of the screen, such as how the fee is paid. */
  readonly more?: Readonly<Record<string, string>>
}

/** One dossier from card to acceptance; answers its code. */
export async function takenIn(
  identity: string,
  { time = '09:00', procedure = report, answers, more }: Wish = {},
): Promise<string> {
  const id = randomUUID()
  const context = at(time)
  await saveIntake(context, { id, ...nothing, fields: { _card: scan(identity) } })
  await saveIntake(context, { id, ...nothing, fields: {}, act: `procedure:${procedure}` })
  const fields = { ...(await rightFields(identity, procedure, answers)), ...more }
  assert.equal(await acceptIntake(context, { id, ...nothing, fields }), 'accepted')
  const till = await viewTill(context, { id })
  assert.ok(till.accepted)
  return till.accepted.code
}

export const dossierOf = async (code: string) => {
  const found = await read(at('08:00'), (tx) => findDossier(tx, { kind: 'system' }, code))
  assert.ok(found)
  return found
}

/** Puts a dossier where its result waits to be handed out. */
export async function withResult(code: string): Promise<string> {
  const { id } = await dossierOf(code)
  await platform.database.kysely.transaction().execute(async (tx) => {
    await sql`update case_steps set step_key = 'return', step_type = 'return', role = 'desk', holder_id = null,
      unit_id = ${who().unitId} where case_id = ${id} and ended_at is null`.execute(tx)
    await sql`update cases set state = 'done', step_type = 'return', step_key = 'return', step_role = 'desk', holder_id = null,
      holder_unit_id = ${who().unitId} where id = ${id}`.execute(tx)
  })
  return id
}
