/** Fees of a dossier, receipts, the book. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { officerOf } from '#kernel/policy.ts'
import { csvTable, formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import {
  dayTyped,
  getReceipt,
  type Payment,
  printReceipt,
  takeFees,
  viewBook,
  viewFees,
  voidReceipt,
} from './commands.ts'
import { deskMeans, numberWords } from './domain.ts'
import { paymentLinks } from './links/domain.ts'
import { BookPage, FeesPage, type FeesProps, ReceiptPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'payment.take' } as const
const viewers = { permission: 'payment.view' } as const
const id = Type.String({ maxLength: 40 })
const code = Type.String({ maxLength: 80 })
const day = Type.Optional(Type.String({ maxLength: 10 }))

const one = ({ fields }: FormBody, name: string): string => [fields[name] ?? ''].flat()[0]?.trim() ?? ''

function paymentIn(form: FormBody): Payment {
  return {
    means: deskMeans.find((known) => known === one(form, 'means')) ?? 'cash',
    reference: one(form, 'reference'),
  }
}

async function feesPage(
  context: Context,
  dossier: string,
  more: Omit<FeesProps, 'fees'> = {},
  status = 200,
): Promise<Reply> {
  const { fees: title } = textsFor(texts, context.language)
  return page(context, { title }, FeesPage({ fees: await viewFees(context, dossier), ...more }), status)
}

type Shown = { readonly problem?: string; readonly typed?: string }

async function receiptPage(
  context: Context,
  receiptId: string,
  shown: Shown = {},
  status = 200,
): Promise<Reply> {
  const receipt = await getReceipt(context, receiptId)
  const officer = officerOf(context.actor)
  const mayVoid =
    !receipt.voidedAt && officer.permissions.has('payment.void') && receipt.takenById !== officer.personId
  const title = textsFor(texts, context.language).receipt(numberWords(receipt))
  return page(context, { title }, ReceiptPage({ receipt, mayVoid, ...shown }), status)
}

/** The days asked for; today where nothing is said. `undefined` for what is no span of days. */
function spanIn(
  context: Context,
  input: { readonly tu?: string | undefined; readonly den?: string | undefined },
) {
  const from = input.tu ? dayTyped(input.tu) : context.today
  const to = input.den ? dayTyped(input.den) : input.tu ? from : context.today
  return from && to && from <= to ? { from, to } : undefined
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/thu-phi',
    access,
    input: Type.Object({ code }),
    handle: (context, input) => feesPage(context, input.code),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ho-so/:code/thu-phi',
    access,
    body: 'raw',
    input: Type.Object({ code }),
    async handle(context, input, form) {
      const { id: receiptId } = await takeFees(context, input.code, paymentIn(form))
      return redirect(paymentLinks.receipt(receiptId))
    },
    refused: (context, problem, input, form) =>
      feesPage(context, input.code, { problem: problem.detail, typed: paymentIn(form) }, problem.status),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/bien-lai/:id',
    access: viewers,
    input: Type.Object({ id }),
    handle: (context, input) => receiptPage(context, input.id),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/bien-lai/:id',
    access: { permission: 'payment.void' },
    input: Type.Object({ id, reason: Type.String({ maxLength: 500 }) }),
    async handle(context, input) {
      await voidReceipt(context, input.id, input.reason)
      return redirect(paymentLinks.receipt(input.id))
    },
    refused: (context, problem, input) =>
      receiptPage(context, input.id, { problem: problem.detail, typed: input.reason }, problem.status),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/bien-lai/:id/in.pdf',
    access: viewers,
    input: Type.Object({ id }),
    async handle(context, input) {
      const body = await printReceipt(context, input.id)
      return { kind: 'file', name: 'bien-lai.pdf', mediaType: 'application/pdf', body }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-thu-phi',
    access: viewers,
    input: Type.Object({ tu: day, den: day }),
    async handle(context, input) {
      const span = spanIn(context, input)
      const t = textsFor(texts, context.language)
      const { from, to } = span ?? { from: context.today, to: context.today }
      const book = await viewBook(context, from, to)
      const problem = span ? undefined : t.wrongDay
      return page(context, { title: t.book }, BookPage({ book, problem }), span ? 200 : 422)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-thu-phi/tai-ve',
    access: viewers,
    input: Type.Object({ tu: day, den: day }),
    async handle(context, input) {
      const { from, to } = spanIn(context, input) ?? { from: context.today, to: context.today }
      const { receipts } = await viewBook(context, from, to, 'export')
      const t = textsFor(texts, 'vi')
      const head = [t.number, t.when, t.dossier, t.payer, t.kind, t.what, t.amount, t.means, t.taker, t.state]
      const rows = receipts.flatMap((receipt) =>
        receipt.lines.map((line) => [
          numberWords(receipt),
          formatDateTime(receipt.takenAt),
          receipt.code,
          receipt.payerName,
          t[line.kind],
          line.label,
          String(line.vnd),
          [t[receipt.means], receipt.paperNumber ?? receipt.providerReference ?? ''].join(' ').trim(),
          receipt.takenBy ?? '',
          receipt.voidedAt
            ? `${t.void} ${formatDate(receipt.voidedAt)}: ${receipt.voidReason ?? ''}`
            : t.live,
        ]),
      )
      const body = csvTable([head, ...rows])
      const name = `so-thu-phi-${from}-${to}.csv`
      return { kind: 'file', name, mediaType: 'text/csv; charset=utf-8', body, download: true }
    },
  }),
]
