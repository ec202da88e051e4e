/** Đánh giá: with an account, with the receipt's two codes, or by the link of the message and of the slip. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { readAnswers } from '../criteria/domain.ts'
import { surveyLinks } from '../inviting/domain.ts'
import { openSurvey, rateDossier, setNow } from './commands.ts'
import { fieldOf, isOpenToRate, ratedPage, type SurveyParts, surveyPage } from './pages.tsx'
import { texts } from './texts.ts'

type SurveyWay = SurveyParts['way']

const code = Type.String({ maxLength: 80 })
const ma = Type.Optional(Type.String({ maxLength: 20 }))
const token = Type.String({ maxLength: 40 })
const nguon = Type.Optional(Type.String({ maxLength: 8 }))
const limit = { name: 'rating', max: 120, seconds: 600 }

async function show(context: Context, way: SurveyWay): Promise<Reply> {
  const dossier = await openSurvey(context, way)
  if (!isOpenToRate(dossier)) return ratedPage(context, { way, dossier })
  return surveyPage(context, { way, dossier, set: setNow(context), typed: () => undefined, errors: [] })
}

async function send(context: Context, way: SurveyWay, { fields }: FormBody, thanks: string): Promise<Reply> {
  const dossier = await openSurvey(context, way)
  const set = setNow(context)
  const typed = (name: string) => [fields[name] ?? []].flat()[0]?.slice(0, 4000)
  const { answers, missing } = readAnswers(set, (number) => typed(fieldOf(number)))
  if (isOpenToRate(dossier) && missing.length > 0) {
    const { missing: message } = textsFor(texts, context.language)
    const errors = missing.map((number) => ({ name: fieldOf(number), message }))
    return surveyPage(context, { way, dossier, set, typed, errors })
  }
  const isAnonymous = typed('anonymous') === 'yes'
  await rateDossier(context, way, { answers, comment: typed('comment') ?? '', isAnonymous })
  return redirect(thanks)
}

const textIn = ({ fields }: FormBody, name: string): string | undefined =>
  [fields[name] ?? []].flat()[0]?.slice(0, 40)

export const routes = [
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/danh-gia',
    access: 'public',
    limit,
    input: Type.Object({ code, ma }),
    handle: (context, { code: given, ma: secret }) => show(context, { code: given, secret }),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-so/:code/danh-gia',
    access: 'public',
    limit,
    body: 'raw',
    input: Type.Object({ code }),
    handle(context, { code: given }, form) {
      const secret = textIn(form, 'ma')
      return send(context, { code: given, secret }, form, dossierLinks.rate(given, secret))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/danh-gia/:token',
    access: 'public',
    limit,
    input: Type.Object({ token, nguon }),
    handle: (context, { token: given, nguon: from }) => show(context, { token: given, isQr: from === 'qr' }),
  }),
  endpoint({
    method: 'POST',
    path: '/danh-gia/:token',
    access: 'public',
    limit,
    body: 'raw',
    input: Type.Object({ token }),
    handle(context, { token: given }, form) {
      const isQr = textIn(form, 'nguon') === 'qr'
      return send(context, { token: given, isQr }, form, surveyLinks.survey(given))
    },
  }),
]
