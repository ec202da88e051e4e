/** Tra cứu and one's own dossiers. */

import { Type } from 'typebox'
import { dueAt } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { dateOf } from '#kernel/types.ts'
import { endpoint, type Reply, redirect } from '#kernel/web.ts'
import { forecastOf } from '#modules/forecast/api.ts'
import { getProcedureVersion, limitFor } from '#modules/services/api.ts'
import { dossierLinks } from '../api.ts'
import { dossierCan } from '../domain.ts'
import { familyOfHead, undecidedMembers, withdrawFamily } from '../families/commands.ts'
import { situationOf } from '../steps/domain.ts'
import { getOwn, lookUpFollowed, openOwn, openOwnPaper } from './commands.ts'
import { ownPage, submittedPage, withdrawPage } from './own/pages.tsx'
import { lookUpPage, publicPage } from './pages.tsx'
import { findSteps } from './store.ts'
import { texts } from './texts.ts'

const code = Type.String({ maxLength: 80 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tra-cuu',
    journey: 'lookUp',
    access: 'public',
    // Whole villages may stand behind one address of a mobile network; each single code has its own limit besides.
    limit: { name: 'tracking', max: 240, seconds: 600 },
    input: Type.Object({
      'ho-so': Type.Optional(Type.String({ maxLength: 200 })),
      ma: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    handle: (context, { 'ho-so': dossier = '', ma = '' }) => look(context, dossier.trim(), ma.trim()),
    refused: async (context, { detail, status }, { 'ho-so': code = '', ma: secret = '' }) =>
      lookUpPage(context, { typed: { code, secret }, errors: [{ name: 'ho-so', message: detail }] }, status),
  }),
  endpoint({
    method: 'GET',
    path: '/h/:code',
    journey: 'lookUp',
    access: 'public',
    limit: { name: 'tracking', max: 240, seconds: 600 },
    input: Type.Object({ code }),
    async handle(context, input) {
      if (context.actor.kind === 'citizen') return redirect(dossierLinks.show(input.code))
      return lookUpPage(context, {
        typed: { code: input.code, secret: '' },
        errors: [],
        signInFor: dossierLinks.show(input.code),
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code',
    journey: 'lookUp',
    access: { citizen: 'look' },
    input: Type.Object({
      code,
      'bo-sung': Type.Optional(Type.Literal('1')),
      rut: Type.Optional(Type.Literal('1')),
    }),
    async handle(context, input) {
      const own = await openOwn(context, input.code)
      const isMended = input['bo-sung'] && own.dossier.state !== 'supplementing'
      return ownPage(context, own, isMended ? 'mended' : input.rut ? 'withdrawn' : undefined)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/da-nop',
    access: { citizen: 'look' },
    input: Type.Object({ code }),
    handle: async (context, input) => submittedPage(context, await submittedParts(context, input.code)),
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/tep/:file',
    access: { citizen: 'look' },
    input: Type.Object({ code, file: Type.String({ maxLength: 40 }) }),
    handle: async (context, input) => ({
      kind: 'file',
      ...(await openOwnPaper(context, input.code, input.file)),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/rut',
    access: { citizen: 'submit' },
    input: Type.Object({ code }),
    async handle(context, input) {
      const { dossier, members } = await read(context, async (tx) => {
        const own = await getOwn(tx, context, input.code, 'withdraw')
        return { dossier: own, members: await undecidedMembers(tx, context, own.id) }
      })
      return dossierCan('withdraw', dossier)
        ? withdrawPage(context, dossier, members)
        : redirect(dossierLinks.show(dossier.code))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/ho-so/:code/rut',
    access: { citizen: 'submit' },
    input: Type.Object({
      code,
      version: Type.Integer(),
      reason: Type.Optional(Type.String({ maxLength: 1000 })),
      members: Type.Optional(Type.Union([code, Type.Array(code, { maxItems: 20 })])),
    }),
    async handle(context, { version: expectedVersion, reason = '', members = [], ...input }) {
      await withdrawFamily(context, { code: input.code, expectedVersion, reason, members: [members].flat() })
      return redirect(`${dossierLinks.show(input.code)}?rut=1`)
    },
  }),
]

/** The form until both codes are there; then the dossier, or the form with one sentence for any wrong pair. */
async function look(context: Context, dossier: string, secret: string): Promise<Reply> {
  const typed = { code: dossier, secret }
  if (!dossier && !secret) return lookUpPage(context, { typed, errors: [] })
  const t = textsFor(texts, context.language)
  const errors = [
    ...(dossier ? [] : [{ name: 'ho-so', message: t.codeMissing }]),
    ...(secret ? [] : [{ name: 'ma', message: t.secretMissing }]),
  ]
  if (errors.length > 0) return lookUpPage(context, { typed, errors })
  return publicPage(context, await lookUpFollowed(context, dossier, secret))
}

async function submittedParts(context: Context, given: string) {
  return read(context, async (tx) => {
    const dossier = await getOwn(tx, context, given)
    const { procedureCode, procedureVersion, replyDueAt } = dossier
    const definition = await getProcedureVersion(tx, context, procedureCode, procedureVersion)
    const latest = () =>
      replyDueAt
        ? dueAt(
            calendarFor(context, dossier.competentCode),
            definition.clock,
            limitFor(definition, situationOf(dossier, dateOf(replyDueAt))),
            replyDueAt,
          ).dueAt
        : undefined
    const expectedAt = dossier.dueAt && dossier.receivedAt ? dossier.dueAt : latest()
    const work = await findSteps(tx, dossier.id)
    const family = await familyOfHead(tx, context, { ...dossier, work }, definition)
    const limit = limitFor(definition, situationOf(dossier, context.today))
    const forecast = await forecastOf(tx, context, dossier.id, limit)
    return { dossier, expectedAt, family, forecast, today: context.today }
  })
}
