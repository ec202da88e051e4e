/** What help keeps. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'assisted.session',
      name: { vi: 'Lượt hỗ trợ và bằng chứng đồng ý', en: 'Sessions of help and their consent' },
      since: { vi: 'lúc kết thúc', en: 'the end' },
      table: 'assisted_sessions',
      id: 'id',
      from: 'coalesce(r.ended_at, r.until_at)',
      people: ['person_id', 'helper_id'],
      cases: ['case_id'],
      words: true,
    },
    {
      key: 'assisted.member',
      name: { vi: 'Thành viên tổ công nghệ số và máy của họ', en: 'Members of teams and their devices' },
      since: { vi: 'ngày thôi', en: 'the day on which they left' },
      table: 'assisted_members',
      id: 'id',
      from: "coalesce(r.ended_at, (r.to_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')",
      people: ['person_id'],
    },
  ],
  parts: [],
  files: [
    'exists (select from assisted_evidence e where e.file_id = f.id)',
    'exists (select from assisted_sessions s where strpos(s.papers::text, f.id::text) > 0)',
  ],
}
