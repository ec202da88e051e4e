/** BM01, BM02, BM03 for officers, their tables, and the pages for everyone. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { ListSource } from '#kernel/measures.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page, type Reply } from '#kernel/web.ts'
import { refusal } from '../domain.ts'
import { openDossierReport, openOfficeReport, openReports, wantedPeriod } from './commands.ts'
import { DossiersPage } from './dossiers/pages.tsx'
import { AgencyPage, SummaryPage } from './pages.tsx'
import { PublicAllPage, PublicOnePage } from './public/pages.tsx'
import { texts } from './texts.ts'
import { agencyTable, dossierTable, summaryTable } from './written/domain.ts'

const access = { permission: 'satisfaction.view' } as const
const PeriodText = Type.Optional(Type.String({ maxLength: 40 }))
const Code = Type.String({ maxLength: 40 })
const Asked = { 'don-vi': Type.Optional(Code), ky: PeriodText }

const csv = (name: string, text: string): Reply => ({
  kind: 'file',
  name: `${name}.csv`,
  mediaType: 'text/csv; charset=utf-8',
  body: Buffer.from(text),
  download: true,
})

type Query = { readonly 'don-vi'?: string; readonly ky?: string }
const askedBy = (context: Context, { 'don-vi': unit, ky }: Query) => ({
  unitCode: unit || undefined,
  period: wantedPeriod(context, ky),
})

/** Over what lists of procedures the modules declare. */
export function reportRoutes(lists: readonly ListSource[]): readonly Endpoint[] {
  const t = (context: Context) => textsFor(texts, context.language)
  const shown = ({ pack }: Context) => pack.manifest.smallNumbers?.shown ?? 5
  return [
    endpoint({
      method: 'GET',
      path: '/hai-long',
      sheds: 'dashboard',
      access: 'public',
      mayLag: true,
      input: Type.Object({ ky: PeriodText }),
      async handle(context, { ky }) {
        const view = await openReports(context, wantedPeriod(context, ky), lists)
        return page(
          context,
          { title: t(context).publicTitle },
          PublicAllPage({ view, shown: shown(context) }),
        )
      },
    }),
    endpoint({
      method: 'GET',
      path: '/hai-long/:code',
      sheds: 'dashboard',
      access: 'public',
      mayLag: true,
      input: Type.Object({ code: Code, ky: PeriodText }),
      async handle(context, { code, ky }) {
        const view = await openReports(context, wantedPeriod(context, ky), lists)
        const report = view.reports.find(({ unit }) => unit.code === code)
        if (!report) throw refusal.unknownUnit()
        const title = `${report.unit.shortName}, ${t(context).publicTitle.toLowerCase()}`
        return page(context, { title }, PublicOnePage({ view, report, shown: shown(context) }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long',
      access,
      // Figures of agencies; what people said stands in BM01.
      personal: 'none',
      input: Type.Object(Asked),
      async handle(context, query) {
        const view = await openOfficeReport(context, askedBy(context, query), lists)
        return page(context, { title: t(context).bm02 }, AgencyPage({ view }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long/bm02.csv',
      sheds: 'export',
      access,
      personal: 'none',
      input: Type.Object(Asked),
      async handle(context, query) {
        const { own } = await openOfficeReport(context, askedBy(context, query), lists)
        return csv(`BM02-${own.unit.code}`, agencyTable(own, context.language))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long/bm03',
      access,
      personal: 'none',
      input: Type.Object({ ky: PeriodText }),
      async handle(context, query) {
        const view = await openOfficeReport(context, askedBy(context, query), lists)
        return page(context, { title: t(context).bm03 }, SummaryPage({ view }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long/bm03.csv',
      sheds: 'export',
      access,
      personal: 'none',
      input: Type.Object({ ky: PeriodText }),
      async handle(context, query) {
        const { reports } = await openOfficeReport(context, askedBy(context, query), lists)
        return csv('BM03', summaryTable(reports, context.language))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long/bm01',
      access,
      input: Type.Object({
        ...Asked,
        trang: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
      async handle(context, { trang = 1, ...query }) {
        const view = await openDossierReport(context, { ...askedBy(context, query), page: trang }, lists)
        return page(context, { title: t(context).bm01 }, DossiersPage({ view }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long/bm01.csv',
      sheds: 'export',
      access,
      input: Type.Object(Asked),
      async handle(context, query) {
        const view = await openDossierReport(context, { ...askedBy(context, query), page: 'all' }, lists)
        return csv(`BM01-${view.unit.code}`, dossierTable(view.set, view.rows, context.language))
      },
    }),
  ]
}
