/** How routes of figures are asked: scores, scoreboards, report tables, what is entered. */

import type { Ask, Cell, Text } from './questions.ts'

const anyUnit = ({ relation, thing }: Cell) => (relation === 'random' ? 'Z99.77' : thing('unit'))
export function entering(cell: Cell): Text {
  return { 'don-vi': anyUnit(cell) }
}
function figureOfReport(cell: Cell): Text {
  return { ...entering(cell), cot: 'open', dong: 'tong' }
}
export function agency({ relation }: Pick<Cell, 'relation'>) {
  return { code: relation === 'there' ? 'Z99.02' : 'Z99.77' }
}

export const figureAsks: Readonly<Record<string, Ask>> = {
  'GET /chat-luong/bang.:format': { path: () => ({ format: 'csv' }) },
  'GET /chat-luong/:code': { path: agency },
  'GET /chat-luong/:code/:table.:format': {
    path: (cell) => ({ ...agency(cell), table: 'chi-tieu', format: 'xlsx' }),
  },
  'GET /chat-luong/:code/nhung': { path: agency },
  'GET /chat-luong/:code/diem.svg': { path: agency },
  'GET /chat-luong/:code/chi-tieu/:indicator/bang.:format': {
    path: (cell) => ({ ...agency(cell), indicator: '2.1', format: 'csv' }),
  },
  'GET /chat-luong/:code/chi-tieu/:indicator': { path: (cell) => ({ ...agency(cell), indicator: '2.1' }) },
  'GET /api/v1/quality/:code': { path: agency },
  'GET /du-kien/noi/:code': { path: agency },
  'GET /lam-viec/so-lieu/:code/:measure': {
    path: (cell) => ({ code: anyUnit(cell), measure: 'dossiers.received' }),
  },
  'GET /lam-viec/so-lieu/:code/:measure/bang.:format': {
    path: (cell) => ({ code: anyUnit(cell), measure: 'dossiers.received', format: 'csv' }),
  },
  'GET /lam-viec/so-lieu/:code/chi-tieu/:indicator': {
    path: (cell) => ({ code: anyUnit(cell), indicator: '2.1' }),
  },
  'GET /lam-viec/so-lieu/:code/chi-tieu/:indicator/bang.:format': {
    path: (cell) => ({ code: anyUnit(cell), indicator: '2.1', format: 'csv' }),
  },
  'GET /lam-viec/bang-diem': { query: entering },
  'GET /lam-viec/bang-diem/:table.:format': {
    path: () => ({ table: 'chi-tieu', format: 'csv' }),
    query: entering,
  },
  'GET /lam-viec/bieu/:code': { path: () => ({ code: 'ii-06a' }), query: entering },
  'GET /lam-viec/bieu/:code/bang.:format': {
    path: () => ({ code: 'ii-06a', format: 'csv' }),
    query: entering,
  },
  'GET /lam-viec/bieu/:code/ho-so': { path: () => ({ code: 'ii-06a' }), query: figureOfReport },
  'GET /lam-viec/bieu/:code/ho-so.:format': {
    path: () => ({ code: 'ii-06a', format: 'csv' }),
    query: figureOfReport,
  },
  'GET /lam-viec/nguyen-nhan-qua-han': { query: entering },
  'POST /lam-viec/nguyen-nhan-qua-han': { body: entering },
  'GET /lam-viec/muc-tieu': { query: entering },
  'POST /lam-viec/muc-tieu': {
    body: (cell) => ({ ...entering(cell), nguon: 'Kế hoạch số 1', 'muc-tieu.2.1': '95' }),
  },
  'GET /lam-viec/nhap-so-lieu': { query: entering },
  'POST /lam-viec/nhap-so-lieu': {
    body: (cell) => ({ ...entering(cell), nguon: 'Báo cáo số 1', 'petitions.received': '1' }),
  },
}
