/** Kiến nghị mẫu of a development installation, by the same commands that people use. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import type { Officer } from '#kernel/policy.ts'
import { chiefsOf, findUnitByCode, officerAt, type Unit } from '#modules/organisation/api.ts'
import { searchProcedures } from '#modules/services/api.ts'
import { ratePetition } from '../following/commands.ts'
import {
  acceptPetition,
  answerPetition,
  askForMore,
  leadAway,
  publishAnswer,
  takePetition,
} from '../handling/commands.ts'
import { sendPetition } from '../sending/commands.ts'
import { type Invented, invented, type Stop } from './domain.ts'
import { hasPetitions } from './store.ts'

const dayMs = 86_400_000

type Cast = { readonly desk: Officer; readonly handlers: readonly (Officer & { readonly at: Unit })[] }

/** Once: an installation with a petition is left as it is. */
export async function seedPetitions(context: Context): Promise<void> {
  const cast = await read(context, (tx) => castOf(tx, context))
  if (!cast) return
  for (const [index, one] of invented.entries()) {
    const handler = cast.handlers[index % cast.handlers.length]
    if (handler) await play(context, one, cast.desk, handler)
  }
}

/** The desk of the province's agency, and two agencies that can handle; `undefined` where one is missing. */
async function castOf(tx: Tx, { pack, today }: Context): Promise<Cast | undefined> {
  if (await hasPetitions(tx)) return undefined
  const agency = await findUnitByCode(tx, pack.manifest.agencyCode, today)
  const holder = async (unit: Unit, permission: 'petitions.receive' | 'petitions.handle') => {
    const posts = await chiefsOf(tx, unit.id, today, permission)
    const post = posts.find(({ unitId }) => unitId === unit.id)
    return post && officerAt(tx, post.postId, today)
  }
  const desk = agency && (await holder(agency, 'petitions.receive'))
  if (!desk) return undefined
  const handlers: Cast['handlers'][number][] = []
  for (const { code, kind } of pack.units) {
    if (handlers.length === 2) break
    if (kind !== 'department' && kind !== 'commune') continue
    const unit = await findUnitByCode(tx, code, today)
    const officer = unit && (await holder(unit, 'petitions.handle'))
    if (unit && officer) handlers.push({ ...officer, at: unit })
  }
  return handlers.length > 0 ? { desk, handlers } : undefined
}

const order: readonly Stop[] = ['new', 'accepted', 'processing', 'answered', 'published']

async function play(context: Context, one: Invented, desk: Officer, handler: Cast['handlers'][number]) {
  const begun = context.now.getTime() - one.daysAgo * dayMs
  // What is over took a week; what goes on is where it is by now.
  const at = (part: number) =>
    new Date(Math.min(context.now.getTime(), begun + part * Math.min(one.daysAgo, 7) * dayMs))
  const as = (actor: Context['actor'], part: number) => backgroundContext(context, actor, at(part))
  const found = one.procedure ? await searchProcedures(context, one.procedure, 1) : []
  const isKnown = (code: string) => context.pack.catalogue.some((entry) => entry.code === code)
  const procedureCode = found.map((each) => each.code).find(isKnown) ?? null
  const division = context.pack.units.find(({ kind }) => kind === 'division')
  const accused = one.about === 'staff' ? (division?.code ?? desk.unitCode) : ''
  const sender = as({ kind: 'visitor' }, 0)
  const { code, secret } = await sendPetition(sender, {
    about: one.about,
    procedureCode,
    conduct: one.conduct ?? null,
    accused,
    officialName: null,
    words: one.words,
    name: one.name,
    address: null,
    phone: one.phone,
    isNamePublic: false,
  })
  if (one.stop === 'incomplete')
    return askForMore(as(desk, 0.5), {
      code,
      words: 'Xin nêu rõ thủ tục nào, ở cơ quan nào, và điều gì rườm rà.',
    })
  if (one.stop === 'ledAway')
    return leadAway(as(desk, 0.2), {
      code,
      path: 'denunciation',
      words: 'Việc đòi tiền là dấu hiệu vi phạm pháp luật, phải được giải quyết theo Luật Tố cáo.',
    })
  const steps: Readonly<Partial<Record<Stop, () => Promise<unknown>>>> = {
    accepted: () =>
      acceptPetition(as(desk, 0.15), {
        code,
        unitCode: handler.at.code,
        procedureCode: procedureCode ?? '',
        accusedCode: accused,
        officialName: '',
        words: '',
      }),
    processing: () => takePetition(as(handler, 0.3), { code }),
    answered: () => answerPetition(as(handler, 0.8), { code, words: one.answer ?? '' }),
    published: () =>
      publishAnswer(as(desk, 0.95), {
        code,
        title: one.title ?? '',
        words: one.words,
        answer: one.answer ?? '',
      }),
  }
  for (const step of order.slice(1, order.indexOf(one.stop) + 1)) await steps[step]?.()
  if (one.rating)
    await ratePetition(as({ kind: 'visitor' }, 1), { code, secret, rating: one.rating, words: '' })
}
