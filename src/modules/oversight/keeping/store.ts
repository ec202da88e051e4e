/** What the watch keeps. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [],
  parts: [
    { of: 'dossiers.dossier', table: 'findings', by: 'case_id', blank: { detail: 'null' } },
    { of: 'kernel.file', table: 'file_proofs', by: 'file_id' },
  ],
}
