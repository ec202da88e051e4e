/** What is kept of why a dossier was late: the reason stays in the figures, the words go with it. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [],
  parts: [{ of: 'dossiers.dossier', table: 'indicator_late_reasons', by: 'case_id', blank: { words: "''" } }],
}
