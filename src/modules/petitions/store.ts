/** SQL of petitions: one as it stands, and what changes it. */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'
import type { OtherPath } from '#kernel/packs.ts'
import { hasPermission, type Officer } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import {
  type About,
  type Awaited,
  type Conduct,
  type PetitionAct,
  type PetitionState,
  type Rating,
  unitStates,
} from './domain.ts'

export type Petition = {
  readonly id: string
  readonly code: string
  readonly state: PetitionState
  readonly about: About
  readonly procedureCode: string | null
  readonly conduct: Conduct | null
  readonly accusedUnitId: string | null
  readonly accusedUnitCode: string | null
  readonly accusedUnitName: string | null
  readonly officialName: string | null
  readonly officialId: string | null
  readonly unitId: string
  readonly unitCode: string
  readonly unitName: string
  readonly words: string
  readonly receivedAt: Date
  readonly awaited: Awaited | null
  readonly awaitedSince: Date | null
  readonly dueAt: Date | null
  readonly handleDueAt: Date | null
  readonly lateAt: Date | null
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredTitle: string | null
  readonly answeredAt: Date | null
  readonly publicTitle: string | null
  readonly publicWords: string | null
  readonly publicAnswer: string | null
  readonly publishedAt: Date | null
  readonly endedAt: Date | null
  readonly ground: string | null
  readonly elsewhere: string | null
  readonly path: OtherPath | null
  readonly repeatsCode: string | null
  readonly rating: Rating | null
}

export const petitionColumns = sql`p.id, p.code, p.state, p.about, p.procedure_code as "procedureCode", p.conduct,
  p.accused_unit_id as "accusedUnitId", a.code as "accusedUnitCode", a.name as "accusedUnitName",
  p.official_name as "officialName", p.official_id as "officialId", p.unit_id as "unitId", u.code as "unitCode",
  u.name as "unitName", p.words, p.received_at as "receivedAt", p.awaited, p.awaited_since as "awaitedSince",
  p.due_at as "dueAt", p.handle_due_at as "handleDueAt", p.late_at as "lateAt", p.answer, p.answered_by as "answeredBy",
  p.answered_title as "answeredTitle", p.answered_at as "answeredAt", p.public_title as "publicTitle",
  p.public_words as "publicWords", p.public_answer as "publicAnswer", p.published_at as "publishedAt",
  p.ended_at as "endedAt", p.ground, p.elsewhere, p.path, earlier.code as "repeatsCode", p.rating`
export const petitionTables = sql`petitions p join units u on u.id = p.unit_id
  left join units a on a.id = p.accused_unit_id left join petitions earlier on earlier.id = p.repeats`

/**
 * What an officer finds: petitions of units in reach; without the right to receive or publish, those that a unit was given. A
 * petition about staff is not there for whom it is about: by person once the desk has made them out, until then by name.
 */
export function withinReach(officer: Officer): RawBuilder<boolean> {
  const selves = [officer, ...(officer.inPlaceOf ? [officer.inPlaceOf] : [])]
  const ids = selves.map(({ personId }) => personId)
  const keys = selves.map(({ name }) => searchKey(name))
  const seesUnsorted =
    hasPermission(officer, 'petitions.receive') || hasPermission(officer, 'petitions.publish')
  const given = seesUnsorted ? sql`true` : sql`p.state = any(${[...unitStates]}::text[])`
  return sql<boolean>`(u.path ~ ${officer.unitReach}::lquery and ${given} and not (p.about = 'staff' and case
    when p.official_id is not null then p.official_id = any(${ids}::uuid[])
    else coalesce(p.official_key = any(${keys}::text[]), false) end))`
}

async function findOne(tx: Tx, where: RawBuilder<unknown>, isLocked: boolean): Promise<Petition | undefined> {
  const { rows } = await sql<Petition>`
    select ${petitionColumns} from ${petitionTables} where ${where} ${isLocked ? sql`for update of p` : sql``}`.execute(
    tx,
  )
  return rows[0]
}

/** With `isLocked` the row stays locked until the transaction ends. */
export const findPetition = (tx: Tx, code: string, isLocked = false): Promise<Petition | undefined> =>
  findOne(tx, sql`p.code = ${code}`, isLocked)

/** What is out of reach is simply not found. */
export const findInReach = (
  tx: Tx,
  officer: Officer,
  code: string,
  isLocked = false,
): Promise<Petition | undefined> => findOne(tx, sql`p.code = ${code} and ${withinReach(officer)}`, isLocked)

export type NewPetition = Pick<
  Petition,
  'id' | 'code' | 'about' | 'procedureCode' | 'conduct' | 'officialName' | 'words' | 'receivedAt' | 'unitId'
> & {
  readonly accusedUnitId: string | null
  readonly operationKey: string | null
  readonly awaitedSince: Date
  readonly dueAt: Date
  readonly repeatsId: string | null
}

