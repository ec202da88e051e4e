/** Lưu và bỏ một lượt ở quầy. Every press and every field saves; nothing typed is lost. */

import { type Card, isScan, readCard } from '#kernel/citizen-cards.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { readVerified, recordFile } from '#kernel/files.ts'
import { applyAct, fillForm, type RawFields, readAct } from '#kernel/forms.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { sealAnswers } from '#kernel/sealed-answers.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Upload } from '#kernel/web.ts'
import { askForPapers } from '#modules/national/api.ts'
import { findCitizenByNumber, findPerson } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { beginScan, type TakenPaper, takeConfirmed } from '#modules/wallet/api.ts'
import { tillLinks } from '../../api.ts'
import { readCardPicture } from '../../cards/commands.ts'
import { comparedFacts } from '../../cards/domain.ts'
import { refusal } from '../../domain.ts'
import type { Ticket } from '../../tickets/domain.ts'
import { aboutPresent } from '../asking/domain.ts'
import { definitionFor, fillsFor, lookupsOf, scopeFor } from '../commands.ts'
import {
  emptyTick,
  type Filing,
  furnish,
  type Intake,
  meansIn,
  type PaperTick,
  paperWays,
  withScanned,
} from '../domain.ts'
import { cardOfNumber, withCard } from '../facts/domain.ts'
import * as store from '../store.ts'

export type Sent = {
  readonly id: string
  readonly fields: RawFields
  readonly uploads: readonly Upload[]
  readonly act: string
}

const one = (fields: RawFields, name: string): string => [fields[name] ?? ''].flat()[0]?.trim() ?? ''

/**
 * Lưu lượt tiếp nhận: takes everything on the screen, then does what the button says. Throws `desk.cardUnreadable` and
 * `desk.noCodeInPicture` only after what was typed has been kept.
 */
export async function saveIntake(context: Context, sent: Sent): Promise<{ readonly nameTyped?: string }> {
  const picture = sent.uploads.find(({ field }) => field === '_cardPicture')
  const fromPicture = picture && (await cardInPicture(context, picture))
  const isRefused = await inTransaction(context, async (tx) => {
    const before = await demandOpen(tx, context, sent.id)
    const kept = await withPapers(tx, context, keepFields(before, sent), sent)
    const text = one(sent.fields, '_card')
    const card = fromPicture ?? (text ? await cardTyped(tx, text) : undefined)
    const acted = await applyPress(
      tx,
      context.today,
      card ? { ...kept, cards: withCard(kept.cards, card) } : kept,
      sent.act,
    )
    const read = sent.act === 'scan' ? await withStack(tx, context, acted, sent) : acted
    await keep(tx, context, await furnished(tx, context, read))
    return text !== '' && !card
  })
  const text = one(sent.fields, '_card')
  if (isRefused && !isScan(text) && /\p{L}/u.test(text)) return { nameTyped: text }
  if (isRefused) throw refusal.cardUnreadable()
  if (picture && !fromPicture) throw refusal.noCodeInPicture()
  return {}
}

async function demandOpen(tx: Tx, context: Context, id: string): Promise<Intake> {
  const intake = await store.openIntakeForUpdate(tx, officerOf(context.actor), { id, at: context.now })
  if (!intake) throw refusal.unknownIntake()
  if (intake.state !== 'open') throw refusal.intakeClosed()
  return intake
}

/** Writes an intake down; what was typed about health is sealed. */
async function keep(tx: Tx, context: Context, intake: Intake): Promise<void> {
  const definition = await definitionFor(tx, context, intake)
  const sealed = <Said extends object>(said: Said) =>
    definition ? sealAnswers(context.files, definition.form, intake.id, said) : said
  const { typed, filled } = intake
  await store.saveIntake(
    tx,
    { ...intake, typed: await sealed(typed), filled: await sealed(filled) },
    context.now,
  )
}

async function cardInPicture(context: Context, { file }: Upload): Promise<Card | undefined> {
  return (await readCardPicture(await readVerified(context.files, file.sha256, file.name)))?.card
}

/** A scan, or twelve digits typed by hand. */
async function cardTyped(tx: Tx, text: string): Promise<Card | undefined> {
  if (isScan(text)) return readCard(text)
  const digits = text.replace(/\s/g, '')
  if (!/^\d{12}$/.test(digits)) return undefined
  return cardOfNumber(digits, await findCitizenByNumber(tx, digits))
}

