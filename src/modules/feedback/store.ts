/** SQL of field reports: one report as it stands, and what changes it. */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'
import { hasPermission, type Officer } from '#kernel/policy.ts'
import type { Awaited, Rating, ReportAct, ReportState } from './domain.ts'

export type Report = {
  readonly id: string
  readonly code: string
  readonly state: ReportState
  readonly category: string
  readonly urgency: string
  readonly areaCode: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly words: string
  readonly place: string
  readonly publicWords: string | null
  readonly publicPlace: string | null
  readonly receivedAt: Date
  readonly acceptedAt: Date | null
  readonly publishedAt: Date | null
  readonly reopenedAt: Date | null
  readonly closedAt: Date | null
  readonly awaited: Awaited | null
  readonly awaitedSince: Date | null
  readonly dueAt: Date | null
  readonly ground: string | null
  readonly mergedIntoCode: string | null
  readonly splitFromCode: string | null
  readonly joined: number
  readonly handlingId: string | null
  readonly unitId: string | null
  readonly unitCode: string | null
  readonly unitName: string | null
  /** Of the handling that goes on. */
  readonly handleDueAt: Date | null
  readonly extendedAt: Date | null
  readonly answeredBy: string | null
  readonly rating: Rating | null
}

export const reportColumns = sql`r.id, r.code, r.state, r.category, r.urgency, r.area_code as "areaCode", r.latitude, r.longitude,
  r.words, r.place, r.public_words as "publicWords", r.public_place as "publicPlace", r.received_at as "receivedAt",
  r.accepted_at as "acceptedAt", r.published_at as "publishedAt", r.reopened_at as "reopenedAt", r.closed_at as "closedAt",
  r.awaited, r.awaited_since as "awaitedSince", r.due_at as "dueAt", r.ground, other.code as "mergedIntoCode",
  origin.code as "splitFromCode", r.joined, r.handling_id as "handlingId", h.unit_id as "unitId", u.code as "unitCode",
  u.name as "unitName", h.due_at as "handleDueAt", h.extended_at as "extendedAt", h.answered_by as "answeredBy", h.rating`
export const reportTables = sql`feedback_reports r
  left join feedback_reports other on other.id = r.merged_into
  left join feedback_reports origin on origin.id = r.split_from
  left join feedback_handlings h on h.id = r.handling_id
  left join units u on u.id = h.unit_id`

/** The desk of reports and whoever publishes see all of them, a unit those that it has. A draft is its sender's alone. */
export function withinReach(officer: Officer): RawBuilder<boolean> {
  const seesAll = hasPermission(officer, 'feedback.triage') || hasPermission(officer, 'feedback.publish')
  return seesAll
    ? sql<boolean>`(r.state <> 'draft')`
    : sql<boolean>`(u.path ~ ${officer.unitReach}::lquery and r.state <> 'draft')`
}

async function findOne(tx: Tx, where: RawBuilder<unknown>, isLocked = false): Promise<Report | undefined> {
  const { rows } = await sql<Report>`
    select ${reportColumns} from ${reportTables} where ${where} ${isLocked ? sql`for update of r` : sql``}`.execute(
    tx,
  )
  return rows[0]
}

export const findReport = (tx: Tx, code: string): Promise<Report | undefined> =>
  findOne(tx, sql`r.code = ${code}`)

/** The row stays locked until the transaction ends. */
export const lockReport = (tx: Tx, code: string): Promise<Report | undefined> =>
  findOne(tx, sql`r.code = ${code}`, true)

/** A report as an officer finds it; `isOfUnit` where a unit in their reach has it. */
export type ReachedReport = Report & { readonly isOfUnit: boolean }

/** Another unit's report is simply not found. With `isLocked` it stays locked until the transaction ends. */
export async function findInReach(
  tx: Tx,
  officer: Officer,
  code: string,
  isLocked = false,
): Promise<ReachedReport | undefined> {
  const { rows } = await sql<ReachedReport>`
    select ${reportColumns}, coalesce(u.path ~ ${officer.unitReach}::lquery, false) as "isOfUnit" from ${reportTables}
    where r.code = ${code} and ${withinReach(officer)} ${isLocked ? sql`for update of r` : sql``}`.execute(tx)
  return rows[0]
}

export type NewReport = Pick<
  Report,
  | 'id'
  | 'code'
  | 'category'
  | 'urgency'
  | 'areaCode'
  | 'latitude'
  | 'longitude'
  | 'words'
  | 'place'
  | 'receivedAt'
