/** Paying by whoever has the address; what came in, refunds and reconciliation for officers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { Problem } from '#kernel/errors.ts'
import { recordLook } from '#kernel/looks.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, json, page, type Reply, redirect } from '#kernel/web.ts'
import { getOwn } from '#modules/dossiers/api.ts'
import { dayTyped, ownReceipts, printOwnReceipt } from '../commands.ts'
import { paymentLinks } from '../links/domain.ts'
import { askRefund, decideRefund } from '../refunds/commands.ts'
import { findRefunds } from '../refunds/store.ts'
import { askWhenWaiting, gatewayAddress, openOrder, reconcileDay, viewOrder } from './commands.ts'
import { refusal } from './domain.ts'
import { BooksPage, NothingToPayPage, PayPage } from './pages.tsx'
import { findDays, findNewest, findUnmatched } from './store.ts'
import { texts } from './texts.ts'

const code = Type.String({ maxLength: 80 })
const secret = Type.String({ pattern: '^[\\w-]{22}$' })
const viewers = { permission: 'payment.view' } as const
const Id = Type.String({ format: 'uuid' })
const limit = { name: 'payments.order', max: 60, seconds: 60 } as const
const listMax = 50

async function payPage(context: Context, secret: string, isBack: boolean, problem?: Problem): Promise<Reply> {
  const view = await viewOrder(context, secret)
  const title = textsFor(texts, context.language).pay
  const refreshSeconds = isBack && view.order.state === 'open' ? 10 : undefined
  return page(
    context,
    { title, noIndex: true, refreshSeconds },
    PayPage({ view, isOwn: await isOwnOf(context, view.order.code), isBack, problem: problem?.detail }),
    problem?.status ?? 200,
  )
}

async function isOwnOf(context: Context, dossier: string): Promise<boolean> {
  if (context.actor.kind !== 'citizen') return false
  return read(context, (tx) => getOwn(tx, context, dossier)).then(
    () => true,
    () => false,
  )
}

async function booksPage(context: Context, problem?: Problem): Promise<Reply> {
  const officer = officerOf(context.actor)
  const view = await inTransaction(context, async (tx) => {
    const unmatched = await findUnmatched(tx, officer, listMax)
    const newest = await findNewest(tx, officer, listMax)
    const of = [...unmatched, ...newest].flatMap(({ caseId }) => caseId ?? [])
    await recordLook(tx, context, { of, what: 'list', why: 'book' })
    return {
      unmatched,
      newest,
      refunds: await findRefunds(tx, officer, listMax),
      days: await findDays(tx, listMax),
    }
  })
  const props = {
    ...view,
    mayDecide: hasPermission(officer, 'payment.void'),
    personId: officer.personId,
    problem: problem?.detail,
  }
  const title = textsFor(texts, context.language).books
  return page(context, { title, noIndex: true }, BooksPage(props), problem?.status ?? 200)
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/thanh-toan',
    access: { citizen: 'pay' },
    input: Type.Object({ code }),
    handle: async (context, input) => redirect(paymentLinks.pay(await openOrder(context, input.code))),
    async refused(context, problem, input) {
      const receipts = await ownReceipts(context, input.code)
      const title = textsFor(texts, context.language).pay
      const shown = { code: input.code, receipts, reason: problem.detail }
      return page(context, { title, noIndex: true }, NothingToPayPage(shown), problem.status)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/bien-lai/:id',
    access: { citizen: 'pay' },
    input: Type.Object({ code, id: Id }),
    async handle(context, input) {
      const body = await printOwnReceipt(context, input.code, input.id)
      return { kind: 'file', name: 'bien-lai.pdf', mediaType: 'application/pdf', body }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/thanh-toan/:secret',
    access: 'public',
    limit,
    input: Type.Object({ secret, ve: Type.Optional(Type.Literal('1')) }),
    async handle(context, input) {
      if (input.ve) await askWhenWaiting(context)
      return payPage(context, input.secret, input.ve === '1')
    },
  }),
  endpoint({
    method: 'POST',
    path: '/thanh-toan/:secret/kiem-tra',
    access: 'public',
    limit,
    input: Type.Object({ secret }),
    handle: async (_context, input) => redirect(`${paymentLinks.pay(input.secret)}?ve=1`),
  }),
  endpoint({
    // A link: browsers hold forms to this site the whole way, and the page of the platform is another.
    method: 'GET',
    path: '/thanh-toan/:secret/cong',
    access: 'public',
    limit,
    input: Type.Object({ secret }),
    handle: async (context, input) => redirect(await gatewayAddress(context, input.secret)),
    refused: (context, problem, input) => payPage(context, input.secret, false, problem),
  }),
  endpoint({
    // Says only that something happened; what happened we ask ourselves. So anybody may say it.
    method: 'POST',
    path: '/thanh-toan/bao',
    access: 'public',
    limit: { name: 'payments.hint', max: 120, seconds: 60 },
    input: Type.Object({}),
    async handle(context) {
      await askWhenWaiting(context)
      return json({})
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/thanh-toan',
    access: viewers,
    input: Type.Object({}),
    handle: (context) => booksPage(context),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/thanh-toan/giao-dich/:id/hoan-tra',
    access: viewers,
    input: Type.Object({ id: Id }),
    body: 'raw',
    async handle(context, input, { fields }) {
      await askRefund(context, input.id, String([fields[`reason.${input.id}`] ?? ''].flat()[0]))
      return redirect(`${paymentLinks.online()}#hoan-tra`)
    },
    refused: (context, problem) => booksPage(context, problem),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/thanh-toan/hoan-tra/:id',
    access: { permission: 'payment.void' },
    stepUp: { withinMinutes: 5 },
    input: Type.Object({ id: Id, act: Type.Enum(['approve', 'decline']) }),
    async handle(context, input) {
      await decideRefund(context, input.id, input.act === 'approve')
      return redirect(`${paymentLinks.online()}#hoan-tra`)
    },
    refused: (context, problem) => booksPage(context, problem),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/thanh-toan/doi-soat',
    access: viewers,
    limit: { name: 'payments.reconcile', max: 10, seconds: 60 },
    input: Type.Object({ ngay: Type.String({ maxLength: 10 }) }),
    async handle(context, { ngay }) {
      const day = dayTyped(ngay)
      if (!day || day > context.today) throw refusal.badDay()
      await reconcileDay(context, day)
      return redirect(`${paymentLinks.online()}#doi-soat`)
    },
    refused: (context, problem) => booksPage(context, problem),
  }),
]
