/** How the routes of operations are asked: about an alarm that is open, or one that never was. */

import type { Ask, Cell } from './questions.ts'

const path = ({ thing }: Cell) => ({ id: thing('alarm') })

export const operationsAsks: Readonly<Record<string, Ask>> = {
  'POST /lam-viec/van-hanh/:id/nhan': { path },
  'POST /lam-viec/van-hanh/:id/thong-bao': { path, body: () => ({ text: 'Đang sửa.' }) },
}
