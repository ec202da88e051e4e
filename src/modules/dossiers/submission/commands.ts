/** Nộp hồ sơ: everything is checked and counted first, then written in one round trip, whole or not at all. */

import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { actorIdOf, mandateIdOf, representedIdOf } from '#kernel/events.ts'
import { failpoint } from '#kernel/failpoints.ts'
import { proveInForce, proveReadable, type ReceivedFile, recordFile } from '#kernel/files.ts'
import { checkAnswers, pruneAnswers } from '#kernel/forms.ts'
import { newId } from '#kernel/ids.ts'
import { accountIdOf, demandScope } from '#kernel/policy.ts'
import type { Prefilled } from '#kernel/provenance.ts'
import { recently } from '#kernel/recent.ts'
import { answersKey, forgetAnswers, makeAnswersKey, sealAnswers } from '#kernel/sealed-answers.ts'
import type { JsonObject } from '#kernel/types.ts'
import { competentUnit, findUnitByCode, formLookups, receivingDesk } from '#modules/organisation/api.ts'
import {
  type FeeLine,
  feesFor,
  getProcedure,
  type ProcedureDefinition,
  papersFor,
  type Situation,
} from '#modules/services/api.ts'
import { refusal, replyDue, replyLimit } from '../domain.ts'
import {
  askedIn,
  expectedSteps,
  type LinkedStep,
  memberAnswers,
  memberFees,
  memberPapers,
} from '../families/domain.ts'
import { unitCodeOf } from '../steps/commands.ts'
import {
  answeredOnPaper,
  applicantOf,
  areaCodeOf,
  codePeriod,
  contentHash,
  joinPapers,
  newLookupSecret,
  type PaperOnHand,
  paperRows,
  type SubmittedPaper,
  searchTextOf,
  type VouchedPaper,
  withFilesOf,
} from './domain.ts'
import { type Party, partiesOf } from './parties/domain.ts'
import * as store from './store.ts'

export type Submission = {
  /** The same key does one thing, however often and from wherever it is sent. */
  readonly key: string
  readonly procedure: string | ProcedureDefinition
  readonly answers: JsonObject
  readonly papers: readonly SubmittedPaper[]
  readonly channel: 'direct' | 'online' | 'post'
  readonly returnMethod: 'online' | 'desk' | 'post'
  /** The account of the applicant when somebody else submits; the desk at which the papers were handed in. */
  readonly applicantId?: string | undefined
  readonly deskUnitId?: string | undefined
  /** Papers that were shown or left at the desk; they need no file. */
  readonly onHand?: readonly PaperOnHand[] | undefined
  /** Papers that a register vouches for, as whoever submits found out; they need no file. */
  readonly vouched?: readonly VouchedPaper[] | undefined
  /** Where answers came from, when they were filled in page by page. */
  readonly prefilled?: Prefilled | undefined
  /** Who stood at the desk, when it is not whom the form speaks of. */
  readonly submitterName?: string | undefined
  /** Where somebody was helped to submit; nothing when nobody helped. */
  readonly helpUnitId?: string | undefined
  /** People beside those whom the form names. */
  readonly parties?: readonly Party[] | undefined
}

const catalogueSeconds = 2

/**
 * Submits once per key. The same key with the same content gives the same receipt; with other content it is refused
 * (`dossiers.changedUnderKey`). Throws `dossiers.invalidAnswers` with a message for each field, the file refusals, and
 * `kernel.mandateTooNarrow` or `kernel.mandateEnded` for whoever acts in the place of another.
 */
