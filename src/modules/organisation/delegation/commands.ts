/** Khai vắng mặt, hủy lịch vắng mặt. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId } from '#kernel/ids.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'
import { findUnitsBelow } from '../store.ts'
import { type Absence, type HeldPost, maySignFor, refusal, type Signing } from './domain.ts'
import * as store from './store.ts'

export type Declaration = {
  readonly personId: string
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate
  readonly deputyId?: string | undefined
  readonly roles?: readonly string[] | undefined
  readonly procedures?: readonly string[] | undefined
  readonly signing?: Signing | undefined
  readonly authorisation?: string | undefined
}

/** The officer heads others, or looks after the people of the installation. In one's own name only, not as a deputy. */
export const headsOthers = ({ permissions }: Officer): boolean =>
  permissions.has('dossier.assign') || permissions.has('people.manage')

/**
 * Khai vắng mặt, with who acts meanwhile. The deputy has the work at once and until the last day, and nothing after it.
 * Declaring the same form twice is declaring once. Throws the refusals of `domain.ts`.
 */
export async function declareAbsence(context: Context, declared: Declaration): Promise<void> {
  const officer = officerOf(context.actor)
  const { personId, fromOn, toOn } = declared
  if (toOn < fromOn || toOn < context.today) throw refusal.wrongDays()
  if (declared.deputyId === personId) throw refusal.ownDeputy()
  const { operationKey } = context
  const id = operationKey && isId(operationKey) ? operationKey : randomUUID()
  await inTransaction(context, async (tx) => {
    await store.lockAbsences(tx)
    if (await store.findAbsence(tx, id)) return
    await demandYours(tx, context, officer, personId)
    const posts = await store.findHeldPosts(tx, personId, context.today)
    const scope = scopeOf(context, declared, posts)
    await demandFree(tx, declared)
    const deputy = await demandDeputy(tx, context, declared)
    if (declared.signing && deputy) demandLawful(declared, posts, deputy)
    await store.insertAbsence(tx, {
      id,
      personId,
      fromOn,
      toOn,
      deputyId: declared.deputyId ?? null,
      ...scope,
      signing: declared.deputyId ? (declared.signing ?? null) : null,
      authorisation: (declared.signing && declared.authorisation?.trim()) || null,
      by: officer.personId,
      at: context.now,
    })
    await appendEvent(tx, context, 'absence.declared', {
      subject: id,
      unitId: posts[0]?.unitId,
      payload: {
        person: personId,
        deputy: declared.deputyId,
        fromOn,
        toOn,
        roles: scope.roles as string[] | null,
        procedures: scope.procedures as string[] | null,
        signing: declared.signing,
      },
    })
  })
}

/** Hủy: the deputy has nothing more from this moment. */
export async function revokeAbsence(context: Context, id: string): Promise<void> {
  const officer = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const absence = await store.findAbsence(tx, id)
    if (!absence) throw refusal.absenceNotFound()
    await demandYours(tx, context, officer, absence.personId)
    if (!(await store.revokeAbsence(tx, id, officer.personId, context.now))) return
    await appendEvent(tx, context, 'absence.revoked', {
      subject: id,
      payload: { person: absence.personId, deputy: absence.deputyId },
    })
  })
}

async function demandYours(tx: Tx, { today }: Context, officer: Officer, personId: string): Promise<void> {
  if (officer.personId === personId) return
  if (headsOthers(officer) && (await store.isInReach(tx, officer, personId, today))) return
  throw refusal.notYourPeople()
}

type Scope = Pick<store.NewAbsence, 'roles' | 'procedures'>

/** Roles that the absent holds and procedures that the catalogue knows; left out, all of them. */
function scopeOf({ pack }: Context, { roles, procedures }: Declaration, posts: readonly HeldPost[]): Scope {
  const own = new Set(posts.flatMap((post) => post.roles))
  const known = new Set(pack.catalogue.map(({ code }) => code))
  const isWrong =
    (roles && (roles.length === 0 || !roles.every((role) => own.has(role)))) ||
    (procedures && (procedures.length === 0 || !procedures.every((code) => known.has(code))))
  if (isWrong) throw refusal.scopeNeeded()
  return { roles: roles ?? null, procedures: procedures ?? null }
}

/** No second absence in these days, and nobody for whom the absent stands meanwhile. */
async function demandFree(tx: Tx, { personId, deputyId, ...days }: Declaration): Promise<void> {
  const own = await store.findTouching(tx, personId, days)
  if (own.some((one) => one.personId === personId)) throw refusal.absencesOverlap()
  const chain = own.find((one) => one.deputyId === personId)
  if (chain) throw refusal.deputyChain({ details: { name: chain.personName } })
  if (!deputyId) return
  const theirs = await store.findTouching(tx, deputyId, days)
  const away = theirs.find((one) => one.personId === deputyId)
  if (away) throw refusal.deputyAway({ details: { name: away.personName } })
}

async function demandDeputy(
  tx: Tx,
  { today }: Context,
  { personId, deputyId }: Declaration,
): Promise<HeldPost | undefined> {
  if (!deputyId) return undefined
  const possible = await store.findPossibleDeputies(tx, personId, today)
  const deputy = possible.find((one) => one.personId === deputyId)
  if (!deputy) throw refusal.unknownDeputy()
  return deputy
}

function demandLawful(
  { signing, authorisation }: Declaration,
  posts: readonly HeldPost[],
  deputy: HeldPost,
): void {
  if (!signing) return
  if (!maySignFor(signing, posts, [deputy])) throw refusal.signingNotLawful()
  if (signing === 'TUQ' && !authorisation?.trim()) throw refusal.authorisationNeeded()
}

export type AbsenceView = {
  readonly absences: readonly Absence[]
  /** Whose absence the form declares. */
  readonly person: HeldPost
  readonly roles: readonly string[]
  readonly maySign: boolean
  readonly deputies: readonly HeldPost[]
  /** Others for whom the officer may declare: the people of one unit, and which units there are. */
  readonly unitId: string
  readonly colleagues: readonly store.Colleague[]
  readonly units: readonly { readonly id: string; readonly name: string }[]
}

const shownDays = 30

/** Lịch vắng mặt, and the form for one person: oneself unless another is named. Throws `organisation.notYourPeople`. */
export async function viewAbsences(
  context: Context,
  { personId, unitId }: { readonly personId?: string | undefined; readonly unitId?: string | undefined },
): Promise<AbsenceView> {
  const officer = officerOf(context.actor)
  const { today } = context
  const heads = headsOthers(officer)
  const wanted = personId ?? officer.personId
  return read(context, async (tx) => {
    await demandYours(tx, context, officer, wanted)
    const posts = await store.findHeldPosts(tx, wanted, today)
    const [person] = posts
    if (!person) throw refusal.notYourPeople()
    const shownUnit = unitId ?? person.unitId
    return {
      absences: await store.findAbsences(tx, officer, { heads, since: addDays(today, -shownDays) }),
      person,
      roles: [...new Set(posts.flatMap(({ roles }) => roles))],
      maySign: posts.some(({ permissions }) => permissions.includes('dossier.sign')),
      deputies: (await store.findPossibleDeputies(tx, wanted, today)).toSorted((a, b) =>
        a.name.localeCompare(b.name, 'vi'),
      ),
      unitId: shownUnit,
      colleagues: heads ? await store.findPeopleOf(tx, officer, shownUnit, today) : [],
      units:
        heads && officer.unitReach.endsWith('.*')
          ? (await findUnitsBelow(tx, officer.unitId, today)).map(({ id, name }) => ({ id, name }))
          : [],
    }
  })
}
