/** A person who sent a petition that was answered. */

import { randomUUID } from 'node:crypto'
import type { Planting } from './hand.ts'

export async function plantIntoPetitions({
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
  const [id, draftId] = [randomUUID(), randomUUID()]
  await row('petitions', {
    id,
    code: `KN-000000-A${count}`,
    state: 'published',
    about: 'staff',
    conduct: 'delay',
    accused_unit_id: unitId,
    official_name: words,
    official_key: words,
    unit_id: unitId,
    words,
    received_at: at,
    answer: words,
    answered_by: officerId,
    answered_title: 'Cán bộ',
    answered_at: at,
    public_title: words,
    public_words: words,
    public_answer: words,
    published_at: at,
    search_text: words,
    ended_at: at,
    rating: 'like',
    rating_words: words,
    rated_at: at,
  })
  await row('petition_senders', {
    petition_id: id,
    person_id: personId,
    name,
    phone,
    address: words,
    is_name_public: false,
    secret: 'AAAA2222',
  })
  await row('petition_drafts', {
    id: draftId,
    secret: 'BBBB3333',
    about: 'rules',
    typed: JSON.stringify({ words, name, phone }),
    saved_at: at,
  })
  for (const owner of [{ petition_id: id }, { draft_id: draftId }])
    await row('petition_files', { ...owner, position: 0, file_id: (await file()).id })
  await row('petition_acts', { petition_id: id, act: 'askMore', at, by_kind: 'officer', words })
}
