/** Kiểm tra giấy tờ: open to everyone, with a limit on guessing. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { readVerified } from '#kernel/files.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply } from '#kernel/web.ts'
import { resultRefusal } from '#modules/results/api.ts'
import { verifyByCode, verifyFile } from './commands.ts'
import { type Asked, VerifyPage } from './pages.tsx'
import { texts } from './texts.ts'

const tries = { name: 'kiem-tra', max: 30, seconds: 60 } as const
const uploads = { name: 'kiem-tra-tep', max: 10, seconds: 60 } as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/kiem-tra',
    access: 'public',
    limit: tries,
    input: Type.Object({ ma: Type.Optional(Type.String({ maxLength: 40 })) }),
    async handle(context, { ma }) {
      const code = ma?.trim()
      if (!code) return verifyPage(context, {})
      return verifyPage(context, { code, byCode: (await verifyByCode(context, code)) ?? 'none' })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/kiem-tra',
    access: 'public',
    limit: uploads,
    body: 'raw',
    input: Type.Object({}),
    async handle(context, _input, { uploads: [upload] }) {
      if (upload?.file.mediaType !== 'application/pdf') throw resultRefusal.uploadNeeded()
      const { sha256, name } = upload.file
      const bytes = await readVerified(context.files, sha256, name)
      return verifyPage(context, { byFile: await verifyFile(context, bytes) })
    },
    refused: async (context, problem) => verifyPage(context, { problem: problem.detail }, problem.status),
  }),
]

function verifyPage(context: Context, asked: Asked, status = 200): Reply {
  const { title, lead } = textsFor(texts, context.language)
  return page(context, { title, description: lead }, VerifyPage(asked), status)
}
