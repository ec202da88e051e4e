/** What other modules may use of the ledger: receipts of their events. */

export const ledgerLinks = {
  home: () => '/so-cai',
  check: () => '/so-cai/kiem-tra',
  keys: () => '/so-cai/khoa.txt',
  offline: () => '/so-cai/kiem-tra.html',
  stamped: (size: number) => `/so-cai/dau-thoi-gian/${size}/diem-chot`,
  stamp: (size: number) => `/so-cai/dau-thoi-gian/${size}/dau`,
  /** The address in the small code of a paper. */
  leaf: (leaf: Uint8Array) => `/so-cai/la/${Buffer.from(leaf).toString('hex').slice(0, 16)}`,
}

export { refusal as ledgerRefusal } from './domain.ts'
export { type LedgerReceipt, receiptOf } from './proofs/commands.ts'
