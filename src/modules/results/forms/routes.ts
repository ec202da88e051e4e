/** Papers of a dossier under its public address: for its owner, for whoever holds the lookup secret, for officers in scope. */

import { Type } from 'typebox'
import { endpoint } from '#kernel/web.ts'
import { readResultPaper, renderForm } from './commands.ts'
import { type FormKind, formTitles } from './domain.ts'

const addresses = {
  receipt: 'giay-tiep-nhan',
  supplement: 'phieu-bo-sung',
  refusal: 'phieu-tu-choi',
} as const satisfies Record<FormKind, string>

/** The secret is short, so tries are counted. */
const limit = { name: 'giay-to-ho-so', max: 30, seconds: 60 } as const
const input = Type.Object({ code: Type.String(), ma: Type.Optional(Type.String({ maxLength: 20 })) })

export const routes = [
  ...(Object.keys(formTitles) as FormKind[]).map((kind) =>
    endpoint({
      method: 'GET',
      path: `/ho-so/:code/${addresses[kind]}.pdf`,
      access: 'public',
      limit,
      input,
      async handle(context, { code, ma }) {
        const body = await renderForm(context, kind, { code, secret: ma || undefined })
        return { kind: 'file', name: `${addresses[kind]}-${code}.pdf`, mediaType: 'application/pdf', body }
      },
    }),
  ),
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/ket-qua.pdf',
    access: 'public',
    limit,
    input,
    async handle(context, { code, ma }) {
      const { name, bytes } = await readResultPaper(context, { code, secret: ma || undefined })
      return { kind: 'file', name, mediaType: 'application/pdf', body: bytes }
    },
  }),
]
