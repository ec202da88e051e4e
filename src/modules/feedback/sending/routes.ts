/** Gửi phản ánh, and saying that one met the same. Open to everyone. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { type Endpoint, endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import type { FieldError } from '#ui/feedback.tsx'
import type { LiveMap } from '#ui/map.tsx'
import { reportLinks } from '../domain.ts'
import { takePhotos } from '../photos/commands.ts'
import { takeVoice } from '../voices/commands.ts'
import {
  type AreaAt,
  checkReport,
  createReport,
  joinReport,
  readReport,
  sendReport,
  startReport,
} from './commands.ts'
import type { Typed } from './domain.ts'
import { atOnce, checkPage, joinedPage, photoMegabytesMax, sendPage } from './pages.tsx'

const code = Type.String({ maxLength: 20 })
const ma = Type.Optional(Type.String({ maxLength: 20 }))
const limit = { name: 'feedback-send', max: 30, seconds: 3600 } as const

const fieldNames = [
  'category',
  'area',
  'place',
  'latitude',
  'longitude',
  'words',
  'name',
  'phone',
  'unnamed',
] as const satisfies readonly (keyof Typed)[]

const typedIn = ({ fields }: FormBody): Typed =>
  Object.fromEntries(fieldNames.map((name) => [name, [fields[name] ?? []].flat()[0]]))

const aboutVoice = new Set(['feedback.notARecording', 'feedback.recordingTooLong'])

/** Of whoever knows the borders: the commune of a point, and a map on which to choose one. */
export type Places = { readonly areaAt: AreaAt; readonly liveMap: (context: Context) => LiveMap }

export const sendingRoutes = (places?: Places): readonly Endpoint[] => {
  const areaAt = places?.areaAt
  const again = (context: Context, form: FormBody, errors: readonly FieldError[]): Reply =>
    sendPage(context, {
      typed: typedIn(form),
      errors,
      had: new Set(form.uploads.map(({ field }) => field)),
      map: places?.liveMap(context),
    })
  return [
    endpoint({
      method: 'GET',
      path: reportLinks.send,
      access: 'public',
      input: Type.Object({}),
      handle: async (context) =>
        sendPage(context, { typed: {}, errors: [], had: new Set(), map: places?.liveMap(context) }),
    }),
    endpoint({
      method: 'POST',
      path: reportLinks.send,
      access: 'public',
      limit,
      body: 'raw',
      megabytesMax: photoMegabytesMax,
      files: 'papers and sound',
      input: Type.Object({}),
      async handle(context, _input, form) {
        const filesOf = (name: string) =>
          form.uploads.filter(({ field }) => field === name).map(({ file }) => file)
        const voice = takeVoice(filesOf('voice'))
        const read = readReport(context, typedIn(form), { areaAt, hasVoice: voice !== undefined })
        const wrong = [
          ...('wrong' in read ? read.wrong : []).map((one) => ({
            name: one.name as string,
            message: one.refusal.sentence[context.language],
          })),
          ...form.refusedUploads.map(({ field, problem }) => ({ name: field, message: problem.detail })),
        ]
        if (wrong.length > 0 || 'wrong' in read) return again(context, form, wrong)
        const photos = await takePhotos(context, filesOf('photos'), context.pack.feedback.photosMax)
        if (form.fields[atOnce] === 'yes') {
          const { code: sent, secret } = await createReport(context, read.meant, { photos, voice }, areaAt)
          return redirect(`${reportLinks.show(sent, secret)}&gui=1`)
        }
        const { code: made, secret } = await startReport(context, read.meant, { photos, voice }, areaAt)
        return redirect(reportLinks.check(made, secret))
      },
      refused: async (context, problem, _input, form) =>
        again(context, form, [
          {
            name: aboutVoice.has(problem.code)
              ? 'voice'
              : problem.code === 'quotas.reports'
                ? 'words'
                : 'photos',
            message: problem.detail,
          },
        ]),
    }),
    endpoint({
      method: 'GET',
      path: '/phan-anh/gui/:code',
      access: 'public',
      input: Type.Object({ code, ma }),
      handle: async (context, input) =>
        checkPage(context, await checkReport(context, input.code, input.ma ?? ''), input.ma ?? ''),
    }),
    endpoint({
      method: 'POST',
      path: '/phan-anh/gui/:code',
      access: 'public',
      limit,
      input: Type.Object({ code, ma, join: Type.Optional(code) }),
      async handle(context, { code: given, ma: secret = '', join }) {
        if (join !== undefined) {
          await joinReport(context, join)
          return joinedPage(context, join)
        }
        await sendReport(context, given, secret)
        return redirect(`${reportLinks.show(given, secret)}&gui=1`)
      },
    }),
    endpoint({
      method: 'POST',
      path: '/phan-anh/:code/cung-gap',
      access: 'public',
      limit,
      input: Type.Object({ code }),
      async handle(context, { code: given }) {
        await joinReport(context, given)
        return joinedPage(context, given)
      },
    }),
  ]
}
