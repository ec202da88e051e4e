/** What other modules may do with dossiers. */

import type { Context } from '#kernel/context.ts'
import type { JsonObject } from '#kernel/types.ts'
import { competentUnit, type Unit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { areaCodeOf } from './submission/domain.ts'

export { replyDue } from './domain.ts'
export { type Receipt, type Submission, submitDossier } from './submission/commands.ts'

export const dossierLinks = {
  show: (code: string) => `/ho-so/${code}`,
  submitted: (code: string) => `/ho-so/${code}/da-nop`,
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
