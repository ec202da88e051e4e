/** Chạy thử: what a draft would have done to the last dossiers of its procedure. */

import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { job } from '#kernel/jobs.ts'
import { allows, demand, officerOf } from '#kernel/policy.ts'
import type { JsonObject } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getDraftToReplay, getProcedureVersion, keepReplay } from '#modules/services/api.ts'
import { compare, emptySummary, type Group, groupsOf, type Summary, withCounted } from '../domain.ts'
import * as store from './store.ts'

/** More than this many would keep the person waiting: a job does it, and the page shows how far it is. */
const atOnceMax = 200
const batchSize = 200
const rowsMax = 200

/** Answers the id of the replay. Up to two hundred dossiers are done when it answers; more are left to the worker. */
export async function startReplay(
  context: Context,
  { draftId, wanted }: { readonly draftId: string; readonly wanted: number },
): Promise<string> {
  demand({ anyPermission: ['catalogue.manage', 'catalogue.approve'] }, context.actor)
  const id = newId(context.now)
  const total = await inTransaction(context, async (tx) => {
    const draft = await getDraftToReplay(tx, draftId)
    const count = await store.insertReplay(tx, {
      id,
      draftId,
      draftRevision: draft.revision,
      code: draft.code,
      wanted,
      askedBy: officerOf(context.actor).personId,
      askedAt: context.now,
    })
    if (count > atOnceMax) await replayLater.enqueue(tx, { key: id, payload: { id } })
    await appendEvent(tx, context, 'procedure.draftReplayed', {
      subject: draftId,
      payload: { replay: id, code: draft.code, revision: draft.revision, dossiers: count },
    })
    return count
  })
  if (total <= atOnceMax) await runReplay(context, id)
  return id
}

/** Begun again after a crash it starts over; what was written stays as it was. */
async function runReplay(context: Context, id: string): Promise<void> {
  const replay = await read(context, (tx) => store.findReplay(tx, id))
  if (!replay || replay.finishedAt) return
  const draft = await read(context, (tx) => getDraftToReplay(tx, replay.draftId))
  const { language, today } = context
  const calendarOf = (unit: string | undefined) => calendarFor(context, unit)
  const comparing = { calendarOf, language, day: draft.validFrom ?? today, lookups: formLookups(context) }
  let summary: Summary = emptySummary
  let last: store.PastDossier | undefined
  while (summary.total < replay.total) {
    const after = last
    const room = Math.min(batchSize, replay.total - summary.total)
    const batch = await read(context, (tx) => store.findPast(tx, replay.code, after, room))
    if (batch.length === 0) break
    const found: store.Found[] = []
    for (const past of batch) {
      const pinned = await getProcedureVersion(undefined, context, replay.code, past.version)
      const change = compare(past, pinned, draft.definition, comparing)
      const groups = groupsOf(change)
      summary = withCounted(summary, past, groups)
      if (groups.length > 0) found.push({ caseId: past.id, groups, change })
    }
    last = batch.at(-1)
    await inTransaction(context, (tx) => store.saveBatch(tx, id, summary.total, found))
  }
  await inTransaction(context, async (tx) => {
    await store.finishReplay(tx, id, summary, context.now)
    await keepReplay(tx, replay.draftId, replay.draftRevision, {
      ...summary,
      replay: id,
    } as unknown as JsonObject)
  })
}

export const replayLater = job<{ id: string }>({
  task: 'dossiers.replayLater',
  attemptsMax: 5,
  run: (context, { id }) => runReplay(context, id),
})

export type ReplayView = {
  readonly draft: Awaited<ReturnType<typeof getDraftToReplay>>
  readonly replay: store.Replay | undefined
  readonly group: Group | undefined
  readonly rows: readonly store.ReplayRow[]
  readonly mayRun: boolean
  /** Counts are for everyone who keeps definitions; the dossiers behind them for those who may see dossiers. */
  readonly maySee: boolean
}

/** The last replay of a draft; opening a group of dossiers leaves an event. */
export async function viewReplay(
  context: Context,
  draftId: string,
  group: Group | undefined,
): Promise<ReplayView> {
  const { actor } = context
  const maySee = allows({ permission: 'dossier.view' }, actor)
  const { draft, replay } = await read(context, async (tx) => ({
    draft: await getDraftToReplay(tx, draftId),
    replay: await store.findLatestReplay(tx, draftId),
  }))
  const rows = replay && group && maySee ? await openRows(context, replay.id, group) : []
  const mayRun = allows({ anyPermission: ['catalogue.manage', 'catalogue.approve'] }, actor)
  return { draft, replay, group, rows, mayRun: mayRun && draft.state !== 'approved', maySee }
}

function openRows(context: Context, replayId: string, group: Group): Promise<readonly store.ReplayRow[]> {
  return inTransaction(context, async (tx) => {
    const rows = await store.findRows(tx, context.actor, replayId, group, rowsMax)
    const codes = rows.map(({ code }) => code)
    await appendEvent(tx, context, 'dossier.replayRead', { subject: replayId, payload: { group, codes } })
    return rows
  })
}
