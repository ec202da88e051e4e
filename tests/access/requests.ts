/** How each route is asked: which object stands in its address, what its form says, where the dossier stands meanwhile. */

import { randomUUID } from 'node:crypto'
import { assistedAsks } from './assisted-requests.ts'
import { dossierAsks } from './dossier-requests.ts'
import { feedbackAsks } from './feedback-requests.ts'
import { figureAsks } from './figure-requests.ts'
import { ledgerAsks } from './ledger-requests.ts'
import { mapAsks } from './maps-requests.ts'
import { newsAsks } from './news-requests.ts'
import { open311Asks } from './open311-requests.ts'
import { operationsAsks } from './operations-requests.ts'
import { petitionAsks } from './petitions-requests.ts'
import type { Ask, Cell, Text } from './questions.ts'
import { satisfactionAsks } from './satisfaction-requests.ts'
import { procedure } from './things.ts'

const id =
  (name: string) =>
  ({ thing }: Cell) => ({ id: thing(name) })
const code = () => ({ code: procedure })
const unitPath = ({ thing }: Cell) => ({ unit: thing('unit') })
const draft = id('draft')
const agreeing = (cell: Cell) => ({ ...id('agreeing')(cell), purpose: 'notices.phone' })
const recordClass = () => ({ key: 'dossiers.dossier' })
const nothing: Ask = {}

