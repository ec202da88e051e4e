/** The dossiers of an indicator, for the screen and for files. Pure. */

import type { Indicator } from '#kernel/packs.ts'
import type { Sheet } from '#kernel/sheets.ts'
import { textsFor } from '#kernel/text.ts'
import type { Reader } from '../../board/sheets/domain.ts'
import type { UnitAt } from '../../figures/domain.ts'
import { type FigurePart, scoreboardLinks } from '../../links/domain.ts'
import { type Period, periodName } from '../../periods/domain.ts'
import { type NetRow, rowTable } from '../../rows/domain.ts'
import { texts } from '../texts.ts'

export type PartRows = {
  readonly unit: UnitAt
  readonly indicator: Indicator
  readonly part: FigurePart
  /** All that can be shown of the indicator. */
  readonly parts: readonly FigurePart[]
  readonly period: Period
  readonly rows: readonly NetRow[]
  readonly total: number
  readonly page: number
  readonly unitNames: ReadonlyMap<string, string>
  readonly procedureNames: ReadonlyMap<string, string>
  readonly completeUntil: Date
}

/** Keys of the words of each part. */
export const partWords = { thieu: 'partShort', dat: 'partCounted', 'tat-ca': 'partAll' } as const

export function partSheet(found: PartRows, { publicUrl, language }: Reader): Sheet {
  const t = textsFor(texts, language)
  const { unit, indicator, part, period, rows, unitNames, completeUntil } = found
  return {
    title: `${indicator.code}. ${indicator.name[language]}: ${t[partWords[part]].toLowerCase()}`,
    about: [unit.name, periodName(period)[language]],
    ...rowTable(rows, (id) => unitNames.get(id) ?? '', language),
    notes: [indicator.plain[language], indicator.legal],
    passport: `${publicUrl}${scoreboardLinks.part(unit.code, indicator.code, part, period)}`,
    completeUntil,
    language,
  }
}
