/** Phiếu mời đánh giá, for whoever hands the result over. */

import { Type } from 'typebox'
import { qrSvg } from '#kernel/pdf.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { openSlip } from './commands.ts'
import { surveyLinks } from './domain.ts'
import { SlipPage } from './pages.tsx'
import { texts } from './texts.ts'

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/moi-danh-gia',
    access: { permission: 'dossier.view' },
    // The code of a dossier that the officer may see, and its procedure; nothing of its person.
    personal: 'none',
    input: Type.Object({ code: Type.String({ maxLength: 80 }) }),
    async handle(context, { code }) {
      const slip = await openSlip(context, code)
      const qr = qrSvg(`${context.settings.publicUrl}${surveyLinks.survey(slip.invitation.token, 'qr')}`)
      return page(context, { title: textsFor(texts, context.language).title }, SlipPage({ slip, qr }))
    },
  }),
]
