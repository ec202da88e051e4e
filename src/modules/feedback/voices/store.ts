/** SQL of recordings of who sent a report. */

import { sql, type Tx } from '#kernel/db.ts'

export type Voice = {
  readonly reporterId: string
  readonly name: string
  readonly sha256: string
  readonly mediaType: string
  readonly seconds: number | null
  readonly transcript: string | null
}

export async function findVoice(tx: Tx, reportId: string): Promise<Voice | undefined> {
  const { rows } = await sql<Voice>`
    select v.reporter_id as "reporterId", f.name, f.sha256, f.media_type as "mediaType", v.seconds, v.transcript
    from feedback_voices v join feedback_reporters p on p.id = v.reporter_id join files f on f.id = v.file_id
    where p.report_id = ${reportId} and p.role = 'sender'`.execute(tx)
  return rows[0]
}

type NewVoice = { readonly reportId: string; readonly fileId: string; readonly seconds: number | null }

export async function insertVoice(tx: Tx, { reportId, fileId, seconds }: NewVoice): Promise<void> {
  await sql`
    insert into feedback_voices (reporter_id, file_id, seconds)
    select id, ${fileId}, ${seconds} from feedback_reporters where report_id = ${reportId} and role = 'sender'`.execute(
    tx,
  )
}

type Written = { readonly transcript: string; readonly by: string; readonly at: Date }

export async function saveTranscript(
  tx: Tx,
  reporterId: string,
  { transcript, by, at }: Written,
): Promise<void> {
  await sql`
    update feedback_voices set transcript = ${transcript}, transcribed_by = ${by}, transcribed_at = ${at}
    where reporter_id = ${reporterId}`.execute(tx)
}
