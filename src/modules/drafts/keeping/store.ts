/** What is kept of drafts. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'drafts.draft',
      name: { vi: 'Hồ sơ nháp, kể cả ảnh trong đó', en: 'Drafts, with the photos in them' },
      since: { vi: 'lần lưu cuối', en: 'the last change' },
      table: 'drafts',
      id: 'id',
      sealed: true,
      from: 'r.saved_at',
      people: ['owner_id'],
    },
  ],
  parts: [],
  files: [
    `exists (select from drafts x where x.owner_id = f.owner_id
      and strpos(x.answers::text || x.kept::text, f.id::text) > 0)`,
  ],
}
