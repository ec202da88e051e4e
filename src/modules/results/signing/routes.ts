/** Chờ ký: the list, one confirmation, and the page on which a signing is followed. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { resultLinks } from '../api.ts'
import { refusal, signingsMax } from '../domain.ts'
import { type Chosen, requestSigning } from './commands.ts'
import { BatchPage, ConfirmPage, WaitingPage } from './pages.tsx'
import { findBatch } from './store.ts'
import { texts } from './texts.ts'
import { viewWaiting } from './waiting/commands.ts'

const leader = { permission: 'dossier.sign' } as const
const Pick = Type.String({ maxLength: 120 })
const Picks = Type.Optional(Type.Union([Pick, Type.Array(Pick, { maxItems: 100 })]))
const slowAfterMs = 60_000

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/cho-ky',
    access: leader,
    input: Type.Object({}),
    handle: (context) => waitingPage(context),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/cho-ky/xac-nhan',
    access: leader,
    input: Type.Object({ chon: Picks }),
    async handle(context, { chon }) {
      const chosen = new Set(readChosen(chon).map(({ resultId }) => resultId))
      const waiting = await viewWaiting(context)
      const lines = waiting.filter(
        ({ resultId, state, isBeingSigned }) =>
          resultId && chosen.has(resultId) && state === 'proposed' && !isBeingSigned,
      )
      if (lines.length === 0 || lines.length > signingsMax) return waitingPage(context, true)
      return page(context, { title: textsFor(texts, context.language).confirm }, ConfirmPage({ lines }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/cho-ky/ky',
    journey: 'sign',
    access: leader,
    stepUp: { withinMinutes: 5 },
    input: Type.Object({ chosen: Picks }),
    handle: async (context, { chosen }) =>
      redirect(resultLinks.batch(await requestSigning(context, readChosen(chosen)))),
    refused: async (context, { status }) => waitingPage(context, true, status),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/cho-ky/dot/:id',
    access: leader,
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    async handle(context, { id }) {
      const lines = await inTransaction(context, async (tx) => {
        const found = await findBatch(tx, officerOf(context.actor).personId, id)
        await recordLook(tx, context, { of: found.map(({ caseId }) => caseId), what: 'list', why: 'sign' })
        return found
      })
      const [first] = lines
      if (!first) throw refusal.notFound()
      const isRunning = lines.some(({ endedAt }) => !endedAt)
      const isSlow = context.now.getTime() - first.askedAt.getTime() > slowAfterMs
      const refreshSeconds = isRunning ? (isSlow ? 15 : 2) : undefined
      const title = textsFor(texts, context.language).batch
      return page(context, { title, refreshSeconds }, BatchPage({ lines, isSlow }))
    },
  }),
]

const pattern = /^(.+)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,9})$/

function readChosen(chosen: string | readonly string[] | undefined): Chosen[] {
  const found = [chosen ?? []].flat().flatMap((text) => {
    const [, , resultId, version] = pattern.exec(text) ?? []
    return resultId && version ? [[resultId, { resultId, version: Number(version) }] as const] : []
  })
  return [...new Map(found).values()]
}

async function waitingPage(context: Context, nothingChosen = false, status = 200): Promise<Reply> {
  const lines = await viewWaiting(context)
  const title = textsFor(texts, context.language).waiting
  return page(context, { title }, WaitingPage({ lines, nothingChosen }), status)
}
