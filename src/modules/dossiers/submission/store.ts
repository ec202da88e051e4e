/** SQL of submissions: one call that makes many dossiers whole or not at all. */

import type { ClockHistory } from '#kernel/calendar.ts'
import { combine } from '#kernel/combine.ts'
import { callFunction, type Database, readOnce, sql, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import type { Prefilled, Vouch } from '#kernel/provenance.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import type { SentFile } from './domain.ts'
import type { NewParty } from './parties/domain.ts'

/** The argument of `submit_dossiers`, in the names it reads. Instants are ISO texts. */
export type NewDossier = {
  readonly key: string
  readonly contentHash: string
  readonly id: string
  readonly agencyCode: string
  readonly period: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly version: number
  readonly stepKey: string
  readonly stepName: string
  readonly stepType: string
  readonly stepRole: string
  readonly channel: string
  readonly receivingUnitId: string
  readonly competentUnitId: string
  readonly applicantId: string | null
  readonly applicantKind: string
  readonly applicantName: string
  readonly applicantIdentity: string | null
  readonly applicantPhone: string | null
  readonly applicantEmail: string | null
  readonly applicantAddress: string | null
  readonly submitterName: string
  readonly answers: JsonObject
  readonly summary: string
  readonly returnMethod: string
  readonly feeVnd: number
  readonly feeLines: JsonValue
  readonly lookupSecret: string
  readonly replyDueAt: string
  readonly clock: ClockHistory
  readonly searchText: string
  readonly papers: readonly {
    readonly key: string
    readonly name: string
    readonly fileId: string | null
    readonly copyKind: number
    readonly position: number
    readonly vouch?: Vouch
  }[]
  readonly prefilled?: Prefilled
  readonly parties?: readonly NewParty[]
  readonly helpUnitId?: string | null
  readonly familyId?: string
  readonly familyStep?: number
  readonly at: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly representedId?: string | null
  readonly mandateId?: string | null
}

export type Submitted = {
  readonly key: string
  readonly contentHash: string
  readonly outcome: 'created' | 'repeated'
  readonly caseId: string
  readonly code: string
  readonly lookupSecret: string
  readonly at: string
  readonly replyDueAt: string
}

type Writer = (dossier: NewDossier) => Promise<Submitted | undefined>
const writers = new WeakMap<Database, Writer>()

/**
 * Writes a dossier together with those that other requests of this process bring at the same moment. Throws
 * `kernel.mandateEnded`, with nothing written, where it was sent by a mandate that no longer holds.
 */
export async function writeDossier(database: Database, dossier: NewDossier): Promise<Submitted> {
  const writer = writers.get(database) ?? newWriter(database)
  writers.set(database, writer)
  const made = await writer(dossier)
  if (!made) throw kernelRefusal.mandateEnded({ details: { name: dossier.applicantName } })
  return made
}

function newWriter(database: Database): Writer {
  return combine(async (dossiers) => {
    const answers = await callFunction<readonly Submitted[]>({ database }, 'submit_dossiers', dossiers)
    const byKey = new Map(answers.map((answer) => [answer.key, answer]))
    return dossiers.map(({ key, mandateId }) => {
      const answer = byKey.get(key)
      if (!answer && !mandateId) throw new Error('A submission got no answer')
      return answer
    })
  })
}

/** Files that the submission names, if they belong to the person who submits. */
export const findFiles = (
  database: Database,
  ids: readonly string[],
  ownerId: string | null,
): Promise<readonly NamedFile[]> =>
  readOnce(
    { database },
    sql<NamedFile>`
      select id, sha256, name, origin, revoked_at as "revokedAt" from files
      where id = any(${ids.filter(isId)}::uuid[]) and owner_id is not distinct from ${ownerId}`,
  )

type NamedFile = {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly origin: unknown
  readonly revokedAt: Date | null
}

/** The papers of a dossier with the bytes of each, in their order. */
export async function findSentFiles(tx: Tx, caseId: string): Promise<readonly SentFile[]> {
  const rows = await tx
    .selectFrom('dossier_papers')
    .innerJoin('files', 'files.id', 'dossier_papers.file_id')
    .select(['dossier_papers.paper_key as key', 'files.id as fileId', 'files.sha256'])
    .where('dossier_papers.case_id', '=', caseId)
    .orderBy('dossier_papers.added_at')
    .orderBy('dossier_papers.position')
    .execute()
  return rows
}

export type Receipt = {
  readonly caseId: string
  readonly code: string
  readonly lookupSecret: string
  readonly submittedAt: string
  readonly replyDueAt: string
}

/** The receipt of the dossier that a key made, if any. */
export async function findReceipt(tx: Tx, key: string): Promise<Receipt | undefined> {
  const row = await tx
    .selectFrom('operations')
    .innerJoin('cases', 'cases.id', 'operations.subject_id')
    .innerJoin('dossiers', 'dossiers.case_id', 'cases.id')
    .select([
      'cases.id as caseId',
      'cases.code',
      'dossiers.lookup_secret as lookupSecret',
      'cases.opened_at as openedAt',
      'dossiers.reply_due_at as replyDueAt',
    ])
    .where('operations.key', '=', key)
    .executeTakeFirst()
  if (!row) return undefined
  const { openedAt, replyDueAt, ...rest } = row
  return {
    ...rest,
    submittedAt: openedAt.toISOString(),
    replyDueAt: (replyDueAt ?? openedAt).toISOString(),
  }
}

/** A dossier that was filled in from what was known. */
export type Sourced = {
  readonly code: string
  readonly procedureName: string
  readonly facts: readonly string[]
}

const sourcedMax = 50

/** The person's own dossiers with the keys of the facts that stand in each, the newest first. */
export async function findSourced(tx: Tx, personId: string): Promise<readonly Sourced[]> {
  const { rows } = await sql<Sourced>`
    select c.code, d.procedure_name as "procedureName",
      array(select distinct s.value->>'fact' from jsonb_each(d.prefilled->'sources') s
        where s.value->'otherwise' is null) as facts
    from dossiers d join cases c on c.id = d.case_id
    where d.applicant_id = ${personId} and d.prefilled is not null
    order by c.opened_at desc limit ${sourcedMax}`.execute(tx)
  return rows
}

/** What was said in a submission, for whoever keeps what people say of themselves. */
export type SaidIn = {
  readonly code: string
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly openedAt: Date
  readonly answers: JsonObject
  readonly applicantId: string | null
  readonly prefilled: Prefilled | null
  readonly isMember: boolean
}

export async function findSaid(tx: Tx, caseId: string): Promise<SaidIn | undefined> {
  const { rows } = await sql<SaidIn>`
    select c.code, c.definition_code as "procedureCode", c.definition_version as "procedureVersion", c.opened_at as "openedAt",
      d.answers, d.applicant_id as "applicantId", d.prefilled, d.family_id is not null as "isMember"
    from dossiers d join cases c on c.id = d.case_id where d.case_id = ${caseId}`.execute(tx)
  return rows[0]
}
