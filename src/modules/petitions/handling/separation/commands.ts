/** Tách người: who may not have a petition about staff. docs/legal.md#petitions */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { Refusal } from '#kernel/errors.ts'
import { searchKey } from '#kernel/text.ts'
import { chiefsOf, findStaff, findUnit, type Unit } from '#modules/organisation/api.ts'
import { refusal } from '../../domain.ts'

const namesakesMax = 20

/** The officer of this name at the agency or below it; `undefined` where there is none, or more than one. */
export async function findOfficial(
  tx: Tx,
  { today }: Pick<Context, 'today'>,
  at: Unit,
  name: string,
): Promise<{ readonly personId: string; readonly name: string } | undefined> {
  const key = searchKey(name)
  if (!key) return undefined
  const wish = { words: key.split(' '), withFormer: false }
  const found = (await findStaff(tx, `${at.path}.*`, wish, today, namesakesMax)).filter(
    (one) => searchKey(one.name) === key,
  )
  return found.length === 1 ? found[0] : undefined
}

const isWithin = (above: Pick<Unit, 'path'>, below: Pick<Unit, 'path'>): boolean =>
  below.path === above.path || below.path.startsWith(`${above.path}.`)

type Given = { readonly to: Unit; readonly accused: Unit | undefined; readonly officialId: string | null }

/**
 * Whether a unit may have it: somebody other than the official must be there to handle it; and where nobody knows who it is, or
 * it is the head, the agency itself may not.
 */
async function whyNot(
  tx: Tx,
  context: Pick<Context, 'today'>,
  { to, accused, officialId }: Given,
): Promise<Refusal | undefined> {
  if (accused && isWithin(accused, to)) {
    const chiefs = await chiefsOf(tx, accused.id, context.today)
    const isHead = chiefs.some(({ unitId, personId }) => unitId === accused.id && personId === officialId)
    if (!officialId || isHead) return refusal.accusedUnit()
  }
  const handlers = await handlersOf(tx, context, to.id, officialId)
  return handlers.length > 0 ? undefined : refusal.nobodyThere()
}

/** Throws `petitions.accusedUnit`, `petitions.nobodyThere`. */
export async function demandSeparate(tx: Tx, context: Pick<Context, 'today'>, given: Given): Promise<void> {
  const problem = await whyNot(tx, context, given)
  if (problem) throw problem
}

/** Those at the unit who may handle it, without the official whom it is about. */
export async function handlersOf(
  tx: Tx,
  { today }: Pick<Context, 'today'>,
  unitId: string,
  officialId: string | null,
): Promise<readonly string[]> {
  const holders = await chiefsOf(tx, unitId, today, 'petitions.handle')
  return holders.flatMap(({ unitId: at, personId }) =>
    at === unitId && personId !== officialId ? [personId] : [],
  )
}

/** Đơn vị nên giao: the accused agency where it is known who it is and it is no head; else the one above. */
export async function proposedFor(
  tx: Tx,
  context: Pick<Context, 'today'>,
  accused: Unit,
  officialId: string | null,
): Promise<Unit | undefined> {
  if (!(await whyNot(tx, context, { to: accused, accused, officialId }))) return accused
  return accused.parentId === null ? undefined : findUnit(tx, accused.parentId)
}
