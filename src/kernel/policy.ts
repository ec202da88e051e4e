/** Quyền: permission × unit scope × relation, stated on the route and compiled into the query. Default deny. */

import { kernelRefusal } from './errors.ts'

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
  | 'citizen'
  | 'officer'
  | { readonly permission: Permission }
  | { readonly anyPermission: readonly Permission[] }
  | { readonly scope: string }
  | { readonly either: readonly Access[] }

/** Says whether the actor may use a route with this rule. */
export function allows(access: Access, actor: Actor): boolean {
  if (access === 'public') return true
  if (access === 'citizen' || access === 'officer') return actor.kind === access
  if ('permission' in access) return actor.kind === 'officer' && hasPermission(actor, access.permission)
  if ('anyPermission' in access)
    return actor.kind === 'officer' && access.anyPermission.some((one) => hasPermission(actor, one))
  if ('scope' in access) return actor.kind === 'service' && actor.scopes.has(access.scope)
  return access.either.some((one) => allows(one, actor))
}

/** Throws unless the rule allows the actor: a visitor is asked to sign in, everyone else is told no. */
export function demand(access: Access, actor: Actor): void {
  if (allows(access, actor)) return
  throw actor.kind === 'visitor' ? kernelRefusal.signInNeeded() : kernelRefusal.notAllowed()
}

/** As `demand`, in the words of an API: it is a token that is missing or lacks a scope. */
export function demandToken(access: Access, actor: Actor): void {
  if (allows(access, actor)) return
  if (actor.kind === 'visitor') throw kernelRefusal.tokenNeeded()
  throw kernelRefusal.scopeNeeded({ details: { scopes: scopesIn(access).join(', ') } })
}

/** The scopes that a rule names; any one of them is enough. */
export function scopesIn(access: Access): readonly string[] {
  if (typeof access === 'string') return []
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
