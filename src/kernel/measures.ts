/** Đo đếm: what modules declare as countable. Indicators are formulas over these (docs/architecture.md, “Chỉ tiêu”). */

import type { Context } from './context.ts'
import type { Tx } from './db.ts'
import type { Sentence } from './errors.ts'
import type { CalendarDate } from './types.ts'

export type MeasureName = `${string}.${string}`

export type MeasureFacts = {
  readonly label: Sentence
  /** What one mark of the measure says, with its rule, for whoever asks where a figure comes from. */
  readonly meaning: Sentence
  /** Anchor of docs/legal.md where the law gives the rule. */
  readonly legal?: string
}

/**
 * Measures that are counted from marks: a published view `(subject_id, measure, on_day, unit_id, item, value)` gives every
 * mark of a thing, each once for a measure and a day. A mark may lie ahead: “late from the 12th, unless it ends before”.
 * Whatever changes the marks of a thing tells an event about it in the same transaction; that is all the engine follows.
 */
export type MarkSource = {
  readonly view: string
  readonly measures: Readonly<Record<MeasureName, MeasureFacts>>
}

/** Measures that are lists of the same for every unit of a level, such as the procedures it has to offer. */
export type ListSource = {
  readonly list: (tx: Tx, context: Context) => Promise<readonly Listed[]>
  readonly measures: Readonly<Record<MeasureName, MeasureFacts>>
}

export type Listed = {
  readonly measure: MeasureName
  /** Code of what is listed; the same thing at two levels is one thing for the province. */
  readonly item: string
  readonly level: UnitLevel
  /** Only this unit offers it; without it every unit of the level does. */
  readonly unitCode?: string | undefined
  readonly from: CalendarDate
  /** The first day on which it is on the list no more. */
  readonly until?: CalendarDate | undefined
}

export type UnitLevel = 'province' | 'department' | 'district' | 'commune'
export type MeasureSource = MarkSource | ListSource
