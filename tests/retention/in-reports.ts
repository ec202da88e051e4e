/** A person who sent a field report that is closed, with a picture, and began another. */

import { randomUUID } from 'node:crypto'
import type { Planting } from './hand.ts'

export async function plantIntoReports({
  personId,
  name,
  phone,
  unitId,
  officerId,
  at,
  count,
  row,
  file,
  all: words,
}: Planting): Promise<void> {
  const [id, handlingId, draftId, senderId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const report = {
    category: 'cat-bay',
    urgency: 'thong-thuong',
    area_code: '99101',
    words,
    place: words,
    received_at: at,
  }
  await row('feedback_reports', {
    ...report,
    id,
    code: `PA-000000-A${count}`,
    state: 'closed',
    public_words: words,
    public_place: words,
    accepted_at: at,
    published_at: at,
    closed_at: at,
    search_text: words,
  })
  await row('feedback_handlings', {
    id: handlingId,
    report_id: id,
    unit_id: unitId,
    forwarded_at: at,
    taken_at: at,
    due_at: at,
    answer: words,
    answered_by: officerId,
    answered_title: 'Cán bộ',
    answered_at: at,
    published_at: at,
    rating: 'satisfied',
    rating_words: words,
    rated_at: at,
  })
  const [original, shown] = [await file(), await file()]
  await row('feedback_photos', {
    report_id: id,
    position: 0,
    file_id: original.id,
    width: 64,
    height: 64,
    public_file_id: shown.id,
    cleared_by: officerId,
    cleared_at: at,
  })
  await row('feedback_acts', { report_id: id, act: 'reopen', at, by_kind: 'visitor', words })
  await row('feedback_reports', {
    ...report,
    id: draftId,
    code: `PA-000000-B${count}`,
    state: 'draft',
    search_text: '',
  })
  for (const [report_id, secret] of [
    [id, 'AAAA2222'],
    [draftId, 'BBBB3333'],
  ])
    await row('feedback_reporters', {
      ...(report_id === id && { id: senderId }),
      report_id,
      role: 'sender',
      person_id: personId,
      name,
      phone,
      secret,
      at,
    })
  const recording = await file()
  await row('feedback_voices', {
    reporter_id: senderId,
    file_id: recording.id,
    transcript: words,
    transcribed_by: officerId,
    transcribed_at: at,
  })
}
