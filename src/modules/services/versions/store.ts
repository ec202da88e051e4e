/** SQL of versions and of drafts. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'
import type { Draft, DraftOrigin, DraftState, ImportNote, Unnumbered, Version } from './domain.ts'

const versionColumns = sql`code, version, valid_from as "validFrom", origin, reason, legal, drafted_by as "draftedBy",
  approved_by as "approvedBy", approved_at as "approvedAt", withdrawn_at as "withdrawnAt",
  withdrawn_by as "withdrawnBy", withdrawn_reason as "withdrawnReason", replay, definition`

/** All versions of a procedure, newest number first. */
export async function findVersions(tx: Tx, code: string): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`
    select ${versionColumns} from procedure_versions where code = ${code} order by version desc`.execute(tx)
  return rows
}

/** Whoever approves or withdraws waits here, so that two of them at once see each other. */
export async function lockProcedure(tx: Tx, code: string): Promise<void> {
  await sql`select from procedures where code = ${code} for update`.execute(tx)
}

const draftColumns = sql`id, code, based_on as "basedOn", origin, state, definition, revision, reason, legal,
  valid_from as "validFrom", import_notes as "importNotes", editors, editor_names as "editorNames",
  drafted_at as "draftedAt", changed_at as "changedAt", sent_back as "sentBack", replay,
  replay_revision as "replayRevision", version`

export async function findDraft(tx: Tx, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`select ${draftColumns} from procedure_drafts where id = ${id}`.execute(tx)
  return rows[0]
}

export async function findDraftForUpdate(tx: Tx, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`
    select ${draftColumns} from procedure_drafts where id = ${id} for update`.execute(tx)
  return rows[0]
}

export type DraftLine = Pick<
  Draft,
  'id' | 'code' | 'state' | 'origin' | 'changedAt' | 'validFrom' | 'reason'
> & {
  readonly name: string
  readonly editorNames: readonly string[]
}

/** Drafts that are not finished, of one procedure or of all; those that wait for approval come first. */
export async function findOpenDrafts(tx: Tx, code?: string): Promise<readonly DraftLine[]> {
  const { rows } = await sql<DraftLine>`
    select d.id, d.code, d.state, d.origin, d.changed_at as "changedAt", d.valid_from as "validFrom", d.reason, p.name,
      d.editor_names as "editorNames"
    from procedure_drafts d join procedures p using (code)
    where d.state in ('open', 'submitted') and (${code ?? null}::text is null or d.code = ${code ?? null})
    order by d.state desc, d.changed_at desc limit 200`.execute(tx)
  return rows
}

/** Versions that come into force after a day, and those that came lately: what an administrator looks for first. */
export async function findComing(
  tx: Tx,
  day: CalendarDate,
): Promise<readonly Pick<Version, 'code' | 'version' | 'validFrom' | 'approvedBy'>[]> {
  const { rows } = await sql<Version>`
    select code, version, valid_from as "validFrom", approved_by as "approvedBy" from procedure_versions
    where withdrawn_at is null and valid_from > ${day}::date order by valid_from, code limit 200`.execute(tx)
  return rows
}

export async function insertDraft(
  tx: Tx,
  draft: {
    readonly id: string
    readonly code: string
    readonly basedOn: number
    readonly origin: DraftOrigin
    readonly definition: Unnumbered
    readonly reason: string
    readonly importNotes: readonly ImportNote[]
    readonly editor: { readonly id: string; readonly name: string } | undefined
    readonly editorName: string
    readonly at: Date
  },
): Promise<void> {
  const { id, code, basedOn, origin, definition, reason, importNotes, editor, editorName, at } = draft
  await tx
    .insertInto('procedure_drafts')
    .values({
      id,
      code,
      based_on: basedOn,
      origin,
      state: 'open',
      definition: JSON.stringify(definition),
      reason,
      import_notes: JSON.stringify(importNotes),
      editors: editor ? [editor.id] : [],
      editor_names: [editor?.name ?? editorName],
      drafted_at: at,
      changed_at: at,
    })
    .execute()
}

