/** How the routes of a dossier are asked: at which step it stands, and what the form says. */

import { randomUUID } from 'node:crypto'
import type { Ask, Cell, Text } from './questions.ts'
import { procedure } from './things.ts'
import { openStep, type Stage } from './world.ts'

const version = ({ dossier }: Cell) => ({ version: String(dossier.version) })
const seen =
  (more: Text = {}) =>
  (cell: Cell): Text => ({ ...version(cell), ...more })
const at = (step: string, role = 'officer', more: Stage = {}): Stage => ({ step, role, ...more })
const step = () => ({ step: String(openStep) })
const record = (stage: Stage, body: Text = {}): readonly [Ask, Ask] => [
  { stage, path: step },
  { stage, path: step, body: seen(body) },
]
const [askedFor, askFor] = record(at('appraise'), { unit: 'Z99.03', question: 'Gió gì?', hours: '8' })
const [answered, answer] = record(at('consult'), { outcome: 'agree' })
const [met, meet] = record(at('council', 'head', { key: 'hop-hoi-dong-gio' }), { conclusion: 'Bay' })
const notice = at('notice', 'officer', { key: 'niem-yet-cot-co' })
const [posting, post] = record(notice, {})
const [objecting, object] = record(notice, {})
const [ending, end] = record(notice, {})
const [demanding, demand] = record(at('financial', 'officer', { key: 'ky-quy-day' }), {})
const [confirming, confirm] = record(
  at('financial', 'officer', { key: 'ky-quy-day', state: 'financialDuty' }),
  {},
)
const [inspecting, inspect] = record(at('inspect', 'officer', { key: 'xem-bai-tha' }), {})
const [archiving, archive] = record(at('archive', 'registrar', { key: 'luu-tru', state: 'returned' }), {})
const drafting = at('draft', 'officer', { key: 'du-thao' })
const approving = at('approve', 'head', { result: 'proposed' })
const result = (more: Text = {}) => seen({ resultVersion: '1', ...more })

