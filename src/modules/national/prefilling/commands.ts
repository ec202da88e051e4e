/**
 * Hỏi để điền sẵn: registers asked for the person's own form, by the person's own act, each question once until its answer is
 * old. Told to the person like every other look. A register that is away never stops anybody: it is said, and the form asks.
 */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { Refusal, type Sentence } from '#kernel/errors.ts'
import type { FormDefinition } from '#kernel/forms.ts'
import { newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import type { RegisterKey, VouchedBy } from '#kernel/packs.ts'
import { addDays, instantAt, type JsonObject } from '#kernel/types.ts'
import { findSystem } from '#modules/exchange/api.ts'
import {
  type Question as AskQuestion,
  type Book,
  claimAsk,
  endAsk,
  findAsk,
  findOwnBook,
  personOf,
  recordFacts,
} from '#modules/facts/api.ts'
import { findPerson } from '#modules/organisation/api.ts'
import type { Typed } from '../lookups/domain.ts'
import { askRegister } from '../registers/commands.ts'
import { connectorOf, type Question } from '../registers/domain.ts'
import {
  type Asker,
  asKept,
  asksMax,
  isProven,
  type PaperAsked,
  type PapersAsked,
  personFacts,
  questionAbout,
  questionFor,
  saidBy,
} from './domain.ts'

const retryMs = 5 * 60_000

/** Official name of a register, for whoever is told that it was asked. */
export const registerName = (register: RegisterKey): Sentence => connectorOf[register].system

/** The provision under which a register is asked. */
export const registerArticle = (register: RegisterKey): string => connectorOf[register].article

/** What came of asking: `nothing` when the register knows of no such thing, `away` also while another request asks the same. */
export type Asked = {
  readonly outcome: 'answered' | 'nothing' | 'away'
  readonly at: Date
  readonly said: JsonObject | null
  readonly reference: string | null
}

/** About whom registers are asked; without a record of theirs nobody can be told of it yet. */
export type About = Asker & { readonly personId: string | null }

/** The person as registers know them; `undefined` for whoever has no number. Nobody asks in another's name. */
async function askerOf(tx: Tx, { actor }: Context): Promise<About | undefined> {
  if (actor.kind !== 'citizen' || !actor.identityNumber || actor.agent) return undefined
  const person = await findPerson(tx, actor.personId)
  return {
    personId: actor.personId,
    fullName: person?.name ?? actor.name,
    identityNumber: actor.identityNumber,
    birthDate: person?.birthDate ?? null,
  }
}

/** Registers that know facts which the form is filled in with and which are not known freshly enough. */
function missingFrom({ pages }: FormDefinition, book: Book, { pack }: Context): ReadonlySet<RegisterKey> {
  const wanted = new Set(pages.flatMap((page) => page.fields.flatMap(({ prefill }) => prefill ?? [])))
  return new Set(
    pack.facts.facts
      .filter(({ key }) => wanted.has(key) && !book.get(key)?.isVouched)
      .flatMap(({ registers = [] }) => registers.map(({ key }) => key)),
  )
}

/** Registers that would be asked for this form, so that the person knows before pressing. */
export async function registersFor(
  tx: Tx,
  context: Context,
  form: FormDefinition,
): Promise<readonly RegisterKey[]> {
  const who = await askerOf(tx, context)
  const isConnected = (await findSystem(tx, 'population'))?.isEnabled === true
  if (!who?.birthDate || !isConnected) return []
  const missing = missingFrom(form, await findOwnBook(tx, context), context)
  return missing.has('population') ? ['population'] : []
}

type ForForm = { readonly form: FormDefinition; readonly procedureName: string }

/**
 * Hỏi cho một tờ khai: what the population register knows of the person who fills it in. Other registers are asked for papers,
 * when the form has said what about. Gives what came of each; nothing where nothing was to ask.
 */
export async function askForForm(
  context: Context,
  { form, procedureName }: ForForm,
): Promise<ReadonlyMap<RegisterKey, Asked>> {
  const { who, wanted } = await read(context, async (tx) => ({
    who: await askerOf(tx, context),
    wanted: missingFrom(form, await findOwnBook(tx, context), context),
  }))
  if (!who?.birthDate || !wanted.has('population')) return new Map()
  const days = Math.min(
    ...context.pack.facts.facts.flatMap(({ registers = [] }) =>
      registers.filter(({ key }) => key === 'population').map((one) => one.days),
    ),
  )
  const question = questionAbout('population', ownTyped(who))
  if (!question) return new Map()
  const purpose = `Điền sẵn tờ khai: ${procedureName}`
  const asked = await askOnce(context, who, question, { days, purpose })
  return asked ? new Map([['population', asked]]) : new Map()
}

const ownTyped = ({ identityNumber, fullName, birthDate }: Asker): Typed => ({
  identity: identityNumber,
  name: fullName,
  birth: birthDate ? birthDate.split('-').toReversed().join('/') : '',
})

export type ForPapers = {
  readonly papers: readonly {
    readonly key: string
    readonly name: Sentence
    readonly vouchedBy?: VouchedBy | undefined
  }[]
  readonly answers: JsonObject
  readonly procedureName: string
  /** What came of asking before. */
  readonly before: PapersAsked | undefined
  /** Who stands at the desk; else it is asked about the account's own person. */
  readonly about?: About
}

/**
 * Hỏi thay giấy tờ: for each paper that a register may vouch for, as soon as the answers say what to ask. An answer that is known
 * is not asked for again, and a paper about which too much was guessed is handed in.
 */
export async function askForPapers(context: Context, wish: ForPapers): Promise<PapersAsked> {
  const who = wish.about ?? (await read(context, (tx) => askerOf(tx, context)))
  const found: Record<string, PaperAsked> = {}
  for (const { key, name, vouchedBy } of wish.papers) {
    if (!vouchedBy || !who) continue
    const before = wish.before?.[key]
    const times = before?.times ?? 0
    if (before && times >= asksMax && before.outcome !== 'vouched') {
      found[key] = before
      continue
    }
    const question = questionFor(vouchedBy, wish.answers, who)
    if (!question) continue
    const asked = asKept(question)
    const purpose = `Thay giấy tờ “${name.vi}”: ${wish.procedureName}`.slice(0, 300)
    const { days, legal: article } = vouchedBy
    const answer = await askOnce(context, who, question, { days, purpose, article })
    const { outcome, said, at, reference } = answer ?? { ...silence, at: context.now }
    const isProof = said !== null && isProven(vouchedBy, said, wish.answers, who)
    found[key] = {
      outcome: outcome === 'away' ? 'away' : isProof ? 'vouched' : 'denied',
      register: registerName(vouchedBy.register),
      at: at.toISOString(),
      reference,
      asked,
      times: asked === before?.asked ? times : times + 1,
    }
  }
  return found
}

/** A register that is not connected answers as little as one that is away. */
const silence = { outcome: 'away', said: null, reference: null } as const

type Why = { readonly days: number; readonly purpose: string; readonly article?: string }

/** One question, asked by one request at a time and not again while its answer is fresh. Nothing where nothing is connected. */
async function askOnce(
  context: Context,
  who: About,
  question: Question,
  { days, purpose, article }: Why,
): Promise<Asked | undefined> {
  const { now, today } = context
  const { register } = question
  const ask: AskQuestion = {
    subject: personOf(who.identityNumber),
    register,
    question: JSON.stringify(question.request),
  }
  const claimed = await inTransaction(context, async (tx) => {
    // Nobody was asked where nothing is connected, and nobody is told that they were looked up.
    if (!(await findSystem(tx, register))?.isEnabled) return 'notConnected'
    const freshFrom = instantAt(addDays(today, -days))
    const retryFrom = new Date(now.getTime() - retryMs)
    if (!(await claimAsk(tx, ask, { now, freshFrom, retryFrom }))) return 'known'
    const isOwn = context.actor.kind === 'citizen'
    await recordLook(tx, isOwn ? { ...context, actor: { kind: 'system' } } : context, {
      of: who.personId ? [who.personId] : [],
      what: 'register',
      why: isOwn ? 'prefill' : 'desk',
      way: 'exchange',
      words: `${connectorOf[register].system.vi}. ${purpose}. Căn cứ: ${article ?? connectorOf[register].article}`,
    })
    return 'claimed'
  })
  if (claimed === 'notConnected') return undefined
  if (claimed === 'known') return read(context, (tx) => knownAnswer(tx, ask))
  const callId = newId(now)
  const about = { purpose, callId, ...(article !== undefined && { article }) }
  const answer = await askRegister(context, question, about).catch((thrown: unknown) => {
    if (thrown instanceof Refusal && thrown.code.startsWith('exchange.')) return undefined
    throw thrown
  })
  return inTransaction(context, async (tx): Promise<Asked> => {
    if (!answer) {
      await endAsk(tx, ask, { outcome: 'away', said: null, reference: null })
      return { outcome: 'away', at: now, said: null, reference: null }
    }
    const said = saidBy(answer)
    await endAsk(tx, ask, { outcome: 'answered', said, reference: callId })
    if (said) await keepFacts(tx, context, who, { register, said, reference: callId })
    return { outcome: said ? 'answered' : 'nothing', at: now, said, reference: callId }
  })
}

async function knownAnswer(tx: Tx, ask: AskQuestion): Promise<Asked | undefined> {
  const found = await findAsk(tx, ask)
  if (!found) return undefined
  const { outcome, askedAt: at, reference } = found
  if (outcome !== 'answered') return { outcome: 'away', at, said: null, reference: null }
  const said = found.said as JsonObject | null
  return { outcome: said ? 'answered' : 'nothing', at, said, reference }
}

type Heard = { readonly register: RegisterKey; readonly said: JsonObject; readonly reference: string }

/** What the register of persons said of the person who was asked about goes into their book. */
async function keepFacts(
  tx: Tx,
  context: Context,
  who: About,
  { register, said, reference }: Heard,
): Promise<void> {
  if (register !== 'population' || !who.personId) return
  const { pack, now, today } = context
  const areas = pack.areas.filter(
    ({ validFrom, validTo = '9999-12-31' }) => validFrom <= today && today <= validTo,
  )
  const facts = personFacts(said, { name: who.fullName }, { province: pack.manifest.areaCode, areas })
  await recordFacts(tx, context, {
    subject: personOf(who.identityNumber),
    eventOf: who.personId,
    facts: facts.map((fact) => ({
      ...fact,
      source: 'register' as const,
      by: register,
      byName: registerName(register),
      asOf: now,
      reference,
    })),
  })
}
