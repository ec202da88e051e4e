/** What the counter keeps of people. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'desk.intake',
      name: { vi: 'Lượt tiếp nhận tại quầy: thẻ đã đọc, chữ đã gõ', en: 'Intakes: cards read, words typed' },
      since: { vi: 'lúc xong, hoặc lần lưu cuối', en: 'the end, or the last change' },
      table: 'desk_intakes',
      id: 'id',
      sealed: true,
      from: 'coalesce(r.closed_at, r.saved_at)',
      cases: ['case_id'],
    },
    {
      key: 'desk.appointment',
      name: { vi: 'Lịch hẹn: tên và số điện thoại', en: 'Appointments: name and phone' },
      since: { vi: 'giờ hẹn', en: 'the time of the appointment' },
      table: 'desk_appointments',
      id: 'id',
      from: 'r.starts_at',
    },
    {
      key: 'desk.code',
      name: { vi: 'Mã nhận kết quả dùng một lần', en: 'One-time codes for collecting' },
      since: { vi: 'lúc mã hết hạn', en: 'the end of the code' },
      table: 'desk_codes',
      from: 'r.expires_at',
      cases: ['case_id'],
    },
  ],
  parts: [
    {
      of: 'desk.appointment',
      table: 'desk_tickets',
      by: 'appointment_id',
      blank: { appointment_id: 'null' },
    },
    { of: 'dossiers.dossier', table: 'desk_deliveries', by: 'case_id' },
    {
      of: 'dossiers.dossier',
      table: 'desk_handover_lines',
      by: 'case_id',
      blank: { refused_reason: "case when is_received is false then '—' end" },
    },
  ],
  files: [
    `exists (select from desk_intakes x where x.state = 'open'
      and strpos(x.papers::text || x.scanned::text, f.id::text) > 0)`,
  ],
}
