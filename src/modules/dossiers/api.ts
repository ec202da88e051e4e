/** What other modules may use of dossiers. Acts take the transaction of their caller. */

import type { Context } from '#kernel/context.ts'
import type { JsonObject } from '#kernel/types.ts'
import { competentUnit, type Unit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { areaCodeOf } from './submission/domain.ts'

export {
  type DossierAction,
  type DossierCode,
  dossierCan,
  parseDossierCode,
  replyDue,
} from './domain.ts'
export { definitionOf, type Finish, finishStep, moveTo, type Seen } from './steps/commands.ts'
export { type Dossier, holdsStep, officerMay } from './steps/domain.ts'
export { findDossier, findDossierForUpdate, visibleTo } from './steps/store.ts'
export { type Receipt, type Submission, submitDossier } from './submission/commands.ts'

export const dossierLinks = {
  show: (code: string) => `/ho-so/${code}`,
  submitted: (code: string) => `/ho-so/${code}/da-nop`,
}

/** Addresses of the officers' side. */
export const deskLinks = {
  queue: () => '/lam-viec',
  dossier: (code: string) => `/lam-viec/ho-so/${code}`,
  file: (id: string) => `/lam-viec/tep/${id}`,
}

/** Cơ quan giải quyết of a submission with these answers, before it is made; `undefined` while they do not say. */
export function handlingUnit(
  context: Context,
  { competence, field }: Pick<ProcedureDefinition, 'competence' | 'field'>,
  answers: JsonObject,
): Promise<Unit | undefined> {
  const areaCode = areaCodeOf(competence.areaField, answers)
  return competentUnit(context, { competence, fieldCode: field, areaCode })
}
