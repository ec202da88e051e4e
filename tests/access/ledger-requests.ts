/** How the addresses of the ledger are asked. */

import type { Ask } from './questions.ts'

const tree = ({ relation }: { readonly relation: string }) =>
  relation === 'there' ? 'quyet-dinh' : 'khong-co'

export const ledgerAsks: Readonly<Record<string, Ask>> = {
  'GET /so-cai/la/:start': { path: () => ({ start: '0123456789abcdef' }) },
  'POST /so-cai/kiem-tra': { body: () => ({ 'noi-dung': 'không phải biên nhận' }) },
  'POST /so-cai/chung-kien': { body: () => ({ note: 'không phải chữ ký' }) },
  'GET /so-cai/:tree/checkpoint': { path: (cell) => ({ tree: tree(cell) }) },
  'GET /so-cai/:tree/tile/:level/*': { path: (cell) => ({ tree: tree(cell), level: '0', '*': '000.p/1' }) },
}
