/** The desk of petitions: queue, one petition, one address for each act. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { type Endpoint, endpoint, type FormBody, redirect } from '#kernel/web.ts'
import {
  type About,
  type Awaited,
  abouts,
  actFacts,
  awaitedThings,
  permissionOf,
  petitionLinks,
} from '../domain.ts'
import {
  fieldOf,
  isOfficerAct,
  type OfficerAct,
  officerActs,
  type TypedAct,
  typedLengths,
} from './acts/domain.ts'
import { workPage } from './acts/pages.tsx'
import * as commands from './commands.ts'
import { contactPage, loadPage, queuePage } from './pages.tsx'
import { openContact, openWork, viewLoad, viewQueue } from './reading/commands.ts'

const access = { anyPermission: ['petitions.receive', 'petitions.handle', 'petitions.publish'] } as const
const code = Type.String({ maxLength: 20 })
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

/** What the form of this act said. */
function typedIn(act: OfficerAct, { fields }: FormBody): TypedAct {
  const keys = Object.keys(typedLengths) as (keyof TypedAct)[]
  return Object.fromEntries(
    keys.map((key) => [key, [fields[fieldOf(act, key)] ?? []].flat()[0]?.slice(0, typedLengths[key])]),
  )
}

type Input = TypedAct & { readonly code: string }

/** What each act does with what its form sent. */
const deeds: Readonly<Record<OfficerAct, (context: Context, input: Input) => Promise<void>>> = {
  accept: (context, { code: of, unit = '', procedure = '', accused = '', official = '', words = '' }) =>
    commands.acceptPetition(context, {
      code: of,
      unitCode: unit,
      procedureCode: procedure,
      accusedCode: accused,
      officialName: official,
      words,
    }),
  askMore: (context, { code: of, words = '' }) => commands.askForMore(context, { code: of, words }),
  forward: (context, { code: of, agency = '', words = '' }) =>
    commands.forwardPetition(context, { code: of, agency, words }),
  leadAway: (context, { code: of, path = '', words = '' }) =>
    commands.leadAway(context, { code: of, path, words }),
  reject: (context, { code: of, ground = '' }) => commands.rejectPetition(context, { code: of, ground }),
  reassign: (context, { code: of, unit = '', words = '' }) =>
    commands.reassignPetition(context, { code: of, unitCode: unit, words }),
  take: commands.takePetition,
  giveBack: (context, { code: of, words = '' }) => commands.giveBackPetition(context, { code: of, words }),
  answer: (context, { code: of, words = '' }) => commands.answerPetition(context, { code: of, words }),
  publish: (context, { code: of, title = '', publicWords = '', words = '' }) =>
    commands.publishAnswer(context, { code: of, title, words: publicWords, answer: words }),
  sendBack: (context, { code: of, words = '' }) => commands.sendBackAnswer(context, { code: of, words }),
  link: (context, { code: of, earlier = '' }) => commands.linkPetition(context, { code: of, earlier }),
}

const actRoutes: readonly Endpoint[] = Object.keys(officerActs)
  .filter(isOfficerAct)
  .map((act) =>
    endpoint({
      method: 'POST',
      path: `/lam-viec/kien-nghi/:code/${officerActs[act]}`,
      access: { permission: permissionOf[actFacts(act).by] ?? 'petitions.receive' },
      body: 'raw',
      input: Type.Object({ code }),
      async handle(context, input, form) {
        nothingOfOthers(context)
        await deeds[act](context, { ...input, ...typedIn(act, form) })
        return redirect(act === 'giveBack' ? petitionLinks.desk : `${petitionLinks.work(input.code)}?xong=1`)
      },
      refused: async (context: Context, problem: Problem, input, form) =>
        workPage(context, {
          work: await openWork(context, input.code),
          typed: typedIn(act, form),
          act: officerActs[act],
          problem,
        }),
    }),
  )

const awaitedKeys = Object.keys(awaitedThings) as Awaited[]
const aboutKeys = Object.keys(abouts) as About[]

export const handlingRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: petitionLinks.desk,
    access,
    input: Type.Object({
      cho: text(20),
      've-viec': text(20),
      tim: text(100),
      'qua-han': text(5),
      trang: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    }),
    async handle(context, typed) {
      const queue = await viewQueue(context, {
        awaits: awaitedKeys.find((one) => one === typed.cho),
        about: aboutKeys.find((one) => one === typed['ve-viec']),
        search: typed.tim,
        isLate: typed['qua-han'] === 'yes',
        page: typed.trang ?? 0,
      })
      return queuePage(context, queue, typed)
    },
  }),
  endpoint({
    method: 'GET',
    path: petitionLinks.load,
    access: { permission: 'petitions.receive' },
    personal: 'none',
    input: Type.Object({}),
    handle: async (context) => loadPage(context, await viewLoad(context)),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/kien-nghi/:code',
    access,
    input: Type.Object({ code, xong: Type.Optional(Type.Literal('1')), mau: text(80) }),
    handle: async (context, { code: given, xong, mau: template }) =>
      workPage(context, { work: await openWork(context, given), isDone: xong === '1', template }),
  }),
  ...actRoutes,
  endpoint({
    method: 'POST',
    path: '/lam-viec/kien-nghi/:code/nguoi-gui',
    access: { anyPermission: ['petitions.receive', 'petitions.handle'] },
    input: Type.Object({ code, reason: text(300) }),
    handle: async (context, { code: given, reason = '' }) =>
      contactPage(context, await openContact(context, { code: given, reason })),
    refused: async (context, problem, { code: given, reason }) =>
      workPage(context, {
        work: await openWork(context, given),
        typed: { words: reason },
        act: 'contact',
        problem,
      }),
  }),
]