export const dossierAsks: Readonly<Record<string, Ask>> = {
  'POST /lam-viec/ho-so/:code/muc-dich': { body: () => ({ purpose: 'asked', words: 'Người dân hỏi' }) },
  'GET /lam-viec/tim-kiem': { query: () => ({ q: 'diều' }) },
  'GET /lam-viec/tep/:id': { path: ({ dossier }) => ({ id: dossier.fileId }) },
  'GET /lam-viec/ho-so/:code/tep/:id': { path: ({ dossier }) => ({ id: dossier.fileId }) },
  'POST /lam-viec/ho-so/:code/tiep-nhan': {
    stage: at('receive', 'desk', { state: 'registered', key: 'tiep-nhan' }),
    body: seen(),
  },
  'POST /lam-viec/ho-so/:code/tu-choi': {
    stage: at('receive', 'desk', { state: 'registered', key: 'tiep-nhan' }),
    body: seen({ ground: 'Lặng gió', legalBasis: 'Điều 3' }),
  },
  'POST /lam-viec/ho-so/:code/nhan-viec': { stage: at('appraise'), body: seen() },
  'POST /lam-viec/ho-so/:code/giao': {
    stage: at('appraise'),
    body: (cell) => ({ ...version(cell), holder: cell.world.colleagueId }),
  },
  'POST /lam-viec/ho-so/:code/chuyen': { stage: at('appraise'), body: seen() },
  'POST /lam-viec/ho-so/:code/tra-lai': { stage: at('appraise'), body: seen({ reason: 'Xem lại' }) },
  'POST /lam-viec/ho-so/:code/tra-ket-qua': {
    stage: at('return', 'desk', { state: 'done', key: 'tra-ket-qua' }),
    body: seen({ way: 'desk' }),
  },
  'POST /lam-viec/ho-so/:code/y-kien': { body: () => ({ body: 'Gió đẹp' }) },
  'GET /lam-viec/hien-truong/:code/:step': inspecting,
  'POST /lam-viec/hien-truong/:code/:step': inspect,
  'GET /lam-viec/ho-so/:code/buoc/:step/hoi-y-kien': askedFor,
  'POST /lam-viec/ho-so/:code/buoc/:step/hoi-y-kien': askFor,
  'GET /lam-viec/ho-so/:code/buoc/:step/tra-loi': answered,
  'POST /lam-viec/ho-so/:code/buoc/:step/tra-loi': answer,
  'GET /lam-viec/ho-so/:code/buoc/:step/hop': met,
  'POST /lam-viec/ho-so/:code/buoc/:step/hop': meet,
  'GET /lam-viec/ho-so/:code/buoc/:step/niem-yet': posting,
  'POST /lam-viec/ho-so/:code/buoc/:step/niem-yet': post,
  'GET /lam-viec/ho-so/:code/buoc/:step/phan-doi': objecting,
  'POST /lam-viec/ho-so/:code/buoc/:step/phan-doi': object,
  'GET /lam-viec/ho-so/:code/buoc/:step/het-niem-yet': ending,
  'POST /lam-viec/ho-so/:code/buoc/:step/het-niem-yet': end,
  'GET /lam-viec/ho-so/:code/buoc/:step/thong-bao-nop': demanding,
  'POST /lam-viec/ho-so/:code/buoc/:step/thong-bao-nop': demand,
  'GET /lam-viec/ho-so/:code/buoc/:step/da-nop': confirming,
  'POST /lam-viec/ho-so/:code/buoc/:step/da-nop': confirm,
  'GET /lam-viec/ho-so/:code/buoc/:step/kiem-tra': inspecting,
  'POST /lam-viec/ho-so/:code/buoc/:step/kiem-tra': inspect,
  'GET /lam-viec/ho-so/:code/buoc/:step/luu-tru': archiving,
  'POST /lam-viec/ho-so/:code/buoc/:step/luu-tru': archive,
  'POST /lam-viec/ho-so/:code/bo-sung': {
    stage: at('appraise'),
    body: seen({
      act: 'send',
      'fault.other.khac': 'on',
      'fault.other.khac.reason': 'Mờ',
      'reason.other.khac': 'Mờ',
      reason: 'Mờ',
    }),
  },
  'GET /lam-viec/ho-so/:code/de-xuat/:kind': { path: () => ({ kind: 'dung' }) },
  'POST /lam-viec/ho-so/:code/de-xuat/:kind': {
    stage: at('appraise'),
    path: () => ({ kind: 'dung' }),
    body: seen({ reason: 'Lặng gió', legalBasis: 'Điều 3' }),
  },
  'POST /lam-viec/ho-so/:code/quyet-dinh': {
    body: (cell) => ({
      ...version(cell),
      proposal: cell.dossier.proposalId,
      decision: 'decline',
      note: 'Không',
    }),
  },
  'POST /lam-viec/ho-so/:code/rut': {
    body: seen({
      capacity: 'authorised',
      name: 'Ai Đó',
      identity: '099158000001',
      authority: 'Giấy số 1',
      reason: 'Đổi ý',
    }),
  },
  'POST /lam-viec/ho-so/:code/chuyen-co-quan': {
    stage: at('appraise'),
    body: seen({ to: 'Z99.12', reason: 'Không thuộc thẩm quyền' }),
  },
  'POST /lam-viec/ho-so/:code/tra-noi-chuyen': {
    stage: at('appraise'),
    body: seen({ reason: 'Không thuộc thẩm quyền' }),
  },

  'POST /api/v1/files': { file: ['file', 'pdf'] },
  'POST /api/v1/dossiers': { json: () => ({ procedure, answers: {} }) },
  'POST /api/v1/dossiers/:code/transitions': {
    stage: at('appraise'),
    json: ({ dossier }) => ({ transition: 'forward', version: dossier.version }),
  },
  'GET /ho-so/:code/tep/:file': { path: ({ dossier }) => ({ file: dossier.fileId }) },
  'POST /ho-so/:code/rut': { body: seen({ reason: 'Đổi ý' }) },
  'GET /ho-so/:code/bo-sung': { stage: { state: 'supplementing' } },
  'POST /ho-so/:code/bo-sung': { stage: { state: 'supplementing' }, body: seen() },
  'POST /ho-so/:code/danh-gia': {
    stage: { state: 'done', step: 'return', role: 'desk' },
    body: () =>
      Object.fromEntries(
        Object.entries({ 3: '2', 4: '2', 7: 'good', 10: 'very', 11: 'very', 12: 'very' }).map(
          ([number, value]) => [`tieu-chi-${number}`, value],
        ),
      ),
  },
  'GET /lam-viec/ho-so/:code/moi-danh-gia': { stage: { state: 'done', step: 'return', role: 'desk' } },
  'GET /ho-so/:code/danh-gia': { stage: { state: 'done', step: 'return', role: 'desk' } },

  'GET /lam-viec/ket-qua/:code': { stage: drafting },
  'GET /lam-viec/ket-qua/:code/xem-truoc': { stage: drafting },
  'POST /lam-viec/ket-qua/:code/luu': {
    stage: drafting,
    body: () => ({ kind: 'grant', resultVersion: '0', title: 'Giấy phép' }),
  },
  'POST /lam-viec/ket-qua/:code/trinh': { stage: { ...drafting, result: 'draft' }, body: result() },
  'POST /lam-viec/ket-qua/:code/duyet': { stage: approving, body: result() },
  'POST /lam-viec/ket-qua/:code/tra-lai': { stage: approving, body: result({ reason: 'Sửa' }) },
  'POST /lam-viec/ket-qua/:code/huy': { stage: approving, body: result({ reason: 'Sửa' }) },
  'POST /lam-viec/ket-qua/:code/thu-hoi': {
    stage: { state: 'done', step: 'return', role: 'desk', result: 'signed' },
    body: result({ reason: 'Sai' }),
  },
  'POST /lam-viec/ket-qua/:code/vao-so': {
    stage: at('number', 'registrar', { key: 'vao-so', result: 'signed' }),
    body: result(),
  },
  'POST /lam-viec/cho-ky/ky': {
    stage: at('sign', 'leader', { key: 'ky', result: 'proposed' }),
    body: ({ dossier }) => ({ chosen: `${dossier.code}_${dossier.resultId}_1` }),
  },
  'GET /lam-viec/cho-ky/dot/:id': { path: () => ({ id: randomUUID() }) },
  'GET /lam-viec/so/:register': {
    path: () => ({ register: 'kite-permits' }),
    query: ({ thing }) => ({ 'don-vi': thing('unit'), nam: '2026' }),
  },
  'GET /lam-viec/so/:register/tai-ve': {
    path: () => ({ register: 'kite-permits' }),
    query: ({ thing }) => ({ 'don-vi': thing('unit'), nam: '2026' }),
  },
  'GET /ho-so/:code/ket-qua.pdf': {
    stage: { state: 'done', step: 'return', role: 'desk', result: 'signed' },
  },
}
