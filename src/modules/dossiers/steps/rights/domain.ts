/** Ai làm được bước nào: permission, role, unit and procedure, as oneself or in place of someone who is away. Pure. */

import { type Capacity, capacitiesOf, type Officer, type Permission } from '#kernel/policy.ts'
import { assertNever } from '#kernel/types.ts'
import { type ActSubject, actFacts, type DossierAction, dossierCan } from '../../domain.ts'
import { type Dossier, type Move, openWork, type StepType, type Work } from '../domain.ts'

const permissionOf: Partial<Record<StepType, Permission>> = {
  receive: 'dossier.receive',
  linked: 'dossier.receive',
  assign: 'dossier.assign',
  approve: 'dossier.approve',
  sign: 'dossier.sign',
  seal: 'dossier.number',
  number: 'dossier.number',
  return: 'dossier.return',
  archive: 'dossier.number',
}

/** Quyền làm một bước: everything that is not reception, approval, signing, numbering or return is processing. */
export const permissionOfStep = (type: StepType): Permission => permissionOf[type] ?? 'dossier.process'

type StepRoles = Readonly<Record<string, string>>

/** The role of a step that an officer asked for beyond the definition: whoever in the unit has its permission. */
export const anyRole = 'any'

/**
 * Làm bước này với tư cách gì: permission, role, unit and procedure fit, and nobody else holds it. As oneself first, else in
 * place of someone who is away; `undefined` when the officer may not do it.
 */
export function capacityFor(
  officer: Officer,
  work: Pick<Work, 'type' | 'role' | 'unitPath' | 'holderId'>,
  { procedureCode }: Pick<Dossier, 'procedureCode'>,
  stepRoles: StepRoles,
): Capacity | undefined {
  const role = stepRoles[work.role] ?? work.role
  return capacitiesOf(officer).find((one) => {
    const fits = work.role === anyRole || one.roles.includes(role)
    if (!fits || !one.permissions.has(permissionOfStep(work.type))) return false
    if (!coversProcedure(one, procedureCode)) return false
    return work.holderId === null ? isWithin(work.unitPath, one.unitReach) : work.holderId === one.personId
  })
}

const coversProcedure = ({ procedures }: Capacity, code: string) =>
  procedures === null || procedures.includes(code)

export const holdsStep = (...asked: Parameters<typeof capacityFor>): boolean =>
  capacityFor(...asked) !== undefined

/** As who the officer gives out the work of a unit. */
export function chiefFor(
  officer: Officer,
  { unitPath }: Pick<Work, 'unitPath'>,
  { procedureCode }: Pick<Dossier, 'procedureCode'>,
): Capacity | undefined {
  return capacitiesOf(officer).find(
    (one) =>
      one.permissions.has('dossier.assign') &&
      coversProcedure(one, procedureCode) &&
      isWithin(unitPath, one.unitReach),
  )
}

/** In whose place a move was made, told by the step that it touched. */
export function representedIn(
  officer: Officer,
  { before, after }: Move,
  stepRoles: StepRoles,
): string | null {
  if (!officer.represents?.length) return null
  const kept = new Set(after.work)
  const touched = openWork(before).find((work) => !kept.has(work))
  if (!touched) return null
  const capacity = capacityFor(officer, touched, before, stepRoles) ?? chiefFor(officer, touched, before)
  return capacity?.inPlaceOf?.personId ?? null
}

/** Whether a unit lies where a reach goes: the unit itself, or with `.*` at its end also those below. */
export const isWithin = (path: string, reach: string): boolean => {
  const top = reach.replace(/\.\*$/, '')
  return path === top || (top !== reach && path.startsWith(`${top}.`))
}

export type OfficerAction = Exclude<
  DossierAction,
  'answerSupplement' | 'withdraw' | 'rate' | 'draftResult' | 'signResult'
>

/** Whether the officer may do this at an open step of the dossier. Buttons, commands and the API all ask here. */
export function officerMay(
  action: OfficerAction,
  officer: Officer,
  dossier: ActSubject & Pick<Dossier, 'procedureCode'>,
  work: Work,
  stepRoles: StepRoles,
): boolean {
  if (work.endedAt !== null || !dossierCan(action, dossier, work.type)) return false
  const { by } = actFacts(action)
  switch (by) {
    case 'holder':
      return holdsStep(officer, work, dossier, stepRoles)
    case 'taker':
      return work.holderId === null && holdsStep(officer, work, dossier, stepRoles)
    case 'chief':
      return chiefFor(officer, work, dossier) !== undefined
    case 'applicant':
    case 'head':
    case 'approver':
    case 'desk':
      return false
    default:
      return assertNever(by)
  }
}

const agencyPermissions: Partial<Record<ReturnType<typeof actFacts>['by'], Permission>> = {
  head: 'dossier.sign',
  approver: 'dossier.approve',
  desk: 'dossier.receive',
}

/** Whether the officer may do this for an agency, whoever holds the steps: for the one that decides, or that received it. */
export function agencyMay(
  action: DossierAction,
  officer: Officer,
  dossier: ActSubject & Pick<Dossier, 'procedureCode'>,
  unitPath: string,
): boolean {
  return agencyCapacity(action, officer, dossier, unitPath) !== undefined
}

/** As who the officer does it: as themselves first, else in place of someone who is away. */
export function agencyCapacity(
  action: DossierAction,
  officer: Officer,
  dossier: ActSubject & Pick<Dossier, 'procedureCode'>,
  unitPath: string,
): Capacity | undefined {
  const permission = agencyPermissions[actFacts(action).by]
  if (!permission || !dossierCan(action, dossier)) return undefined
  return capacitiesOf(officer).find(
    (one) =>
      one.permissions.has(permission) &&
      coversProcedure(one, dossier.procedureCode) &&
      isWithin(unitPath, one.unitReach),
  )
}
