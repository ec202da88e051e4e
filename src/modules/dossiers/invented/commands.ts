/** Fills a development installation with some weeks of work on dossiers, through the same commands that people use. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { backgroundContext } from '#kernel/platform.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, type ProcedureDefinition, papersFor } from '#modules/services/api.ts'
import { dossierCan } from '../domain.ts'
import {
  acceptDossier,
  forwardDossier,
  refuseReception,
  returnResult,
  takeDossier,
  withdrawDossier,
} from '../handling/commands.ts'
import { writeRecord } from '../records/commands.ts'
import { noticeUntil } from '../records/domain.ts'
import { actingIn, definitionOf, passOn, type Seen, save } from '../steps/commands.ts'
import { type Dossier, enter, openWork, startMove, tell, type Work } from '../steps/domain.ts'
import { nextSteps, outcomesOf } from '../steps/routing/domain.ts'
import { findDossierForUpdate, loadDossier } from '../steps/store.ts'
import { submitDossier } from '../submission/commands.ts'
import type { SubmittedPaper } from '../submission/domain.ts'
import { answerSupplement, requestSupplement } from '../supplement/commands.ts'
import { phrases } from '../supplement/domain.ts'
import {
  actAt,
  type Chance,
  chanceFrom,
  type Fate,
  fateOf,
  inventedRecord,
  pickOne,
  recordActAt,
} from './domain.ts'
import { type SamplePapers, samplePapers } from './papers/commands.ts'
import * as store from './store.ts'

const dossiersCount = 300
const sideBySide = 4

type Citizen = Extract<Actor, { kind: 'citizen' }>
type World = {
  readonly context: Context
  readonly procedures: readonly ProcedureDefinition[]
  readonly applicants: readonly store.Applicant[]
  readonly officers: ReadonlyMap<string, readonly Officer[]>
  readonly papers: SamplePapers
}

/** Hồ sơ mẫu, once: an installation that has dossiers is left as it is. */
export async function seedDossiers(context: Context): Promise<void> {
  if (await read(context, store.hasDossiers)) return
  const applicants = await read(context, store.findApplicants)
  if (applicants.length === 0) return
  const world = { ...(await gatherWorld(context)), context, applicants, papers: samplePapers(context) }
  if (world.procedures.length === 0) return
  let started = 0
  const work = async () => {
    while (started < dossiersCount) {
      started += 1
      await liveThrough(world, chanceFrom(started * 2_654_435_761))
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
}

/** Procedures people ask for most: those of the life events and those modelled in depth. */
async function gatherWorld(context: Context): Promise<Pick<World, 'procedures' | 'officers'>> {
  const { pack, today } = context
  const known = new Set(pack.catalogue.map(({ code }) => code))
  const named = [
    ...pack.procedures.map(({ code }) => code),
    ...pack.procedures.map(({ code }) => code),
    ...pack.lifeEvents.flatMap((event) => event.procedures.slice(0, 4)),
  ].filter((code) => known.has(code))
  const codes = named.length > 0 ? named : [...known].slice(0, 20)
  return read(context, async (tx) => {
    const procedures: ProcedureDefinition[] = []
    for (const code of codes) procedures.push(await getProcedure(tx, code, today))
    const officers = Map.groupBy(await store.findOfficers(tx, today), ({ personId }) => personId)
    return { procedures, officers }
  })
}

/** One dossier from its submission until now, or until its end. */
async function liveThrough(world: World, chance: Chance): Promise<void> {
  const { context } = world
  const fate = fateOf(context.calendar, context.now, chance)
  const definition = pickOne(world.procedures, chance)
  const applicant = applicantFor(world.applicants, chance)
  const citizen: Citizen = { kind: 'citizen', ...applicant }
  const submitting = backgroundContext(context, citizen, fate.submittedAt)
  const drawn = answersOf(submitting, definition, applicant, chance)
  const { answers, papers } = await withPapers(world, submitting, definition, drawn)
  const isAtDesk = chance() < 0.25
  const { code } = await submitDossier(submitting, {
    key: randomUUID(),
    procedure: definition,
    answers,
    papers,
    channel: isAtDesk ? 'direct' : 'online',
    returnMethod: isAtDesk ? 'desk' : 'online',
  })
  await handle(world, { code, definition, answers, citizen, fate, chance })
}

type PapersGiven = { readonly answers: JsonObject; readonly papers: readonly SubmittedPaper[] }

/** Sample files for the papers that the form was answered with and for those that must be there. */
async function withPapers(
  { papers: samples }: World,
  context: Context,
  definition: ProcedureDefinition,
  drawn: JsonObject,
): Promise<PapersGiven> {
  const names = new Map(definition.papers.map(({ key, name }) => [key, name.vi]))
  const asked = definition.form.pages.flatMap((page) => page.fields)
  const fields = new Map(
    asked.flatMap((field) => (field.kind === 'file' && drawn[field.key] ? [[field.paper, field]] : [])),
  )
  const needed = papersFor(definition, drawn).filter(({ required }) => required)
  const keys = new Set([...fields.keys(), ...needed.map(({ paper }) => paper.key)])
  const papers: SubmittedPaper[] = []
  const answers: Record<string, JsonValue> = { ...drawn }
  for (const key of keys) {
    const name = names.get(key)
    if (!name) continue
    const field = fields.get(key)
    const fileIds: string[] = []
    for (let left = Math.max(1, field?.min ?? 1); left > 0; left -= 1)
      fileIds.push(await samples.keep(context, name))
    papers.push(...fileIds.map((fileId) => ({ key, fileId })))
    if (field) answers[field.key] = fileIds
  }
  return { answers, papers }
}

/** A third of the people live where the first one lives, so that one commune has a day's work to show. */
function applicantFor(applicants: readonly store.Applicant[], chance: Chance): store.Applicant {
  const one = pickOne(applicants, chance)
  const [first = one] = applicants
  if (chance() > 0.33) return one
  return { ...one, areaCode: first.areaCode, addressLine: first.addressLine }
}

function answersOf(
  context: Context,
  { form }: ProcedureDefinition,
  applicant: store.Applicant,
  chance: Chance,
): JsonObject {
  const lookups = formLookups(context)
  const { areaCode, addressLine } = applicant
  const district = lookups.area(lookups.area(areaCode)?.parent ?? '')
  const address = {
    province: context.pack.manifest.areaCode,
    ...(district?.level === 'district' && { district: lookups.area(areaCode)?.parent ?? '' }),
    commune: areaCode,
    line: addressLine,
  }
  return exampleAnswers(form, chance, {
    ...lookups,
    communes: [areaCode],
    units: context.pack.units.filter(({ validTo }) => !validTo).map(({ code }) => code),
    facts: {
      'organisation.name': `Hộ kinh doanh ${applicant.name.split(' ').at(-1) ?? ''}`,
      'person.fullName': applicant.name,
      'person.birthDate': applicant.birthDate,
      'person.identityNumber': applicant.identityNumber,
      'person.phone': applicant.phone,
      'person.address': address,
    },
  })
}

type Life = {
  readonly code: string
  readonly definition: ProcedureDefinition
  readonly answers: JsonObject
  readonly citizen: Citizen
  readonly fate: Fate
  readonly chance: Chance
}

const actsMax = 16

async function handle(world: World, life: Life): Promise<void> {
  const { context } = world
  let at = life.fate.submittedAt
  for (let act = 0; act < Math.min(actsMax, life.fate.stopsAfter); act += 1) {
    const dossier = await loadDossier(context, life.code)
    const work = dossier && pickOpen(dossier, life.chance)
    if (!dossier || !work) return
    const step = life.definition.steps.find(({ key }) => key === work.key)
    const hours =
      dossier.state === 'registered' ? 5 : dossier.state === 'supplementing' ? 20 : (step?.hours ?? 4)
    at = actAt(context.calendar, at, hours, life.fate.pace, life.chance)
    if (at > context.now || !(await actOnce(world, life, { dossier, work }, at))) return
  }
}

/** Of steps that are open side by side any may be the next that is worked on. */
const pickOpen = (dossier: Dossier, chance: Chance): Work | undefined =>
  openWork(dossier).length > 0 ? pickOne(openWork(dossier), chance) : undefined

type Open = { readonly dossier: Dossier; readonly work: Work }

/** The next thing that happens to the dossier. False when nothing more does. */
async function actOnce(world: World, life: Life, open: Open, at: Date): Promise<boolean> {
  const { fate, citizen, answers } = life
  const { dossier, work } = open
  const now = { code: dossier.code, expectedVersion: dossier.version, step: work.number }
  const asCitizen = backgroundContext(world.context, citizen, at)
  if (dossier.state === 'supplementing') {
    if (!fate.isAnswered) return false
    await answerSupplement(asCitizen, { ...now, answers, papers: [] })
    return true
  }
  if (fate.isWithdrawn && dossier.state === 'processing') {
    await withdrawDossier(asCitizen, { ...now, reason: 'Không còn nhu cầu' })
    return false
  }
  const officer = officerFor(world, work, life.chance)
  if (!officer) return false
  const nextHolder = work.type === 'assign' ? assigneeFor(world, life, open) : undefined
  return officerActs(backgroundContext(world.context, officer, at), life, open, { ...now, nextHolder })
}

/** Whom the head gives the next step to. */
function assigneeFor(
  world: World,
  { definition, chance }: Life,
  { dossier, work }: Open,
): string | undefined {
  const ended = { ...work, endedAt: dossier.openedAt, outcome: 'done' }
  const after = { ...dossier, work: dossier.work.map((one) => (one === work ? ended : one)) }
  const [next] = nextSteps(definition, after, world.context.today)
  if (!next || next.unit) return undefined
  const place = { holderId: null, unitId: dossier.competentUnitId, role: next.role }
  return officerFor(world, place, chance)?.personId
}

function officerFor(
  { officers, context }: World,
  { holderId, unitId, role: stepRole }: Pick<Work, 'holderId' | 'unitId' | 'role'>,
  chance: Chance,
): Officer | undefined {
  const role = context.pack.stepRoles[stepRole] ?? stepRole
  const able = [...(holderId ? (officers.get(holderId) ?? []) : [...officers.values()].flat())].filter(
    (one) => one.unitId === unitId && one.roles.includes(role),
  )
  return able.length > 0 ? pickOne(able, chance) : undefined
}

type Now = Seen & { readonly nextHolder?: string | undefined }

async function officerActs(context: Context, life: Life, open: Open, now: Now): Promise<boolean> {
  const { fate, chance, definition } = life
  const { dossier, work } = open
  const mayAsk = dossier.supplementCount === 0 && dossierCan('requestSupplement', dossier, work.type)
  const isAtDesk = dossier.state === 'registered'
  if (mayAsk && fate.supplement === (isAtDesk ? 'atDesk' : 'atWork')) {
    await requestSupplement(context, { ...now, ...faultsOf(definition, chance) })
    return true
  }
  if (isAtDesk && fate.reception === 'refused') {
    const legalBasis = definition.legalBasis[0] ?? 'Nghị định 61/2018/NĐ-CP, Điều 17'
    await refuseReception(context, { ...now, ground: pickOne(grounds, chance), legalBasis })
    return false
  }
  if (isAtDesk) await acceptDossier(context, now)
  else if (!work.holderId && dossier.state !== 'done') await takeDossier(context, now)
  else if (work.type === 'return') await returnResult(context, { ...now, way: 'desk' })
  else if (signedBy.has(work.type)) await sign(context, open)
  else if (dossierCan('forward', dossier, work.type))
    await forwardDossier(context, { ...now, outcome: outcomeFor(life, work), note: noteFor(chance) })
  else await writeOne(context, life, open, now)
  return true
}

/** What a step of its kind writes down. While a notice stands its officer waits. */
async function writeOne(context: Context, life: Life, { dossier, work }: Open, now: Now): Promise<void> {
  const until = noticeUntil(work)
  if (work.type === 'notice' && until && context.today <= until) return
  const act = recordActAt(dossier, work)
  if (!act) return
  const outcome = act === 'answerConsultation' ? 'agree' : outcomeFor(life, work)
  const answers = { ...inventedRecord(act, context.today, life.chance), ...(outcome && { outcome }) }
  await writeRecord(context, { ...now, act, answers })
}

/** Most steps end with the first of their outcomes, the good one. */
function outcomeFor({ definition, chance }: Life, { key }: Work): string | undefined {
  const outcomes = outcomesOf(definition, key)
  return chance() < 0.85 ? outcomes[0]?.key : outcomes.at(-1)?.key
}

const noteFor = (chance: Chance) => (chance() < 0.3 ? pickOne(remarks, chance) : undefined)

const signedBy = new Set<Work['type']>(['sign', 'seal', 'number'])

/** Made-up dossiers were signed on paper, before the platform came. */
async function sign(context: Context, { dossier: { code }, work: { number } }: Open): Promise<void> {
  await inTransaction(context, async (tx) => {
    const dossier = await findDossierForUpdate(tx, context.actor, code)
    const work = dossier?.work.find((one) => one.number === number)
    if (!dossier || !work) return
    const definition = await definitionOf(context, dossier, tx)
    const signed =
      work.type === 'sign'
        ? tell(enter(startMove(dossier), actingIn(context), 'done'), 'dossier.signedOnPaper', {})
        : startMove(dossier)
    await save(context, await passOn(context, signed, { work, definition }, { outcome: work.type }, tx), {
      tx,
    })
  })
}

function faultsOf({ papers, form }: ProcedureDefinition, chance: Chance) {
  const paper = papers[0]
  const field = form.pages[0]?.fields[0]
  const faults = [
    ...(paper ? [{ target: 'paper' as const, key: paper.key, reason: pickOne(phrases, chance) }] : []),
    ...(field && (!paper || chance() < 0.4)
      ? [{ target: 'field' as const, key: field.key, reason: phrases[2] }]
      : []),
  ]
  return { faults, reason: 'Gửi lại trên trang hồ sơ của ông/bà, hoặc mang giấy tờ đến quầy.' }
}

const grounds = [
  'Người nộp chưa đủ điều kiện theo quy định. Khi đủ điều kiện, ông/bà nộp lại hồ sơ mới.',
  'Thủ tục này thuộc thẩm quyền cơ quan khác. Nộp lại tại cơ quan nơi cư trú.',
] as const
const remarks = [
  'Hồ sơ đủ, đề nghị duyệt.',
  'Đã đối chiếu giấy tờ gốc.',
  'Đã gọi điện cho người nộp, thông tin khớp.',
  'Chú ý địa chỉ mới sau khi đổi tên đường.',
] as const
