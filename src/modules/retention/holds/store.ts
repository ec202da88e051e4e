/** SQL of holds. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Held } from '../store.ts'
import type { Hold, HoldKind } from './domain.ts'

const columns = sql`id, kind, subject, label, reason, asked_by as "askedBy", asked_title as "askedTitle",
  asked_at as "askedAt", confirmed_title as "confirmedTitle", confirmed_at as "confirmedAt",
  end_asked_by as "endAskedBy", end_asked_title as "endAskedTitle", end_asked_at as "endAskedAt",
  end_reason as "endReason", ended_title as "endedTitle", ended_at as "endedAt"`

/** Those that stand first, then those that ended last. */
export async function findHolds(tx: Tx): Promise<readonly Hold[]> {
  const { rows } = await sql<Hold>`
    select ${columns} from retention_holds order by ended_at desc nulls first, asked_at desc limit 200`.execute(
    tx,
  )
  return rows
}

export async function findHold(tx: Tx, id: string, lock = false): Promise<Hold | undefined> {
  const { rows } = await sql<Hold>`select ${columns} from retention_holds where id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}

type NewHold = Pick<
  Hold,
  'id' | 'kind' | 'subject' | 'label' | 'reason' | 'askedBy' | 'askedTitle' | 'askedAt'
>

/** `false` when there is one that stands. */
export async function insertHold(tx: Tx, one: NewHold): Promise<boolean> {
  const { rows } = await sql`
    insert into retention_holds (id, kind, subject, label, reason, asked_by, asked_title, asked_at)
    values (${one.id}, ${one.kind}, ${one.subject}, ${one.label}, ${one.reason}, ${one.askedBy}, ${one.askedTitle},
      ${one.askedAt})
    on conflict (kind, subject) where ended_at is null do nothing returning 1`.execute(tx)
  return rows.length > 0
}

type By = { readonly personId: string; readonly title: string; readonly at: Date }

export async function confirmHold(tx: Tx, id: string, { personId, title, at }: By): Promise<void> {
  await sql`update retention_holds set confirmed_by = ${personId}, confirmed_title = ${title}, confirmed_at = ${at}
    where id = ${id}`.execute(tx)
}

export async function askEnd(tx: Tx, id: string, { personId, title, at }: By, reason: string): Promise<void> {
  await sql`update retention_holds set end_asked_by = ${personId}, end_asked_title = ${title}, end_asked_at = ${at},
    end_reason = ${reason} where id = ${id}`.execute(tx)
}

export async function keepOn(tx: Tx, id: string): Promise<void> {
  await sql`update retention_holds set end_asked_by = null, end_asked_title = null, end_asked_at = null, end_reason = null
    where id = ${id}`.execute(tx)
}

export async function endHold(tx: Tx, id: string, { personId, title, at }: By): Promise<void> {
  await sql`update retention_holds set ended_by = ${personId}, ended_title = ${title}, ended_at = ${at}
    where id = ${id}`.execute(tx)
}

/** Whom or what a hold is about, by what was typed. */
export async function findSubject(
  tx: Tx,
  kind: Exclude<HoldKind, 'class'>,
  typed: string,
): Promise<string | undefined> {
  const { rows } =
    kind === 'dossier'
      ? await sql<{ id: string }>`select id from cases where code = ${typed}`.execute(tx)
      : await sql<{ id: string }>`select id from persons where identity_number = ${typed} limit 1`.execute(tx)
  return rows[0]?.id
}

/** All that holds stop now: of a person also their cases and what is kept under their number. */
export async function findHeld(tx: Tx): Promise<Held> {
  const { rows } = await sql<{ people: string[]; cases: string[]; numbers: string[]; classes: string[] }>`
    with standing as (select kind, subject from retention_holds where ended_at is null),
      held as (select subject::uuid as id from standing where kind = 'person')
    select array(select id from held) as people,
      array(select subject::uuid from standing where kind = 'dossier'
        union select case_id from dossier_parties where applicant_id in (select id from held)) as cases,
      array(select identity_number from persons where id in (select id from held) and identity_number is not null) as numbers,
      array(select subject from standing where kind = 'class') as classes`.execute(tx)
  const [found] = rows
  return {
    people: found?.people ?? [],
    cases: found?.cases ?? [],
    numbers: found?.numbers ?? [],
    classes: new Set(found?.classes),
  }
}
