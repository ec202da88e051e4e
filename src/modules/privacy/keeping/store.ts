/** What data protection itself keeps. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'privacy.request',
      name: { vi: 'Yêu cầu về dữ liệu cá nhân', en: 'Requests about personal data' },
      since: { vi: 'ngày trả lời', en: 'the answer' },
      table: 'data_requests',
      id: 'id',
      from: 'r.answered_at',
      people: ['person_id'],
      words: true,
    },
    {
      key: 'privacy.consent',
      name: { vi: 'Sự đồng ý đã rút, làm bằng chứng', en: 'Withdrawn consents, as evidence' },
      since: { vi: 'ngày rút', en: 'the withdrawal' },
      table: 'consents',
      id: 'id',
      from: 'r.withdrawn_at',
      people: ['person_id', 'given_by'],
    },
  ],
  parts: [],
}
