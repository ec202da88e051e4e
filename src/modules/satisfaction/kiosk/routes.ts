/** Máy đánh giá, as people use it. Each page is the answer to a form; nothing of it stands in an address. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { rateDossier, setNow } from '../asking/commands.ts'
import { fieldOf } from '../asking/pages.tsx'
import { isAsked, readAnswers } from '../criteria/domain.ts'
import { refusal } from '../domain.ts'
import { claimKiosk, findKioskHere, type KioskHere, openAtKiosk, openClaim } from './commands.ts'
import {
  keyOf,
  kioskCookie,
  kioskCookieSeconds,
  kioskLinks,
  placeOf,
  pressed,
  resetSeconds,
} from './domain.ts'
import { ClaimPage, KioskQuestionPage, KioskStartPage, KioskThanksPage, NoKioskPage } from './pages.tsx'
import { texts } from './texts.ts'

const limit = { name: 'kiosk', max: 600, seconds: 600 }
const Claim = Type.Object({ id: Type.String({ maxLength: 40 }), key: Type.String({ maxLength: 60 }) })

const headOf = (context: Context, seconds?: number) => ({
  title: textsFor(texts, context.language).title,
  noIndex: true,
  ...(seconds && { refreshSeconds: seconds, refreshTo: kioskLinks.show() }),
})

/** Nothing is left of a number that was typed and forgotten. */
function startPage(
  context: Context,
  here: KioskHere,
  typed: string,
  problem?: { detail: string; status: number },
) {
  const isEmpty = typed === '' && !problem
  const body = KioskStartPage({ here, typed, problem: problem?.detail })
  return page(context, headOf(context, isEmpty ? undefined : resetSeconds.open), body, problem?.status ?? 200)
}

async function step(context: Context, form: FormBody): Promise<Reply> {
  const textIn = (name: string) => [form.fields[name] ?? []].flat()[0]?.slice(0, 200)
  const here = await findKioskHere(context)
  if (!here) throw refusal.notEnrolled()
  const typed = textIn('so') ?? ''
  const key = textIn('phim')
  if (key !== undefined) return startPage(context, here, pressed(typed, key))
  const at = await openAtKiosk(context, typed)
  const set = setNow(context)
  const chosen = (number: string) => textIn(fieldOf(number))
  const place = placeOf(set, chosen)
  const name = textIn('an-danh')
  if (place.at === 'question' || name === undefined) {
    const answered = set.criteria
      .filter(isAsked)
      .slice(0, place.at === 'question' ? place.index : undefined)
      .map(({ number }) => [number, chosen(number) ?? ''] as const)
    const body = KioskQuestionPage({ at, set, place, answers: answered })
    return page(context, headOf(context, resetSeconds.open), body)
  }
  const { answers } = readAnswers(set, chosen)
  const kiosk = { id: here.kiosk.id, caseId: at.dossier.id }
  await rateDossier(context, { kiosk }, { answers, comment: '', isAnonymous: name !== 'khong' })
  return redirect(`${kioskLinks.show()}/cam-on`)
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/may-danh-gia',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const here = await findKioskHere(context)
      if (!here) return page(context, headOf(context), NoKioskPage())
      return startPage(context, here, '')
    },
  }),
  endpoint({
    method: 'POST',
    path: '/may-danh-gia',
    access: 'public',
    limit,
    body: 'raw',
    input: Type.Object({}),
    handle: (context, _input, form) => step(context, form),
    async refused(context, problem) {
      const here = await findKioskHere(context)
      if (!here) return page(context, headOf(context), NoKioskPage(), problem.status)
      return startPage(context, here, '', problem)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/may-danh-gia/cam-on',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const here = await findKioskHere(context)
      if (!here) return redirect(kioskLinks.show())
      return page(context, headOf(context, resetSeconds.thanks), KioskThanksPage({ here }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/may-danh-gia/ghi-danh/:id/:key',
    access: 'public',
    limit,
    input: Claim,
    async handle(context, claim) {
      const { kiosk, deskName } = await openClaim(context, claim)
      return page(
        context,
        headOf(context),
        ClaimPage({ kiosk, deskName, action: kioskLinks.claim(claim.id, claim.key) }),
      )
    },
  }),
  endpoint({
    method: 'POST',
    path: '/may-danh-gia/ghi-danh/:id/:key',
    access: 'public',
    limit,
    input: Claim,
    async handle(context, claim) {
      await claimKiosk(context, claim)
      const value = `${claim.id}.${keyOf(context.settings.secretKey, 'device', claim.id)}`
      return redirect(kioskLinks.show(), [{ name: kioskCookie, value, maxAgeSeconds: kioskCookieSeconds }])
    },
  }),
]
