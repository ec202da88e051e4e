/** What is kept of papers. One that is in force is kept for its owner; its time begins when it ends. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'wallet.scan',
      name: { vi: 'Lượt quét giấy và ảnh từng trang', en: 'Scans and the pictures of their pages' },
      since: { vi: 'lúc đối chiếu xong, hoặc lúc quét', en: 'the comparison, or the scan' },
      table: 'wallet_scans',
      from: `case when r.case_id is null or (select c.ended_at from cases c where c.id = r.case_id) is not null
        then coalesce(r.ended_at, r.started_at) end`,
      cases: ['case_id'],
    },
    {
      key: 'wallet.paper',
      name: { vi: 'Giấy tờ trong kho đã hết giá trị', en: 'Papers of the wallet that no longer count' },
      since: { vi: 'ngày giấy hết giá trị', en: 'the day on which it no longer counts' },
      table: 'wallet_entries',
      id: 'id',
      from: 'coalesce(r.ended_at, r.valid_until::timestamptz)',
      people: ['owner_id'],
      number: 'r.owner_identity',
      cases: ['case_id'],
      words: true,
    },
  ],
  parts: [
    { of: 'wallet.paper', table: 'wallet_uses', by: 'entry_id' },
    {
      of: 'wallet.paper',
      table: 'wallet_scan_papers',
      by: 'entry_id',
      blank: { entry_id: 'null', fields: 'null' },
    },
    {
      of: 'wallet.paper',
      table: 'wallet_entries',
      by: 'replaced_by',
      blank: { replaced_by: 'null', ended_how: "'revoked'" },
    },
  ],
  files: [
    'exists (select from wallet_entries x where x.file_id = f.id)',
    'exists (select from wallet_scan_files x where x.file_id = f.id)',
  ],
  bytes: [
    'exists (select from wallet_entries x where x.sha256 = s.sha256)',
    'exists (select from wallet_scan_pages x where x.source_sha256 = s.sha256)',
    'exists (select from wallet_scan_pages x where x.page_sha256 = s.sha256)',
  ],
}
