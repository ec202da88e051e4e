/** What is kept of mandates. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'mandates.mandate',
      name: { vi: 'Quyền thay mặt đã hết', en: 'Mandates that ended' },
      since: { vi: 'ngày hết quyền', en: 'the end of the mandate' },
      table: 'mandates',
      id: 'id',
      from: 'least(r.ended_at, r.valid_until)',
      people: ['represented_id', 'agent_id'],
      words: true,
    },
  ],
  parts: [],
  files: ['exists (select from mandates x where x.file_id = f.id)'],
}
