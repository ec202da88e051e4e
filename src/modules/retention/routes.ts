/** How long records are kept, for the office and for everyone. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page, redirect } from '#kernel/web.ts'
import { privacyLinks } from '#modules/privacy/api.ts'
import { classesOf, viewOverview } from './commands.ts'
import { type Catalogue, retentionLinks } from './domain.ts'
import { listWaiting, recordHandOver, viewWaiting } from './handovers/commands.ts'
import { HandOverPage, type HandOverView } from './handovers/pages.tsx'
import { actOnHold, askHold, openHold } from './holds/commands.ts'
import { type HoldAct, type HoldKind, holdActs, holdKinds } from './holds/domain.ts'
import { AskHoldPage, type AskView, HoldPage } from './holds/pages.tsx'
import { OverviewPage, PublishedPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'records.keep' } as const
const personal = 'none' as const
const id = Type.String({ maxLength: 40 })
const key = Type.String({ pattern: '^[a-z]+\\.[a-zA-Z]+$', maxLength: 60 })
const words = (max: number) => Type.Optional(Type.String({ maxLength: max }))
const kinds = Object.keys(holdKinds) as [HoldKind, ...HoldKind[]]
const titleOf = ({ language }: Context) => textsFor(texts, language).title

export const routesOver = (catalogue: Catalogue): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: privacyLinks.kept,
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const kept = classesOf(context, catalogue)
      const { publishedTitle: title } = textsFor(texts, context.language)
      return page(context, { title }, PublishedPage({ kept, erasure: privacyLinks.requests }))
    },
  }),
  endpoint({
    method: 'GET',
    path: retentionLinks.overview,
    access,
    personal,
    input: Type.Object({}),
    handle: async (context) =>
      page(
        context,
        { title: titleOf(context) },
        OverviewPage({ overview: await viewOverview(context, catalogue) }),
      ),
  }),
  ...holdRoutes(catalogue),
  ...handOverRoutes(catalogue),
]

function holdRoutes(catalogue: Catalogue): readonly Endpoint[] {
  const asking = (context: Context, view: Pick<AskView, 'typed' | 'problem'>, status = 200) =>
    page(
      context,
      { title: textsFor(texts, context.language).holdTitle },
      AskHoldPage({ view: { ...view, classes: catalogue.classes } }),
      status,
    )
  const one = async (context: Context, holdId: string, problem?: string, typed?: string, status = 200) => {
    const view = {
      hold: await openHold(context, holdId),
      viewerId: officerOf(context.actor).personId,
      problem,
      typed,
    }
    return page(context, { title: textsFor(texts, context.language).holds }, HoldPage({ view }), status)
  }
  const path = retentionLinks.hold(':id') as '/lam-viec/luu-giu/lenh-giu/:id'
  return [
    endpoint({
      method: 'GET',
      path: retentionLinks.newHold,
      access,
      personal,
      input: Type.Object({}),
      handle: async (context) => asking(context, { typed: {} }),
    }),
    endpoint({
      method: 'POST',
      path: retentionLinks.newHold,
      access,
      personal,
      stepUp: { withinMinutes: 5 },
      input: Type.Object({
        kind: Type.Optional(Type.Enum(kinds)),
        subject: words(80),
        class: words(60),
        reason: words(1000),
      }),
      async handle(context, { kind, subject = '', class: chosen = '', reason = '' }) {
        const about = kind === 'class' ? chosen : subject
        return redirect(
          retentionLinks.hold(await askHold(context, catalogue, { kind, subject: about, reason })),
        )
      },
      refused: async (context, problem, typed) =>
        asking(context, { typed, problem: problem.detail }, problem.status),
    }),
    endpoint({
      method: 'GET',
      path,
      access,
      personal,
      input: Type.Object({ id }),
      handle: (context, input) => one(context, input.id),
    }),
    endpoint({
      method: 'POST',
      path,
      access,
      personal,
      stepUp: { withinMinutes: 5 },
      input: Type.Object({
        id,
        act: Type.Enum([...holdActs] as [HoldAct, ...HoldAct[]]),
        reason: words(1000),
      }),
      async handle(context, { id: holdId, act, reason = '' }) {
        await actOnHold(context, { id: holdId, act, reason })
        return redirect(retentionLinks.hold(holdId))
      },
      refused: (context, problem, { id: holdId, reason }) =>
        one(context, holdId, problem.detail, reason, problem.status),
    }),
  ]
}

function handOverRoutes(catalogue: Catalogue): readonly Endpoint[] {
  const path = retentionLinks.handOver(':key') as '/lam-viec/luu-giu/nhom/:key/giao-nop'
  const show = async (
    context: Context,
    of: string,
    rest: Pick<HandOverView, 'typed' | 'problem'>,
    status = 200,
  ) => {
    const view = { waiting: await viewWaiting(context, catalogue, of), ...rest }
    return page(context, { title: titleOf(context) }, HandOverPage({ view }), status)
  }
  return [
    endpoint({
      method: 'GET',
      path,
      access,
      personal,
      input: Type.Object({ key }),
      handle: (context, input) => show(context, input.key, { typed: {} }),
    }),
    endpoint({
      method: 'POST',
      path,
      access,
      personal,
      stepUp: { withinMinutes: 5 },
      input: Type.Object({ key, number: words(60), archive: words(200), handedOn: words(10) }),
      async handle(context, { key: of, number = '', archive = '', handedOn = '' }) {
        await recordHandOver(context, catalogue, { key: of, number, archive, handedOn })
        return redirect(retentionLinks.handOver(of))
      },
      refused: (context, problem, { key: of, ...typed }) =>
        show(context, of, { typed, problem: problem.detail }, problem.status),
    }),
    endpoint({
      method: 'GET',
      path: retentionLinks.list(':key') as '/lam-viec/luu-giu/nhom/:key/muc-luc.csv',
      access,
      personal,
      input: Type.Object({ key }),
      handle: async (context, input) => ({
        kind: 'file',
        name: `muc-luc-${input.key}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        body: await listWaiting(context, catalogue, input.key),
        download: true,
      }),
    }),
  ]
}
