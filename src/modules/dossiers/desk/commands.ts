/** Opening a dossier and its papers: every look at personal data leaves an event that says who, what and why. */

import { caseActs } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { fileRefusal } from '#kernel/files.ts'
import { type FormDefinition, type SummaryRow, summarise } from '#kernel/forms.ts'
import { type LookWhat, recordLook } from '#kernel/looks.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { type Attempt, findAttemptsAbout } from '#modules/notifications/api.ts'
import { findUnit, formLookups, type OfficerAtWork } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { type ToldDue, tellDue } from '../clock/commands.ts'
import { refusal } from '../domain.ts'
import { type Family, familyOfHead, familyOfMember } from '../families/commands.ts'
import type { Parcel } from '../parcels/domain.ts'
import { findParcel } from '../parcels/store.ts'
import { noProposals, type Proposals, proposalsOf } from '../proposals/commands.ts'
import { demandReason } from '../purpose/commands.ts'
import { outcomeWords, recordFiles, recordRows } from '../records/domain.ts'
import { definitionOf, isOver, officersFor, type Place, placeOf } from '../steps/commands.ts'
import { type Dossier, openWork, type Step, type Work } from '../steps/domain.ts'
import { agencyMay, type OfficerAction, officerMay } from '../steps/rights/domain.ts'
import { comingStages, earlierSteps, nextSteps, outcomesOf } from '../steps/routing/domain.ts'
import { findDossier } from '../steps/store.ts'
import type { NewParty } from '../submission/parties/domain.ts'
import { findParties } from '../submission/parties/store.ts'
import * as store from './store.ts'

/** A way on from a step: with this outcome, where there is a choice, these steps begin. */
export type WayOn = {
  readonly outcome: { readonly key: string; readonly label: Step['name'] } | undefined
  readonly places: readonly Place[]
}

/** An open step as its officer sees it: who has it, and what may be done. */
export type WorkAtHand = {
  readonly work: Work
  readonly holderName: string | null
  readonly unitName: string
  readonly may: ReadonlySet<OfficerAction>
  readonly waysOn: readonly WayOn[]
  /** Names of the steps beside it, which are waited for. */
  readonly beside: readonly string[]
  /** Steps to which it can be handed back, the latest first. */
  readonly earlier: readonly Step[]
  /** Who could be given the step; empty unless the officer may assign. */
  readonly assignable: readonly OfficerAtWork[]
}

export type OpenDossier = ToldDue & {
  readonly dossier: Dossier
  readonly details: store.Details
  readonly definition: ProcedureDefinition
  readonly answers: readonly SummaryRow[]
  readonly papers: readonly store.PaperOnFile[]
  readonly steps: readonly store.StepTaken[]
  /** Steps that are still to come, in order; those of one stage go side by side. */
  readonly coming: readonly Step[]
  readonly supplements: readonly store.SupplementAsked[]
  readonly notes: readonly store.Note[]
  readonly atHand: readonly WorkAtHand[]
  /** What steps wrote down, and with which files, by number of the step. */
  readonly records: ReadonlyMap<number, StepRecord>
  /** Asked for an opinion only: sees the matter and the question, not the person behind it. */
  readonly isGuest: boolean
  readonly proposals: Proposals
  readonly family: Family | undefined
  readonly parties: readonly NewParty[]
  /** The officer is of the desk where it can be withdrawn. */
  readonly mayWithdraw: boolean
  readonly mayDigitise: boolean
  /** The result on its way by post. */
  readonly parcel: Parcel | undefined
  readonly mayTakeFees: boolean
  /** What was sent to the applicant beside the account. */
  readonly sent: readonly Attempt[]
}

export type StepRecord = {
  readonly outcome: string | undefined
  readonly rows: readonly SummaryRow[]
  readonly fileIds: readonly string[]
}

const actions = (Object.keys(caseActs) as (keyof typeof caseActs)[]).filter(
  (act): act is OfficerAction =>
    caseActs[act].by !== 'applicant' && act !== 'draftResult' && act !== 'signResult',
)

/** Mở hồ sơ. Throws `dossiers.notFound` for one that is not the officer's to see, `dossiers.purposeNeeded`. */
export async function openDossier(context: Context, code: string): Promise<OpenDossier> {
  const officer = officerOf(context.actor)
  const { today, language } = context
  return inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, officer, code)
    if (!dossier) throw refusal.notFound()
    await tellViewed(tx, context, officer, dossier, 'dossier')
    const definition = await definitionOf(context, dossier, tx)
    const steps = await store.findSteps(tx, dossier.id)
    const atHand: WorkAtHand[] = []
    for (const work of openWork(dossier))
      atHand.push(await lookAt(tx, context, { dossier, definition, work }, steps))
    const lookups = formLookups(context)
    const isGuest =
      !(await store.isAtHome(tx, officer, dossier)) &&
      atHand.every(({ work, may }) => may.size === 0 || work.type === 'consult')
    const form = withoutFiles(isGuest ? withoutPerson(definition.form) : definition.form)
    const details = await store.getDetails(tx, dossier.id)
    const head = { ...dossier, procedureName: details.procedureName }
    return {
      ...(await tellDue(tx, context, dossier)),
      dossier,
      details,
      parties: await findParties(tx, dossier.id),
      family: dossier.familyId
        ? await familyOfMember(tx, context, dossier.id)
        : await familyOfHead(tx, context, head, definition),
      mayDigitise: officer.permissions.has('paper.digitise'),
      mayTakeFees: details.feeVnd > 0 && officer.permissions.has('payment.take'),
      definition,
      answers: summarise(form, dossier.answers, language, lookups),
      papers: await store.findPapers(tx, dossier.id),
      steps,
      coming: isOver(dossier) ? [] : comingStages(definition, dossier, today).flat(),
      supplements: await store.findSupplements(tx, dossier.id),
      notes: isGuest ? [] : await store.findNotes(tx, dossier.id),
      atHand,
      isGuest,
      records: new Map(
        dossier.work.map((work) => [
          work.number,
          {
            outcome: outcomeWords(definition, work)?.[language],
            rows: isGuest && work.endedAt ? [] : recordRows(work, 'officer', language, lookups),
            fileIds: isGuest && work.endedAt ? [] : recordFiles(work),
          },
        ]),
      ),
      proposals: isGuest ? noProposals : await proposalsOf(tx, officer, dossier),
      mayWithdraw: await isOfDesk(tx, officer, dossier),
      parcel: await findParcel(tx, dossier.id),
      sent: isGuest ? [] : await findAttemptsAbout(tx, dossier.id),
    }
  })
}

