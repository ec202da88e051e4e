/** Papers of a dossier: under its public address for its owner and whoever holds the lookup secret, and for officers in scope. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { readOutgoing } from '../outgoing/commands.ts'
import { isOutgoing } from '../outgoing/domain.ts'
import { listForms, readResultPaper, renderForm } from './commands.ts'
import { type CopyWish, type PublicForm, publicForms } from './domain.ts'
import { PrintedFormsPage } from './pages.tsx'
import { texts } from './texts.ts'

const addresses = {
  receipt: 'giay-tiep-nhan',
  supplement: 'phieu-bo-sung',
  refusal: 'phieu-tu-choi',
  apology: 'phieu-xin-loi',
  stop: 'thong-bao-dung',
} as const satisfies Record<PublicForm, string>

const wishes = { luu: 'keep', khach: 'hand', 'ca-hai': 'both' } as const satisfies Record<string, CopyWish>
type Wish = keyof typeof wishes

/** The secret is short, so tries are counted. */
const limit = { name: 'giay-to-ho-so', max: 30, seconds: 60 } as const
const code = Type.String({ maxLength: 80 })
const input = Type.Object({ code, ma: Type.Optional(Type.String({ maxLength: 20 })) })
const pdf = 'application/pdf'

export const routes = [
  ...publicForms.map((kind) =>
    endpoint({
      method: 'GET',
      path: `/ho-so/:code/${addresses[kind]}.pdf`,
      access: 'public',
      personal: 'told',
      limit,
      input: Type.Object({
        ...input.properties,
        lien: Type.Optional(Type.Enum(Object.keys(wishes) as [Wish, ...Wish[]])),
      }),
      async handle(context, { code, ma, lien }) {
        const wanted = { code, secret: ma || undefined }
        // Copies to sign by hand are printed; what is handed out electronically is signed.
        const body =
          isOutgoing(kind) && (!lien || lien === 'khach')
            ? await readOutgoing(context, kind, wanted)
            : await renderForm(context, kind, wanted, lien && wishes[lien])
        return { kind: 'file', name: `${addresses[kind]}-${code}.pdf`, mediaType: pdf, body }
      },
    }),
  ),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/ket-qua.pdf',
    access: 'public',
    personal: 'told',
    limit,
    input,
    async handle(context, { code, ma }) {
      const { name, bytes } = await readResultPaper(context, { code, secret: ma || undefined })
      return { kind: 'file', name, mediaType: pdf, body: bytes }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/phieu-kiem-soat.pdf',
    access: { permission: 'dossier.view' },
    input: Type.Object({ code }),
    async handle(context, { code }) {
      const body = await renderForm(context, 'controlSheet', { code })
      return { kind: 'file', name: `phieu-kiem-soat-${code}.pdf`, mediaType: pdf, body }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/giay-in',
    access: { permission: 'dossier.view' },
    input: Type.Object({ code }),
    async handle(context, { code }) {
      const printed = await listForms(context, code)
      const title = textsFor(texts, context.language).printed
      return page(context, { title: `${title} · ${code}` }, PrintedFormsPage(printed))
    },
  }),
]
