/** Bảng điểm for heads and those who stand in for them, its files, and the dossiers behind it. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { MeasureSource } from '#kernel/measures.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { sheetFile } from '#kernel/sheet-files.ts'
import { sheetFormats } from '#kernel/sheets.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page } from '#kernel/web.ts'
import { wantedPeriod } from '../board/commands.ts'
import { type FigurePart, figureParts } from '../links/domain.ts'
import { openPart, openScoreboard } from './commands.ts'
import { ScoreboardPage } from './pages.tsx'
import { partSheet } from './parts/domain.ts'
import { PartPage } from './parts/pages.tsx'
import { belowSheet, linesSheet } from './sheets/domain.ts'
import { texts } from './texts.ts'

const viewers = { permission: 'indicators.view' } as const
const Text = Type.Optional(Type.String({ maxLength: 40 }))
const Wish = { 'don-vi': Text, ky: Text }
const Format = Type.Enum([...sheetFormats])
const PartWish = {
  code: Type.String({ maxLength: 40 }),
  indicator: Type.String({ maxLength: 40 }),
  ky: Text,
  phan: Type.Optional(Type.Enum([...figureParts])),
}
type TypedPart = {
  readonly code: string
  readonly indicator: string
  readonly ky?: string
  readonly phan?: FigurePart
}

const readerOf = ({ settings, language }: Context) => ({ publicUrl: settings.publicUrl, language })
const partIn = (context: Context, { code, indicator, ky, phan = 'thieu' }: TypedPart, at: number) => ({
  unitCode: code,
  indicator,
  part: phan,
  period: wantedPeriod(context, ky),
  page: at,
})

/** Over everything that modules count. */
export function scoreboardRoutes(sources: readonly MeasureSource[]): readonly Endpoint[] {
  const open = (context: Context, { 'don-vi': unit, ky }: { 'don-vi'?: string; ky?: string }) =>
    openScoreboard(
      context,
      { unitCode: unit || undefined, period: wantedPeriod(context, ky || undefined) },
      sources,
    )
  return [
    endpoint({
      method: 'GET',
      path: '/lam-viec/bang-diem',
      sheds: 'dashboard',
      access: viewers,
      personal: 'none',
      input: Type.Object(Wish),
      async handle(context, wish) {
        const view = await open(context, wish)
        const title = `${textsFor(texts, context.language).title}, ${view.board.own.unit.shortName}`
        const mayEnter = hasPermission(officerOf(context.actor), 'indicators.enter')
        return page(context, { title, noIndex: true }, ScoreboardPage({ view, mayEnter }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/bang-diem/:table.:format',
      sheds: 'export',
      access: viewers,
      personal: 'none',
      input: Type.Object({ ...Wish, table: Type.Enum(['chi-tieu', 'co-quan']), format: Format }),
      async handle(context, { table, format, ...wish }) {
        const view = await open(context, wish)
        const write = table === 'chi-tieu' ? linesSheet : belowSheet
        return sheetFile(write(view, readerOf(context)), format, `${table}-${view.board.own.unit.code}`)
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/so-lieu/:code/chi-tieu/:indicator',
      sheds: 'dashboard',
      access: viewers,
      // Codes and days only; a dossier tells of its person on its own page.
      personal: 'none',
      input: Type.Object({
        ...PartWish,
        trang: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
      async handle(context, { trang = 1, ...wish }) {
        const found = await openPart(context, partIn(context, wish, trang), sources)
        const title = found.indicator.name[context.language]
        return page(context, { title, noIndex: true }, PartPage({ found }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/so-lieu/:code/chi-tieu/:indicator/bang.:format',
      sheds: 'export',
      access: viewers,
      personal: 'none',
      input: Type.Object({ ...PartWish, format: Format }),
      async handle(context, { format, ...wish }) {
        const found = await openPart(context, partIn(context, wish, 1), sources, true)
        return sheetFile(partSheet(found, readerOf(context)), format, `${wish.code}-${wish.indicator}`)
      },
    }),
  ]
}
