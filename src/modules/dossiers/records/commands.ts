/** Acts that write something down: opinions, meetings, notices, duties to pay, inspections, archiving. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { actorIdOf } from '#kernel/events.ts'
import { recordFile } from '#kernel/files.ts'
import {
  type Answers,
  answersAsTyped,
  checkAnswers,
  type FormFault,
  type PageView,
  type RawFields,
  readPage,
  viewPage,
} from '#kernel/forms.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { formatDate } from '#kernel/text.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'
import type { FormBody } from '#kernel/web.ts'
import { findUnitByCode, formLookups } from '#modules/organisation/api.ts'
import { refusal } from '../domain.ts'
import { findOwnFiles, type OwnFile } from '../mending/store.ts'
import {
  type AtHand,
  actingIn,
  beginProcessing,
  demandWork,
  officersFor,
  passOn,
  type Seen,
  save,
} from '../steps/commands.ts'
import {
  beginWork,
  type Dossier,
  enter,
  type Move,
  startMove,
  tell,
  tick,
  writeDown,
} from '../steps/domain.ts'
import { anyRole } from '../steps/rights/domain.ts'
import { loadDossier } from '../steps/store.ts'
import { proveFiles } from '../submission/commands.ts'
import {
  addRecord,
  firstAnswers,
  lastNoticeDay,
  noticeUntil,
  type RecordAct,
  recordForm,
  recordPage,
  recordsOf,
  wasWritten,
} from './domain.ts'

type Write = Seen & {
  readonly act: RecordAct
  readonly answers: Answers
  /** One record has one key; sent again, nothing happens. The operation's own key unless another is given. */
  readonly key?: string | undefined
}

/**
 * Ghi vào một bước, and where the act ends the step send the dossier on. Throws `dossiers.invalidRecord` with a message for
 * each field, the file refusals, and what belongs to the act.
 */
export async function writeRecord(context: Context, { act, answers, key, ...seen }: Write): Promise<Dossier> {
  const recordKey = key ?? context.operationKey
  const before = recordKey === undefined ? undefined : await loadDossier(context, seen.code)
  if (recordKey !== undefined && before && wasWritten(before.work, recordKey)) return before
  const at = await demandWork(context, seen, act)
  const form = recordForm(act, at.work, at.definition)
  const faults = checkAnswers(form, answers, context.language, formLookups(context))
  if (faults.length > 0)
    throw refusal.invalidRecord({ fields: faults.map(({ field, message }) => ({ field, message })) })
  const fileIds = (answers.files ?? []) as readonly string[]
  await proveFiles(
    context,
    fileIds.map((fileId) => ({ key: act, fileId })),
  )
  const written = { ...answers, ...addedTo(context, act, at, answers), key: recordKey ?? null }
  return save(context, await moves[act](context, at, written))
}

/** What the platform adds to what was typed. */
function addedTo(
  context: Context,
  act: RecordAct,
  { work, definition }: AtHand,
  answers: Answers,
): JsonObject {
  const by = { by: answers.by ?? actorIdOf(context), at: context.now.toISOString() }
  if (act !== 'postNotice') return by
  const days = definition.steps.find(({ key }) => key === work.key)?.noticeDays ?? 0
  return { ...by, to: lastNoticeDay(answers.from as CalendarDate, days) }
}

type Deciding = (context: Context, at: AtHand, written: JsonObject) => Promise<Move>

/** The step keeps what was written and stays open. */
const keep = (act: RecordAct, context: Context, { dossier, work }: AtHand, written: JsonObject): Move =>
  writeDown(beginProcessing(startMove(dossier), context), work.number, addRecord(work, act, written))

/** The step ends with what was written, and what follows begins. */
const end =
  (
    act: RecordAct,
    told: `dossier.${string}`,
    also: (move: Move, context: Context) => Move = (move) => move,
  ): Deciding =>
  async (context, at, written) => {
    const outcome = typeof written.outcome === 'string' ? written.outcome : 'done'
    const kept = also(keep(act, context, at, written), context)
    const moved = tell(kept, told, { step: at.work.key, outcome })
    return passOn(context, moved, at, { outcome })
  }

