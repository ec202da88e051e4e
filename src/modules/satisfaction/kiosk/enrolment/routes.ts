/** Máy đánh giá of the officer's own agency. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { qrSvg } from '#kernel/pdf.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, redirect } from '#kernel/web.ts'
import { reportLinks } from '../../reports/domain.ts'
import { endKiosk, enrolKiosk, listKiosks } from '../commands.ts'
import { claimHours, keyOf, kioskLinks } from '../domain.ts'
import { texts } from '../texts.ts'
import { KiosksPage, type ListedKiosk } from './pages.tsx'

const access = { permission: 'satisfaction.kiosk' } as const

async function kiosksPage(context: Context, problem?: { detail: string; status: number }, typed?: string) {
  const { settings, now } = context
  const kiosks = (await listKiosks(context)).map(({ id, name, enrolledAt, claimedAt, endedAt, rated }) => {
    const isOld = now.getTime() - enrolledAt.getTime() >= claimHours * 3_600_000
    const state = endedAt ? 'ended' : claimedAt ? 'works' : isOld ? 'old' : 'waiting'
    const address = `${settings.publicUrl}${kioskLinks.claim(id, keyOf(settings.secretKey, 'claim', id))}`
    const claim = state === 'waiting' ? { address, qr: qrSvg(address) } : undefined
    return { id, name, enrolledAt, rated, state, claim } satisfies ListedKiosk
  })
  const { list: title } = textsFor(texts, context.language)
  return page(
    context,
    { title },
    KiosksPage({ kiosks, problem: problem?.detail, typed }),
    problem?.status ?? 200,
  )
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/hai-long/may',
    access,
    personal: 'none',
    input: Type.Object({}),
    handle: (context) => kiosksPage(context),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/hai-long/may',
    access,
    personal: 'none',
    input: Type.Object({ ten: Type.Optional(Type.String({ maxLength: 200 })) }),
    async handle(context, { ten = '' }) {
      await enrolKiosk(context, ten)
      return redirect(reportLinks.kiosks())
    },
    refused: (context, problem, { ten }) => kiosksPage(context, problem, ten),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/hai-long/may/:id/thoi',
    access,
    personal: 'none',
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    async handle(context, { id }) {
      await endKiosk(context, id)
      return redirect(reportLinks.kiosks())
    },
  }),
]
