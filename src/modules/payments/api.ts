/** What other modules may use of payments: taking what is due within their own act, and where money taken is shown. */

export {
  type Dues,
  demandReference,
  duesOf,
  type Payment,
  takePayment,
  totalsOfDay,
} from './commands.ts'
export { type DeskMeans, deskMeans, numberWords, type Receipt, sumOf } from './domain.ts'
export { paymentLinks } from './links/domain.ts'
export { PaymentFields } from './pages.tsx'
export { findReceiptsOf } from './store.ts'
