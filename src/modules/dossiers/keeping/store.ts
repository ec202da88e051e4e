/** What dossiers leave behind. The dossier stays in the figures; who it was about goes. docs/legal.md#retention */

import type { Keeping, RecordPart } from '#kernel/retention.ts'

const ofDossier = (table: string, blank?: RecordPart['blank']): RecordPart => ({
  of: 'dossiers.dossier',
  table,
  by: 'case_id',
  ...(blank && { blank }),
})

export const keeping: Keeping = {
  classes: [
    {
      key: 'dossiers.dossier',
      name: { vi: 'Hồ sơ thủ tục hành chính đã xong', en: 'Finished dossiers' },
      since: { vi: 'ngày hồ sơ kết thúc', en: 'the end of the dossier' },
      table: 'dossiers',
      id: 'case_id',
      from: '(select c.ended_at from cases c where c.id = r.case_id)',
      people: ['applicant_id'],
      cases: ['case_id', 'family_id'],
      number: 'r.applicant_identity',
      procedure: 'procedure_code',
      only: "r.search_text <> ''",
      blank: {
        applicant_id: 'null',
        applicant_name: "''",
        applicant_identity: 'null',
        applicant_phone: 'null',
        applicant_email: 'null',
        applicant_address: 'null',
        submitter_name: "''",
        answers: "'{}'",
        summary: "''",
        prefilled: 'null',
        lookup_secret: "encode(gen_random_bytes(12), 'hex')",
        search_text: "''",
      },
      words: true,
      sealed: true,
    },
  ],
  parts: [
    ofDossier('case_steps', { note: 'null', record: 'null' }),
    ofDossier('dossier_papers', { file_id: 'null', wallet_entry_id: 'null', vouch: 'null' }),
    ofDossier('dossier_supplements', {
      faults: "'[]'",
      reason: "''",
      answers_before: 'null',
      mending: 'null',
    }),
    ofDossier('dossier_notes'),
    ofDossier('dossier_participants'),
    ofDossier('dossier_proposals', { reason: "'—'", note: 'null' }),
    ofDossier('dossier_repins', { reason: "'—'", done_by_name: "'—'" }),
    ofDossier('dossier_replay_rows'),
    ofDossier('dossier_parcels', { item_code: 'null', told: "''" }),
  ],
  files: [
    'exists (select from dossier_papers x where x.file_id = f.id)',
    "exists (select from case_steps x where x.record -> 'files' ? f.id::text)",
    `exists (select from dossier_supplements x where x.answered_at is null and x.mending is not null
      and strpos(x.mending::text, f.id::text) > 0)`,
  ],
}
