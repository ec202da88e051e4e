/** What other modules may use of dossiers. Acts take the transaction of their caller. */

export { type DossierAction, type DossierCode, dossierCan, parseDossierCode } from './domain.ts'
export { definitionOf, type Finish, finishStep, moveTo, type Seen } from './steps/commands.ts'
export { type Dossier, holdsStep, officerMay } from './steps/domain.ts'
export { findDossier, findDossierForUpdate, visibleTo } from './steps/store.ts'
export { type Receipt, type Submission, submitDossier } from './submission/commands.ts'

/** Addresses of the officers' side. */
export const deskLinks = {
  queue: () => '/lam-viec',
  dossier: (code: string) => `/lam-viec/ho-so/${code}`,
  file: (id: string) => `/lam-viec/tep/${id}`,
}
