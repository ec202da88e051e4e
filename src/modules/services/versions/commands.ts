/** Soạn, gửi duyệt, duyệt, thu hồi: one function for each act on a version in the making. */

import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import path from 'node:path'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import type { ProcedureFault } from '#kernel/packs.ts'
import { demand, officerOf } from '#kernel/policy.ts'
import { formatDate } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { type ProcedureDefinition, refusal as serviceRefusal } from '../domain.ts'
import { findProcedure } from '../store.ts'
import { isSame } from './difference/domain.ts'
import {
  beginFrom,
  type Draft,
  type DraftOrigin,
  faultsOf,
  type ImportNote,
  newestOf,
  refusal,
  type Unnumbered,
  type Version,
  worldOf,
} from './domain.ts'
import * as store from './store.ts'

const drafter = { permission: 'catalogue.manage' } as const
const approver = { permission: 'catalogue.approve' } as const

/** Which draft, as the person last saw it. */
export type SeenDraft = { readonly id: string; readonly revision: number }

type Person = { readonly id: string; readonly name: string }

function personOf({ actor }: Context): Person {
  const { personId: id, name } = officerOf(actor)
  return { id, name }
}

/** Những lỗi còn lại của bản soạn thảo; procedures that it links to are those in force on its day. */
export async function faultsOfDraft(
  tx: Tx,
  { pack, today }: Context,
  { definition, validFrom }: Draft,
): Promise<readonly ProcedureFault[]> {
  const day = validFrom ?? today
  const files = globSync('templates/*.typ', { cwd: pack.folder })
  const templates = new Set(files.map((file) => path.basename(file, '.typ')))
  const linked = await linkedFrom(tx, definition, day)
  return faultsOf(
    definition,
    worldOf(pack, templates, (code) => linked.get(code)),
    day,
  )
}

/** Every procedure that a definition leads to by its linked steps, however many links away. */
async function linkedFrom(
  tx: Tx,
  { steps }: Pick<Unnumbered, 'steps'>,
  day: CalendarDate,
  known = new Map<string, ProcedureDefinition>(),
): Promise<ReadonlyMap<string, ProcedureDefinition>> {
  for (const { procedure } of steps) {
    const found = procedure && !known.has(procedure) ? await findProcedure(tx, procedure, day) : undefined
    if (found) await linkedFrom(tx, found, day, known.set(found.code, found))
  }
  return known
}

type Beginning = {
  readonly code: string
  /** Left out, the newest one: in force or coming. */
  readonly version?: number | undefined
}

/** Soạn phiên bản mới, from any version; answers the draft's id. Throws `versions.unknownVersion`. */
export async function beginDraft(context: Context, { code, version }: Beginning): Promise<string> {
  demand(drafter, context.actor)
  return inTransaction(context, async (tx) => {
    const { newest, versions } = await demandVersions(tx, code)
    const from = version === undefined ? newest : versions.find((one) => one.version === version)
    if (!from) throw refusal.unknownVersion({ details: { code, version: version ?? 0 } })
    return insert(tx, context, {
      code,
      basedOn: newest.version,
      origin: 'screen',
      definition: beginFrom(from.definition),
    })
  })
}

export type Imported = {
  readonly definition: Unnumbered
  readonly notes: readonly ImportNote[]
  readonly fileName: string
}

/** Soạn từ tệp: what the file says on top of the newest version. `read` says what the file makes of it. */
export async function importDraft(
  context: Context,
  code: string,
  origin: 'json' | 'bpmn',
  read: (base: Unnumbered) => Promise<Imported>,
): Promise<string> {
  demand(drafter, context.actor)
  const { newest } = await inTransaction(context, (tx) => demandVersions(tx, code))
  const { definition, notes, fileName } = await read(beginFrom(newest.definition))
  return inTransaction(context, (tx) =>
    insert(tx, context, {
      code,
      basedOn: newest.version,
      origin,
      definition,
      notes,
      reason: context.language === 'vi' ? `Nhập từ tệp ${fileName}` : `From the file ${fileName}`,
    }),
  )
}

/** The pack says something new of a procedure that the office has a version of: offered, never put in force. */
export async function offerFromPack(tx: Tx, context: Context, definition: Unnumbered): Promise<void> {
  const { newest } = await demandVersions(tx, definition.code)
  if (isSame(definition, newest.definition)) return
  const reason = `Gói tỉnh ${context.pack.manifest.name.vi} có nội dung mới`
  await insert(tx, context, {
    code: definition.code,
    basedOn: newest.version,
    origin: 'pack',
    definition,
    reason,
  })
}

