/** SQL of pieces and their versions. Offices see those of the units within reach; everyone sees what was approved and has begun. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Draft, Piece, PieceKind, Version, Written } from './domain.ts'

const pieceColumns = sql`p.id, p.kind, p.slug, p.unit_id as "unitId", u.name as "unitName", p.refers_to as "refersTo",
  p.made_at as "madeAt", p.ended_at as "endedAt", p.ended_reason as "endedReason"`

const versionColumns = sql`v.number, v.state, v.content, v.areas, v.files, v.writers, v.reason, v.note, v.revision,
  v.written_at as "writtenAt", v.submitted_at as "submittedAt", v.decided_by as "decidedBy",
  (select full_name from persons where id = v.decided_by) as "decidedByName", v.decided_at as "decidedAt",
  v.is_express as "isExpress", (select full_name from persons where id = v.seen_by) as "seenByName",
  v.seen_at as "seenAt", v.from_at as "fromAt", v.until_at as "untilAt"`

type Row = Piece & Version
const pieceKeys = [
  'id',
  'kind',
  'slug',
  'unitId',
  'unitName',
  'refersTo',
  'madeAt',
  'endedAt',
  'endedReason',
] as const satisfies readonly (keyof Piece)[]

function writtenOf<Content>(row: Row): Written<Content> {
  const piece = Object.fromEntries(pieceKeys.map((key) => [key, row[key]])) as unknown as Piece
  const version = Object.fromEntries(
    Object.entries(row).filter(([key]) => !(pieceKeys as readonly string[]).includes(key)),
  ) as unknown as Version<Content>
  return { ...piece, version }
}

const latest = sql`news_versions v on v.piece_id = p.id
  and v.number = (select max(number) from news_versions where piece_id = p.id)`
const within = (reaches: readonly string[]) => sql`u.path ? ${[...reaches]}::lquery[]`

/** Pieces of a kind within reach, what waits first, then the newest. */
export async function findOfOffice<Content>(
  tx: Tx,
  kind: PieceKind,
  reaches: readonly string[],
  limit: number,
): Promise<readonly Written<Content>[]> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${latest}
    where p.kind = ${kind} and ${within(reaches)}
    order by v.state <> 'awaiting', v.state = 'approved', coalesce(v.decided_at, v.written_at) desc
    limit ${limit}`.execute(tx)
  return rows.map(writtenOf<Content>)
}

/** A piece within reach with its latest version; the row of the piece stays locked when it is about to change. */
export async function findWork<Content>(
  tx: Tx,
  { id, kind }: Pick<Piece, 'id' | 'kind'>,
  reaches: readonly string[],
  forUpdate = false,
): Promise<Written<Content> | undefined> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${latest}
    where p.id = ${id} and p.kind = ${kind} and ${within(reaches)}
    ${forUpdate ? sql`for update of p, v` : sql``}`.execute(tx)
  return rows.map(writtenOf<Content>)[0]
}

/** Every version of a piece, the newest first. */
export async function findVersions<Content>(tx: Tx, pieceId: string): Promise<readonly Version<Content>[]> {
  const { rows } = await sql<Version<Content>>`
    select ${versionColumns} from news_versions v where v.piece_id = ${pieceId} order by v.number desc`.execute(
    tx,
  )
  return rows
}

type NewPiece = Pick<Piece, 'id' | 'kind' | 'slug' | 'unitId' | 'refersTo'>

/** Answers whether it was not there before: the same form sent twice makes one. */
export async function insertPiece(tx: Tx, piece: NewPiece, at: Date): Promise<boolean> {
  const { id, kind, slug, unitId, refersTo } = piece
  const { rows } = await sql`
    insert into news_pieces (id, kind, slug, unit_id, refers_to, made_at)
    values (${id}, ${kind}, ${slug}, ${unitId}, ${refersTo}, ${at}) on conflict (id) do nothing returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

type NewVersion = { readonly pieceId: string; readonly number: number; readonly reason: string | null }

export async function insertVersion(
  tx: Tx,
  { pieceId, number, reason }: NewVersion,
  { content, areas, files, fromAt = null, untilAt = null }: Draft,
  writers: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    insert into news_versions (piece_id, number, state, content, areas, files, writers, reason, written_at, from_at, until_at)
    values (${pieceId}, ${number}, 'draft', ${JSON.stringify(content)}::jsonb, ${[...areas]}, ${[...files]}::uuid[],
      ${[...writers]}::uuid[], ${reason}, ${at}, ${fromAt}, ${untilAt})`.execute(tx)
}

