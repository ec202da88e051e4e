/** What other modules may use of the book of facts. */

export { findKnownValues, findOwnBook, recordFacts } from './commands.ts'
export {
  type Book,
  isSame,
  type Known,
  type NewFact,
  personOf,
  provenanceOf,
  type Subject,
  valueWords,
} from './domain.ts'
export { factLinks } from './links/domain.ts'
export { demandObjectable, objectTo, readRightValue, type Typed } from './objecting/commands.ts'
export { objectionPage } from './objecting/pages.tsx'
export { readTyped } from './objecting/routes.ts'
export { type Ask, claimAsk, endAsk, findAsk, type Question } from './store.ts'
