/** Đánh giá, with an account or with the receipt's two codes. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { dossierLinks } from '../api.ts'
import { dossierCanBeRated } from '../tracking/domain.ts'
import { openToRate, rateDossier } from './commands.ts'
import { criterionKeys, type RatingAnswers } from './domain.ts'
import { type RatingTyped, ratedPage, ratingPage } from './pages.tsx'
import { texts } from './texts.ts'

const code = Type.String({ maxLength: 80 })
const ma = Type.Optional(Type.String({ maxLength: 20 }))
const limit = { name: 'rating', max: 120, seconds: 600 }
const points = Type.Optional(Type.Enum(['0', '1', '2']))

export const routes = [
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/danh-gia',
    access: 'public',
    limit,
    input: Type.Object({ code, ma }),
    async handle(context, input) {
      const dossier = await openToRate(context, { code: input.code, secret: input.ma })
      const parts = { dossier, secret: input.ma }
      if (!dossierCanBeRated(dossier)) return ratedPage(context, parts)
      return ratingPage(context, { ...parts, typed: {}, errors: [] })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/ho-so/:code/danh-gia',
    access: 'public',
    limit,
    input: Type.Object({
      code,
      ma,
      contacts: points,
      agencies: points,
      attitude: points,
      overall: Type.Optional(Type.Enum(['1', '2', '3', '4', '5'])),
      comment: Type.Optional(Type.String({ maxLength: 4000 })),
      anonymous: Type.Optional(Type.Literal('yes')),
    }),
    async handle(context, { code: given, ma: secret, ...typed }) {
      const dossier = await openToRate(context, { code: given, secret })
      const message = textsFor(texts, context.language).missing
      const errors = [...criterionKeys, 'overall' as const]
        .filter((name) => typed[name] === undefined)
        .map((name) => ({ name, message }))
      if (errors.length > 0) return ratingPage(context, { dossier, secret, typed, errors })
      const { comment = '' } = typed
      await rateDossier(context, { code: given, secret, answers: answersOf(typed), comment })
      return redirect(dossierLinks.rate(dossier.code, secret))
    },
  }),
]

/** The words of the form as points; only for a form in which nothing is missing. */
function answersOf(typed: RatingTyped): RatingAnswers {
  const pointsOf = (text: string | undefined) => (text === '2' ? 2 : text === '1' ? 1 : 0)
  return {
    contacts: pointsOf(typed.contacts),
    agencies: pointsOf(typed.agencies),
    attitude: pointsOf(typed.attitude),
    overall: Number(typed.overall),
    anonymous: typed.anonymous === 'yes',
  }
}
