/** What other modules may use of the national platforms: connectors, for `ask` and `send` of the exchange. */

export { businessRegister } from './business/domain.ts'
export { population } from './population/domain.ts'
export { nationalPortal } from './portal/commands.ts'
export {
  type Asked,
  askForForm,
  askForPaper,
  registerArticle,
  registerName,
  registersFor,
  type Vouched,
} from './prefilling/commands.ts'