const moves: Readonly<Record<RecordAct, Deciding>> = {
  askConsultation: ask,
  answerConsultation: end('answerConsultation', 'dossier.consultationAnswered'),
  holdMeeting: end('holdMeeting', 'dossier.meetingHeld'),
  async postNotice(context, at, written) {
    if (noticeUntil(at.work)) throw refusal.noticePosted()
    const { from = null, to = null } = written
    return tell(keep('postNotice', context, at, written), 'dossier.noticePosted', {
      step: at.work.key,
      from,
      to,
    })
  },
  async noteObjection(context, at, written) {
    if (!noticeUntil(at.work)) throw refusal.noticeNotPosted()
    return tell(keep('noteObjection', context, at, written), 'dossier.objectionNoted', { step: at.work.key })
  },
  endNotice(context, at, written) {
    const to = noticeUntil(at.work)
    if (!to) throw refusal.noticeNotPosted()
    if (context.today <= to) throw refusal.noticeRunning({ details: { to: formatDate(to) } })
    return end('endNotice', 'dossier.noticeEnded')(context, at, written)
  },
  async demandPayment(context, at, written) {
    const acting = actingIn(context)
    const entered = enter(keep('demandPayment', context, at, written), acting, 'financialDuty')
    const paused = { kind: 'paused', at: context.now.toISOString(), cause: 'financialDuty' } as const
    const { amountVnd = null, number = null } = written
    return tell(tick(entered, acting, paused), 'dossier.paymentDemanded', {
      step: at.work.key,
      amountVnd,
      number,
    })
  },
  confirmPayment: end('confirmPayment', 'dossier.paymentConfirmed', (move, context) => {
    const acting = actingIn(context)
    const running = tick(move, acting, { kind: 'resumed', at: context.now.toISOString() })
    return enter(running, acting, 'processing')
  }),
  recordInspection: end('recordInspection', 'dossier.inspectionRecorded'),
  archive: end('archive', 'dossier.archived'),
}

/** Lấy ý kiến ngoài quy trình: another agency is asked beside the steps that are open, and the next step waits for it. */
async function ask(context: Context, { dossier, work }: AtHand, written: JsonObject): Promise<Move> {
  const found = await read(context, async (tx) => {
    const unit = await findUnitByCode(tx, String(written.unit), context.today)
    const officers = unit && (await officersFor(tx, context, unit.id, { role: anyRole, type: 'consult' }))
    return officers && officers.length > 0 ? unit : undefined
  })
  if (!found) throw refusal.unknownUnit()
  const number = dossier.work.length + 1
  const step = {
    key: `xin-y-kien-${number}`,
    type: 'consult',
    name: { vi: `Lấy ý kiến: ${found.shortName}`, en: `Consultation: ${found.shortName}` },
    role: anyRole,
    hours: Number(written.hours),
  } as const
  const record = { onSilence: 'continue', askConsultation: [written] }
  const begun = beginWork(beginProcessing(startMove(dossier), context), actingIn(context), [
    { step, unit: found, holderId: null, record },
  ])
  const dueAt = begun.after.work.at(-1)?.dueAt?.toISOString() ?? null
  return tell(
    begun,
    'dossier.consultationAsked',
    { from: work.key, to: step.key, stepDueAt: dueAt },
    found.id,
  )
}

type Place = { readonly act: RecordAct; readonly code: string; readonly step: number }

/** A record as its page shows it, before it is sent. */
export type Writing = {
  readonly act: RecordAct
  readonly dossier: Dossier
  readonly work: AtHand['work']
  /** What a consulted agency was asked. */
  readonly question: string | undefined
  readonly files: ReadonlyMap<string, OwnFile>
}

/** Throws as `writeRecord`, so that nobody fills in a form that cannot be sent. */
export async function openWriting(
  context: Context,
  { act, code, step }: Place,
  typed: RawFields | undefined,
): Promise<Writing> {
  const { dossier, work } = await demandHere(context, { act, code, step })
  const ids = [typed?.files ?? []].flat()
  const files = await inTransaction(context, async (tx) => {
    await recordLook(tx, context, { of: [dossier.id], what: 'dossier', why: 'step' })
    return findOwnFiles(tx, officerOf(context.actor).personId, ids)
  })
  const question = recordsOf(work, 'askConsultation').at(-1)?.question
  return {
    act,
    dossier,
    work,
    question: typeof question === 'string' ? question : undefined,
    files: new Map(files.map((file) => [file.id, file])),
  }
}

async function demandHere(context: Context, { act, code, step }: Place): Promise<AtHand> {
  const found = await loadDossier(context, code)
  if (!found) throw refusal.notFound()
  return demandWork(context, { code, step, expectedVersion: found.version }, act)
}

/** What was typed, read by the form of the act; before anything was, what it begins with. */
export async function readWriting(
  context: Context,
  place: Place,
  typed: RawFields | undefined,
): Promise<{ readonly answers: Answers; readonly view: PageView; readonly errors: readonly FormFault[] }> {
  const { work, definition } = await demandHere(context, place)
  const form = recordForm(place.act, work, definition)
  const lookups = formLookups(context)
  const first = firstAnswers(place.act, context.today)
  const fields = form.pages.flatMap((one) => one.fields)
  const given = typed ?? answersAsTyped(fields, first)
  const { values, errors, kept } = readPage(form, recordPage, given, context.language, lookups)
  return { answers: values, errors, view: viewPage(form, recordPage, {}, lookups, kept) }
}

/** The controls' words, with the files that came kept as the officer's own. */
export async function keepFiles(context: Context, { fields, uploads }: FormBody): Promise<RawFields> {
  const { personId: ownerId } = officerOf(context.actor)
  const kept: string[] = [fields.files ?? []].flat()
  for (const { file } of uploads)
    kept.push(await inTransaction(context, (tx) => recordFile(tx, context, file, { ownerId })))
  const { version: _version, ...typed } = fields
  return { ...typed, files: kept } as RawFields
}
