/** Quyền: permission × unit scope × relation, stated on the route and compiled into the query. Default deny. */

import { kernelRefusal, type Refusal } from './errors.ts'

/** `noun.verb`; every permission is declared with its Vietnamese name in a module's table of contents. */
export type Permission = `${string}.${string}`

/** Mức độ xác thực: 1 the person says so, 2 an account proven by papers, 3 a key that cannot be copied. */
export type AssuranceLevel = 1 | 2 | 3

/** How sure we are of the person behind a session, and since when. docs/legal.md#assurance */
export type Proof = {
  readonly level: AssuranceLevel
  /** The proof beside the sign-in that the person gave last, if any. */
  readonly steppedUpAt: Date | undefined
}

/** Who acts. Every command and every read takes it through the `Context`. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'citizen'
      readonly personId: string
      readonly name: string
      readonly identityNumber: string | undefined
      readonly phone: string | undefined
      readonly proof?: Proof | undefined
      /** Of a firm or a business household; the account of a person has none. */
      readonly organisation?: Organisation | undefined
      /** Whoever acts in this account in its owner's place: everything above is the owner's, the proof is the agent's. */
      readonly agent?: Agent | undefined
    }
  | Officer
  | {
      readonly kind: 'service'
      readonly tokenId: string
      readonly name: string
      readonly scopes: ReadonlySet<string>
      readonly unitId: string | undefined
      /** Writes that it may make in a minute; without it there is no limit. */
      readonly writesPerMinute?: number | undefined
    }
  | { readonly kind: 'system' }

/** Người dân, signed in. */
export type Citizen = Extract<Actor, { kind: 'citizen' }>
/** Doanh nghiệp, hộ kinh doanh. */
export type Organisation = 'enterprise' | 'household'

/** Việc được làm thay: what somebody may do in the account of another. docs/legal.md#mandates */
export const mandateScopes = ['look', 'submit', 'pay', 'receive', 'wallet', 'manage'] as const
export type MandateScope = (typeof mandateScopes)[number]

/** Tư cách thay mặt. */
export const mandateRoles = [
  'legalRepresentative',
  'memberManager',
  'memberSubmitter',
  'memberViewer',
  'parent',
  'guardian',
  'authorised',
  'helper',
] as const
export type MandateRole = (typeof mandateRoles)[number]

/** Quyền thay mặt, as it stood when the request came; every transaction looks again (`db.ts`). */
export type Mandate = {
  readonly id: string
  readonly role: MandateRole
  readonly scopes: readonly MandateScope[]
  /** Only these procedures; `null` means all. */
  readonly procedures: readonly string[] | null
  readonly isInForce: boolean
}

/** Người làm thay: the person behind the acts in an account that is not theirs. Events name both. */
export type Agent = {
  readonly personId: string
  readonly name: string
  readonly identityNumber: string | undefined
  readonly phone: string | undefined
  readonly mandate: Mandate
}

/**
 * An officer at one post. `unitReach` is a pattern on the unit tree, as PostgreSQL's `lquery` reads it: the unit's own path,
 * or `path.*` for a role that reaches the units below as well.
 */
export type Officer = {
  readonly kind: 'officer'
  readonly personId: string
  readonly name: string
  readonly title: string
  readonly unitId: string
  readonly unitCode: string
  readonly unitName: string
  readonly unitReach: string
  readonly roles: readonly string[]
  readonly permissions: ReadonlySet<Permission>
  readonly proof?: Proof | undefined
  /** A system that acts in the name of its unit (`deputyOf`); `personId` is its token's id. */
  readonly isService?: true
  /** Those who are away today and whose work this officer does meanwhile. */
  readonly represents?: readonly Represented[]
  /** The one of them in whose place the present act is done; events then name both. */
  readonly inPlaceOf?: Represented
}

/** Người vắng mặt, as the deputy stands for them: exactly these roles and permissions, at that post. */
export type Represented = Pick<
  Officer,
  'personId' | 'name' | 'title' | 'unitId' | 'unitCode' | 'unitName' | 'unitReach' | 'roles' | 'permissions'
