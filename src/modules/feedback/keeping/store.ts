/** What field reports keep. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'feedback.draft',
      name: { vi: 'Phản ánh chưa gửi', en: 'Reports that were not sent' },
      since: { vi: 'lúc bắt đầu viết', en: 'when it was begun' },
      table: 'feedback_reports',
      id: 'id',
      from: 'r.received_at',
      only: "r.state = 'draft'",
    },
    {
      key: 'feedback.reporter',
      name: { vi: 'Người gửi phản ánh và người cùng gặp', en: 'Who sent a report or met the same' },
      since: { vi: 'ngày đóng phản ánh', en: 'the day on which the report was closed' },
      table: 'feedback_reporters',
      id: 'id',
      from: '(select p.closed_at from feedback_reports p where p.id = r.report_id)',
      people: ['person_id'],
    },
    {
      key: 'feedback.report',
      name: { vi: 'Phản ánh hiện trường', en: 'Field reports' },
      since: { vi: 'ngày đóng', en: 'the day on which it was closed' },
      table: 'feedback_reports',
      id: 'id',
      // After those who sent it or met the same: what holds one of them holds the report.
      from: '(select r.closed_at where not exists (select from feedback_reporters p where p.report_id = r.id))',
      only: "r.state <> 'draft'",
      words: true,
    },
  ],
  parts: [{ of: 'organisation.person', table: 'feedback_follows', by: 'person_id' }],
  files: [
    'exists (select from feedback_photos p where p.file_id = f.id)',
    'exists (select from feedback_photos p where p.public_file_id = f.id)',
    'exists (select from feedback_voices v where v.file_id = f.id)',
  ],
}