async function isOfDesk(tx: Tx, officer: Officer, dossier: Dossier): Promise<boolean> {
  const desk = await findUnit(tx, dossier.receivingUnitId)
  return desk !== undefined && agencyMay('withdrawAtDesk', officer, dossier, desk.path)
}

type AtHand = { readonly dossier: Dossier; readonly definition: ProcedureDefinition; readonly work: Work }

async function lookAt(
  tx: Tx,
  context: Context,
  at: AtHand,
  steps: readonly store.StepTaken[],
): Promise<WorkAtHand> {
  const { dossier, definition, work } = at
  const officer = officerOf(context.actor)
  const { stepRoles } = context.pack
  const may = new Set(actions.filter((action) => officerMay(action, officer, dossier, work, stepRoles)))
  const others = openWork(dossier).filter(({ number }) => number !== work.number)
  const taken = steps.find(({ number }) => number === work.number)
  return {
    work,
    may,
    holderName: taken?.holderName ?? null,
    unitName: taken?.unitName ?? '',
    waysOn: may.has('accept') || may.has('forward') ? await waysOn(tx, context, at) : [],
    beside: others.map(({ name }) => name),
    earlier: may.has('handBack') && others.length === 0 ? earlierSteps(definition, dossier) : [],
    assignable: may.has('assign') ? await officersFor(tx, context, work.unitId, work) : [],
  }
}

/** Where the dossier would go if the step ended now, for each outcome that the officer may choose. */
async function waysOn(tx: Tx, context: Context, { dossier, definition, work }: AtHand): Promise<WayOn[]> {
  const outcomes = outcomesOf(definition, work.key)
  const ways: WayOn[] = []
  for (const outcome of outcomes.length > 0 ? outcomes : [undefined]) {
    const ended = { ...work, endedAt: context.now, outcome: outcome?.key ?? 'done' }
    const after = { ...dossier, work: dossier.work.map((one) => (one === work ? ended : one)) }
    const places: Place[] = []
    for (const step of nextSteps(definition, after, context.today))
      places.push(await placeOf(context, dossier, step, tx))
    ways.push({ outcome, places })
  }
  return ways
}

/** The form without the questions that papers and promises answer: papers stand beside it, a promise says nothing new. */
function withoutFiles(form: FormDefinition): FormDefinition {
  const pages = form.pages.map((page) => ({
    ...page,
    fields: page.fields.filter(({ kind }) => kind !== 'file' && kind !== 'declaration'),
  }))
  return { ...form, pages: pages.filter(({ fields }) => fields.length > 0) }
}

/** The form without what identifies the person: whoever is asked for an opinion needs the matter alone. */
function withoutPerson(form: FormDefinition): FormDefinition {
  const pages = form.pages.map((page) => ({
    ...page,
    fields: page.fields.filter(({ kind, prefill }) => !personal.has(kind) && !prefill?.startsWith('person.')),
  }))
  return { ...form, pages: pages.filter(({ fields }) => fields.length > 0) }
}

const personal: ReadonlySet<string> = new Set(['fullName', 'identityNumber', 'phone', 'email'])

/** Mở một tệp ghi ở một bước của hồ sơ. Throws `files.notFound`. */
export async function openRecordFile(
  context: Context,
  code: string,
  fileId: string,
): Promise<Pick<store.FileOfDossier, 'name' | 'mediaType' | 'sha256'>> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, officer, code)
    const isThere = dossier?.work.some((work) => recordFiles(work).includes(fileId))
    const file = isThere ? await store.findStoredFile(tx, fileId) : undefined
    if (!dossier || !file) throw fileRefusal.notFound()
    await tellViewed(tx, context, officer, dossier, 'file')
    return file
  })
}

/** Throws `dossiers.purposeNeeded` where the officer has no duty to look. */
async function tellViewed(
  tx: Tx,
  context: Context,
  officer: Officer,
  dossier: Dossier,
  what: LookWhat,
): Promise<void> {
  const { viewing, ...reason } = await demandReason(tx, context, officer, dossier)
  await recordLook(tx, viewing, { of: [dossier.id], what, ...reason })
}

/** Mở một giấy tờ của hồ sơ. Throws `files.notFound`. */
export async function openPaper(context: Context, fileId: string): Promise<store.FileOfDossier> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const file = await store.findFile(tx, officer, fileId)
    const dossier = file && (await findDossier(tx, officer, file.code))
    if (!file || !dossier) throw fileRefusal.notFound()
    await tellViewed(tx, context, officer, dossier, 'file')
    return file
  })
}
