/** Ghi âm của người gửi: taken in, heard by the desk, written down. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { fileRefusal, type ReceivedFile, readReleased, recordFile } from '#kernel/files.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { refusal, wordsMin } from '../domain.ts'
import { findInReach, saveChange } from '../store.ts'
import { voiceMegabytesMax, voiceRefusal, voiceSecondsMax } from './domain.ts'
import * as store from './store.ts'

/** Throws `feedback.notARecording`, `feedback.recordingTooLong`. The kernel has looked into it already. */
export function takeVoice(files: readonly ReceivedFile[]): ReceivedFile | undefined {
  const [file, another] = files
  if (!file) return undefined
  if (another || !file.mediaType.startsWith('audio/'))
    throw voiceRefusal.notARecording({ details: { name: file.name } })
  const isLong = (file.seconds ?? 0) > voiceSecondsMax + 1
  if (isLong || file.bytes > voiceMegabytesMax * 1024 * 1024)
    throw voiceRefusal.recordingTooLong({
      details: { minutes: voiceSecondsMax / 60, megabytes: voiceMegabytesMax },
    })
  return file
}

export async function keepVoice(
  tx: Tx,
  context: Context,
  file: ReceivedFile,
  { reportId, ownerId }: { readonly reportId: string; readonly ownerId?: string | undefined },
): Promise<void> {
  const fileId = await recordFile(tx, context, file, { ownerId })
  const seconds = file.seconds === undefined ? null : Math.round(file.seconds)
  await store.insertVoice(tx, { reportId, fileId, seconds })
}

/** Nghe, for the desk alone, with a look. Throws `feedback.notFound`, `files.notFound`. */
export async function openVoice(context: Context, code: string) {
  const voice = await inTransaction(context, async (tx) => {
    const report = await findInReach(tx, officerOf(context.actor), code)
    if (!report) throw refusal.notFound()
    await recordLook(tx, context, { of: [report.id], what: 'report', why: 'complaint' })
    return store.findVoice(tx, report.id)
  })
  if (!voice) throw fileRefusal.notFound()
  const { name, mediaType, sha256 } = voice
  return { name, mediaType, body: await readReleased(context, { sha256, name }) }
}

/**
 * Ghi lại thành lời: the words of a report that had none, and beside those of one that had. Throws `feedback.transcriptNeeded`,
 * `feedback.notFound`, `files.notFound`.
 */
export async function transcribe(
  context: Context,
  { code, words }: { readonly code: string; readonly words: string },
): Promise<void> {
  const transcript = words.trim()
  if (transcript.length < wordsMin) throw voiceRefusal.transcriptNeeded()
  await inTransaction(context, async (tx) => {
    const report = await findInReach(tx, officerOf(context.actor), code, true)
    if (!report) throw refusal.notFound()
    const voice = await store.findVoice(tx, report.id)
    if (!voice) throw fileRefusal.notFound()
    const by = officerOf(context.actor).personId
    await store.saveTranscript(tx, voice.reporterId, { transcript, by, at: context.now })
    if (report.words === '' || report.words === voice.transcript)
      await saveChange(tx, report.id, { words: transcript })
    await appendEvent(tx, context, 'feedback.transcribed', {
      subject: report.id,
      ...(report.unitId && { unitId: report.unitId }),
      payload: { code },
    })
  })
}
