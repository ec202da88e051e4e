/** What the keeping itself keeps: why something was held, and by whom. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'retention.hold',
      name: { vi: 'Lệnh giữ đã thôi', en: 'Holds that ended' },
      since: { vi: 'ngày thôi giữ', en: 'the end of the hold' },
      table: 'retention_holds',
      id: 'id',
      from: 'r.ended_at',
      words: true,
    },
  ],
  parts: [],
}
