/** What other modules may ask of petitions. */

export { petitionLinks } from './domain.ts'
