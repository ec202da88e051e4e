import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { explainClock, foldClock } from '#kernel/calendar.ts'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import type { JsonObject } from '#kernel/types.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { dossierCan } from '../domain.ts'
import { proof } from '../proof/commands.ts'
import { leadingWork } from '../steps/domain.ts'
import { findDossier } from '../steps/store.ts'
import { keepFile, submitDossier } from '../submission/commands.ts'
import { answerSupplement, requestSupplement } from '../supplement/commands.ts'
import {
  acceptDossier,
  assignDossier,
  forwardDossier,
  handBackDossier,
  handOverMany,
  refuseReception,
  takeDossier,
  withdrawDossier,
  writeNote,
} from './commands.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const later = '2026-03-03T09:00+07:00'
const extended = '9.000002' // generated form and steps, decided by the commune, two working days
const officers = new Map<string, Officer>()

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
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

const who = (role: string, unit = 'Z99.11.01'): Officer => {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}

const citizen: Actor = {
  kind: 'citizen',
  personId: randomUUID(),
  name: 'Trần Thị Diều',
  identityNumber: '099190000001',
  phone: '0990000001',
}

let seed = 7
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

async function onePage(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage()
  return document.save()
}

async function submitted(at = monday): Promise<{ code: string; answers: JsonObject }> {
  const context = platform.as(citizen, at)
  const { form, papers } = await read(context, (tx) => getProcedure(tx, extended, context.today))
  const fileId = await keepFile(context, await storeBytes(platform.files, 'giay.pdf', await onePage()))
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const answers = exampleAnswers(form, chance, lists)
  const required = papersFor({ papers }, answers).filter((one) => one.required)
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure: extended,
    answers,
    papers: required.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return { code, answers }
}

const look = async (code: string) => {
  const found = await read(platform.as({ kind: 'system' }, monday), (tx) =>
    findDossier(tx, { kind: 'system' }, code),
  )
  assert.ok(found)
  return found
}
const heldStep = async (code: string) => {
  const { key, holderId } = leadingWork(await look(code))
  return [key, holderId]
}
const seen = async (code: string) => ({ code, expectedVersion: (await look(code)).version })
const accept = async (code: string, at = monday) =>
  acceptDossier(platform.as(who('desk-clerk'), at), await seen(code))
const refusedWith = (code: string) => ({ code: `dossiers.${code}` })

type Told = { name: string; at: Date; payload: JsonObject }
async function historyOf(caseId: string): Promise<readonly Told[]> {
  return read(platform.as({ kind: 'system' }, monday), async (tx) => {
    const { rows } =
      await sql<Told>`select name, at, payload from events where subject_id = ${caseId} order by txid, position`.execute(
        tx,
      )
    return rows
  })
}
test('accepting starts the clock, gives the step to the one who can do it, and tells it', async () => {
  const { code } = await submitted()
  await accept(code, '2026-03-02T10:00+07:00')
  const dossier = await look(code)
  assert.equal(dossier.state, 'processing')
  assert.deepEqual(await heldStep(code), ['appraise', who('officer').personId])
  assert.deepEqual(dossier.dueAt, new Date('2026-03-04T10:00+07:00'))
  const { lines } = explainClock(platform.calendar, dossier.clock, 'vi')
  assert.match(lines.join('\n'), /Đến hạn lúc 10:00 ngày 04\/03\/2026/)
  const names = (await historyOf(dossier.id)).map(({ name }) => name)
  assert.deepEqual(names, ['dossier.submitted', 'dossier.accepted', 'dossier.forwarded'])
})

