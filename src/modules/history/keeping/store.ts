/** What is kept of logs brought in: the file and what was shown of it go, what was made of it stays. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'history.import',
      name: { vi: 'Tệp nhật ký hồ sơ cũ đã nhập', en: 'Log files brought in from other systems' },
      since: { vi: 'lúc nhập xong', en: 'the end of the import' },
      table: 'history_imports',
      id: 'id',
      from: "case when r.state in ('loaded', 'failed', 'takenBack') then coalesce(r.loaded_at, r.made_at) end",
      only: 'r.found is not null',
      blank: { found: 'null', report: 'null', failure: 'null' },
    },
  ],
  parts: [],
  bytes: ['exists (select from history_imports x where x.file_sha256 = s.sha256 and x.found is not null)'],
}
