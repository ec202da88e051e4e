/** What is kept of logs brought in. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [],
  parts: [],
  bytes: ['exists (select from history_imports x where x.file_sha256 = s.sha256)'],
}
