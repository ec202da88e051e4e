/** What other modules may use of the national platforms: connectors, for `ask` and `send` of the exchange. */

export { businessRegister } from './business/domain.ts'
export { population } from './population/domain.ts'
export {
  type Asked,
  askForForm,
  askForPaper,
  registerName,
  registersFor,
  type Vouched,
} from './prefilling/commands.ts'
export { nationalPortal } from './portal/commands.ts'
