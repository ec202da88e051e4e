/** SQL of stamps: heads that have one, and the newest that lacks it. */

import { sql, type Tx } from '#kernel/db.ts'

export type StampedHead = {
  readonly size: number
  /** What was stamped: the head with the signature of the log alone. */
  readonly note: string
  readonly token: Buffer
  readonly authority: string
  readonly at: Date
}

/** The newest stamp; with `size`, the one of that head. */
export async function findStamp(tx: Tx, size?: number): Promise<StampedHead | undefined> {
  const { rows } = await sql<StampedHead>`
    select s.size, c.note, s.token, s.authority, s.at from ledger_stamps s
      join ledger_checkpoints c on c.tree = 'decisions' and c.size = s.size
    where ${size === undefined ? sql`true` : sql`s.size = ${size}`} order by s.size desc limit 1`.execute(tx)
  return rows[0]
}

export async function findStampsAfter(tx: Tx, size: number, max: number): Promise<readonly StampedHead[]> {
  const { rows } = await sql<StampedHead>`
    select s.size, coalesce(c.note, '') as note, s.token, s.authority, s.at from ledger_stamps s
      left join ledger_checkpoints c on c.tree = 'decisions' and c.size = s.size
    where s.size > ${size} order by s.size limit ${max}`.execute(tx)
  return rows
}

/** The newest head of the decisions, unless it is stamped already. */
export async function findUnstamped(tx: Tx): Promise<{ size: number; note: string } | undefined> {
  const { rows } = await sql<{ size: number; note: string; isStamped: boolean }>`
    select c.size, c.note, exists (select from ledger_stamps s where s.size = c.size) as "isStamped"
    from ledger_checkpoints c where c.tree = 'decisions' order by c.size desc limit 1`.execute(tx)
  const [head] = rows
  return head && !head.isStamped ? head : undefined
}

export async function insertStamp(tx: Tx, { size, token, authority, at }: Omit<StampedHead, 'note'>) {
  await sql`insert into ledger_stamps (size, token, authority, at) values (${size}, ${token}, ${authority}, ${at})
    on conflict (size) do nothing`.execute(tx)
}