async function demandVersions(
  tx: Tx,
  code: string,
): Promise<{ newest: Version; versions: readonly Version[] }> {
  const versions = await store.findVersions(tx, code)
  const newest = newestOf(versions)
  if (!newest) throw serviceRefusal.unknownProcedure({ details: { code } })
  return { newest, versions }
}

type NewDraft = {
  readonly code: string
  readonly basedOn: number
  readonly origin: DraftOrigin
  readonly definition: Unnumbered
  readonly notes?: readonly ImportNote[]
  readonly reason?: string
}

async function insert(tx: Tx, context: Context, draft: NewDraft): Promise<string> {
  const id = newId(context.now)
  const editor = context.actor.kind === 'officer' ? personOf(context) : undefined
  const { notes = [], reason = '', ...rest } = draft
  await store.insertDraft(tx, {
    ...rest,
    id,
    reason,
    importNotes: notes,
    editor,
    editorName: context.pack.manifest.name.vi,
    at: context.now,
  })
  const { code, basedOn, origin } = draft
  await appendEvent(tx, context, 'procedure.drafted', { subject: id, payload: { code, basedOn, origin } })
  return id
}

/** The draft, locked, as it was seen. Throws `unknownDraft`, `draftChanged`. */
async function demandDraft(tx: Tx, { id, revision }: SeenDraft): Promise<Draft> {
  const draft = isId(id) ? await store.findDraftForUpdate(tx, id) : undefined
  if (!draft) throw refusal.unknownDraft()
  if (draft.revision !== revision) throw refusal.draftChanged()
  return draft
}

/** Sửa bản soạn thảo: every change is saved at once. Throws `notOpen`, `draftChanged`. */
export async function changeDraft(
  context: Context,
  seen: SeenDraft,
  change: (definition: Unnumbered) => Unnumbered,
): Promise<void> {
  demand(drafter, context.actor)
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'open') throw refusal.notOpen()
    await store.saveDraft(tx, draft, { definition: change(draft.definition) }, context.now, personOf(context))
  })
}

export type DraftFacts = {
  readonly reason: string
  readonly legal: string
  readonly validFrom: CalendarDate | null
}

/** Lý do, căn cứ và ngày có hiệu lực. Throws `dayPassed`. */
export async function describeDraft(context: Context, seen: SeenDraft, facts: DraftFacts): Promise<void> {
  demand(drafter, context.actor)
  const { reason, legal, validFrom } = facts
  if (validFrom && validFrom < context.today) throw refusal.dayPassed()
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'open') throw refusal.notOpen()
    const change = { reason: reason.trim(), legal: legal.trim(), validFrom }
    await store.saveDraft(tx, draft, change, context.now, personOf(context))
  })
}

/** Đã so sánh: the drafter has seen what the newest version changed meanwhile, and keeps the draft as it is. */
export async function compareAgain(context: Context, seen: SeenDraft): Promise<void> {
  demand(drafter, context.actor)
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'open') throw refusal.notOpen()
    const { newest } = await demandVersions(tx, draft.code)
    await store.saveDraft(tx, draft, { basedOn: newest.version }, context.now, personOf(context))
  })
}

/** Gửi duyệt: nothing may be missing or wrong. Throws `faulty`, `factsNeeded`, `nothingChanged`, `olderBase`, … */
export async function submitDraft(context: Context, seen: SeenDraft): Promise<void> {
  demand(drafter, context.actor)
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'open') throw refusal.notOpen()
    await demandComplete(tx, context, draft)
    await store.saveDraft(tx, draft, { state: 'submitted', sentBack: null }, context.now, personOf(context))
    await tell(tx, context, 'procedure.draftSubmitted', draft)
  })
}

/** Rút về để sửa tiếp: by anyone who drafts. */
export async function takeBackDraft(context: Context, seen: SeenDraft): Promise<void> {
  demand(drafter, context.actor)
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'submitted') throw refusal.notSubmitted()
    await store.saveDraft(tx, draft, { state: 'open' }, context.now)
    await tell(tx, context, 'procedure.draftTakenBack', draft)
  })
}

/** Trả lại người soạn, with what to mend. */
export async function sendBackDraft(
  context: Context,
  { note, ...seen }: SeenDraft & { note: string },
): Promise<void> {
  demand(approver, context.actor)
  if (!note.trim()) throw refusal.noteNeeded()
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'submitted') throw refusal.notSubmitted()
    await store.saveDraft(tx, draft, { state: 'open', sentBack: note.trim() }, context.now)
    await tell(tx, context, 'procedure.draftSentBack', draft, { note: note.trim() })
  })
}

