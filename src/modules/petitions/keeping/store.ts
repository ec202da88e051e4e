/** What petitions keep. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'petitions.draft',
      name: { vi: 'Kiến nghị chưa gửi', en: 'Petitions that were not sent' },
      since: { vi: 'lúc lưu sau cùng', en: 'when it was last kept' },
      table: 'petition_drafts',
      id: 'id',
      from: 'r.saved_at',
    },
    {
      key: 'petitions.sender',
      name: { vi: 'Người gửi phản ánh, kiến nghị', en: 'Who sent a petition' },
      since: { vi: 'ngày kết thúc', en: 'the day on which it ended' },
      table: 'petition_senders',
      id: 'petition_id',
      from: '(select p.ended_at from petitions p where p.id = r.petition_id)',
      people: ['person_id'],
    },
    {
      key: 'petitions.petition',
      name: { vi: 'Phản ánh, kiến nghị', en: 'Petitions' },
      since: { vi: 'ngày kết thúc', en: 'the day on which it ended' },
      table: 'petitions',
      id: 'id',
      // After whoever sent it: what holds them holds the petition.
      from: '(select r.ended_at where not exists (select from petition_senders s where s.petition_id = r.id))',
      people: ['official_id'],
      words: true,
    },
  ],
  parts: [],
  files: ['exists (select from petition_files e where e.file_id = f.id)'],
}
