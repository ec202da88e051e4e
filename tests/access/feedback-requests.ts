/** How the routes of field reports are asked, and one report in each place. */

import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'
import type { Ask, Cell } from './questions.ts'

/** A report that the unit of this code handles. Answers its code. */
export async function plantReport(tx: Tx, unit: string, at: Date): Promise<string> {
  const [id, handling] = [randomUUID(), randomUUID()]
  const code = `PA-260302-${id.slice(0, 5).toUpperCase()}`
  const due = new Date(at.getTime() + 86_400_000)
  await sql`insert into feedback_reports (id, code, state, category, urgency, area_code, words, place, public_words, public_place,
      received_at, accepted_at, awaited, awaited_since, due_at, search_text)
    values (${id}, ${code}, 'processing', 'cat-bay', 'thong-thuong', '99101', 'Cát lấp đường trước nhà', 'Hẻm 5', 'Cát lấp đường', 'Đầu hẻm', ${at},
      ${at}, 'handle', ${at}, ${due}, 'cat lap duong')`.execute(tx)
  await sql`insert into feedback_handlings (id, report_id, unit_id, forwarded_at, taken_at, due_at)
    select ${handling}, ${id}, id, ${at}, ${at}, ${due} from units where code = ${unit} order by valid_from desc limit 1`.execute(
    tx,
  )
  await sql`update feedback_reports set handling_id = ${handling} where id = ${id}`.execute(tx)
  await sql`insert into feedback_acts (report_id, act, at, by_kind) values (${id}, 'send', ${at}, 'visitor')`.execute(
    tx,
  )
  await sql`insert into feedback_reporters (report_id, role, name, phone, secret, at)
    values (${id}, 'sender', 'Bà Cát', '0999999999', 'AAAA2222', ${at})`.execute(tx)
  return code
}

const code = ({ relation, thing }: Cell) => ({
  code: relation === 'random' || relation === 'any' ? 'PA-260302-ZZZZZ' : thing('report'),
})
const withPhoto = (cell: Cell) => ({ ...code(cell), photo: randomUUID() })
const one: Ask = { path: code }
const words = 'Lý do đủ dài để đọc được'

/** Fields are named after the act. */
const acts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tiep-nhan': {
    'accept-category': 'cat-bay',
    'accept-urgency': 'thong-thuong',
    'accept-publicWords': words,
    'accept-publicPlace': 'Đầu hẻm',
  },
  'tu-choi': { 'reject-ground': 'khong-ro' },
  chuyen: { 'forward-unit': 'Z99.03' },
  'chuyen-lai': { 'reassign-unit': 'Z99.01' },
  nhan: {},
  'tra-lai': { 'giveBack-words': words },
  'gia-han': { 'extend-words': words },
  'tra-loi': { 'answer-words': words },
  'lam-lai': { 'sendBack-words': words },
  'cong-khai': {},
  gop: { 'merge-into': 'PA-260302-00000' },
  tach: { 'split-category': 'cat-bay', 'split-words': words },
  'nguoi-gui': { reason: words },
}

export const feedbackAsks: Readonly<Record<string, Ask>> = {
  'GET /phan-anh/:code': one,
  'POST /phan-anh/:code/cung-gap': one,
  'GET /phan-anh/gui/:code': one,
  'POST /phan-anh/gui/:code': one,
  'GET /phan-anh/:code/anh/:photo': { path: withPhoto },
  'GET /phan-anh/:code/anh-goc/:photo': { path: withPhoto },
  'POST /phan-anh/:code/danh-gia': { path: code, body: () => ({ rating: 'satisfied' }) },
  'POST /phan-anh/:code/mo-lai': { path: code, body: () => ({ words }) },
  'POST /tai-khoan/phan-anh/theo-doi': { body: () => ({ noi: '99101' }) },
  'GET /lam-viec/phan-anh/:code': one,
  'GET /lam-viec/phan-anh/:code/anh/:photo': { path: withPhoto },
  'POST /lam-viec/phan-anh/:code/anh/:photo/che': { path: withPhoto },
  'GET /lam-viec/phan-anh/:code/ghi-am': one,
  'POST /lam-viec/phan-anh/:code/ghi-am': { path: code, body: () => ({ transcript: words }) },
  ...Object.fromEntries(
    Object.entries(acts).map(([act, body]) => [
      `POST /lam-viec/phan-anh/:code/${act}`,
      { path: code, body: () => body },
    ]),
  ),
}