> & {
  readonly absenceId: string
  /** Only these procedures; `null` means all. */
  readonly procedures: readonly string[] | null
  /** Ký thay or ký thừa ủy quyền; `null` leaves signing to the absent. */
  readonly signing: 'KT' | 'TUQ' | null
}

/** What an officer may do as one person: as themselves, or in place of one who is away. */
export type Capacity = Pick<Officer, 'personId' | 'unitId' | 'unitReach' | 'roles' | 'permissions'> & {
  readonly procedures: readonly string[] | null
  readonly inPlaceOf?: Represented
}

/** The officer's own capacity first, then one for each person represented. */
export function capacitiesOf(officer: Officer): readonly [Capacity, ...Capacity[]] {
  const { personId, unitId, unitReach, roles, permissions, represents = [] } = officer
  return [
    { personId, unitId, unitReach, roles, permissions, procedures: null },
    ...represents.map((one) => ({ ...one, inPlaceOf: one })),
  ]
}

/** Whether the officer has the permission, as themselves or in place of someone who is away. */
export const hasPermission = (officer: Officer, permission: Permission): boolean =>
  capacitiesOf(officer).some(({ permissions }) => permissions.has(permission))

type StoredRepresented = Omit<Represented, 'permissions'> & { readonly permissions: readonly Permission[] }

/** Those represented, as the database tells them. */
export const readRepresented = (stored: readonly StoredRepresented[] | null | undefined): Represented[] =>
  (stored ?? []).map((one) => ({ ...one, permissions: new Set(one.permissions) }))

type Service = Extract<Actor, { kind: 'service' }>
type DeputyUnit = { readonly id: string; readonly code: string; readonly name: string; readonly path: string }

/**
 * Phần mềm làm thay một cơ quan: a service as an officer of its unit, so that commands ask it what they ask of people.
 * It gets exactly these roles and permissions, never what an officer there may do besides; events say `service`.
 */
export function deputyOf(
  { tokenId, name }: Service,
  unit: DeputyUnit,
  rights: Pick<Officer, 'roles' | 'permissions'>,
): Officer {
  return {
    kind: 'officer',
    personId: tokenId,
    name,
    title: name,
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    unitReach: unit.path,
    ...rights,
    isService: true,
  }
}

/** What a route asks of the actor. There is no default: an endpoint that leaves it out does not compile. */
export type Access =
  | 'public'
  /** Of persons as themselves: nobody does it in their place. */
  | 'citizen'
  /** Also in the place of another, by a mandate with this scope; `whole`: one that is not for some procedures only. */
  | { readonly citizen: MandateScope; readonly whole?: true }
  | 'officer'
  | { readonly permission: Permission }
  | { readonly anyPermission: readonly Permission[] }
  | { readonly scope: string }
  | { readonly either: readonly Access[] }

/** Says whether the actor may use a route with this rule. */
export function allows(access: Access, actor: Actor): boolean {
  if (access === 'public') return true
  if (access === 'citizen') return actor.kind === access && actor.agent === undefined
  if (access === 'officer') return actor.kind === access
  if ('citizen' in access) return actor.kind === 'citizen' && covers(actor, access)
  if ('permission' in access) return actor.kind === 'officer' && hasPermission(actor, access.permission)
  if ('anyPermission' in access)
    return actor.kind === 'officer' && access.anyPermission.some((one) => hasPermission(actor, one))
  if ('scope' in access) return actor.kind === 'service' && actor.scopes.has(access.scope)
  return access.either.some((one) => allows(one, actor))
}

type Asked = Extract<Access, { citizen: unknown }>

function covers({ agent }: Citizen, { citizen: scope, whole }: Asked): boolean {
  if (!agent) return true
  const { isInForce, scopes, procedures } = agent.mandate
  return isInForce && scopes.includes(scope) && !(whole && procedures !== null)
}