/** What the screen's own controls say. A form that was not on the screen says nothing about its answers. */
function keepFields(intake: Intake, { fields }: Sent): Intake {
  const shown = one(fields, '_form')
  const own = Object.fromEntries(
    Object.entries(fields).filter(([name]) => /^[a-z]/.test(name) && name !== 'act'),
  )
  const said = (name: string) => one(fields, name) || undefined
  const filing: Record<string, string | boolean | undefined> = {
    isForOther: one(fields, '_for') === 'other' || undefined,
    scope: said('_scope'),
    authorityPaper: said('_authority'),
    others: said('_others'),
    contact: said('_contact'),
    helpedBy: said('_helpedBy'),
    helpedAtUnit: said('_helpedAt'),
  }
  const holds = comparedFacts.flatMap((fact) => {
    const held = one(fields, `_holds.${fact}`)
    return held === 'card' || held === 'record' ? [[fact, held] as const] : []
  })
  return {
    ...intake,
    ...(shown && shown === intake.procedureCode && { typed: own }),
    holding: { ...intake.holding, ...Object.fromEntries(holds) },
    ...('_filing' in fields && {
      filing: Object.fromEntries(Object.entries(filing).filter(([, value]) => value !== undefined)) as Filing,
    }),
    ...('_means' in fields && { means: meansIn(one(fields, '_means')) }),
    ...('_reference' in fields && { payReference: one(fields, '_reference').slice(0, 60) || null }),
  }
}

/** Quét cả tập: what lies on the glass is read in the background and proposed to the papers of the procedure. */
async function withStack(tx: Tx, context: Context, intake: Intake, { uploads }: Sent): Promise<Intake> {
  const [present, second] = intake.cards
  const about = intake.filing.isForOther ? second : present
  if (!about) throw refusal.personNeeded()
  const scan = await beginScan(tx, context, {
    uploads: uploads.filter(({ field }) => field === '_stack').map(({ file }) => file),
    procedure: intake.procedureCode ?? '',
    owner: { id: null, identity: about.identityNumber, kind: 'citizen', name: about.name },
    backTo: tillLinks.scanned(intake.id),
  })
  return { ...intake, scans: [...intake.scans, scan] }
}

/** Lấy giấy đã đối chiếu: papers confirmed since stand in their rows, and what was read of them in the form. */
export async function takeScanned(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const intake = await demandOpen(tx, context, id)
    const known = new Set(intake.scanned.map((paper) => paper.id))
    const taken: TakenPaper[] = []
    for (const scan of intake.scans) taken.push(...(await takeConfirmed(tx, context, scan, known)))
    if (taken.length > 0) await keep(tx, context, await furnished(tx, context, withScanned(intake, taken)))
  })
}

/** Ticks of the papers, and files that came for them. */
async function withPapers(
  tx: Tx,
  context: Context,
  intake: Intake,
  { fields, uploads }: Sent,
): Promise<Intake> {
  const { personId: ownerId } = officerOf(context.actor)
  const papers: Record<string, PaperTick> = { ...intake.papers }
  for (const name of Object.keys(fields)) {
    const key = /^_paper\.(.+)\.count$/.exec(name)?.[1]
    if (!key) continue
    const way = paperWays.find((known) => known === one(fields, `_paper.${key}.way`)) ?? null
    const count = Math.min(99, Math.max(1, Number.parseInt(one(fields, name), 10) || 1))
    papers[key] = { ...(papers[key] ?? emptyTick), way, count }
  }
  for (const { field, file } of uploads) {
    const key = /^_file\.(.+)$/.exec(field)?.[1]
    if (!key) continue
    const id = await recordFile(tx, context, file, { ownerId })
    const before = papers[key] ?? emptyTick
    papers[key] = { ...before, files: [...before.files, id] }
  }
  return { ...intake, papers }
}