export async function submitDossier(context: Context, submission: Submission): Promise<store.Receipt> {
  const definition = await procedureOf(context, submission.procedure)
  demandScope(context.actor, 'submit', definition.code)
  const lookups = formLookups(context)
  const joined = joinPapers(definition.form, submission.answers, submission.papers)
  const answers = pruneAnswers(definition.form, joined.answers, lookups)
  const whole = { ...submission, answers, papers: joined.papers }
  const faults = [
    ...formFaults(context, definition, whole, lookups),
    ...(await memberFaults(context, definition, whole, lookups)),
  ]
  if (faults.length > 0) throw refusal.invalidAnswers({ fields: faults })
  failpoint('submit.checked')
  await checkPapers(context, definition, whole)
  failpoint('submit.filesProven')
  const row = await dossierRow(context, definition, whole, lookups)
  failpoint('submit.rowMade')
  const made = await store.writeDossier(context.database, row)
  failpoint('submit.written')
  if (made.caseId !== row.id) {
    await forgetAnswers(context.files, [row.id])
    if (!(await isSentAgain(context, definition, whole, made))) throw refusal.changedUnderKey()
  }
  return {
    caseId: made.caseId,
    code: made.code,
    lookupSecret: made.lookupSecret,
    submittedAt: new Date(made.at).toISOString(),
    replyDueAt: new Date(made.replyDueAt).toISOString(),
  }
}

/** Everything that whoever submits says; two submissions of one hash are one. Of health nobody guesses it without the dossier's key. */
const hashOf = (
  { code: procedure }: ProcedureDefinition,
  { answers, papers, channel, returnMethod, vouched = [], onHand = [], parties }: Submission,
  secret: Buffer | undefined,
): string =>
  contentHash(
    {
      procedure,
      answers,
      papers: papers.map((paper) => ({ ...paper })),
      channel,
      returnMethod,
      ...(vouched.length > 0 && { vouched: vouched.map(({ key }) => key) }),
      ...(onHand.length > 0 && { onHand: onHand.map((paper) => ({ ...paper })) }),
      ...(parties && { parties: parties.map((party) => ({ ...party })) }),
    },
    secret,
  )

/**
 * Whether this says what the key said before; also with files that were sent once more: whoever never heard that a file had arrived
 * sends its bytes again, and they get another id.
 */
async function isSentAgain(
  context: Context,
  definition: ProcedureDefinition,
  submission: Submission,
  made: store.Submitted,
): Promise<boolean> {
  const secret = await answersKey(context.files, made.caseId)
  if (hashOf(definition, submission, secret) === made.contentHash) return true
  const ids = submission.papers.map(({ fileId }) => fileId)
  const now = await store.findFiles(context.database, ids, accountIdOf(context.actor))
  const before = await read(context, (tx) => store.findSentFiles(tx, made.caseId))
  const same = withFilesOf(submission, new Map(now.map(({ id, sha256 }) => [id, sha256])), before)
  return same !== undefined && hashOf(definition, { ...submission, ...same }, secret) === made.contentHash
}

function procedureOf(context: Context, procedure: Submission['procedure']): Promise<ProcedureDefinition> {
  if (typeof procedure !== 'string') return Promise.resolve(procedure)
  return recently(context, `procedure ${procedure} ${context.today}`, catalogueSeconds, () =>
    read(context, (tx) => getProcedure(tx, procedure, context.today)),
  )
}

type Lookups = ReturnType<typeof formLookups>

type Fault = { readonly field: string; readonly message: string }
type Given = Pick<Submission, 'answers' | 'papers' | 'channel' | 'onHand' | 'vouched'>

function formFaults(
  { language }: Context,
  { form, papers }: ProcedureDefinition,
  { answers, papers: sent, onHand = [], vouched = [] }: Given,
  lookups: Lookups,
): readonly Fault[] {
  const onPaper = answeredOnPaper(form, [...onHand, ...vouched])
  const faults = checkAnswers(form, answers, language, lookups).filter(
    ({ kind, field }) => kind !== 'required' || !onPaper.has(field),
  )
  const given = new Set([...sent, ...onHand, ...vouched].map(({ key }) => key))
  const missing = papersFor({ papers }, answers).filter(
    ({ paper, required }) => required && !given.has(paper.key),
  )
  return [
    ...faults.map(({ field, message }) => ({ field, message })),
    ...missing.map(({ paper: { key, name } }) => ({
      field: `papers.${key}`,
      message: language === 'vi' ? `Chưa có: ${name.vi}. Chụp ảnh hoặc chọn tệp.` : `Missing: ${name.en}.`,
    })),
  ]
}

