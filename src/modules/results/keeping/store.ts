/** What is kept of results. Number and register stay without holes; what the paper said goes. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'results.result',
      name: { vi: 'Văn bản kết quả đã ký', en: 'Signed results' },
      since: { vi: 'ngày ký', en: 'the signature' },
      table: 'results',
      id: 'id',
      from: `case when (select c.ended_at from cases c where c.id = r.case_id) is not null
        then coalesce(r.signed_at, r.drafted_at) end`,
      cases: ['case_id'],
      only: "r.content <> '{}'",
      blank: {
        content: "'{}'",
        file_id: 'null',
        ended_reason: 'null',
        verify_code: 'null',
      },
      words: true,
      sealed: true,
    },
  ],
  parts: [
    { of: 'results.result', table: 'result_signings', by: 'result_id', blank: { refused: 'null' } },
    { of: 'dossiers.dossier', table: 'result_outgoing', by: 'case_id' },
  ],
  files: [
    'exists (select from results x where x.file_id = f.id)',
    'exists (select from result_outgoing x where x.file_id = f.id)',
  ],
}