> & { readonly searchText: string; readonly splitFromId?: string; readonly operationKey: string | null }

/** `false` when the same form was sent before. */
export async function insertDraft(tx: Tx, one: NewReport): Promise<boolean> {
  const { rows } = await sql`
    insert into feedback_reports (id, code, operation_key, state, category, urgency, area_code, latitude, longitude, words, place,
      received_at, search_text, split_from)
    values (${one.id}, ${one.code}, ${one.operationKey}, 'draft', ${one.category}, ${one.urgency}, ${one.areaCode}, ${one.latitude},
      ${one.longitude}, ${one.words}, ${one.place}, ${one.receivedAt}, ${one.searchText}, ${one.splitFromId ?? null})
    on conflict (operation_key) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

/** The report that this form made, when it comes a second time. */
export async function findMadeBy(
  tx: Tx,
  operationKey: string,
): Promise<{ code: string; secret: string } | undefined> {
  const { rows } = await sql<{ code: string; secret: string }>`
    select r.code, s.secret from feedback_reports r join feedback_reporters s on s.report_id = r.id and s.role = 'sender'
    where r.operation_key = ${operationKey}`.execute(tx)
  return rows[0]
}

/** What an act changes of the row; what it does not name stays. */
export type Change = {
  readonly state?: ReportState | undefined
  readonly urgency?: string
  readonly category?: string
  readonly awaits?: { readonly what: Awaited; readonly since: Date; readonly dueAt: Date } | null | undefined
  readonly handlingId?: string | null
  readonly publicWords?: string
  readonly publicPlace?: string
  readonly searchText?: string
  readonly words?: string
  readonly ground?: string
  readonly mergedIntoId?: string
  readonly receivedAt?: Date
  readonly acceptedAt?: Date
  readonly publishedAt?: Date
  readonly reopenedAt?: Date
  readonly closedAt?: Date
}

export async function saveChange(tx: Tx, id: string, change: Change): Promise<void> {
  const { awaits } = change
  const set = {
    ...(change.state && { state: change.state }),
    ...(change.urgency && { urgency: change.urgency }),
    ...(change.category && { category: change.category }),
    ...(awaits !== undefined && {
      awaited: awaits?.what ?? null,
      awaited_since: awaits?.since ?? null,
      due_at: awaits?.dueAt ?? null,
    }),
    ...(change.handlingId !== undefined && { handling_id: change.handlingId }),
    ...(change.publicWords !== undefined && { public_words: change.publicWords }),
    ...(change.publicPlace !== undefined && { public_place: change.publicPlace }),
    ...(change.searchText !== undefined && { search_text: change.searchText }),
    ...(change.words && { words: change.words }),
    ...(change.ground && { ground: change.ground }),
    ...(change.mergedIntoId && { merged_into: change.mergedIntoId }),
    ...(change.receivedAt && { received_at: change.receivedAt }),
    ...(change.acceptedAt && { accepted_at: change.acceptedAt }),
    ...(change.publishedAt && { published_at: change.publishedAt }),
    ...(change.reopenedAt && { reopened_at: change.reopenedAt }),
    ...(change.closedAt && { closed_at: change.closedAt }),
  }
  if (Object.keys(set).length > 0)
    await tx.updateTable('feedback_reports').set(set).where('id', '=', id).execute()
}

export type NewAct = {
  readonly reportId: string
  readonly act: ReportAct
  readonly at: Date
  readonly byKind: string
  readonly byId: string | null
  readonly byTitle: string | null
  readonly unitId: string | null
  readonly words: string | null
  readonly met: Awaited | null
  readonly dueAt: Date | null
}

export async function insertAct(tx: Tx, one: NewAct): Promise<void> {
  await tx
    .insertInto('feedback_acts')
    .values({
      report_id: one.reportId,
      act: one.act,
      at: one.at,
      by_kind: one.byKind,
      by_id: one.byId,
      by_title: one.byTitle,
      unit_id: one.unitId,
      words: one.words,
      met: one.met,
      due_at: one.dueAt,
    })
    .execute()
}

export type DoneAct = {
  readonly act: ReportAct
  readonly at: Date
  readonly byTitle: string | null
  readonly unitName: string | null
  readonly words: string | null
  readonly met: Awaited | null
  readonly dueAt: Date | null
}

export async function findActs(tx: Tx, reportId: string): Promise<readonly DoneAct[]> {
  const { rows } = await sql<DoneAct>`
    select a.act, a.at, a.by_title as "byTitle", u.name as "unitName", a.words, a.met, a.due_at as "dueAt"
    from feedback_acts a left join units u on u.id = a.unit_id where a.report_id = ${reportId} order by a.at, a.id`.execute(
    tx,
  )
  return rows
}

export type NewReporter = {
  readonly reportId: string
  readonly role: 'sender' | 'joined'
  readonly personId: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly secret: string | null
  readonly at: Date
  readonly operationKey: string | null
}

/** `false` when the person, or this very form, is there already. */
export async function insertReporter(tx: Tx, one: NewReporter): Promise<boolean> {
  const { rows } = await sql`
    insert into feedback_reporters (report_id, role, person_id, name, phone, secret, at, operation_key)
    values (${one.reportId}, ${one.role}, ${one.personId}, ${one.name}, ${one.phone}, ${one.secret}, ${one.at}, ${one.operationKey})
    on conflict do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export async function countJoined(tx: Tx, reportId: string): Promise<void> {
  await sql`update feedback_reports set joined =
    (select count(*) from feedback_reporters where report_id = ${reportId} and role = 'joined') where id = ${reportId}`.execute(
    tx,
  )
}

/** Whoever met the same goes with the report that it was joined to; its sender becomes one of them. */
export async function moveReporters(tx: Tx, fromId: string, toId: string): Promise<void> {
  await sql`
    insert into feedback_reporters (report_id, role, person_id, name, phone, at)
    select ${toId}, 'joined', person_id, name, phone, at from feedback_reporters where report_id = ${fromId}
    on conflict do nothing`.execute(tx)
}

/** The part that was split off belongs to whoever sent the whole; it is followed by account or by the first code. */
export async function copySender(tx: Tx, fromId: string, toId: string): Promise<void> {
  await sql`
    insert into feedback_reporters (report_id, role, person_id, name, phone, secret, at)
    select ${toId}, role, person_id, name, phone, secret, at from feedback_reporters
    where report_id = ${fromId} and role = 'sender'`.execute(tx)
}

/** Those with an account who sent the report or met the same. */
export async function findFollowers(tx: Tx, reportId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from feedback_reporters where report_id = ${reportId} and person_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export type Sender = { readonly personId: string | null; readonly secret: string | null }

export async function findSender(tx: Tx, reportId: string): Promise<Sender | undefined> {
  const { rows } = await sql<Sender>`
    select person_id as "personId", secret from feedback_reporters where report_id = ${reportId} and role = 'sender'`.execute(
    tx,
  )
  return rows[0]
}

export type Handling = {
  readonly id: string
  readonly unitName: string
  readonly forwardedAt: Date
  readonly takenAt: Date | null
  readonly dueAt: Date | null
  readonly extendedAt: Date | null
  readonly answer: string | null
  readonly answeredTitle: string | null
  readonly answeredAt: Date | null
  readonly publishedAt: Date | null
  readonly endedAt: Date | null
  readonly rating: Rating | null
  readonly ratingWords: string | null
}

export async function findHandlings(tx: Tx, reportId: string): Promise<readonly Handling[]> {
  const { rows } = await sql<Handling>`
    select h.id, u.name as "unitName", h.forwarded_at as "forwardedAt", h.taken_at as "takenAt", h.due_at as "dueAt",
      h.extended_at as "extendedAt", h.answer, h.answered_title as "answeredTitle", h.answered_at as "answeredAt",
      h.published_at as "publishedAt", h.ended_at as "endedAt", h.rating, h.rating_words as "ratingWords"
    from feedback_handlings h join units u on u.id = h.unit_id where h.report_id = ${reportId} order by h.forwarded_at, h.id`.execute(
    tx,
  )
  return rows
}

export async function insertHandling(tx: Tx, reportId: string, unitId: string, at: Date): Promise<string> {
  const row = await tx
    .insertInto('feedback_handlings')
    .values({ report_id: reportId, unit_id: unitId, forwarded_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export type HandlingChange = {
  readonly taken_at?: Date
  readonly due_at?: Date
  readonly extended_at?: Date
  readonly answer?: string | null
  readonly answered_by?: string | null
  readonly answered_title?: string | null
  readonly answered_at?: Date | null
  readonly published_at?: Date
  readonly ended_at?: Date
  readonly rating?: Rating
  readonly rating_words?: string | null
  readonly rated_at?: Date
}

export async function saveHandling(tx: Tx, id: string, change: HandlingChange): Promise<void> {
  await tx.updateTable('feedback_handlings').set(change).where('id', '=', id).execute()
}