export type DraftChange = {
  readonly definition?: Unnumbered
  readonly state?: DraftState
  readonly reason?: string
  readonly legal?: string
  readonly validFrom?: CalendarDate | null
  readonly basedOn?: number
  readonly sentBack?: string | null
  readonly version?: number
}

/** Writes a change. An editor is remembered; only a change of the content or its base makes a replay old. */
export async function saveDraft(
  tx: Tx,
  { id, revision, editors, editorNames, replayRevision }: Draft,
  change: DraftChange,
  at: Date,
  editor?: { readonly id: string; readonly name: string },
): Promise<void> {
  const isNew = editor && !editors.includes(editor.id)
  const { definition, state, reason, legal, validFrom, basedOn, sentBack, version } = change
  const keepsReplay = definition === undefined && basedOn === undefined && replayRevision === revision
  await tx
    .updateTable('procedure_drafts')
    .set({
      ...(definition && { definition: JSON.stringify(definition) }),
      ...(state && { state }),
      ...(reason !== undefined && { reason }),
      ...(legal !== undefined && { legal }),
      ...(validFrom !== undefined && { valid_from: validFrom }),
      ...(basedOn !== undefined && { based_on: basedOn }),
      ...(sentBack !== undefined && { sent_back: sentBack }),
      ...(version !== undefined && { version }),
      ...(isNew && { editors: [...editors, editor.id], editor_names: [...editorNames, editor.name] }),
      ...(keepsReplay && { replay_revision: revision + 1 }),
      revision: revision + 1,
      changed_at: at,
    })
    .where('id', '=', id)
    .execute()
}

/** The replay of one revision; it does not count as a change. False when the draft has moved on. */
export async function saveReplay(tx: Tx, id: string, revision: number, replay: JsonObject): Promise<boolean> {
  const result = await tx
    .updateTable('procedure_drafts')
    .set({ replay: JSON.stringify(replay), replay_revision: revision })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertVersion(
  tx: Tx,
  draft: Draft & { readonly validFrom: CalendarDate },
  version: number,
  approval: { readonly by: string; readonly at: Date; readonly contentHash: string },
): Promise<void> {
  await tx
    .insertInto('procedure_versions')
    .values({
      code: draft.code,
      version,
      definition: JSON.stringify({ ...draft.definition, version }),
      content_hash: approval.contentHash,
      valid_from: draft.validFrom,
      origin: 'office',
      reason: draft.reason,
      legal: draft.legal,
      drafted_by: draft.editorNames.join(', '),
      approved_by: approval.by,
      approved_at: approval.at,
      replay: draft.replay && JSON.stringify(draft.replay),
      created_at: approval.at,
    })
    .execute()
  await tx.updateTable('procedures').set({ changed_at: approval.at }).where('code', '=', draft.code).execute()
}

export async function withdrawVersion(
  tx: Tx,
  { code, version }: Pick<Version, 'code' | 'version'>,
  withdrawal: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable('procedure_versions')
    .set({
      withdrawn_at: withdrawal.at,
      withdrawn_by: withdrawal.by,
      withdrawn_reason: withdrawal.reason,
    })
    .where('code', '=', code)
    .where('version', '=', version)
    .execute()
  await tx.updateTable('procedures').set({ changed_at: withdrawal.at }).where('code', '=', code).execute()
}

/** Lists by the name that the pack gives; typed with or without marks. */
export async function searchNames(
  tx: Tx,
  words: readonly string[],
  code: string,
): Promise<readonly { code: string; name: string; versions: number }[]> {
  const fits = words.map((word) => sql`lower(unaccent(p.name)) like ${`%${word}%`}`)
  const { rows } = await sql<{ code: string; name: string; versions: number }>`
    select p.code, p.name, (select count(*) from procedure_versions v where v.code = p.code)::int as versions
    from procedures p where p.ended_at is null
      and (p.code = ${code} or ${fits.length > 0 ? sql`(${sql.join(fits, sql` and `)})` : sql`false`})
    order by length(p.name), p.code limit 30`.execute(tx)
  return rows
}
