/** Chất lượng phục vụ: public pages, their table and the same for software; the rows for officers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { MeasureSource } from '#kernel/measures.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, json, page } from '#kernel/web.ts'
import { isList } from '../domain.ts'
import { openPassport, openRows } from '../passport/commands.ts'
import { PassportPage, RowsPage } from '../passport/pages.tsx'
import { openBoard, openUnit, wantedPeriod } from './commands.ts'
import { BoardPage, UnitPage } from './pages.tsx'
import { PublishedScore, publishedScore, scoreExample } from './published/domain.ts'
import { texts } from './texts.ts'

const Code = Type.String({ maxLength: 40 })
const PeriodText = Type.Optional(Type.String({ maxLength: 40 }))
/** Another set than the one that scores. */
const SetCode = Type.Optional(Type.String({ maxLength: 40 }))
const Level = Type.Optional(Type.Enum(['', 'province', 'department', 'district', 'commune']))

/** Over everything that modules count. */
export function boardRoutes(sources: readonly MeasureSource[]): readonly Endpoint[] {
  const lists = sources.filter(isList)
  const title = (context: Context) => textsFor(texts, context.language).title
  return [
    endpoint({
      method: 'GET',
      path: '/chat-luong',
      sheds: 'dashboard',
      access: 'public',
      input: Type.Object({ ky: PeriodText, cap: Level }),
      async handle(context, { ky, cap }) {
        const board = await openBoard(context, wantedPeriod(context, ky), lists)
        return page(context, { title: title(context) }, BoardPage({ board, level: cap || undefined }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/chat-luong/:code',
      sheds: 'dashboard',
      access: 'public',
      input: Type.Object({ code: Code, ky: PeriodText }),
      async handle(context, { code, ky }) {
        const board = await openUnit(context, code, wantedPeriod(context, ky), lists)
        const name = `${board.own.unit.shortName}, ${title(context).toLowerCase()}`
        return page(context, { title: name }, UnitPage({ board, publicUrl: context.settings.publicUrl }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/chat-luong/:code/chi-tieu/:indicator',
      sheds: 'dashboard',
      access: 'public',
      input: Type.Object({ code: Code, indicator: Code, ky: PeriodText, bo: SetCode }),
      async handle(context, { code, indicator, ky, bo: setCode }) {
        const asked = { unitCode: code, code: indicator, period: wantedPeriod(context, ky), setCode }
        const passport = await openPassport(context, asked, sources)
        const name = passport.figure.indicator.name[context.language]
        return page(context, { title: name }, PassportPage({ passport }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/so-lieu/:code/:measure',
      access: { permission: 'indicators.view' },
      // Codes and days only; a dossier tells of its person on its own page.
      personal: 'none',
      input: Type.Object({
        code: Code,
        measure: Type.String({ maxLength: 60 }),
        ky: PeriodText,
        trang: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
      async handle(context, { code, measure, ky, trang = 1 }) {
        const period = wantedPeriod(context, ky)
        const found = await openRows(context, { unitCode: code, measure, period, page: trang }, sources)
        return page(context, { title: found.measure.label[context.language] }, RowsPage({ found }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/quality/:code',
      access: 'public',
      input: Type.Object(
        {
          code: Type.String({ maxLength: 40, description: 'Code of the agency.' }),
          period: Type.Optional(
            Type.String({ maxLength: 40, description: 'As `month:2026-03-01`; this month without it.' }),
          ),
        },
        { additionalProperties: false },
      ),
      api: {
        summary: { vi: 'Điểm chất lượng phục vụ của một cơ quan', en: 'Score of an agency' },
        description: {
          vi: 'Từng chỉ tiêu của Quyết định 766/QĐ-TTg, với tử số, mẫu số và địa chỉ nói số đó từ đâu ra.',
          en: 'Each indicator of Decision 766/QĐ-TTg, with what was counted and where it comes from.',
        },
        tag: 'quality',
        response: PublishedScore,
        example: { request: { code: 'H10.12' }, response: scoreExample },
      },
      async handle(context, { code, period }) {
        const board = await openUnit(context, code, wantedPeriod(context, period), lists)
        return json(publishedScore(board, context.settings.publicUrl))
      },
    }),
  ]
}
