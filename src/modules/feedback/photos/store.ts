/** SQL of the pictures of reports. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Rectangle } from './domain.ts'

export type Photo = {
  readonly id: string
  /** Of an answer, not of the report itself. */
  readonly handlingId: string | null
  readonly name: string
  readonly sha256: string
  readonly mediaType: string
  readonly width: number
  readonly height: number
  readonly covered: readonly Rectangle[]
  readonly publicSha256: string | null
}

const columns = sql`p.id, p.handling_id as "handlingId", f.name, f.sha256, f.media_type as "mediaType", p.width, p.height, p.covered,
  shown.sha256 as "publicSha256"`
const tables = sql`feedback_photos p join files f on f.id = p.file_id left join files shown on shown.id = p.public_file_id`

export async function findPhotos(tx: Tx, reportId: string): Promise<readonly Photo[]> {
  const { rows } = await sql<Photo>`
    select ${columns} from ${tables} where p.report_id = ${reportId} order by p.position, p.id`.execute(tx)
  return rows
}

export type NewPhoto = {
  readonly reportId: string
  readonly handlingId: string | null
  readonly position: number
  readonly fileId: string
  readonly width: number
  readonly height: number
}

export async function insertPhoto(tx: Tx, one: NewPhoto): Promise<void> {
  await tx
    .insertInto('feedback_photos')
    .values({
      report_id: one.reportId,
      handling_id: one.handlingId,
      position: one.position,
      file_id: one.fileId,
      width: one.width,
      height: one.height,
    })
    .execute()
}

/** The pictures of one report are those of the other as well: the same originals, looked at anew. */
export async function copyPhotos(tx: Tx, fromId: string, toId: string): Promise<void> {
  await sql`
    insert into feedback_photos (report_id, position, file_id, width, height)
    select ${toId}, position, file_id, width, height from feedback_photos
    where report_id = ${fromId} and handling_id is null`.execute(tx)
}

type Cleared = {
  readonly fileId: string
  readonly covered: readonly Rectangle[]
  readonly by: string
  readonly at: Date
}

export async function saveCleared(tx: Tx, id: string, { fileId, covered, by, at }: Cleared): Promise<void> {
  await tx
    .updateTable('feedback_photos')
    .set({ public_file_id: fileId, covered: JSON.stringify(covered), cleared_by: by, cleared_at: at })
    .where('id', '=', id)
    .execute()
}