/** Throws unless the rule allows the actor: a visitor is asked to sign in, everyone else is told no. */
export function demand(access: Access, actor: Actor): void {
  if (allows(access, actor)) return
  if (actor.kind === 'visitor') throw kernelRefusal.signInNeeded()
  throw actor.kind === 'citizen' && actor.agent ? whyNotInPlace(access, actor) : kernelRefusal.notAllowed()
}

function whyNotInPlace(access: Access, actor: Citizen): Refusal {
  const { name } = actor
  if (!actor.agent?.mandate.isInForce) return kernelRefusal.mandateEnded({ details: { name } })
  if (allows(access, { ...actor, agent: undefined }))
    return isOpenToAgents(access)
      ? kernelRefusal.mandateTooNarrow({ details: { name } })
      : kernelRefusal.onlyOneself({ details: { name } })
  return kernelRefusal.notAllowed()
}

const isOpenToAgents = (access: Access): boolean =>
  typeof access === 'object' &&
  ('citizen' in access || ('either' in access && access.either.some(isOpenToAgents)))

/** Whether the actor may do this in this account: always in one's own, else by the mandate. */
export const mayInPlace = (actor: Citizen, scope: MandateScope): boolean => covers(actor, { citizen: scope })

/** Throws `kernel.mandateTooNarrow` unless the act, on this procedure, is one's own or covered by the mandate. */
export function demandScope(actor: Actor, scope: MandateScope, procedure?: string): void {
  if (actor.kind !== 'citizen' || !actor.agent) return
  const { procedures } = actor.agent.mandate
  const isKnown = procedures === null || procedure === undefined || procedures.includes(procedure)
  if (!isKnown || !mayInPlace(actor, scope))
    throw kernelRefusal.mandateTooNarrow({ details: { name: actor.name } })
}

/** The procedures to which the actor's view of the account is bounded; `null` means none is hidden. */
export const proceduresOf = (actor: Actor): readonly string[] | null =>
  actor.kind === 'citizen' ? (actor.agent?.mandate.procedures ?? null) : null

/** Whose account it is: of the person represented where somebody acts in their place, or of the system. */
export function accountIdOf(actor: Actor): string | null {
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor.personId
  return actor.kind === 'service' ? actor.tokenId : null
}

/** As `demand`, in the words of an API: it is a token that is missing or lacks a scope. */
export function demandToken(access: Access, actor: Actor): void {
  if (allows(access, actor)) return
  if (actor.kind === 'visitor') throw kernelRefusal.tokenNeeded()
  throw kernelRefusal.scopeNeeded({ details: { scopes: scopesIn(access).join(', ') } })
}

/** The scopes that a rule names; any one of them is enough. */
export function scopesIn(access: Access): readonly string[] {
  if (typeof access === 'string' || 'citizen' in access) return []
  if ('scope' in access) return [access.scope]
  return 'either' in access ? access.either.flatMap(scopesIn) : []
}

/** Throws `kernel.levelTooLow` for a person whose session proves less; systems have their own proof. */
export function demandLevel(level: AssuranceLevel, actor: Actor): void {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return
  if ((actor.proof?.level ?? 0) < level) throw kernelRefusal.levelTooLow({ details: { level } })
}

/** Says whether the person gave a second proof within so many minutes. */
export function hasSteppedUp(actor: Actor, withinMinutes: number, now: Date): boolean {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return false
  const at = actor.proof?.steppedUpAt
  return at !== undefined && now.getTime() - at.getTime() < withinMinutes * 60_000
}

/** The officer who acts, for commands whose route already demanded one. */
export function officerOf(actor: Actor): Officer {
  if (actor.kind !== 'officer') throw kernelRefusal.notAllowed()
  return actor
}

/** The citizen who acts, for commands whose route already demanded one. */
export function citizenOf(actor: Actor): Citizen {
  if (actor.kind !== 'citizen') throw kernelRefusal.signInNeeded()
  return actor
}
