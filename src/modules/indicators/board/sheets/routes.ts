/** Tables of the score, as files. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { MeasureSource } from '#kernel/measures.ts'
import { sheetFile } from '#kernel/sheet-files.ts'
import { type Sheet, sheetFormats } from '#kernel/sheets.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint } from '#kernel/web.ts'
import { isList } from '../../domain.ts'
import { indicatorLinks } from '../../links/domain.ts'
import { openPassport, openRows } from '../../passport/commands.ts'
import { inputsSheet, rowsSheet } from '../../passport/domain.ts'
import { openBoard, openUnit, wantedPeriod } from '../commands.ts'
import type { UnitBoard } from '../domain.ts'
import { texts } from '../texts.ts'
import { indicatorsSheet, type Reader, trendSheet, unitsSheet } from './domain.ts'

const Code = Type.String({ maxLength: 40 })
const Format = Type.Enum([...sheetFormats])
const PeriodText = Type.Optional(Type.String({ maxLength: 40 }))
/** Another set than the one that scores. */
const SetCode = Type.Optional(Type.String({ maxLength: 40 }))
const Level = Type.Optional(Type.Enum(['', 'province', 'department', 'district', 'commune']))

/** A file costs more than a page. */
const limit = { name: 'score-files', max: 120, seconds: 600 }

const readerOf = ({ settings, language }: Context): Reader => ({ publicUrl: settings.publicUrl, language })

function unitSheet(board: UnitBoard, table: 'chi-tieu' | 'ben-duoi' | 'dien-bien', reader: Reader): Sheet {
  if (table === 'chi-tieu') return indicatorsSheet(board, reader)
  if (table === 'dien-bien') return trendSheet(board, reader)
  const { own, below, period } = board
  const t = textsFor(texts, reader.language)
  const path = indicatorLinks.unit(own.unit.code, period)
  return unitsSheet(board, below, { title: `${t.below}, ${own.unit.name}`, path }, reader)
}

/** Over everything that modules count. */
export function sheetRoutes(sources: readonly MeasureSource[]): readonly Endpoint[] {
  const lists = sources.filter(isList)
  return [
    endpoint({
      method: 'GET',
      path: '/chat-luong/bang.:format',
      access: 'public',
      limit,
      input: Type.Object({ format: Format, ky: PeriodText, cap: Level }),
      async handle(context, { format, ky, cap }) {
        const board = await openBoard(context, wantedPeriod(context, ky), lists)
        const shown = board.scored.filter(({ level }) => !cap || level === cap)
        const t = textsFor(texts, context.language)
        const about = { title: cap ? t[cap] : t.everyLevel, path: indicatorLinks.board(board.period) }
        return sheetFile(unitsSheet(board, shown, about, readerOf(context)), format, 'bang-diem')
      },
    }),
    endpoint({
      method: 'GET',
      path: '/chat-luong/:code/:table.:format',
      access: 'public',
      limit,
      input: Type.Object({
        code: Code,
        table: Type.Enum(['chi-tieu', 'ben-duoi', 'dien-bien']),
        format: Format,
        ky: PeriodText,
      }),
      async handle(context, { code, table, format, ky }) {
        const board = await openUnit(context, code, wantedPeriod(context, ky), lists)
        return sheetFile(unitSheet(board, table, readerOf(context)), format, `${code}-${table}`)
      },
    }),
    endpoint({
      method: 'GET',
      path: '/chat-luong/:code/chi-tieu/:indicator/bang.:format',
      access: 'public',
      limit,
      input: Type.Object({ code: Code, indicator: Code, format: Format, ky: PeriodText, bo: SetCode }),
      async handle(context, { code, indicator, format, ky, bo: setCode }) {
        const asked = { unitCode: code, code: indicator, period: wantedPeriod(context, ky), setCode }
        const passport = await openPassport(context, asked, sources)
        return sheetFile(inputsSheet(passport, readerOf(context)), format, `${code}-${indicator}`)
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/so-lieu/:code/:measure/bang.:format',
      access: { permission: 'indicators.view' },
      // Codes and days only; a dossier tells of its person on its own page.
      personal: 'none',
      input: Type.Object({
        code: Code,
        measure: Type.String({ maxLength: 60 }),
        format: Format,
        ky: PeriodText,
      }),
      async handle(context, { code, measure, format, ky }) {
        const asked = { unitCode: code, measure, period: wantedPeriod(context, ky), page: 1 }
        const found = await openRows(context, asked, sources, true)
        return sheetFile(rowsSheet(found, readerOf(context)), format, `${code}-${measure}`)
      },
    }),
  ]
}