/** What the pressed button changes beside saving. */
async function applyPress(tx: Tx, today: CalendarDate, intake: Intake, act: string): Promise<Intake> {
  const [kind = '', what = '', which = ''] = act.split(':')
  if (kind === 'procedure') {
    if (what === '') return { ...intake, procedureCode: null, procedureVersion: null, typed: {}, filled: {} }
    const { code, version } = await getProcedure(tx, what, today)
    return {
      ...intake,
      procedureCode: code,
      procedureVersion: version,
      typed: {},
      filled: {},
      papers: {},
      scans: [],
      scanned: [],
      asked: {},
    }
  }
  if (act === 'person:clear') return { ...intake, cards: [], holding: {} }
  if (kind === 'person') {
    const person = await findPerson(tx, what)
    if (!person?.identityNumber) throw refusal.cardUnreadable()
    return { ...intake, cards: withCard(intake.cards, cardOfNumber(person.identityNumber, person)) }
  }
  if (kind === 'unfile') {
    const tick = intake.papers[what] ?? emptyTick
    return {
      ...intake,
      papers: { ...intake.papers, [what]: { ...tick, files: tick.files.filter((id) => id !== which) } },
    }
  }
  return intake
}

/** The form filled in from card, record and desk; buttons inside the form have their effect. */
async function furnished(tx: Tx, context: Context, intake: Intake): Promise<Intake> {
  const definition = await definitionFor(tx, context, intake)
  if (!definition) return intake
  const [card] = intake.cards
  const person = card && (await findCitizenByNumber(tx, card.identityNumber))
  const scope = await scopeFor(tx, context, intake, person)
  const fills = fillsFor(context, definition)
  return { ...intake, ...furnish(definition.form, intake, fills, scope, lookupsOf(context)) }
}

/**
 * Hỏi cơ sở dữ liệu thay giấy: about whoever stands at the desk, for the papers of the procedure that a register may vouch for. What
 * is away is said; the paper is then taken as ever.
 */
export async function askAtDesk(context: Context, id: string): Promise<void> {
  const { intake, definition, about } = await inTransaction(context, async (tx) => {
    const open = await demandOpen(tx, context, id)
    const [card] = open.cards
    const person = card && (await findCitizenByNumber(tx, card.identityNumber))
    return {
      intake: open,
      definition: await definitionFor(tx, context, open),
      about: aboutPresent(open, person?.id),
    }
  })
  if (!definition || !about) return
  const { answers } = fillForm(definition.form, intake.typed, context.language, lookupsOf(context))
  const { papers, name: procedureName } = definition
  const asked = await askForPapers(context, { papers, answers, procedureName, before: intake.asked, about })
  await inTransaction(context, async (tx) => {
    const now = await demandOpen(tx, context, id)
    if (now.procedureCode === intake.procedureCode) await keep(tx, context, { ...now, asked })
  })
}

/**
 * What a register said is looked at again beside what is typed now, once it was asked: an answer that is known is not asked for
 * again, and other answers are another question.
 */
export async function askAgain(context: Context, id: string): Promise<void> {
  const intake = await read(context, (tx) => store.findIntake(tx, officerOf(context.actor), id))
  if (Object.keys(intake?.asked ?? {}).length > 0) await askAtDesk(context, id)
}

/** Thêm, bớt dòng của một nhóm trong tờ khai. */
export async function actInForm(context: Context, sent: Sent): Promise<{ readonly nameTyped?: string }> {
  const act = readAct(sent.act)
  if (!act) throw kernelRefusal.unreadableRequest()
  await inTransaction(context, async (tx) => {
    const kept = keepFields(await demandOpen(tx, context, sent.id), sent)
    const definition = await definitionFor(tx, context, kept)
    if (!definition) throw refusal.procedureNeeded()
    const typed = definition.form.pages.reduce((before, page) => applyAct(page, before, act), kept.typed)
    await keep(tx, context, await furnished(tx, context, { ...kept, typed }))
  })
  return {}
}

/** Lượt của một số thứ tự: made when the number is called, so that what is typed stands under it. */
export async function beginIntake(context: Context, { id: ticketId }: Pick<Ticket, 'id'>): Promise<string> {
  const id = newId(context.now)
  await inTransaction(context, (tx) =>
    store.openIntakeForUpdate(tx, officerOf(context.actor), { id, at: context.now, ticketId }),
  )
  return id
}

/** Bỏ lượt: the person left, or it was opened by mistake. */
export async function dropIntake(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    await demandOpen(tx, context, id)
    await store.endIntake(tx, id, { state: 'dropped', caseId: null, at: context.now })
    await appendEvent(tx, context, 'desk.intakeDropped', { subject: id })
  })
}
