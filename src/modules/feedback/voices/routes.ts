/** The recording of a report, for the desk. */

import { Type } from 'typebox'
import { nothingOfOthers } from '#kernel/looks.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { reportLinks } from '../domain.ts'
import { workPage } from '../handling/acts/pages.tsx'
import { openWork } from '../handling/reading/commands.ts'
import { openVoice, transcribe } from './commands.ts'

const code = Type.String({ maxLength: 20 })
const access = { permission: 'feedback.triage' } as const

export const voiceRoutes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/phan-anh/:code/ghi-am',
    access,
    input: Type.Object({ code }),
    handle: async (context, input) => ({ kind: 'file', ...(await openVoice(context, input.code)) }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/phan-anh/:code/ghi-am',
    access,
    input: Type.Object({ code, transcript: Type.Optional(Type.String({ maxLength: 4000 })) }),
    async handle(context, { code: given, transcript = '' }) {
      nothingOfOthers(context)
      await transcribe(context, { code: given, words: transcript })
      return redirect(`${reportLinks.work(given)}?xong=1`)
    },
    refused: async (context, problem, { code: given, transcript }) =>
      workPage(context, {
        work: await openWork(context, given),
        typed: { words: transcript },
        act: 'voice',
        problem,
      }),
  }),
]