/** Every route whose address or form needs more than the code of a dossier. */
export const asks: Readonly<Record<string, Ask>> = {
  'POST /lam-viec/vang-mat': {
    body: ({ asker }) => ({
      person: asker.id ?? randomUUID(),
      'from.day': '1',
      'from.month': '6',
      'from.year': '2026',
      'to.day': '2',
      'to.month': '6',
      'to.year': '2026',
    }),
  },
  'POST /lam-viec/vang-mat/:id/huy': { path: id('absence') },
  'GET /dang-nhap/ve': { query: () => ({ state: 'x' }) },
  'GET /muc-xac-thuc/:level': { path: () => ({ level: '2' }) },
  'POST /chon-vi-tri': { body: () => ({ post: randomUUID() }) },
  'POST /tai-khoan/phien/ket-thuc': { body: () => ({ phien: 'a'.repeat(64) }) },
  'GET /xac-minh/:id': { path: id('keptForm') },
  'POST /xac-minh/:id': { path: id('keptForm'), body: () => ({ ma: '123456' }) },
  'POST /tai-khoan/yeu-to': { body: () => ({ ten: 'Máy mới', loai: 'totp' }) },
  'GET /tai-khoan/yeu-to/:id': { path: id('newFactor') },
  'POST /tai-khoan/yeu-to/:id': { path: id('newFactor'), body: () => ({ ma: '123456' }) },
  'POST /tai-khoan/yeu-to/:id/go': { path: id('factor') },
  'GET /dinh-danh/nguoi-mau/:uid': { path: () => ({ uid: 'x' }) },
  'POST /dinh-danh/nguoi-mau/:uid': { path: () => ({ uid: 'x' }), body: () => ({ login: 'x' }) },
  'POST /lam-viec/khoi-phuc-truy-cap/:id': { path: id('reset'), body: () => ({ 'quyet-dinh': 'tu-choi' }) },
  'GET /quan-tri/lich-nghi/xem-truoc': { query: () => ({ kind: 'closure' }) },
  'POST /quan-tri/lich-nghi/cong-bo': { body: ({ thing }) => closure(thing('unit')) },
  'GET /quan-tri/lich-nghi/:id/rut': { path: id('announcement') },
  'POST /quan-tri/lich-nghi/:id/rut': { path: id('announcement'), body: () => ({ basis: 'Nhầm' }) },
  'POST /api/v1/deadlines': {
    json: () => ({ receivedAt: '2026-03-02T08:00:00+07:00', limit: { amount: 1, unit: 'workingDay' } }),
  },
  'GET /thong-bao/:id': { path: id('message') },
  'POST /tai-khoan/kenh-tin/dia-chi': { body: () => ({ kind: 'phone', phone: '0912345678' }) },
  'POST /tai-khoan/kenh-tin/ma': { body: () => ({ kind: 'phone', phoneCode: '123456' }) },
  'POST /tai-khoan/kenh-tin/xoa': { body: () => ({ kind: 'phone' }) },
  'POST /tai-khoan/kenh-tin/chon': { body: () => ({ first: '', language: 'vi' }) },
  'GET /thu-tuc/goi-y': { query: () => ({ q: 'diều' }) },
  'GET /linh-vuc/:code': { path: ({ relation }) => ({ code: relation === 'there' ? 'dieu' : 'khong-co' }) },
  'GET /su-kien/:key': { path: ({ relation }) => ({ key: relation === 'there' ? 'co-gio' : 'khong-co' }) },
  'GET /quan-tri/thu-tuc/:code/so-sanh': { query: () => ({ tu: '1', den: '1' }) },
  'POST /quan-tri/thu-tuc/:code/nhap': { file: ['file', 'text'] },
  'POST /quan-tri/thu-tuc/:code/thu-hoi': { body: () => ({ version: '99', reason: 'Sai' }) },
  ...Object.fromEntries(
    ['gui-duyet', 'rut-ve', 'da-so-sanh', 'huy', 'duyet', 'tra-lai'].map((act) => [
      `POST /quan-tri/ban-thao/:id/${act}`,
      { path: id('catalogueDraft'), body: () => ({ revision: '1', note: 'Xem lại' }) },
    ]),
  ),
  'GET /quan-tri/ban-thao/:id': { path: id('catalogueDraft') },
  'POST /quan-tri/ban-thao/:id/du-kien': { path: id('catalogueDraft'), body: () => ({ revision: '1' }) },
  'GET /quan-tri/ban-thao/:id/:part/:index': {
    path: (cell) => ({ ...id('catalogueDraft')(cell), part: 'buoc', index: '0' }),
  },
  'POST /quan-tri/ban-thao/:id/:part/:index': {
    path: (cell) => ({ ...id('catalogueDraft')(cell), part: 'buoc', index: '0' }),
    body: () => ({ revision: '1' }),
  },
  'GET /quan-tri/ban-thao/:id/chay-thu': { path: id('catalogueDraft') },
  'POST /quan-tri/ban-thao/:id/chay-thu': { path: id('catalogueDraft'), body: () => ({ wanted: '10' }) },
  'POST /quan-tri/thu-tuc/:code/chuyen-ho-so/hoan-tac': { body: () => ({ id: randomUUID() }) },
  'POST /quan-tri/thu-tuc/:code/chuyen-ho-so': { body: () => ({ version: '1', reason: 'x' }) },

  ...dossierAsks,
  'GET /tai-khoan/vi-giay-to/:id': { path: id('entry') },
  'GET /tai-khoan/vi-giay-to/:id/tep': { path: id('entry') },
  'GET /lam-viec/kho/:id': { path: ({ dossier }) => ({ id: dossier.entryId }) },
  'GET /lam-viec/kho/:id/tep': { path: ({ dossier }) => ({ id: dossier.entryId }) },
  'GET /lam-viec/kho/:id/thu-hoi': { path: ({ dossier }) => ({ id: dossier.entryId }) },
  'POST /lam-viec/kho/:id/thu-hoi': {
    path: ({ dossier }) => ({ id: dossier.entryId }),
    body: () => ({ why: 'wrongScan', reason: 'Mờ' }),
  },
  'POST /lam-viec/ho-so/:code/so-hoa': { file: ['files', 'picture'] },
  'GET /lam-viec/so-hoa/:id': { path: id('scan') },
  'GET /lam-viec/so-hoa/:id/trang/:page': {
    path: ({ thing }) => ({ id: thing('scan'), page: thing('scanPage') }),
  },
  'POST /lam-viec/so-hoa/:id/giay/:paper': {
    path: ({ thing }) => ({ id: thing('scan'), paper: thing('scanPaper') }),
    body: () => ({ act: 'confirm' }),
  },
  'POST /lam-viec/so-hoa/:id/giay/:paper/sap-lai': {
    path: ({ thing }) => ({ id: thing('scan'), paper: thing('scanPaper') }),
    body: () => ({ act: 'drop' }),
  },
  'POST /kiem-tra': { file: ['file', 'pdf'] },
  'GET /api/v1/wallet/entries': { query: () => ({ identity: '099158000001' }) },
  'POST /api/v1/wallet/entries/:id/files': {
    path: ({ dossier }) => ({ id: dossier.entryId }),
    json: () => ({ identity: '099158000001', procedure, paper: 'giay-phep-cu' }),
  },

  'POST /lam-viec/ho-so/:code/thu-phi': { body: () => ({ means: 'cash' }) },
  'GET /lam-viec/bien-lai/:id': { path: id('receipt') },
  'POST /lam-viec/bien-lai/:id': { path: id('receipt'), body: () => ({ reason: 'Nhầm' }) },
  'GET /lam-viec/bien-lai/:id/in.pdf': { path: id('receipt') },
  'GET /ho-so/:code/bien-lai/:id': { path: () => ({ id: randomUUID() }) },
  'GET /thanh-toan/:secret': { path: secret },
  'POST /thanh-toan/:secret/kiem-tra': { path: secret },
  'GET /thanh-toan/:secret/cong': { path: secret },
  'POST /lam-viec/thanh-toan/giao-dich/:id/hoan-tra': {
    path: id('payment'),
    body: ({ thing }) => ({ [`reason.${thing('payment')}`]: 'Thừa' }),
  },
  'POST /lam-viec/thanh-toan/hoan-tra/:id': { path: id('refund'), body: () => ({ act: 'decline' }) },
  'POST /lam-viec/thanh-toan/doi-soat': { body: () => ({ ngay: '2026-03-01' }) },

  'GET /thu-tuc/:code/nop': nothing,
  'GET /ban-nhap/:id': { path: draft },
  'GET /ban-nhap/:id/:page': { path: (cell) => ({ ...draft(cell), page: 'flyer' }) },
  'POST /ban-nhap/:id/:page': {
    path: (cell) => ({ ...draft(cell), page: 'flyer' }),
    body: () => ({ version: '1' }),
  },
  'GET /ban-nhap/:id/kiem-tra': { path: draft },
  'POST /ban-nhap/:id/kiem-tra': { path: draft, body: () => ({ version: '1' }) },
  'GET /ban-nhap/:id/xoa': { path: draft },
  'POST /ban-nhap/:id/xoa': { path: draft },
  'POST /tai-len': {
    body: () => ({ key: 'ma-tran-quyen', name: 'giay.pdf', bytes: '9', sha256: '0'.repeat(64) }),
  },
  'GET /tai-len/:id': { path: () => ({ id: randomUUID() }) },
  'PATCH /tai-len/:id/:offset': { path: () => ({ id: randomUUID(), offset: '0' }), file: ['file', 'text'] },
  'POST /tai-len/:id/xong': { path: () => ({ id: randomUUID() }) },
  'GET /tai-khoan/tep/:id': { path: id('file') },
  'GET /tai-khoan/tep/:id/nho': { path: id('file') },
  'POST /api/v1/drafts': { json: () => ({ procedure }) },
  'GET /api/v1/drafts/:id': { path: draft },
  'PUT /api/v1/drafts/:id': { path: draft, json: () => ({ version: 1, answers: {} }) },
  'POST /api/v1/drafts/:id/papers/:key': {
    path: (cell) => ({ ...draft(cell), key: 'anh-dieu' }),
    file: ['file', 'pdf'],
  },
  'DELETE /api/v1/drafts/:id/papers/:key': { path: (cell) => ({ ...draft(cell), key: 'anh-dieu' }) },
  'POST /api/v1/drafts/:id/submit': { path: draft, json: () => ({ version: 1 }) },

  'POST /lam-viec/quay': { body: ({ thing }) => ({ act: 'save', _id: thing('intake') }) },
  'POST /lam-viec/quay/doc-the': { file: ['file', 'picture'] },
  'GET /lay-so/:unit': { path: unitPath },
  'POST /lay-so/:unit': { path: unitPath, body: () => ({ group: 'A' }) },
  'POST /lay-so/:unit/hen': { path: unitPath, body: () => ({ code: 'KHONGCO' }) },
  'GET /lay-so/:unit/so/:secret': { path: (cell) => ({ ...unitPath(cell), secret: 'khong-co' }) },
  'GET /man-hinh/:unit': { path: unitPath },
  'POST /lam-viec/quay/goi-so': { body: () => ({ act: 'sit', window: '1' }) },
  'GET /dat-hen/:unit': { path: unitPath },
  'POST /dat-hen/:unit': { path: unitPath, body: () => ({ name: 'x' }) },
  'GET /lich-hen/:code': { path: () => ({ code: 'KHONGCO' }) },
  'POST /lich-hen/:code/huy': { path: () => ({ code: 'KHONGCO' }) },
  'POST /lam-viec/quay/ban-giao': {
    body: ({ world }) => ({ case: world.dossiers.get('foreign')?.id ?? '', request_id: randomUUID() }),
  },
  'GET /lam-viec/quay/ban-giao/:id': { path: id('handover') },
  'GET /lam-viec/quay/ban-giao/:id/phieu.pdf': { path: id('handover') },
  'POST /lam-viec/quay/ban-giao/:id': { path: id('handover'), body: () => ({}) },
  'POST /lam-viec/quay/tra-ket-qua': { body: () => ({ text: 'Kín' }) },
  'POST /lam-viec/quay/cuoi-ngay': { body: () => ({ act: 'check', day: '2026-03-02' }) },

  'POST /quan-tri/nhap-lich-su': {
    body: () => ({ source: 'x', procedure, unit: 'Z99.02' }),
    file: ['file', 'text'],
  },
  ...Object.fromEntries(
    [
      'POST /quan-tri/nhap-lich-su/:id/ghep',
      'POST /quan-tri/nhap-lich-su/:id/nap',
      'POST /quan-tri/nhap-lich-su/:id/lam-lai',
      'POST /quan-tri/nhap-lich-su/:id/rut-lai',
      'GET /quan-tri/nhap-lich-su/:id',
      'GET /quan-tri/nhap-lich-su/:id/loi.csv',
      'GET /quan-tri/nhap-lich-su/:id/ho-so',
    ].map((route) => [route, { path: id('import') }]),
  ),
  'POST /lam-viec/ho-so/:code/tra-cuu': { body: () => ({ register: 'population' }) },
  'POST /quan-tri/can-bo/tiep-nhan': {
    body: ({ thing }) => ({
      ten: 'Cán Bộ Mới',
      'don-vi': thing('unit'),
      'chuc-danh': 'Chuyên viên',
      'vai-tro': 'officer',
      ...fromDay,
    }),
  },
  'GET /quan-tri/can-bo/:id': { path: id('officer') },
  'POST /quan-tri/can-bo/:id/thong-tin': { path: id('officer'), body: () => ({ ten: 'Tên Khác' }) },
  'POST /quan-tri/can-bo/:id/vi-tri': {
    path: id('officer'),
    body: () => ({ 'don-vi': 'Z99.02', 'chuc-danh': 'Chuyên viên', 'vai-tro': 'officer', ...fromDay }),
  },
  'POST /quan-tri/can-bo/:id/vi-tri/ket-thuc': {
    path: id('officer'),
    body: ({ thing }) => ({ 'vi-tri': thing('post') }),
  },
  'POST /quan-tri/can-bo/:id/thoi-viec': { path: id('officer'), body: () => ({ 'khi-nao': 'ngay' }) },
  'POST /quan-tri/can-bo/:id/ban-giao': { path: id('officer') },
  'POST /quan-tri/can-bo/:id/phien': { path: id('officer'), body: () => ({ phien: 'a'.repeat(64) }) },
  'POST /quan-tri/can-bo/:id/lien-ket': { path: id('officer'), body: () => ({ 'tai-khoan': 'moi@hongio' }) },
  'POST /quan-tri/can-bo/:id/khoi-phuc': { path: id('officer'), body: () => ({ 'ly-do': 'Mất điện thoại' }) },

  'GET /lam-viec/ket-noi/thong-diep/:id': { path: id('message') },
  'POST /lam-viec/ket-noi/thong-diep/:id/gui-lai': { path: id('message') },
  'POST /lam-viec/ket-noi/thong-diep/:id/bo': { path: id('message'), body: () => ({ reason: 'Sai' }) },
  'POST /lam-viec/ket-noi/khai-thac': { body: () => ({ member: 'x' }) },
  'GET /lam-viec/ket-noi/:key': { path: connector },
  'POST /lam-viec/ket-noi/:key': { path: connector },
  'POST /lam-viec/ket-noi/:key/doi-soat': { path: connector },
  'GET /lam-viec/giam-sat/:id/tep': { path: id('finding') },
  'POST /lam-viec/giam-sat/:id/tep': { path: id('finding'), file: ['file', 'pdf'] },
  'POST /lam-viec/giam-sat/:id/:how': { path: (cell) => ({ ...id('finding')(cell), how: 'askChief' }) },

  'GET /tai-khoan/ai-da-xem/:id/hoi': { path: id('look') },
  'POST /tai-khoan/ai-da-xem/:id/hoi': { path: id('look'), body: () => ({ words: 'Vì sao?' }) },
  'POST /tai-khoan/yeu-cau-du-lieu': { body: () => ({ kind: 'copy', words: 'Cho xin' }) },
  'GET /tai-khoan/yeu-cau-du-lieu/:id': { path: id('ownRequest') },
  'GET /lam-viec/yeu-cau-du-lieu/:id': { path: id('request') },
  'POST /lam-viec/yeu-cau-du-lieu/:id': {
    path: id('request'),
    body: () => ({ outcome: 'done', answer: 'Đã trả lời' }),
  },
  'POST /tai-khoan/dong-y/rut': { body: () => ({ purpose: 'notices.phone' }) },
  'POST /lam-viec/dong-y': {
    body: ({ relation }) => ({ number: relation === 'there' ? '099158000078' : '099158999999' }),
  },
  'GET /lam-viec/dong-y/:id': { path: id('agreeing') },
  'GET /lam-viec/dong-y/:id/:purpose': { path: agreeing },
  'POST /lam-viec/dong-y/:id/:purpose': { path: agreeing, body: () => ({ act: 'withdraw' }) },
  'GET /lam-viec/luu-giu/nhom/:key/giao-nop': { path: recordClass },
  'POST /lam-viec/luu-giu/nhom/:key/giao-nop': { path: recordClass, body: () => ({ number: '1' }) },
  'GET /lam-viec/luu-giu/nhom/:key/muc-luc.csv': { path: recordClass },
  'POST /lam-viec/luu-giu/lenh-giu': { body: () => ({ kind: 'class', class: 'drafts.draft', reason: 'x' }) },
  'GET /lam-viec/luu-giu/lenh-giu/:id': { path: id('hold') },
  'POST /lam-viec/luu-giu/lenh-giu/:id': { path: id('hold'), body: () => ({ act: 'confirm' }) },
  'GET /scim/v2/Users/:id': { path: id('officer') },
  'PUT /scim/v2/Users/:id': { path: id('officer'), json: user },
  'PATCH /scim/v2/Users/:id': {
    path: id('officer'),
    json: () => ({ schemas: [], Operations: [{ op: 'replace', path: 'displayName', value: 'Cán Bộ' }] }),
  },
  'POST /scim/v2/Users': { json: user },
  'GET /x-road/r1/:instance/:class/:member/:subsystem/:service/:version': {
    path: () => ({
      instance: 'VN',
      class: 'GOV',
      member: 'Z99',
      subsystem: 'MOT-CUA',
      service: 'trang-thai-ho-so',
      version: 'v1',
    }),
  },
  'GET /api/problems/:code': {
    path: ({ relation }) => ({ code: relation === 'there' ? 'kernel.tooMany' : 'no.such' }),
  },
  'GET /thu-tuc/:code': { path: code },

  'POST /thong-bao/da-nhan/:id/:proof': { path: () => ({ id: randomUUID(), proof: 'k'.repeat(43) }) },
  'POST /tai-khoan/kenh-tin/thiet-bi': { body: () => ({ subscription: '{}' }) },
  'POST /tai-khoan/kenh-tin/thiet-bi/xoa': { body: () => ({ id: randomUUID() }) },
  ...Object.fromEntries(
    ['dong-y', 'tu-choi', 'thoi', 'lam-thay'].map((act) => [
      `POST /tai-khoan/thay-mat/:id/${act}`,
      { path: () => ({ id: randomUUID() }) },
    ]),
  ),
  'GET /tai-khoan/thay-mat/moi/:way': { path: () => ({ way: 'con' }) },
  'POST /tai-khoan/thay-mat/moi/:way': { path: () => ({ way: 'con' }), body: nobody },
  'POST /tai-khoan/thay-mat/moi/trao': { body: () => ({ ...nobody(), role: 'authorised' }) },
  'POST /tai-khoan/thay-mat/moi/nho-giup': { body: () => ({ ...nobody(), role: 'helper' }) },
  'GET /lam-viec/thay-mat/:id/tep': { path: () => ({ id: randomUUID() }) },
  'POST /lam-viec/thay-mat/:id': {
    path: () => ({ id: randomUUID() }),
    body: () => ({ act: 'confirm' }),
  },
  'GET /tai-khoan/du-kien/:key/khong-dung': { path: () => ({ key: 'khong-co' }) },
  'POST /tai-khoan/du-kien/:key/khong-dung': {
    path: () => ({ key: 'khong-co' }),
    body: () => ({ why: 'x' }),
  },
  'GET /ban-nhap/:id/:page/:field/khong-dung': {
    path: (cell) => ({ ...draft(cell), page: 'flyer', field: 'khong-co' }),
  },
  'POST /ban-nhap/:id/:page/:field/khong-dung': {
    path: (cell) => ({ ...draft(cell), page: 'flyer', field: 'khong-co' }),
    body: () => ({ why: 'x' }),
  },
  ...figureAsks,
  ...feedbackAsks,
  ...petitionAsks,
  ...assistedAsks,
  ...satisfactionAsks,
  ...newsAsks,
  ...mapAsks,
  ...operationsAsks,
  ...open311Asks,
  ...ledgerAsks,
  'GET /lam-viec/nguyen-nhan/:table.csv': { path: () => ({ table: 'variants' }) },
  'GET /api/v1/causes': { query: () => ({ procedure }) },
}

/** A person that nobody knows: refused for what it says. */
function nobody(): Text {
  return { name: '', identity: '' }
}

const fromDay = { 'from.day': '1', 'from.month': '6', 'from.year': '2026' }
const closure = (unit: string): Text => ({
  kind: 'closure',
  unit,
  'from.day': '1',
  'from.month': '6',
  'from.year': '2026',
  name: 'Đóng cửa',
  basis: 'x',
})
function secret({ relation, thing }: Cell) {
  return { secret: relation === 'there' ? thing('secret') : 'k'.repeat(22) }
}
function connector({ relation }: Cell) {
  return { key: relation === 'there' ? 'portal' : 'khong-co' }
}
/** A User of SCIM. */
function user() {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'moi@hongio',
    displayName: 'Cán Bộ',
  }
}
