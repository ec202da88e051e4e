/** What other modules may use of mandates. */

export { mandateLinks } from './domain.ts'
export { beginHelping, endHelping, inPlaceOf } from './helping/commands.ts'
