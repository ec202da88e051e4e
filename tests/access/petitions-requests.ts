/** How the routes of petitions are asked, and one petition in each place. */

import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'
import type { Ask, Cell } from './questions.ts'

const words = 'Đơn phải nộp ba bản giống hệt nhau, đề nghị còn một.'

/** A petition that the unit of this code handles, or whose answer is published. Answers its code. */
export async function plantPetition(tx: Tx, unit: string, at: Date, isPublished = false): Promise<string> {
  const id = randomUUID()
  const code = `KN-260302-${id.slice(0, 5).toUpperCase()}`
  const due = new Date(at.getTime() + 86_400_000)
  const done = isPublished ? { at, words } : { at: null, words: null }
  const open = isPublished ? { awaited: null, since: null, due: null } : { awaited: 'handle', since: at, due }
  await sql`insert into petitions (id, code, state, about, unit_id, words, received_at, awaited, awaited_since, due_at,
      handle_due_at, answer, answered_at, public_title, public_words, public_answer, published_at, ended_at)
    select ${id}, ${code}, ${isPublished ? 'published' : 'processing'}, 'rules', id, ${words}, ${at}, ${open.awaited},
      ${open.since}, ${open.due}, ${due}, ${done.words}, ${done.at}, ${done.words}, ${done.words}, ${done.words},
      ${done.at}, ${done.at}
    from units where code = ${unit} order by valid_from desc limit 1`.execute(tx)
  await sql`insert into petition_acts (petition_id, act, at, by_kind) values (${id}, 'send', ${at}, 'visitor')`.execute(
    tx,
  )
  await sql`insert into petition_senders (petition_id, name, phone, is_name_public, secret)
    values (${id}, 'Bà Lụa', '0999999998', false, 'AAAA2222')`.execute(tx)
  return code
}

const code = ({ relation, thing }: Cell) => ({
  code: relation === 'random' || relation === 'any' ? 'KN-260302-ZZZZZ' : thing('petition'),
})
const one: Ask = { path: code }
const enclosed: Ask = { path: (cell) => ({ ...code(cell), file: randomUUID() }) }
const draft: Ask = { path: () => ({ draft: `${randomUUID()}.AAAA2222` }) }

/** Fields are named after the act. */
const acts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tiep-nhan': { 'accept-unit': 'Z99.03' },
  'yeu-cau-bo-sung': { 'askMore-words': words },
  chuyen: { 'forward-agency': 'Bộ Gió' },
  'huong-dan': { 'leadAway-path': 'complaint', 'leadAway-words': words },
  'khong-xu-ly': { 'reject-ground': 'da-tra-loi' },
  'giao-lai': { 'reassign-unit': 'Z99.03' },
  nhan: {},
  'tra-lai': { 'giveBack-words': words },
  'tra-loi': { 'answer-words': words },
  'cong-khai': { 'publish-title': words, 'publish-publicWords': words, 'publish-words': words },
  'lam-lai': { 'sendBack-words': words },
  'gui-lap': { 'link-earlier': 'KN-260302-00000' },
  'nguoi-gui': { reason: words },
}

export const petitionAsks: Readonly<Record<string, Ask>> = {
  'GET /kien-nghi/:code': one,
  'GET /kien-nghi/:code/tep/:file': enclosed,
  'GET /lam-viec/kien-nghi/:code/tep/:file': enclosed,
  'POST /kien-nghi/:code/nguoi-doc': { path: code, body: () => ({ verdict: 'useful' }) },
  'GET /kien-nghi/gui/xem-lai/:draft': draft,
  'POST /kien-nghi/gui/xem-lai/:draft': draft,
  'POST /kien-nghi/:code/bo-sung': { path: code, body: () => ({ words }) },
  'POST /kien-nghi/:code/danh-gia': { path: code, body: () => ({ rating: 'like' }) },
  'GET /lam-viec/kien-nghi/:code': one,
  ...Object.fromEntries(
    Object.entries(acts).map(([act, body]) => [
      `POST /lam-viec/kien-nghi/:code/${act}`,
      { path: code, body: () => body },
    ]),
  ),
}
