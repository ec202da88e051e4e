/** SQL of requests about personal data. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { Outcome, RequestKind } from './domain.ts'

export type DataRequest = {
  readonly id: string
  readonly number: number
  readonly kind: RequestKind
  readonly personId: string
  readonly personName: string
  readonly lookId: string | null
  readonly lookWords: string | null
  readonly words: string
  readonly askedAt: Date
  readonly replyDueAt: Date
  readonly dueAt: Date
  readonly unitName: string | null
  readonly outcome: Outcome | null
  readonly answer: string | null
  readonly answeredTitle: string | null
  readonly answeredAt: Date | null
  /** Who did what is asked about: not who may answer. */
  readonly viewerId: string | null
}

const selection = sql`select r.id, r.number, r.kind, r.person_id as "personId", r.person_name as "personName",
    r.look_id as "lookId", r.look_words as "lookWords", r.words, r.asked_at as "askedAt",
    r.reply_due_at as "replyDueAt", r.due_at as "dueAt", u.name as "unitName", r.outcome, r.answer,
    r.answered_title as "answeredTitle", r.answered_at as "answeredAt",
    (select viewer_id from looks where id = r.look_id) as "viewerId"
  from data_requests r left join units u on u.id = r.unit_id`

const listMax = 100

export async function findOwnRequests(tx: Tx, personId: string): Promise<readonly DataRequest[]> {
  const { rows } = await sql<DataRequest>`
    ${selection} where r.person_id = ${personId} order by r.asked_at desc limit ${listMax}`.execute(tx)
  return rows
}

export async function findOwnRequest(tx: Tx, personId: string, id: string): Promise<DataRequest | undefined> {
  const { rows } = await sql<DataRequest>`
    ${selection} where r.person_id = ${personId} and r.id = ${id}`.execute(tx)
  return rows[0]
}

/** Within the officer's reach: about an agency there, or about none in particular. */
const within = ({ unitReach }: Officer) => sql`(r.unit_id is null or u.path ~ ${unitReach}::lquery)`

/** Those that wait, the most urgent first; then what was answered last. */
export async function findRequests(tx: Tx, officer: Officer): Promise<readonly DataRequest[]> {
  const { rows } = await sql<DataRequest>`
    ${selection} where ${within(officer)}
    order by r.answered_at desc nulls first, r.due_at, r.number limit ${listMax}`.execute(tx)
  return rows
}

export async function findRequest(tx: Tx, officer: Officer, id: string): Promise<DataRequest | undefined> {
  const { rows } = await sql<DataRequest>`${selection} where ${within(officer)} and r.id = ${id}`.execute(tx)
  return rows[0]
}

/** The request that carries out a withdrawal. */
export async function findRequestAbout(
  tx: Tx,
  personId: string,
  aboutId: string,
): Promise<Pick<DataRequest, 'id' | 'dueAt' | 'answeredAt'> | undefined> {
  const { rows } = await sql<Pick<DataRequest, 'id' | 'dueAt' | 'answeredAt'>>`
    select id, due_at as "dueAt", answered_at as "answeredAt" from data_requests
    where about_id = ${aboutId} and person_id = ${personId}`.execute(tx)
  return rows[0]
}

export type NewRequest = Pick<
  DataRequest,
  'kind' | 'personId' | 'personName' | 'lookId' | 'lookWords' | 'words' | 'askedAt' | 'replyDueAt' | 'dueAt'
> & {
  readonly unitId: string | null
  readonly operationKey: string | null
  readonly aboutId: string | null
}

/** Gives its id and number; the same form sent twice gives those of the first. */
export async function insertRequest(
  tx: Tx,
  one: NewRequest,
): Promise<{ id: string; number: number; isNew: boolean }> {
  const { rows } = await sql<{ id: string; number: number }>`
    insert into data_requests (kind, person_id, person_name, look_id, look_words, words, asked_at, reply_due_at, due_at,
      unit_id, operation_key, about_id)
    values (${one.kind}, ${one.personId}, ${one.personName}, ${one.lookId}, ${one.lookWords}, ${one.words},
      ${one.askedAt}, ${one.replyDueAt}, ${one.dueAt}, ${one.unitId}, ${one.operationKey}, ${one.aboutId})
    on conflict (operation_key) do nothing returning id, number`.execute(tx)
  if (rows[0]) return { ...rows[0], isNew: true }
  const before = await tx
    .selectFrom('data_requests')
    .select(['id', 'number'])
    .where('operation_key', '=', one.operationKey)
    .where('person_id', '=', one.personId)
    .executeTakeFirstOrThrow()
  return { ...before, isNew: false }
}

export type NewAnswer = {
  readonly outcome: Outcome
  readonly answer: string
  readonly by: Officer
  readonly at: Date
}

/** `false` when somebody answered before. */
export async function saveAnswer(
  tx: Tx,
  id: string,
  { outcome, answer, by, at }: NewAnswer,
): Promise<boolean> {
  const { rows } = await sql`
    update data_requests set outcome = ${outcome}, answer = ${answer}, answered_by = ${by.personId},
      answered_title = ${`${by.title}, ${by.unitName}`}, answered_at = ${at}
    where id = ${id} and answered_at is null returning 1`.execute(tx)
  return rows.length > 0
}