/** Writes over a draft; whoever does is one of its writers from now on. */
export async function updateDraft(
  tx: Tx,
  pieceId: string,
  { content, areas, files, fromAt = null, untilAt = null }: Draft,
  writer: string,
  at: Date,
): Promise<void> {
  await sql`
    update news_versions set content = ${JSON.stringify(content)}::jsonb, areas = ${[...areas]}, files = ${[...files]}::uuid[],
      writers = case when ${writer}::uuid = any(writers) then writers else writers || ${writer}::uuid end,
      revision = revision + 1, written_at = ${at}, from_at = ${fromAt}, until_at = ${untilAt}
    where piece_id = ${pieceId} and state = 'draft'`.execute(tx)
}

export async function markSubmitted(tx: Tx, pieceId: string, at: Date): Promise<void> {
  await sql`update news_versions set state = 'awaiting', submitted_at = ${at}, note = null
    where piece_id = ${pieceId} and state = 'draft'`.execute(tx)
}

/** Back to its writers; `note` says why when somebody else sent it back. */
export async function markDraft(tx: Tx, pieceId: string, note: string | null): Promise<void> {
  await sql`update news_versions set state = 'draft', submitted_at = null, note = ${note}
    where piece_id = ${pieceId} and state = 'awaiting'`.execute(tx)
}

type Approval = {
  readonly by: string
  readonly at: Date
  readonly fromAt: Date
  readonly isExpress: boolean
}

export async function markApproved(
  tx: Tx,
  pieceId: string,
  { by, at, fromAt, isExpress }: Approval,
): Promise<void> {
  await sql`
    update news_versions set state = 'approved', decided_by = ${by}, decided_at = ${at}, from_at = ${fromAt},
      is_express = ${isExpress}, submitted_at = coalesce(submitted_at, ${at}), note = null
    where piece_id = ${pieceId} and state <> 'approved'`.execute(tx)
}

export async function markSeen(tx: Tx, pieceId: string, by: string, at: Date): Promise<void> {
  await sql`update news_versions set seen_by = ${by}, seen_at = ${at} where piece_id = ${pieceId} and is_express`.execute(
    tx,
  )
}

type Ending = { readonly by: string; readonly at: Date; readonly reason: string }

export async function markEnded(tx: Tx, pieceId: string, { by, at, reason }: Ending): Promise<void> {
  await sql`update news_pieces set ended_at = ${at}, ended_by = ${by}, ended_reason = ${reason}
    where id = ${pieceId} and ended_at is null`.execute(tx)
}

/** A version that everyone may read: approved, begun, and not replaced by one that has begun. */
const standing = (
  now: Date,
) => sql`news_versions v on v.piece_id = p.id and v.state = 'approved' and v.from_at <= ${now}
  and not exists (select from news_versions w where w.piece_id = p.id and w.state = 'approved' and w.from_at <= ${now}
    and w.number > v.number)`

export type PublishedWish = {
  readonly kind: PieceKind
  readonly now: Date
  readonly limit: number
  /** Content that must be there, such as a category. */
  readonly holding?: object
  /** Also those that were withdrawn, updated or cancelled. */
  readonly withEnded?: boolean
  /** Not over before this moment. */
  readonly untilAfter?: Date
  readonly before?: Date | undefined
}

