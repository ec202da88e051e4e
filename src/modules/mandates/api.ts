/** What other modules may use of mandates: addresses. */

export { mandateLinks } from './domain.ts'