/**
 * Lỗi của hồ sơ thành phần: what the forms of the members that a declaration leads to for certain would refuse, each told
 * with the member's name and by the declaration's own question. Found before submitting: afterwards nobody could mend it.
 */
export async function memberFaults(
  context: Context,
  definition: ProcedureDefinition,
  given: Given,
  lookups: Lookups,
): Promise<readonly Fault[]> {
  const head = { ...given, work: [] }
  const faults = await Promise.all(
    expectedSteps(definition, head, context.today).map(async (step) => {
      const member = await procedureOf(context, step.procedure)
      const papers = memberPapers(step, given.papers)
      const said = joinPapers(member.form, memberAnswers(step, head, context.today), papers)
      const answers = pruneAnswers(member.form, said.answers, lookups)
      const onHand = memberPapers(step, given.onHand ?? [])
      const vouched = memberPapers(step, given.vouched ?? [])
      const found = formFaults(context, member, { ...given, ...said, answers, onHand, vouched }, lookups)
      return found.map(({ field, message }) => ({
        field: questionOf(step, definition, field),
        message: `${step.name[context.language]}: ${message}`,
      }))
    }),
  )
  return faults.flat()
}

/** By the declaration's question or paper; what it does not ask is told by the step. */
function questionOf(step: LinkedStep, { form }: ProcedureDefinition, field: string): string {
  const paper = field.startsWith('papers.') ? step.papers?.[field.slice('papers.'.length)] : undefined
  const fields = form.pages.flatMap((page) => page.fields)
  const asks = fields.find((one) => one.kind === 'file' && one.paper === paper)
  if (paper) return asks?.key ?? `papers.${paper}`
  return askedIn(step, field) ?? `${step.key}/${field}`
}

async function checkPapers(
  context: Context,
  { papers }: ProcedureDefinition,
  submission: Submission,
): Promise<void> {
  const known = new Set(papers.map(({ key }) => key))
  const stranger = [...submission.papers, ...(submission.onHand ?? []), ...(submission.vouched ?? [])].find(
    ({ key }) => !known.has(key),
  )
  if (stranger) throw refusal.unknownPaper({ details: { key: stranger.key } })
  await proveFiles(context, submission.papers)
}

/**
 * Proves that the papers' files are the actor's own and can be read back. Throws `dossiers.unknownFile`,
 * `files.lost`, and `files.revoked` or `files.expired` for what was taken from the wallet.
 */
export async function proveFiles(context: Context, papers: readonly SubmittedPaper[]): Promise<void> {
  const ids = [...new Set(papers.map(({ fileId }) => fileId))]
  if (ids.length === 0) return
  const files = await store.findFiles(context.database, ids, accountIdOf(context.actor))
  if (files.length !== ids.length) throw refusal.unknownFile()
  proveInForce(files, context.today)
  await proveReadable(context.files, files)
}

/** Id of the unit with this code. Throws `dossiers.unknownUnit`. */
export async function unitNamed(context: Context, code: string): Promise<string> {
  const unit = await read(context, (tx) => findUnitByCode(tx, code, context.today))
  if (!unit) throw refusal.unknownUnit()
  return unit.id
}

/** Keeps an uploaded file as the actor's own until a dossier names it. Gives its id. */
export function keepFile(context: Context, file: ReceivedFile): Promise<string> {
  return inTransaction(context, (tx) =>
    recordFile(tx, context, file, { ownerId: accountIdOf(context.actor) ?? undefined }),
  )
}

/** Phí, lệ phí of a declaration: its own, and those of the members it leads to for certain, each by its own rule. */
export async function familyFees(
  context: Context,
  definition: ProcedureDefinition,
  situation: Situation,
): Promise<readonly FeeLine[]> {
  const own = feesFor(definition, situation)
  const lines = await Promise.all(
    expectedSteps(definition, situation, situation.today).map(async (step) => {
      const member = await procedureOf(context, step.procedure)
      const answers = memberAnswers(step, { ...situation, work: [] }, situation.today)
      return memberFees(step, member, { ...situation, answers })
    }),
  )
  return [...own, ...lines.flat()]
}

