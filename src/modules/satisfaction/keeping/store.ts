/** What is kept of ratings. Answers stay in the scores; what somebody wrote goes with the dossier. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [],
  parts: [
    {
      of: 'dossiers.dossier',
      table: 'satisfaction_answers',
      by: 'case_id',
      blank: { comment: 'null', refuted_ground: "case when refuted_at is not null then '—' end" },
    },
    { of: 'dossiers.dossier', table: 'satisfaction_invitations', by: 'case_id' },
  ],
}