/** Bỏ bản soạn thảo. It stays on record and can be read, but nothing becomes of it. */
export async function discardDraft(context: Context, seen: SeenDraft): Promise<void> {
  demand(drafter, context.actor)
  await inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'open') throw refusal.notOpen()
    await store.saveDraft(tx, draft, { state: 'discarded' }, context.now)
    await tell(tx, context, 'procedure.draftDiscarded', draft)
  })
}

/**
 * Duyệt: a second person makes a version of the draft, in force from its day. Answers its number. Throws `ownDraft`,
 * `replayNeeded`, `dayPassed`, and whatever `submitDraft` would.
 */
export async function approveDraft(context: Context, seen: SeenDraft): Promise<number> {
  demand(approver, context.actor)
  const person = personOf(context)
  return inTransaction(context, async (tx) => {
    const draft = await demandDraft(tx, seen)
    if (draft.state !== 'submitted') throw refusal.notSubmitted()
    if (draft.editors.includes(person.id)) throw refusal.ownDraft()
    await store.lockProcedure(tx, draft.code)
    const validFrom = await demandComplete(tx, context, draft)
    if (draft.replayRevision !== draft.revision) throw refusal.replayNeeded()
    const versions = await store.findVersions(tx, draft.code)
    const version = Math.max(...versions.map((one) => one.version)) + 1
    const contentHash = createHash('sha256').update(JSON.stringify(draft.definition)).digest('hex')
    await store.insertVersion(tx, { ...draft, validFrom }, version, {
      by: person.name,
      at: context.now,
      contentHash,
    })
    await store.saveDraft(tx, draft, { state: 'approved', version }, context.now)
    await tell(tx, context, 'procedure.versionApproved', draft, { version, validFrom, legal: draft.legal })
    return version
  })
}

/** What both sending and approving ask for; gives the day. */
async function demandComplete(tx: Tx, context: Context, draft: Draft): Promise<CalendarDate> {
  const { reason, legal, validFrom, code, basedOn, definition } = draft
  const faults = await faultsOfDraft(tx, context, draft)
  if (faults.length > 0) throw refusal.faulty({ details: { count: faults.length } })
  // A legal text without a figure in it names no text that anyone could look up.
  if (!reason || !validFrom || !/\d/.test(legal)) throw refusal.factsNeeded()
  if (validFrom < context.today) throw refusal.dayPassed()
  const { newest } = await demandVersions(tx, code)
  if (newest.version !== basedOn) throw refusal.olderBase({ details: { version: newest.version } })
  if (validFrom < newest.validFrom)
    throw refusal.beforeNewest({ details: { version: newest.version, day: formatDate(newest.validFrom) } })
  if (isSame(definition, newest.definition)) throw refusal.nothingChanged()
  return validFrom
}

type Withdrawal = { readonly code: string; readonly version: number; readonly reason: string }

/** Thu hồi một phiên bản đã duyệt before its day, so that the one before stays in force. Throws `inForceAlready`, … */
export async function withdrawVersion(
  context: Context,
  { code, version, reason }: Withdrawal,
): Promise<void> {
  demand(approver, context.actor)
  if (!reason.trim()) throw refusal.noteNeeded()
  await inTransaction(context, async (tx) => {
    await store.lockProcedure(tx, code)
    const { newest, versions } = await demandVersions(tx, code)
    const wanted = versions.find((one) => one.version === version)
    if (!wanted || wanted.withdrawnAt) throw refusal.unknownVersion({ details: { code, version } })
    if (wanted.validFrom <= context.today) throw refusal.inForceAlready()
    if (newest.version !== version) throw refusal.laterVersion({ details: { version: newest.version } })
    const by = personOf(context)
    await store.withdrawVersion(tx, wanted, { at: context.now, by: by.name, reason: reason.trim() })
    await appendEvent(tx, context, 'procedure.versionWithdrawn', {
      subject: newId(context.now),
      payload: { code, version, reason: reason.trim() },
    })
  })
}

type DraftEvent =
  `procedure.${'draftSubmitted' | 'draftTakenBack' | 'draftSentBack' | 'draftDiscarded' | 'versionApproved'}`

function tell(
  tx: Tx,
  context: Context,
  name: DraftEvent,
  { id, code, revision }: Draft,
  more: { readonly [key: string]: string | number } = {},
): Promise<void> {
  return appendEvent(tx, context, name, { subject: id, payload: { code, revision, ...more } })
}
