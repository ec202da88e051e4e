/** How routes of data protection are asked: views, requests, consents, holds and what waits for the archive. */

import type { Ask, Cell } from './questions.ts'

const id =
  (name: string) =>
  ({ thing }: Cell) => ({ id: thing(name) })
const agreeing = (cell: Cell) => ({ ...id('agreeing')(cell), purpose: 'notices.phone' })
const recordClass = () => ({ key: 'dossiers.dossier' })

export const privacyAsks: Readonly<Record<string, Ask>> = {
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
}
