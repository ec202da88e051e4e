/** Đọc bảng điểm của dự kiến. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { refusal } from '../domain.ts'
import {
  firstMonth,
  leastScored,
  type Shown,
  type ShownMonth,
  shownLine,
  shownLines,
  shownMonths,
  totalOf,
} from './domain.ts'
import * as store from './store.ts'

export type Board = {
  readonly total: Shown
  readonly months: readonly ShownMonth[]
  readonly units: readonly Shown[]
  readonly procedures: readonly Shown[]
  readonly least: number
}
export type NamedBoard = { readonly name: string; readonly code: string; readonly board: Board }

const smallNumbersShown = 5

/** All forecasts of the last twelve months, or those of an agency or a procedure. */
export function openBoard(context: Context, part: Omit<store.Part, 'since'> = {}): Promise<Board> {
  const { pack, today } = context
  const least = leastScored(pack.manifest.smallNumbers?.shown ?? smallNumbersShown)
  const wanted = { ...part, since: firstMonth(today) }
  const names = new Map(pack.catalogue.map(({ code, name }) => [code, name]))
  return read(context, async (tx) => {
    const procedures = await store.sumByProcedure(tx, wanted)
    return {
      least,
      total: shownLine({ code: '', name: '', ...totalOf(procedures) }, least),
      months: shownMonths(await store.sumByMonth(tx, wanted), today, least),
      units: shownLines(await store.sumByUnit(tx, wanted), least),
      procedures: shownLines(
        procedures.map((line) => ({ ...line, name: names.get(line.code) ?? line.code })),
        least,
      ),
    }
  })
}

/** Throws `forecast.unknownUnit`. */
export async function openUnitBoard(context: Context, code: string): Promise<NamedBoard> {
  const name = await read(context, (tx) => store.findUnitName(tx, code))
  if (name === undefined) throw refusal.unknownUnit({ details: { code } })
  return { name, code, board: await openBoard(context, { unitCode: code }) }
}

/** Throws `forecast.unknownProcedure`. */
export async function openProcedureBoard(context: Context, code: string): Promise<NamedBoard> {
  const name = context.pack.catalogue.find((one) => one.code === code)?.name
  if (name === undefined) throw refusal.unknownProcedure({ details: { code } })
  return { name, code, board: await openBoard(context, { procedure: code }) }
}
