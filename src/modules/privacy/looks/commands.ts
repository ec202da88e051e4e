/** Ai đã xem dữ liệu của tôi. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { Kept, Module } from '#kernel/module.ts'
import { citizenOf } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { refusal } from '../requests/domain.ts'
import * as store from './store.ts'

/** What is kept of the person, by id: asked of every module that keeps something. */
export type KeepsOf = (tx: Tx, context: Context) => Promise<ReadonlyMap<string, Kept>>

export function keepsOf(modules: readonly Module[]): KeepsOf {
  return async (tx, context) => {
    const citizen = citizenOf(context.actor)
    const kept = new Map<string, Kept>()
    for (const { keeps } of modules)
      for (const one of (await keeps?.(tx, citizen)) ?? []) kept.set(one.id, one)
    return kept
  }
}

/** A look with the things of the person that it names. */
export type OwnLook = store.SeenLook & { readonly things: readonly Kept[] }

export const periods = { '7': 7, '30': 30, '365': 365 } as const
export type PeriodKey = keyof typeof periods
export type LooksView = {
  readonly looks: readonly OwnLook[]
  readonly period: PeriodKey
  readonly next: string | undefined
  readonly isFirstPage: boolean
}

const pageMax = 30

type Ask = { readonly period: PeriodKey; readonly after?: string | undefined }

/** Each look by somebody else in the period, the newest first. */
export function viewLooks(context: Context, keeps: KeepsOf, { period, after }: Ask): Promise<LooksView> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => {
    const kept = await keeps(tx, context)
    const found = await store.findLooks(tx, {
      of: [...kept.keys()],
      viewerNot: personId,
      from: instantAt(addDays(context.today, -periods[period])),
      before: readAfter(after),
      max: pageMax + 1,
    })
    const looks = found.slice(0, pageMax).map((look) => withThings(look, kept))
    const last = found.length > pageMax ? looks.at(-1) : undefined
    return {
      looks,
      period,
      next: last && `${last.lastAt.getTime()}_${last.id}`,
      isFirstPage: after === undefined,
    }
  })
}

function readAfter(after: string | undefined) {
  const [, at, id] = /^(\d{10,15})_([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  return at && id && isId(id) ? { at: new Date(Number(at)), id } : undefined
}

const withThings = (look: store.SeenLook, kept: ReadonlyMap<string, Kept>): OwnLook => ({
  ...look,
  things: look.subjects.flatMap((id) => kept.get(id) ?? []),
})

/** One look at something of the person. Throws `privacy.notFound`. */
export async function getOwnLook(tx: Tx, context: Context, keeps: KeepsOf, id: string): Promise<OwnLook> {
  const kept = await keeps(tx, context)
  const look = isId(id) ? await store.findLook(tx, [...kept.keys()], id) : undefined
  if (!look) throw refusal.notFound()
  return withThings(look, kept)
}