/** `false` when the same form was sent before. */
export async function insertPetition(tx: Tx, one: NewPetition): Promise<boolean> {
  const { rows } = await sql`
    insert into petitions (id, code, operation_key, state, about, procedure_code, conduct, accused_unit_id, official_name,
      official_key, unit_id, words, received_at, awaited, awaited_since, due_at, repeats)
    values (${one.id}, ${one.code}, ${one.operationKey}, 'new', ${one.about}, ${one.procedureCode}, ${one.conduct},
      ${one.accusedUnitId}, ${one.officialName}, ${one.officialName && searchKey(one.officialName)}, ${one.unitId},
      ${one.words}, ${one.receivedAt}, 'sort', ${one.awaitedSince}, ${one.dueAt}, ${one.repeatsId})
    on conflict (operation_key) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

/** What an act changes of the row; what it does not name stays. */
export type Change = {
  readonly state?: PetitionState | undefined
  readonly awaits?: { readonly what: Awaited; readonly since: Date; readonly dueAt: Date } | null | undefined
  readonly procedure_code?: string | null
  readonly accused_unit_id?: string
  readonly official_name?: string | null
  readonly official_key?: string | null
  readonly official_id?: string | null
  readonly unit_id?: string
  readonly words?: string
  readonly handle_due_at?: Date
  readonly late_at?: Date
  readonly answer?: string | null
  readonly answered_by?: string | null
  readonly answered_title?: string | null
  readonly answered_at?: Date | null
  readonly public_title?: string
  readonly public_words?: string
  readonly public_answer?: string
  readonly published_at?: Date
  readonly search_text?: string
  readonly ended_at?: Date
  readonly ground?: string
  readonly elsewhere?: string
  readonly path?: OtherPath
  readonly repeats?: string
  readonly rating?: Rating
  readonly rating_words?: string | null
  readonly rated_at?: Date
}

export async function saveChange(tx: Tx, id: string, { state, awaits, ...rest }: Change): Promise<void> {
  const set = {
    ...rest,
    ...(state && { state }),
    ...(awaits !== undefined && {
      awaited: awaits?.what ?? null,
      awaited_since: awaits?.since ?? null,
      due_at: awaits?.dueAt ?? null,
    }),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('petitions').set(set).where('id', '=', id).execute()
}

export type NewAct = {
  readonly petitionId: string
  readonly act: PetitionAct
  readonly at: Date
  readonly byKind: string
  readonly byId: string | null
  readonly byTitle: string | null
  readonly unitId: string
  readonly words: string | null
  readonly met: Awaited | null
  readonly dueAt: Date | null
}

export async function insertAct(tx: Tx, one: NewAct): Promise<void> {
  await tx
    .insertInto('petition_acts')
    .values({
      petition_id: one.petitionId,
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
  readonly act: PetitionAct
  readonly at: Date
  readonly byTitle: string | null
  readonly unitName: string | null
  readonly words: string | null
  readonly met: Awaited | null
  readonly dueAt: Date | null
}

export async function findActs(tx: Tx, petitionId: string): Promise<readonly DoneAct[]> {
  const { rows } = await sql<DoneAct>`
    select a.act, a.at, a.by_title as "byTitle", u.name as "unitName", a.words, a.met, a.due_at as "dueAt"
    from petition_acts a left join units u on u.id = a.unit_id where a.petition_id = ${petitionId} order by a.at, a.id`.execute(
    tx,
  )
  return rows
}

export type Sender = {
  readonly personId: string | null
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
  readonly isNamePublic: boolean
  readonly secret: string
}

export async function insertSender(tx: Tx, petitionId: string, one: Sender): Promise<void> {
  await tx
    .insertInto('petition_senders')
    .values({
      petition_id: petitionId,
      person_id: one.personId,
      name: one.name,
      address: one.address,
      phone: one.phone,
      is_name_public: one.isNamePublic,
      secret: one.secret,
    })
    .execute()
}

/** `undefined` once the time for keeping who it was is over. */
export async function findSender(tx: Tx, petitionId: string): Promise<Sender | undefined> {
  const { rows } = await sql<Sender>`
    select person_id as "personId", name, address, phone, is_name_public as "isNamePublic", secret
    from petition_senders where petition_id = ${petitionId}`.execute(tx)
  return rows[0]
}

/** The petition that this form made, when it comes a second time. */
export async function findMadeBy(
  tx: Tx,
  operationKey: string,
): Promise<{ code: string; secret: string } | undefined> {
  const { rows } = await sql<{ code: string; secret: string }>`
    select p.code, s.secret from petitions p join petition_senders s on s.petition_id = p.id
    where p.operation_key = ${operationKey}`.execute(tx)
  return rows[0]
}