type Ask = Parameters<typeof competentUnit>[1]

/** The competent agency, and the desk at which its papers are taken in. */
function placeOf(context: Context, ask: Ask) {
  const key = `place ${ask.competence.unit ?? ask.competence.level} ${ask.fieldCode} ${ask.areaCode} ${context.today}`
  return recently(context, key, catalogueSeconds, async () => {
    const unit = await competentUnit(context, ask)
    const desk = unit && (await read(context, (tx) => receivingDesk(tx, context, unit.id)))
    return unit && { unit, desk: desk?.unit ?? unit }
  })
}

/** A submission as it is written: its unit, applicant, fee and dates. Throws `dossiers.noCompetentUnit`. */
export async function dossierRow(
  context: Context,
  definition: ProcedureDefinition,
  submission: Submission,
  lookups: Lookups,
): Promise<store.NewDossier> {
  const { now, today, actor } = context
  const {
    key,
    answers,
    papers,
    onHand = [],
    vouched = [],
    prefilled,
    channel,
    returnMethod,
    applicantId,
    deskUnitId,
    ...around
  } = submission
  const { code, version, name, competence, field, steps } = definition
  const areaCode = areaCodeOf(competence.areaField, answers)
  const place = await placeOf(context, { competence, fieldCode: field, areaCode })
  if (!place) throw refusal.noCompetentUnit()
  const { unit, desk } = place
  const applicant = applicantOf(definition.form, answers, actor, (commune) => lookups.area(commune)?.name)
  const submitterName = around.submitterName ?? applicant.submitterName
  const fees = await familyFees(context, definition, { channel, answers, today, applicant })
  const parties = partiesOf(definition, answers, around.parties)
  const [first] = steps
  if (!first) throw new Error(`The procedure ${code} has no step`)
  const receiving = deskUnitId === undefined ? desk.code : await unitCodeOf(context, deskUnitId)
  const reply = replyDue(calendarFor(context, receiving), now)
  const id = newId(now)
  const secret = await makeAnswersKey(context.files, definition.form, id, answers)
  const paperNames = new Map(definition.papers.map((paper) => [paper.key, paper.name.vi]))
  return {
    key,
    contentHash: hashOf(definition, submission, secret),
    id,
    agencyCode: unit.code,
    period: codePeriod(today),
    procedureCode: code,
    procedureName: name,
    version,
    stepKey: first.key,
    stepName: first.name.vi,
    stepType: first.type,
    stepRole: first.role,
    channel,
    receivingUnitId: deskUnitId ?? desk.id,
    competentUnitId: unit.id,
    applicantId: applicantId ?? applicant.id,
    applicantKind: applicant.kind,
    applicantName: applicant.name,
    applicantIdentity: applicant.identity,
    applicantPhone: applicant.phone,
    applicantEmail: applicant.email,
    applicantAddress: applicant.address,
    submitterName,
    answers: await sealAnswers(context.files, definition.form, id, answers),
    summary: `${name} – ${applicant.name}`.slice(0, 500),
    returnMethod,
    feeVnd: fees.reduce((sum, { vnd }) => sum + vnd, 0),
    feeLines: fees,
    lookupSecret: newLookupSecret(),
    replyDueAt: reply.dueAt.toISOString(),
    searchText: searchTextOf({
      ...applicant,
      submitterName,
      procedureName: name,
      procedureCode: code,
      parties,
    }),
    parties,
    helpUnitId: around.helpUnitId ?? null,
    clock: [{ kind: 'submitted', at: now.toISOString(), limit: replyLimit, unit: receiving }],
    ...(prefilled && { prefilled }),
    papers: paperRows(papers, onHand, vouched, (paper) => paperNames.get(paper) ?? paper),
    at: now.toISOString(),
    actorKind: actor.kind,
    actorId: actorIdOf(context),
    representedId: representedIdOf(context),
    mandateId: mandateIdOf(context),
  }
}
