/** What other modules may use of the wallet: scanning at a desk, entries that stand for papers, their addresses. */

export { type TakenPaper, takeConfirmed } from './copies/commands.ts'
export {
  type Entry,
  type EntryOwner,
  monthsAfter,
  refusal as walletRefusal,
  type Standing,
  sources,
  standingOf,
} from './domain.ts'
export { flagPapersOf, tellView } from './entries/commands.ts'
export { findEntriesOf } from './entries/store.ts'
export { walletLinks } from './links/domain.ts'
export { type Offer, offersFor, type PaperOffers, takeEntry } from './reuse/commands.ts'
export { beginScan, findScan, type ShownScan } from './scanning/commands.ts'
