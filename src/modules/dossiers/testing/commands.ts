/** A province at work, for the tests of acts: officers by unit and role, dossiers of a demo procedure. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import type { Context } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import type { JsonObject } from '#kernel/types.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { type Dossier, openWork, type Work } from '../steps/domain.ts'
import { findDossier } from '../steps/store.ts'
import { keepFile, submitDossier } from '../submission/commands.ts'
import { tellApplicant } from '../telling/commands.ts'

export const platform = await freshPlatform()
export const monday = '2026-03-02T08:00+07:00'
export const kitePermit = '9.000001'
export const beachStall = '9.000101'
const officers = new Map<string, Officer>()

export const system = (at: string | Date = monday) => platform.as({ kind: 'system' }, at)

before(async () => {
  const context = system()
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await savePerson(platform, applicant)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from posts`.execute(tx)
    for (const { id } of rows) {
      const officer = await officerAt(tx, id, context.today)
      for (const role of officer?.roles ?? [])
        if (officer) officers.set(`${officer.unitCode} ${role}`, officer)
    }
  })
})

export const department = 'Z99.02'
export const lighthouse = 'Y01.99'

export function who(role: string, unit = department): Officer {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}
export const as = (role: string, at: string | Date = monday, unit = department): Context =>
  platform.as(who(role, unit), at)

export const applicant = citizen({ name: 'Trần Thị Diều' })

let seed = 7
export const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

async function onePage(context: Context): Promise<string> {
  const document = await PDFDocument.create()
  document.addPage()
  return keepFile(context, await storeBytes(platform.files, 'giay.pdf', await document.save()))
}

/** A dossier of this procedure, in this commune, with some answers as wanted; gives its code. */
export async function submitted(
  procedure: string,
  wanted: JsonObject = {},
  at = monday,
  commune = '99101',
): Promise<string> {
  const context = platform.as(applicant, at)
  const definition = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const fileId = await onePage(context)
  const lists = { ...formLookups(context), communes: [commune], units: ['Z99.02'], files: [fileId] }
  const answers = { ...exampleAnswers(definition.form, chance, lists), ...wanted }
  const papers = papersFor(definition, answers).filter(({ required }) => required)
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers,
    papers: papers.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return code
}

export async function look(code: string): Promise<Dossier> {
  const found = await read(system(), (tx) => findDossier(tx, { kind: 'system' }, code))
  assert.ok(found)
  return found
}
export const seen = async (code: string, key?: string) => {
  const dossier = await look(code)
  const step = key === undefined ? undefined : openStep(dossier, key).number
  return { code, expectedVersion: dossier.version, step }
}
export function openStep(dossier: Dossier, key: string): Work {
  const work = openWork(dossier).find((one) => one.key === key)
  assert.ok(work, `${key} is not open, but ${openKeys(dossier).join(', ')}`)
  return work
}
export const openKeys = (dossier: Dossier) => openWork(dossier).map(({ key }) => key)

export const refusedWith = (code: string) => ({ code: `dossiers.${code}` })

export async function eventsOf(code: string): Promise<readonly { name: string; payload: JsonObject }[]> {
  return read(system(), async (tx) => {
    const { rows } = await sql<{ name: string; payload: JsonObject }>`
      select e.name, e.payload from events e join cases c on c.id = e.subject_id
      where c.code = ${code} order by e.txid, e.position`.execute(tx)
    return rows
  })
}

type Message = { readonly kind: string; readonly facts: JsonObject }

/** What the applicant was told of a dossier, once every event was looked at. */
export async function messagesOf(code: string): Promise<readonly Message[]> {
  await catchUp(system(), tellApplicant)
  return read(system(), async (tx) => {
    const { rows } =
      await sql<Message>`select n.kind, n.facts from notifications n join cases c on c.id = n.subject_id
      where c.code = ${code} order by n.id`.execute(tx)
    return rows
  })
}
