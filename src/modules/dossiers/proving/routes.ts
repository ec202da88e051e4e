/** The proof of one's own dossier, as a page and as a file. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { dossierLinks } from '../api.ts'
import { accountCrumbs } from '../tracking/own/pages.tsx'
import { openProof } from './commands.ts'
import { ProofPage } from './pages.tsx'
import { texts } from './texts.ts'

const code = Type.String({ maxLength: 80 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/so-cai',
    access: { citizen: 'look' },
    input: Type.Object({ code }),
    async handle(context, input) {
      const proof = await openProof(context, input.code)
      const own = { href: dossierLinks.show(proof.code), label: proof.code }
      return page(
        context,
        { title: textsFor(texts, context.language).titleOf(proof.code), noIndex: true },
        ProofPage({
          proof,
          publicUrl: context.settings.publicUrl,
          breadcrumb: [...accountCrumbs(context), own],
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/bien-nhan.tlog-proof',
    access: { citizen: 'look' },
    input: Type.Object({ code }),
    async handle(context, input) {
      const proof = await openProof(context, input.code)
      return {
        kind: 'file',
        name: `bien-nhan-${proof.code}.tlog-proof`,
        mediaType: 'text/plain; charset=utf-8',
        body: proof.receipt.text,
        download: true,
      }
    },
  }),
]
