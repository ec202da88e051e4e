/** The page of the causes, its tables as files, and the same for systems. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { type CalendarDate, dayOfParts } from '#kernel/types.ts'
import { endpoint, json, page, type Reply } from '#kernel/web.ts'
import { type AskedFigures, type Causes, fewestOf, findCauses, findLatest } from './commands.ts'
import { refusal } from './domain.ts'
import { type SheetName, sheetNames } from './figures/domain.ts'
import { sheetFile } from './figures/writing/domain.ts'
import { CausesPage, type Typed } from './pages.tsx'
import { causesExample, PublishedCauses, publishedCauses } from './published/domain.ts'
import { texts } from './texts.ts'

const viewers = { permission: 'mining.view' } as const
const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Wish = {
  'thu-tuc': Text(20),
  'don-vi': Text(40),
  nguon: Text(40),
  tu: Text(10),
  den: Text(10),
  moc: Text(10),
  xep: Type.Optional(Type.Enum(['ngay', 'diem'])),
}

/** `01/03/2026`, or nothing. Throws `mining.notADay`. */
function dayIn(text: string | undefined): CalendarDate | undefined {
  if (!text?.trim()) return undefined
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? []
  const found = dayOfParts(day, month, year)
  if (!found) throw refusal.notADay({ details: { day: text } })
  return found
}

const askedIn = (typed: Typed): AskedFigures => ({
  procedure: typed['thu-tuc'] || undefined,
  unit: typed['don-vi'] || undefined,
  source: typed.nguon || undefined,
  from: dayIn(typed.tu),
  until: dayIn(typed.den),
  split: dayIn(typed.moc),
})

async function causesPage(context: Context, typed: Typed, causes: Causes, problem?: string): Promise<Reply> {
  const latest = await findLatest(
    context,
    causes.counted?.read.source ? undefined : typed['thu-tuc'] || undefined,
  )
  const { title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    CausesPage({ causes, typed, latest, problem }),
    problem === undefined ? 200 : 422,
  )
}

const Day = Type.String({ format: 'date' })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/nguyen-nhan',
    sheds: 'dashboard',
    access: viewers,
    personal: 'none',
    input: Type.Object(Wish),
    handle: async (context, typed) => causesPage(context, typed, await findCauses(context, askedIn(typed))),
    async refused(context, problem, typed) {
      const { choices } = await findCauses(context, {})
      const causes = {
        choices,
        counted: undefined,
        fewest: fewestOf(context),
        minutesPerDay: context.calendar.minutesPerWorkingDay,
      }
      return causesPage(context, typed, causes, problem.detail)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/nguyen-nhan/:table.csv',
    sheds: 'export',
    access: viewers,
    personal: 'none',
    input: Type.Object({ ...Wish, table: Type.Enum(sheetNames as unknown as SheetName[]) }),
    async handle(context, { table, ...typed }) {
      const { counted } = await findCauses(context, askedIn(typed))
      if (!counted) throw refusal.noCases()
      const body = sheetFile(counted.sheets[table], context.language)
      return {
        kind: 'file',
        name: `${table}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        body,
        download: true,
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/causes',
    access: { either: [viewers, { scope: 'causes.read' }] },
    personal: 'none',
    limit: { name: 'api.causes', max: 60, seconds: 60 },
    input: Type.Object(
      {
        procedure: Type.String({ pattern: '^\\d\\.\\d{6}$', description: 'Mã thủ tục hành chính.' }),
        unit: Type.Optional(Type.String({ maxLength: 40, description: 'Code of an agency in reach.' })),
        source: Type.Optional(Type.String({ format: 'uuid', description: 'Id of an imported log.' })),
        from: Type.Optional(Day),
        until: Type.Optional(Day),
        split: Type.Optional({
          ...Day,
          description: 'Compares what was received before and after this day.',
        }),
      },
      { additionalProperties: false },
    ),
    api: {
      summary: { vi: 'Nguyên nhân chậm', en: 'Causes of delay' },
      description: {
        vi: 'Luồng thực tế, đường đi, chờ và làm, bàn giao, làm lại, chỗ lệch quy trình, điểm nghẽn và so trước sau của một thủ tục, trong cơ quan của khóa và các đơn vị dưới. Không có dữ liệu cá nhân; số liệu về quá ít hồ sơ không được nêu.',
        en: 'Flow, variants, waiting and work, hand-overs, rework, deviations, bottlenecks and before and after of one procedure, within the unit of the token and those below. No personal data; figures about too few cases are not told.',
      },
      tag: 'causes',
      response: PublishedCauses,
      example: { request: { procedure: '1.004873', from: '2026-01-01' }, response: causesExample },
    },
    async handle(context, { procedure, unit, source, from, until, split }) {
      const asked = { procedure, unit, source, from: from as CalendarDate, until: until as CalendarDate }
      const { counted } = await findCauses(context, { ...asked, split: split as CalendarDate | undefined })
      if (!counted) throw refusal.noCases()
      return json(publishedCauses(counted.read.procedure.code, counted))
    },
  }),
]
