/** Sổ theo dõi hồ sơ of a unit: the page, the paper, the table. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { endpoint, page } from '#kernel/web.ts'
import { refusal } from '../../domain.ts'
import { type BookWish, downloadBook, openBook, printBook } from './commands.ts'
import { readPeriod } from './domain.ts'
import { BookPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'dossier.view' } as const
/** An input of a GET form that was left empty still comes. */
const Text = Type.Optional(Type.String({ maxLength: 80 }))
const Wish = { tu: Text, den: Text, 'don-vi': Text, 'thu-tuc': Text }
type WishInput = {
  readonly tu?: string | undefined
  readonly den?: string | undefined
  readonly 'don-vi'?: string | undefined
  readonly 'thu-tuc'?: string | undefined
}

function wishOf(input: WishInput, period: BookWish['period']): BookWish {
  return { unitCode: input['don-vi'] || undefined, procedure: input['thu-tuc'] || undefined, period }
}

/** For the paper and the table, whose addresses the page makes: a wrong day is refused. */
function demandWish(context: Context, input: WishInput): BookWish {
  const period = readPeriod(input.tu, input.den, context.today)
  if (typeof period === 'string') throw refusal.badPeriod()
  return wishOf(input, period)
}

const nameOf = ({ period }: BookWish, extension: string) =>
  `so-theo-doi-${period.from}-${period.to}.${extension}`

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-theo-doi',
    access,
    input: Type.Object({ ...Wish, sau: Type.Optional(Type.String({ maxLength: 120 })) }),
    async handle(context, input) {
      const asked = readPeriod(input.tu, input.den, context.today)
      const fault = typeof asked === 'string' ? asked : undefined
      // Beside a wrong day stands this month's book; what was typed is kept in the fields.
      const period =
        typeof asked === 'string'
          ? { from: calendarDate(`${context.today.slice(0, 8)}01`), to: context.today }
          : asked
      const book = await openBook(context, { ...wishOf(input, period), after: readCursor(input.sau) })
      const title = textsFor(texts, context.language).book
      const typed = { from: input.tu, to: input.den }
      return page(context, { title }, BookPage({ book, fault, typed }), fault ? 422 : 200)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-theo-doi/in',
    access,
    input: Type.Object(Wish),
    async handle(context, input) {
      const wish = demandWish(context, input)
      const body = await printBook(context, wish)
      return { kind: 'file', name: nameOf(wish, 'pdf'), mediaType: 'application/pdf', body }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-theo-doi/tai-ve',
    access,
    input: Type.Object(Wish),
    async handle(context, input) {
      const wish = demandWish(context, input)
      const body = await downloadBook(context, wish)
      return {
        kind: 'file',
        name: nameOf(wish, 'csv'),
        mediaType: 'text/csv; charset=utf-8',
        body,
        download: true,
      }
    },
  }),
]

/** Where the page before ended: its moment and code. Anything else begins at the beginning. */
function readCursor(text: string | undefined): BookWish['after'] {
  const [, at = '', code = ''] = /^([^_]+)_(\S+)$/.exec(text ?? '') ?? []
  const receivedAt = new Date(at)
  return code && !Number.isNaN(receivedAt.getTime()) ? { receivedAt, code } : undefined
}
