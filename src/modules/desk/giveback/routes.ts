/** Giving results back at the desk. What is typed to find somebody never stands in an address. */

import { Type } from 'typebox'
import { isScan, readCard } from '#kernel/citizen-cards.ts'
import type { Context } from '#kernel/context.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply } from '#kernel/web.ts'
import { refusal } from '../domain.ts'
import { meansIn, paymentOf } from '../intake/domain.ts'
import { findResults, giveBack, makeReturnCode } from './commands.ts'
import { GiveBackPage, type GiveBackProps, ReturnCodePage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'desk.return' } as const

function giveBackPage(context: Context, props: GiveBackProps, status = 200): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    GiveBackPage(props),
    status,
  )
}

const one = ({ fields }: FormBody, name: string): string => [fields[name] ?? ''].flat()[0] ?? ''

function typedOf(form: FormBody): Record<string, string> {
  const names = [
    'kind',
    'name',
    'identity',
    'authority',
    'confirmedBy',
    'code',
    'originals',
    'means',
    'reference',
  ]
  return Object.fromEntries(names.map((name) => [name, one(form, name)]))
}

/** The card of whoever takes the result, as the scanner typed it. */
function withCard(typed: Readonly<Record<string, string>>, scanned: string): Record<string, string> {
  if (scanned.trim() === '') return { ...typed }
  const card = isScan(scanned) ? readCard(scanned) : undefined
  if (!card) throw refusal.cardUnreadable()
  return { ...typed, name: card.name, identity: card.identityNumber }
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay/tra-ket-qua',
    access,
    input: Type.Object({}),
    async handle(context) {
      nothingOfOthers(context)
      return giveBackPage(context, {})
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay/tra-ket-qua',
    access,
    input: Type.Object({}),
    body: 'raw',
    async handle(context, _input, form) {
      const text = one(form, 'text')
      if (one(form, 'act') !== 'give') {
        const typed = 'card' in form.fields ? withCard(typedOf(form), one(form, 'card')) : undefined
        return giveBackPage(context, { text, ...(await findResults(context, text)), ...(typed && { typed }) })
      }
      const outcomes = await giveBack(context, {
        caseIds: [form.fields.case ?? []].flat(),
        receiver: {
          kind: one(form, 'kind') === 'authorised' ? 'authorised' : 'self',
          name: one(form, 'name'),
          identity: one(form, 'identity'),
          authorityPaper: one(form, 'authority'),
        },
        confirmedBy: one(form, 'confirmedBy') === 'code' ? 'code' : 'signature',
        code: one(form, 'code'),
        originals: one(form, 'originals'),
        payment: paymentOf({ means: meansIn(one(form, 'means')), payReference: one(form, 'reference') }),
      })
      nothingOfOthers(context)
      return giveBackPage(context, { outcomes })
    },
    async refused(context, problem, _input, form) {
      const text = one(form, 'text')
      const found = await findResults(context, text)
      const shown = { text, ...found, problem: problem.detail, typed: typedOf(form) }
      return giveBackPage(context, shown, problem.status)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/ma-nhan-ket-qua',
    access: { citizen: 'receive' },
    input: Type.Object({ code: Type.String({ maxLength: 80 }) }),
    handle: async (context, { code }) => codePage(context, { code }),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-so/:code/ma-nhan-ket-qua',
    access: { citizen: 'receive' },
    limit: { name: 'return-code', max: 10, seconds: 600 },
    input: Type.Object({ code: Type.String({ maxLength: 80 }) }),
    handle: async (context, { code }) =>
      codePage(context, { code, spoken: await makeReturnCode(context, code) }),
    refused: async (context, problem, { code }) =>
      codePage(context, { code, problem: problem.detail }, problem.status),
  }),
]

type CodeProps = Parameters<typeof ReturnCodePage>[0]

function codePage(context: Context, props: CodeProps, status = 200): Reply {
  const { codeTitle: title } = textsFor(texts, context.language)
  return page(context, { title, noIndex: true }, ReturnCodePage(props), status)
}
