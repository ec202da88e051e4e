/** How the addresses of the ledger are asked. */

import type { Ask, Cell } from './questions.ts'

const tree = ({ relation }: { readonly relation: string }) =>
  relation === 'there' ? 'quyet-dinh' : 'khong-co'

const stamped = ({ relation, world }: Cell) =>
  (relation === 'there' && world.things.get('stamp there')) || '999999'

export const ledgerAsks: Readonly<Record<string, Ask>> = {
  'GET /so-cai/la/:start': { path: () => ({ start: '0123456789abcdef' }) },
  'POST /so-cai/kiem-tra': { body: () => ({ 'noi-dung': 'không phải biên nhận' }) },
  'POST /so-cai/chung-kien': { body: () => ({ note: 'không phải chữ ký' }) },
  'GET /so-cai/dau-thoi-gian/:size/diem-chot': { path: (cell) => ({ size: stamped(cell) }) },
  'GET /so-cai/dau-thoi-gian/:size/dau': { path: (cell) => ({ size: stamped(cell) }) },
  'GET /so-cai/:tree/checkpoint': { path: (cell) => ({ tree: tree(cell) }) },
  'GET /so-cai/:tree/tile/:level/*': { path: (cell) => ({ tree: tree(cell), level: '0', '*': '000.p/1' }) },
}
