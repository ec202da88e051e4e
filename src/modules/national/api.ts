/** What other modules may use of the national platforms: connectors, for `ask` and `send` of the exchange. */

export { businessRegister } from './business/domain.ts'
export { population } from './population/domain.ts'
export { nationalPortal } from './portal/commands.ts'
export {
  type About,
  askForForm,
  askForPapers,
  registerArticle,
  registerName,
  registersFor,
} from './prefilling/commands.ts'
export { asKept, type PapersAsked, questionFor, vouchedPapers } from './prefilling/domain.ts'
