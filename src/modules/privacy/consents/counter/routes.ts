/** Consent at the counter. */

import { Type } from 'typebox'
import { consentRefusal } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, redirect } from '#kernel/web.ts'
import { consentLinks } from '../domain.ts'
import { texts } from '../texts.ts'
import { findAtCounter, recordAtCounter, viewAtCounter } from './commands.ts'
import { CounterPage, FindPage, OnePurposePage } from './pages.tsx'

const access = { permission: 'desk.receive' } as const
const id = Type.String({ maxLength: 40 })
const purpose = Type.String({ maxLength: 60 })
const path = consentLinks.one(':id', ':purpose') as '/lam-viec/dong-y/:id/:purpose'

const finding = (context: Context, typed?: string, problem?: string, status = 200) =>
  page(
    context,
    { title: textsFor(texts, context.language).counterTitle },
    FindPage({ typed, problem }),
    status,
  )

const showing = async (
  context: Context,
  { id: personId, purpose: key }: { readonly id: string; readonly purpose: string },
  typed: { readonly agreed?: string | undefined; readonly evidence?: string | undefined },
  problem?: string,
  status = 200,
) => {
  const { person, purposes } = await viewAtCounter(context, personId)
  const one = purposes.find(({ purpose }) => purpose.key === key)
  if (!one) throw consentRefusal.notFound()
  const title = textsFor(texts, context.language).counterTitle
  return page(context, { title }, OnePurposePage({ person, one, typed, problem }), status)
}

export const counterRoutes = [
  endpoint({
    method: 'GET',
    path: consentLinks.counter,
    access,
    personal: 'none',
    input: Type.Object({}),
    handle: async (context) => finding(context),
  }),
  endpoint({
    method: 'POST',
    path: consentLinks.counter,
    access,
    limit: { name: 'consent-at-counter', max: 60, seconds: 3600 },
    input: Type.Object({ number: Type.Optional(Type.String({ maxLength: 20 })) }),
    handle: async (context, { number = '' }) =>
      redirect(consentLinks.at(await findAtCounter(context, number))),
    refused: async (context, problem, { number }) => finding(context, number, problem.detail, problem.status),
  }),
  endpoint({
    method: 'GET',
    path: consentLinks.at(':id') as '/lam-viec/dong-y/:id',
    access,
    input: Type.Object({ id }),
    handle: async (context, input) =>
      page(
        context,
        { title: textsFor(texts, context.language).counterTitle },
        CounterPage({ at: await viewAtCounter(context, input.id) }),
      ),
  }),
  endpoint({
    method: 'GET',
    path,
    access,
    input: Type.Object({ id, purpose }),
    handle: (context, input) => showing(context, input, {}),
  }),
  endpoint({
    method: 'POST',
    path,
    access,
    input: Type.Object({
      id,
      purpose,
      act: Type.Enum(['give', 'withdraw']),
      agreed: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
      evidence: Type.Optional(Type.String({ maxLength: 300 })),
    }),
    async handle(context, { id: personId, purpose: key, act, agreed, evidence = '' }) {
      await recordAtCounter(context, { personId, purpose: key, act, agreed, evidence })
      return redirect(consentLinks.at(personId))
    },
    refused: (context, problem, input) => showing(context, input, input, problem.detail, problem.status),
  }),
]
