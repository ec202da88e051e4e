/** SQL of what everyone may read: answers that were published, in the words of whoever looked a second time. */

import { sql, type Tx } from '#kernel/db.ts'
import type { About, Rating } from '../domain.ts'

export type PublicPetition = {
  readonly id: string
  readonly code: string
  readonly about: About
  readonly procedureCode: string | null
  readonly title: string
  readonly words: string
  readonly answer: string
  readonly unitName: string
  readonly receivedAt: Date
  readonly publishedAt: Date
  readonly rating: Rating | null
  /** Only where the sender asked for it, and never of a petition about staff. */
  readonly senderName: string | null
}

const columns = sql`p.id, p.code, p.about, p.procedure_code as "procedureCode", p.public_title as title,
  p.public_words as words, p.public_answer as answer, u.name as "unitName", p.received_at as "receivedAt",
  p.published_at as "publishedAt", p.rating,
  case when p.about = 'rules' and s.is_name_public then s.name end as "senderName"`
const tables = sql`petitions p join units u on u.id = p.unit_id left join petition_senders s on s.petition_id = p.id`

export type PublicAsk = {
  readonly about?: About | undefined
  readonly unitCode?: string | undefined
  /** Words without marks. */
  readonly search?: string | undefined
  /** Older than the one with this moment and id. */
  readonly before?: { readonly at: Date; readonly id: string } | undefined
  readonly max: number
}

/** The newest answer first. */
export async function findPublic(
  tx: Tx,
  { about, unitCode, search, before, max }: PublicAsk,
): Promise<readonly PublicPetition[]> {
  const { rows } = await sql<PublicPetition>`
    select ${columns} from ${tables} where p.published_at is not null
      ${about ? sql`and p.about = ${about}` : sql``} ${unitCode ? sql`and u.code = ${unitCode}` : sql``}
      ${search ? sql`and p.search_text like ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}` : sql``}
      ${before ? sql`and (p.published_at, p.id) < (${before.at}, ${before.id}::uuid)` : sql``}
    order by p.published_at desc, p.id desc limit ${max}`.execute(tx)
  return rows
}

export async function findPublicOne(tx: Tx, code: string): Promise<PublicPetition | undefined> {
  const { rows } = await sql<PublicPetition>`
    select ${columns} from ${tables} where p.published_at is not null and p.code = ${code}`.execute(tx)
  return rows[0]
}