test('of two officers accepting at once, one wins and the other is told', async () => {
  const { code } = await submitted()
  const context = platform.as(who('desk-clerk'), monday)
  const dossier = await seen(code)
  const outcomes = await Promise.allSettled([
    acceptDossier(context, dossier),
    acceptDossier(context, dossier),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = outcomes.find((one) => one.status === 'rejected')
  assert.equal(lost?.status === 'rejected' && lost.reason.code, 'dossiers.changedMeanwhile')
  const told = (await historyOf((await look(code)).id)).filter(({ name }) => name === 'dossier.accepted')
  assert.equal(told.length, 1)
})

test('an officer of another unit finds no such dossier, and one with another role may not act', async () => {
  const { code } = await submitted()
  const dossier = await seen(code)
  const stranger = platform.as(who('desk-clerk', 'Z99.12.01'), monday)
  await assert.rejects(acceptDossier(stranger, dossier), refusedWith('notFound'))
  await assert.rejects(acceptDossier(platform.as(who('officer'), monday), dossier), refusedWith('notYours'))
})

test('a refusal needs its ground and its provision, and ends the case', async () => {
  const { code } = await submitted()
  const context = platform.as(who('desk-clerk'), monday)
  const ground = 'Diều chưa từng được cấp phép'
  await assert.rejects(
    refuseReception(context, { ...(await seen(code)), ground, legalBasis: ' ' }),
    refusedWith('groundNeeded'),
  )
  await refuseReception(context, { ...(await seen(code)), ground, legalBasis: 'Điều 3, 1/2020/NĐ-HG' })
  assert.equal((await look(code)).state, 'notAccepted')
  await assert.rejects(accept(code), refusedWith('notNow'))
})

const fault = { target: 'paper', key: 'giay-phep-cu', reason: 'Ảnh mờ, chụp lại' } as const

test('one supplement names all faults; the clock stands until it is answered; a second is refused', async () => {
  const { code, answers } = await submitted()
  await accept(code)
  const context = platform.as(who('officer'), later)
  await assert.rejects(
    requestSupplement(context, { ...(await seen(code)), faults: [], reason: '' }),
    refusedWith('faultsNeeded'),
  )
  await assert.rejects(
    requestSupplement(context, {
      ...(await seen(code)),
      faults: [{ ...fault, key: 'khong-co' }],
      reason: '',
    }),
    refusedWith('unknownFault'),
  )
  const due = (await look(code)).dueAt
  await requestSupplement(context, { ...(await seen(code)), faults: [fault], reason: 'Cần ảnh rõ' })
  const paused = await look(code)
  assert.deepEqual([paused.state, paused.dueAt], ['supplementing', null])
  const answered = platform.as(citizen, '2026-03-04T09:00+07:00')
  await answerSupplement(answered, { ...(await seen(code)), answers, papers: [] })
  const running = await look(code)
  assert.equal(running.state, 'processing')
  assert.deepEqual(await heldStep(code), ['appraise', who('officer').personId])
  const stepDue = (dossier: typeof running) => leadingWork(dossier).dueAt
  assert.ok(due && running.dueAt && running.dueAt > due)
  assert.ok(Number(stepDue(running)) > Number(stepDue(paused)), 'the step has as much time left as before')
  await assert.rejects(
    requestSupplement(context, { ...(await seen(code)), faults: [fault], reason: '' }),
    refusedWith('supplementUsed'),
  )
})

test('another citizen cannot answer or withdraw', async () => {
  const { code, answers } = await submitted()
  const stranger = platform.as({ ...citizen, personId: randomUUID() }, later)
  const dossier = await seen(code)
  await assert.rejects(withdrawDossier(stranger, { ...dossier, reason: '' }), refusedWith('notFound'))
  await assert.rejects(
    answerSupplement(stranger, { ...dossier, answers, papers: [] }),
    refusedWith('notFound'),
  )
  await withdrawDossier(platform.as(citizen, later), { ...dossier, reason: 'Không cần nữa' })
  assert.equal((await look(code)).state, 'withdrawn')
})

test('work goes on to the head and back to the officer who did it', async () => {
  const { code } = await submitted()
  await accept(code)
  await forwardDossier(platform.as(who('officer'), later), { ...(await seen(code)), note: 'Đủ điều kiện' })
  assert.deepEqual(await heldStep(code), ['approve', who('division-head').personId])
  const head = platform.as(who('division-head'), later)
  await assert.rejects(
    handBackDossier(head, { ...(await seen(code)), reason: ' ' }),
    refusedWith('noteNeeded'),
  )
  await handBackDossier(head, { ...(await seen(code)), reason: 'Thiếu ý kiến của hải đăng' })
  assert.deepEqual(await heldStep(code), ['appraise', who('officer').personId])
  await assert.rejects(
    handBackDossier(platform.as(who('officer'), later), {
      ...(await seen(code)),
      reason: 'Không có bước trước',
    }),
    refusedWith('noPreviousStep'),
  )
})

test('a chief gives a dossier only to those who can do the step', async () => {
  const { code } = await submitted()
  await accept(code)
  const head = platform.as(who('division-head'), later)
  const give = async (holder: string) => assignDossier(head, { ...(await seen(code)), holder })
  await assert.rejects(give(who('leader').personId), refusedWith('unknownHolder'))
  await give(who('officer').personId)
  await assert.rejects(
    takeDossier(platform.as(who('officer'), later), await seen(code)),
    refusedWith('notYours'),
    'it is already held',
  )
})

test('in a hand-over of many, the refused one stays behind with its reason', async () => {
  const [first, second] = [await submitted(), await submitted()]
  const [one, two] = [await seen(first.code), await seen(second.code)]
  await accept(second.code)
  const outcomes = await handOverMany(platform.as(who('desk-clerk'), monday), 'accept', [one, two])
  assert.deepEqual(
    outcomes.map(({ code, refused }) => [code, refused === undefined]),
    [
      [first.code, true],
      [second.code, false],
    ],
  )
})

test('a note leaves an event and no word of it in the event', async () => {
  const { code } = await submitted()
  await writeNote(platform.as(who('desk-clerk'), monday), { code, body: 'Gọi điện lúc 9 giờ' })
  const told = (await historyOf((await look(code)).id)).at(-1)
  assert.deepEqual([told?.name, told?.payload], ['dossier.noted', { code }])
})

test('over random histories the fold gives the stored date, and no case is left hanging', async () => {
  for (let round = 0; round < 12; round += 1) {
    const { code, answers } = await submitted()
    let now = new Date(monday).getTime()
    for (let act = 0; act < 8; act += 1) {
      now += Math.floor(chance() * 30 * 3_600_000)
      await anyAct(code, answers, new Date(now))
    }
    const dossier = await look(code)
    const folded = foldClock(platform.calendar, dossier.clock)
    const { dueAt, pausedAt, dueBeforePause, receivedAt } = dossier
    assert.deepEqual(folded, { receivedAt, dueAt, pausedAt, dueBeforePause })
  }
  const context = platform.as({ kind: 'system' }, monday)
  const hanging = await read(context, (tx) => proof.find(tx, context))
  assert.deepEqual(hanging, [])
})

/** One act that the state allows, drawn at random. */
async function anyAct(code: string, answers: JsonObject, at: Date): Promise<unknown> {
  const dossier = await look(code)
  const work = leadingWork(dossier)
  const now = await seen(code)
  const holder = [...officers.values()].find(({ personId }) => personId === work.holderId)
  const clerk = platform.as(who('desk-clerk'), at)
  const asked = { ...now, faults: [fault], reason: 'Bổ sung' }
  if (dossier.state === 'registered')
    return chance() < 0.3 && dossier.supplementCount === 0
      ? requestSupplement(clerk, asked)
      : acceptDossier(clerk, now)
  if (dossier.state === 'supplementing')
    return answerSupplement(platform.as(citizen, at), { ...now, answers, papers: [] })
  if (dossier.state !== 'processing' || !holder) return undefined
  const context = platform.as(holder, at)
  const mayAsk = dossierCan('requestSupplement', dossier, work.type) && dossier.supplementCount === 0
  if (mayAsk && chance() < 0.4) return requestSupplement(context, asked)
  if (work.key === 'approve' && chance() < 0.5) return handBackDossier(context, { ...now, reason: 'Xem lại' })
  if (work.key === 'appraise' || work.key === 'approve') return forwardDossier(context, now)
  return undefined
}
