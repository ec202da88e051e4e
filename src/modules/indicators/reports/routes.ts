/** Biểu báo cáo: the form, its files, and the dossiers behind its figures. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { MeasureSource } from '#kernel/measures.ts'
import { sheetFile } from '#kernel/sheet-files.ts'
import { sheetFormats } from '#kernel/sheets.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page, redirect } from '#kernel/web.ts'
import { measuresFor } from '../domain.ts'
import { allUnits } from '../figures/store.ts'
import { reportLinks } from '../links/domain.ts'
import { openCell, openReport, wantedReportPeriod } from './commands.ts'
import { refusal, reportOn } from './domain.ts'
import { CellPage, ReportPage } from './pages.tsx'
import { cellSheet, reportSheet } from './sheets/domain.ts'
import { texts } from './texts.ts'

const viewers = { permission: 'indicators.view' } as const
const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Wish = { 'don-vi': Text(40), ky: Text(40) }
const Code = Type.String({ maxLength: 40 })
export const Format = Type.Enum([...sheetFormats])
const CellWish = {
  ...Wish,
  code: Code,
  cot: Type.String({ maxLength: 40 }),
  dong: Type.String({ maxLength: 80 }),
}

type Typed = { readonly code: string; readonly 'don-vi'?: string; readonly ky?: string }

const askedIn = (context: Context, { code, 'don-vi': unit, ky }: Typed) => ({
  code,
  unitCode: unit || undefined,
  period: wantedReportPeriod(context, ky || undefined),
})

async function namesOfUnits(context: Context): Promise<(id: string) => string> {
  const units = await read(context, allUnits)
  const names = new Map(units.map(({ id, shortName }) => [id, shortName]))
  return (id) => names.get(id) ?? ''
}

function namesOfProcedures({ pack }: Context): (code: string) => string {
  const names = new Map(pack.catalogue.map(({ code, name }) => [code, name]))
  return (code) => names.get(code) ?? code
}

/** Over everything that modules count. */
export function reportRoutes(sources: readonly MeasureSource[]): readonly Endpoint[] {
  const known = measuresFor(sources, undefined)
  return [
    endpoint({
      method: 'GET',
      path: '/lam-viec/bieu',
      access: viewers,
      personal: 'none',
      input: Type.Object({ ...Wish, bieu: Text(40) }),
      async handle(context, { bieu, ...wish }) {
        const { unitCode, period } = askedIn(context, { ...wish, code: '' })
        const code =
          bieu || context.pack.reports.find((one) => reportOn([one], one.code, context.today))?.code
        if (!code) throw refusal.unknownReport()
        return redirect(reportLinks.report(code, unitCode, wish.ky ? period : undefined))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/bieu/:code',
      access: viewers,
      personal: 'none',
      input: Type.Object({ ...Wish, code: Code }),
      async handle(context, wish) {
        const view = await openReport(context, askedIn(context, wish))
        const measureName = (key: string) => known.get(key)?.label[context.language] ?? key
        const title = `${view.report.form}, ${view.unit.shortName}`
        return page(context, { title, noIndex: true }, ReportPage({ view, measureName }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/bieu/:code/bang.:format',
      access: viewers,
      personal: 'none',
      input: Type.Object({ ...Wish, code: Code, format: Format }),
      async handle(context, { format, ...wish }) {
        const view = await openReport(context, askedIn(context, wish))
        const sheet = reportSheet(view, context.settings.publicUrl, context.language)
        return sheetFile(sheet, format, `${view.report.code}-${view.unit.code}-${view.period.to}`)
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/bieu/:code/ho-so',
      access: viewers,
      // Codes and days only; a dossier tells of its person on its own page.
      personal: 'none',
      input: Type.Object({
        ...CellWish,
        trang: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
      async handle(context, { cot, dong, trang = 1, ...wish }) {
        const asked = { ...askedIn(context, wish), column: cot, row: dong, page: trang }
        const found = await openCell(context, asked)
        const { title } = textsFor(texts, context.language)
        return page(
          context,
          { title, noIndex: true },
          CellPage({
            found,
            unitName: await namesOfUnits(context),
            procedureName: namesOfProcedures(context),
          }),
        )
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/bieu/:code/ho-so.:format',
      access: viewers,
      personal: 'none',
      input: Type.Object({ ...CellWish, format: Format }),
      async handle(context, { cot, dong, format, ...wish }) {
        const asked = { ...askedIn(context, wish), column: cot, row: dong, page: 1 }
        const found = await openCell(context, asked, true)
        const { settings, language } = context
        const sheet = cellSheet(found, await namesOfUnits(context), settings.publicUrl, language)
        return sheetFile(sheet, format, `${found.view.report.code}-${cot}-${found.view.unit.code}`)
      },
    }),
  ]
}
