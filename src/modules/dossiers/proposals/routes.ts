/** Writing a proposal, deciding it, and the list of those that wait. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { dayOfParts } from '#kernel/types.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { openDossier } from '../desk/commands.ts'
import { dossierPage } from '../desk/routes.ts'
import { refusal } from '../domain.ts'
import { apologyDaysBefore, decide, findWaiting, propose } from './commands.ts'
import { kindOfSlug, type ProposalKind } from './domain.ts'
import { ProposalPage, type ProposalView, WaitingPage } from './pages.tsx'
import { texts } from './texts.ts'

const writers = {
  anyPermission: ['dossier.receive', 'dossier.process', 'dossier.approve', 'dossier.sign'],
} as const
const deciders = { anyPermission: ['dossier.sign', 'dossier.approve'] } as const
const code = Type.String({ maxLength: 80 })
const kind = Type.String({ maxLength: 40 })
const path = '/lam-viec/ho-so/:code/de-xuat/:kind'

function demandKind(slug: string): ProposalKind {
  const known = kindOfSlug(slug)
  if (!known) throw refusal.notFound()
  return known
}

const textOf = ({ fields }: FormBody, name: string, most: number): string => {
  const value = fields[name]
  return typeof value === 'string' ? value.trim().slice(0, most) : ''
}

function typedIn(form: FormBody): ProposalView['typed'] {
  const part = (name: string) => textOf(form, `day.${name}`, 4)
  return {
    reason: textOf(form, 'reason', 4000),
    legalBasis: textOf(form, 'legalBasis', 1000),
    day: { day: part('day'), month: part('month'), year: part('year') },
  }
}

/** The day as typed in three fields; a day that does not exist is none. */
function dayOf({ day }: ProposalView['typed']) {
  return dayOfParts(day?.day, day?.month, day?.year)
}

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access: writers,
    input: Type.Object({ code, kind }),
    handle: async (context, { code, kind }) =>
      proposalPage(context, { open: await openDossier(context, code), kind: demandKind(kind), typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path,
    access: writers,
    input: Type.Object({ code, kind }),
    body: 'raw',
    async handle(context, { code, kind: slug }, form) {
      const typed = typedIn(form)
      const expectedVersion = Number(form.fields.version)
      const { reason = '', legalBasis } = typed
      const given = { code, expectedVersion, reason, legalBasis, day: dayOf(typed) }
      await propose(context, { ...given, kind: demandKind(slug) })
      return redirect(`${deskLinks.dossier(code)}?xong=de-xuat#de-xuat`)
    },
    refused: async (context, problem, { code, kind }, form) => {
      const view = { open: await openDossier(context, code), kind: demandKind(kind), typed: typedIn(form) }
      return proposalPage(context, { ...view, problem }, problem.status)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ho-so/:code/quyet-dinh',
    access: deciders,
    input: Type.Object({
      code,
      version: Type.Integer({ minimum: 1 }),
      proposal: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
      decision: Type.Enum(['approve', 'decline']),
      note: Type.Optional(Type.String({ maxLength: 2000 })),
    }),
    async handle(context, { code, version: expectedVersion, proposal: proposalId, decision, note }) {
      const isApproved = decision === 'approve'
      await decide(context, { code, expectedVersion, proposalId, isApproved, note })
      return redirect(`${deskLinks.dossier(code)}?xong=${isApproved ? 'ky' : 'khong-ky'}#de-xuat`)
    },
    refused: (context, problem, { code }) => comeBack(context, problem, code),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/de-xuat',
    access: deciders,
    input: Type.Object({}),
    async handle(context) {
      const { waiting: title } = textsFor(texts, context.language)
      return page(context, { title }, WaitingPage({ rows: await findWaiting(context) }))
    },
  }),
]

async function comeBack(context: Context, problem: Problem, code: string): Promise<Reply> {
  return dossierPage(context, { open: await openDossier(context, code), problem }, problem.status)
}

function proposalPage(context: Context, view: ProposalView, status = 200): Reply {
  const title = `${textsFor(texts, context.language)[view.kind]} ${view.open.dossier.code}`
  return page(context, { title }, ProposalPage({ view, apologyDays: apologyDaysBefore(context) }), status)
}
