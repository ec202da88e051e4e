/** Sổ theo dõi hồ sơ: on the screen, as a table, on paper. Whoever opens it leaves a look at all that stand in it. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { type LookWay, recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { csvTable } from '#kernel/text.ts'
import { findUnit, type Unit, unitsBelow } from '#modules/organisation/api.ts'
import { refusal } from '../../domain.ts'
import { renderPaper } from '../../rendering/commands.ts'
import { editionFor, headOf } from '../commands.ts'
import { officialForms } from '../domain.ts'
import { type BookEntry, bookInputs, bookTable, type Period, printedRowsMax, tableRowsMax } from './domain.ts'
import * as store from './store.ts'

export type BookWish = {
  /** The officer's own unit unless another within reach is named. */
  readonly unitCode?: string | undefined
  readonly period: Period
  readonly procedure?: string | undefined
  readonly after?: store.BookAsk['after']
}

export type OpenBook = {
  readonly unit: Unit
  /** Units whose books the officer may open. */
  readonly units: readonly Unit[]
  readonly period: Period
  readonly procedure: string | undefined
  readonly procedures: readonly store.BookProcedure[]
  readonly entries: readonly BookEntry[]
  readonly total: number
  readonly next: store.BookAsk['after']
  readonly isFirstPage: boolean
}

const pageMax = 50

/** Mở sổ theo dõi. Throws `results.noSuchRegister` for a unit out of reach. */
export async function openBook(context: Context, wish: BookWish): Promise<OpenBook> {
  return inTransaction(context, async (tx) => {
    const { unit, units, ask } = await demandBook(tx, context, wish)
    const procedures = await store.countBook(tx, ask)
    const found = await store.findBook(tx, ask, pageMax + 1)
    const entries = found.slice(0, pageMax)
    await tellViewed(tx, context, entries, 'screen')
    const counted = procedures.filter(({ code }) => !wish.procedure || code === wish.procedure)
    return {
      unit,
      units,
      period: wish.period,
      procedure: wish.procedure,
      procedures,
      entries,
      total: counted.reduce((sum, { count }) => sum + count, 0),
      next: found.length > pageMax ? entries.at(-1) : undefined,
      isFirstPage: wish.after === undefined,
    }
  })
}

/** Bảng tải về. Throws `results.bookTooLong`. */
export async function downloadBook(context: Context, wish: BookWish): Promise<string> {
  const { entries } = await wholeBook(context, wish, 'export', tableRowsMax)
  return csvTable(bookTable(entries))
}

/** Sổ in. Throws `results.bookTooLong`. */
export async function printBook(context: Context, wish: BookWish): Promise<Uint8Array> {
  const { entries, agency, procedureName } = await wholeBook(context, wish, 'print', printedRowsMax)
  const edition = editionFor(context, 'followUpBook', context.now)
  return renderPaper(context, {
    template: officialForms.followUpBook.template,
    inputs: {
      form: edition,
      agency,
      document: { signedOn: context.today },
      officer: { name: officerOf(context.actor).name },
      ...bookInputs(entries, wish.period, procedureName),
    },
    title: `${edition.title} ${wish.period.from} – ${wish.period.to}`,
    createdAt: context.now,
  })
}

async function wholeBook(context: Context, wish: BookWish, way: LookWay, rowsMax: number) {
  return inTransaction(context, async (tx) => {
    const { unit, ask } = await demandBook(tx, context, { ...wish, after: undefined })
    const entries = await store.findBook(tx, ask, rowsMax + 1)
    if (entries.length > rowsMax) throw refusal.bookTooLong({ details: { most: rowsMax } })
    await tellViewed(tx, context, entries, way)
    const procedureName = wish.procedure ? entries[0]?.procedureName : undefined
    return { entries, procedureName, agency: await headOf(tx, context, unit) }
  })
}

async function demandBook(tx: Tx, context: Context, wish: BookWish) {
  const officer = officerOf(context.actor)
  const own = await findUnit(tx, officer.unitId)
  if (!own) throw refusal.noSuchRegister()
  const below = officer.unitReach.endsWith('.*') ? await unitsBelow(tx, own.id, context.today) : [own]
  const units = below.filter(({ kind }) => kind !== 'division')
  const wanted = wish.unitCode ?? own.code
  const unit = below.find(({ code }) => code === wanted)
  if (!unit) throw refusal.noSuchRegister()
  const ask: store.BookAsk = { ...wish, officer, unitCode: unit.code }
  return { unit, units, ask }
}

function tellViewed(tx: Tx, context: Context, entries: readonly BookEntry[], way: LookWay): Promise<void> {
  return recordLook(tx, context, { of: entries.map(({ caseId }) => caseId), what: 'list', why: 'book', way })
}
