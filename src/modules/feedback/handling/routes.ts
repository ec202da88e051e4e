/** The console of field reports: queue, one report, one address for each act. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { type Endpoint, endpoint, type FormBody, redirect } from '#kernel/web.ts'
import { type Awaited, actFacts, awaitedThings, permissionOf, reportLinks } from '../domain.ts'
import { clearPhoto, openOriginal } from '../photos/commands.ts'
import {
  fieldOf,
  isOfficerAct,
  type OfficerAct,
  officerActs,
  type TypedAct,
  typedLengths,
} from './acts/domain.ts'
import { answerMegabytesMax } from './acts/forms/pages.tsx'
import { workPage } from './acts/pages.tsx'
import * as commands from './commands.ts'
import { contactsPage, loadPage, queuePage } from './pages.tsx'
import { openContacts, openWork, viewLoad, viewQueue } from './reading/commands.ts'

const access = { anyPermission: ['feedback.triage', 'feedback.process', 'feedback.publish'] } as const
const code = Type.String({ maxLength: 20 })
const photo = Type.String({ maxLength: 40 })
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

type ActInput = TypedAct & { readonly code: string }

/** What the form of this act said. */
function typedIn(act: OfficerAct, { fields }: FormBody): TypedAct {
  const keys = Object.keys(typedLengths) as (keyof TypedAct)[]
  return Object.fromEntries(
    keys.map((key) => [key, [fields[fieldOf(act, key)] ?? []].flat()[0]?.slice(0, typedLengths[key])]),
  )
}

/** What each act does with what its form sent. Splitting answers the code of the second report. */
const deeds: Readonly<
  Record<OfficerAct, (context: Context, input: ActInput, form: FormBody) => Promise<string | void>>
> = {
  accept: (context, { category = '', urgency = '', publicWords = '', publicPlace = '', ...of }) =>
    commands.acceptReport(context, { ...of, category, urgency, publicWords, publicPlace }),
  reject: (context, { ground = '', ...of }) => commands.rejectReport(context, { ...of, ground }),
  forward: (context, { unit: unitCode = '', words = '', ...of }) =>
    commands.forwardReport(context, 'forward', { ...of, unitCode, words }),
  reassign: (context, { unit: unitCode = '', words = '', ...of }) =>
    commands.forwardReport(context, 'reassign', { ...of, unitCode, words }),
  take: commands.takeReport,
  giveBack: (context, { words = '', ...of }) => commands.giveBackReport(context, { ...of, words }),
  extend: (context, { words = '', ...of }) => commands.extendReport(context, { ...of, words }),
  answer: (context, { words = '', ...of }, { uploads }) =>
    commands.answerReport(context, { ...of, words, files: uploads.map(({ file }) => file) }),
  sendBack: (context, { words = '', ...of }) => commands.sendBackReport(context, { ...of, words }),
  publish: commands.publishReport,
  merge: (context, { into = '', ...of }) => commands.mergeReport(context, { ...of, into }),
  split: (context, { category = '', words = '', ...of }) =>
    commands.splitReport(context, { ...of, category, words }),
}

const actRoutes: readonly Endpoint[] = Object.keys(officerActs)
  .filter(isOfficerAct)
  .map((act) => {
    const refused = async (
      context: Context,
      problem: Problem,
      input: { readonly code: string },
      form: FormBody,
    ) =>
      workPage(context, {
        work: await openWork(context, input.code),
        typed: typedIn(act, form),
        act: officerActs[act],
        problem,
      })
    return endpoint({
      method: 'POST',
      path: `/lam-viec/phan-anh/:code/${officerActs[act]}`,
      access: { permission: permissionOf[actFacts(act).by] ?? 'feedback.triage' },
      megabytesMax: answerMegabytesMax,
      body: 'raw',
      input: Type.Object({ code }),
      async handle(context, input, form) {
        nothingOfOthers(context)
        const [refusedFile] = form.refusedUploads
        if (refusedFile) return refused(context, refusedFile.problem, input, form)
        const second = await deeds[act](context, { ...input, ...typedIn(act, form) }, form)
        return redirect(`${reportLinks.work(input.code)}?xong=1${second ? `&tach=${second}` : ''}`)
      },
      refused,
    })
  })

const awaitedKeys = Object.keys(awaitedThings) as [Awaited, ...Awaited[]]

export const handlingRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: reportLinks.console,
    access,
    input: Type.Object({
      cho: text(20),
      'linh-vuc': text(80),
      tim: text(100),
      'qua-han': text(5),
      trang: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    }),
    async handle(context, typed) {
      const queue = await viewQueue(context, {
        awaits: awaitedKeys.find((one) => one === typed.cho),
        category: typed['linh-vuc'],
        search: typed.tim,
        isLate: typed['qua-han'] === 'yes',
        page: typed.trang ?? 0,
      })
      return queuePage(context, queue, typed)
    },
  }),
  endpoint({
    method: 'GET',
    path: reportLinks.load,
    access: { permission: 'feedback.triage' },
    personal: 'none',
    input: Type.Object({}),
    handle: async (context) => loadPage(context, await viewLoad(context)),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/phan-anh/:code',
    access,
    input: Type.Object({ code, xong: Type.Optional(Type.Literal('1')), tach: text(20), mau: text(80) }),
    handle: async (context, { code: given, xong, tach: second, mau: template }) =>
      workPage(context, { work: await openWork(context, given), isDone: xong === '1', second, template }),
  }),
  ...actRoutes,
  endpoint({
    method: 'POST',
    path: '/lam-viec/phan-anh/:code/nguoi-gui',
    access: { permission: 'feedback.triage' },
    input: Type.Object({ code, reason: text(300) }),
    handle: async (context, { code: given, reason = '' }) =>
      contactsPage(context, await openContacts(context, { code: given, reason })),
    refused: async (context, problem, { code: given, reason }) =>
      workPage(context, {
        work: await openWork(context, given),
        typed: { words: reason },
        act: 'contact',
        problem,
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/phan-anh/:code/anh/:photo',
    access,
    input: Type.Object({ code, photo }),
    handle: async (context, input) => ({
      kind: 'file',
      ...(await openOriginal(context, input.code, input.photo)),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/phan-anh/:code/anh/:photo/che',
    access: { permission: 'feedback.publish' },
    body: 'raw',
    input: Type.Object({ code, photo }),
    async handle(context, { code: given, photo: photoId }, { fields }) {
      nothingOfOthers(context)
      const covers = [fields[`covers-${photoId}`] ?? []].flat().join('\n').slice(0, 2000)
      await clearPhoto(context, { code: given, photoId, covers })
      return redirect(`${reportLinks.work(given)}?xong=1#anh-${photoId}`)
    },
    refused: async (context, problem, { code: given }) =>
      workPage(context, { work: await openWork(context, given), problem }),
  }),
]