/** What everyone may read of a kind, the newest first. */
export async function findPublished<Content>(
  tx: Tx,
  { kind, now, limit, holding = {}, withEnded = false, untilAfter, before }: PublishedWish,
): Promise<readonly Written<Content>[]> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${standing(now)}
    where p.kind = ${kind} and v.content @> ${JSON.stringify(holding)}::jsonb
      and ${withEnded ? sql`true` : sql`p.ended_at is null`}
      and ${untilAfter ? sql`v.until_at > ${untilAfter}` : sql`true`}
      and ${before ? sql`v.from_at < ${before}` : sql`true`}
    order by v.from_at desc, p.id desc limit ${limit}`.execute(tx)
  return rows.map(writtenOf<Content>)
}

/** One of them by the end of its address, also when it was withdrawn. */
export async function findShown<Content>(
  tx: Tx,
  kind: PieceKind,
  slug: string,
  now: Date,
): Promise<Written<Content> | undefined> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${standing(now)}
    where p.kind = ${kind} and p.slug = ${slug}`.execute(tx)
  return rows.map(writtenOf<Content>)[0]
}

/** A piece of any state by its id, for what refers to it. */
export async function findPiece<Content>(tx: Tx, id: string): Promise<Written<Content> | undefined> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${latest}
    where p.id = ${id}`.execute(tx)
  return rows.map(writtenOf<Content>)[0]
}

/** What a warning updates or cancels, and what that one did: the oldest first. */
export async function findEarlier<Content>(tx: Tx, id: string): Promise<readonly Written<Content>[]> {
  const { rows } = await sql<Row>`
    with recursive earlier (id, depth) as (
      select refers_to, 1 from news_pieces where id = ${id}
      union all select p.refers_to, e.depth + 1 from earlier e join news_pieces p on p.id = e.id where e.depth < 50
    )
    select ${pieceColumns}, ${versionColumns} from earlier e join news_pieces p on p.id = e.id
      join units u on u.id = p.unit_id join ${latest} order by e.depth desc`.execute(tx)
  return rows.map(writtenOf<Content>)
}

/** The warning that came from another system under this name. */
export async function findByOrigin<Content>(
  tx: Tx,
  origin: { readonly sender: string; readonly identifier: string },
): Promise<Written<Content> | undefined> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${latest}
    where p.kind = 'alert' and v.content @> ${JSON.stringify({ origin })}::jsonb
    order by p.made_at desc limit 1`.execute(tx)
  return rows.map(writtenOf<Content>)[0]
}

/** The later warning that updated or cancelled this one. */
export async function findFollower<Content>(
  tx: Tx,
  id: string,
  now: Date,
): Promise<Written<Content> | undefined> {
  const { rows } = await sql<Row>`
    select ${pieceColumns}, ${versionColumns} from news_pieces p join units u on u.id = p.unit_id join ${standing(now)}
    where p.refers_to = ${id} order by v.decided_at desc limit 1`.execute(tx)
  return rows.map(writtenOf<Content>)[0]
}

export type ShownFile = {
  readonly sha256: string
  readonly name: string
  readonly mediaType: string
  /** Of what everyone may read. */
  readonly isPublic: boolean
}

/** A picture or recording of what everyone may read; of a draft only for offices within reach. */
export async function findFile(
  tx: Tx,
  id: string,
  now: Date,
  reaches: readonly string[],
): Promise<ShownFile | undefined> {
  const { rows } = await sql<ShownFile>`
    select f.sha256, f.name, f.media_type as "mediaType", shown."isPublic" from files f cross join lateral (
      select v.state = 'approved' and v.from_at <= ${now} and p.ended_at is null as "isPublic"
      from news_versions v join news_pieces p on p.id = v.piece_id join units u on u.id = p.unit_id
      where f.id = any(v.files)
        and ((v.state = 'approved' and v.from_at <= ${now} and p.ended_at is null) or ${within(reaches)})
      order by 1 desc limit 1) shown
    where f.id = ${id}`.execute(tx)
  return rows[0]
}

export async function hasPieces(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from news_pieces) as is`.execute(tx)
  return rows[0]?.is ?? false
}
