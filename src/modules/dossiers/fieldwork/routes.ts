/** Inspections where there may be no line. The record is the one of `records/`; only the way to it differs. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { RawFields } from '#kernel/forms.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks, fieldLinks } from '../api.ts'
import { refusal } from '../domain.ts'
import { keepFiles, openWriting, readWriting, writeRecord } from '../records/commands.ts'
import { partsFor } from '../records/pages.tsx'
import { findVisit, viewVisits, wasReceived } from './commands.ts'
import { VisitPage, VisitsPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'dossier.process' } as const
const act = 'recordInspection'
const input = Type.Object({
  code: Type.String({ maxLength: 80 }),
  step: Type.Integer({ minimum: 1 }),
  /** Key of a record that a device asks about before it sends it again. */
  khoa: Type.Optional(Type.String({ maxLength: 60 })),
})
type Input = { readonly code: string; readonly step: number }

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/hien-truong',
    access,
    input: Type.Object({}),
    async handle(context) {
      const visits = await viewVisits(context)
      const owner = officerOf(context.actor).personId
      return page(context, { title: textsFor(texts, context.language).title }, VisitsPage({ visits, owner }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/hien-truong/:code/:step',
    access,
    input,
    async handle(context, { code, step, khoa: key }) {
      if (key && (await wasReceived(context, { code, step, key }))) return done(code)
      return show(context, { code, step }, undefined)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/hien-truong/:code/:step',
    access,
    input,
    body: 'raw',
    async handle(context, { code, step }, form) {
      const key = context.operationKey
      if (key && (await wasReceived(context, { code, step, key }))) return done(code)
      const typed = await keepFiles(context, form)
      const { answers, errors } = await readWriting(context, { act, code, step }, typed)
      if (errors.length > 0) return show(context, { code, step }, typed)
      await writeRecord(context, { act, answers, code, step, expectedVersion: Number(form.fields.version) })
      return done(code)
    },
    refused: (context, problem, given, { fields }) =>
      show(context, given as Input, fields as RawFields, problem),
  }),
]

const done = (code: string): Reply => redirect(`${deskLinks.dossier(code)}?xong=ghi`)

async function show(
  context: Context,
  { code, step }: Input,
  typed: RawFields | undefined,
  problem?: Problem,
): Promise<Reply> {
  const visit = await findVisit(context, code)
  if (!visit || visit.step !== step) throw refusal.notYours()
  const place = { act, code, step } as const
  const writing = await openWriting(context, place, typed)
  const { view, errors } = await readWriting(context, place, typed)
  const action = fieldLinks.record(code, step)
  const parts = partsFor(context, { writing, view, errors: typed ? errors : [], problem, action })
  const { title } = textsFor(texts, context.language)
  const owner = officerOf(context.actor).personId
  const status = problem?.status ?? (typed ? 422 : 200)
  return page(context, { title: `${title} ${code}` }, VisitPage({ visit, owner, parts }), status)
}
