/** What other modules may do with dossiers. */

import type { Context } from '#kernel/context.ts'
import type { JsonObject } from '#kernel/types.ts'
import { competentUnit, type Unit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { areaCodeOf } from './submission/domain.ts'

export { type DossierCode, parseDossierCode, replyDue } from './domain.ts'
export { type Receipt, type Submission, submitDossier } from './submission/commands.ts'
export {
  type Deadline,
  type DossierGroup,
  deadlineOf,
  dossierGroupKeys,
  dossierGroups,
  type Todo,
  todoOf,
} from './tracking/domain.ts'
export { findListed, findWaiting, type Listed, type ListWish } from './tracking/store.ts'

/** Addresses of the applicant's side. */
export const dossierLinks = {
  show: (code: string) => `/ho-so/${code}`,
  submitted: (code: string) => `/ho-so/${code}/da-nop`,
  mend: (code: string) => `/ho-so/${code}/bo-sung`,
  withdraw: (code: string) => `/ho-so/${code}/rut`,
  rate: (code: string) => `/ho-so/${code}/danh-gia`,
  rateWithSecret: (code: string, secret: string) => `/ho-so/${code}/danh-gia?ma=${secret}`,
  paper: (code: string, fileId: string) => `/ho-so/${code}/tep/${fileId}`,
  receipt: (code: string) => `/ho-so/${code}/giay-tiep-nhan.pdf`,
  supplementSlip: (code: string) => `/ho-so/${code}/phieu-bo-sung.pdf`,
  result: (code: string) => `/ho-so/${code}/ket-qua.pdf`,
  lookUp: '/tra-cuu',
  lookUpWith: (code: string, secret: string) => `/tra-cuu?ho-so=${code}&ma=${secret}`,
  list: '/tai-khoan/ho-so',
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
