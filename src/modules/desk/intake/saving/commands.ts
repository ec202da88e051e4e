/** Lưu, tiếp nhận và bỏ một lượt ở quầy. Every press and every field saves; nothing typed is lost. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { readVerified, recordFile } from '#kernel/files.ts'
import { applyAct, type RawFields, readAct } from '#kernel/forms.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Upload } from '#kernel/web.ts'
import { acceptDossier, factsIn, findDossier, submitDossier } from '#modules/dossiers/api.ts'
import { findCitizenByNumber, findPerson, findUnitByCode, recordCitizen } from '#modules/organisation/api.ts'
import { feesFor, getProcedure, type ProcedureDefinition, papersFor } from '#modules/services/api.ts'
import { readCardPicture } from '../../cards/commands.ts'
import { type Card, comparedFacts, isScan, readCard } from '../../cards/domain.ts'
import { refusal } from '../../domain.ts'
import type { Ticket } from '../../tickets/domain.ts'
import { definitionFor, lookupsOf, scopeFor } from '../commands.ts'
import {
  emptyTick,
  type Filing,
  fillForm,
  furnish,
  type Intake,
  onHandOf,
  type PaperTick,
  paperWays,
  partiesOf,
  remainingFaults,
  returnFieldOf,
  returnWays,
  situationOf,
} from '../domain.ts'
import { cardOfNumber, heldCard, withCard } from '../facts/domain.ts'
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
    await store.saveIntake(tx, await furnished(tx, context, acted), context.now)
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
    ...('_receipt' in fields && { feeReceipt: one(fields, '_receipt').slice(0, 60) || null }),
  }
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
    return { ...intake, procedureCode: code, procedureVersion: version, typed: {}, filled: {}, papers: {} }
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
  const fills = context.pack.desk?.fills.find(({ procedure }) => procedure === definition.code)?.values ?? []
  return { ...intake, ...furnish(definition.form, intake, fills, scope, lookupsOf(context)) }
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
    await store.saveIntake(tx, await furnished(tx, context, { ...kept, typed }), context.now)
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

export type Outcome = 'accepted' | 'incomplete'

/**
 * Tiếp nhận: submits and accepts in the name of the intake, so pressed twice or after a crash it is one dossier. With
 * anything still missing nothing happens but that it is kept.
 */
export async function acceptIntake(context: Context, sent: Sent): Promise<Outcome> {
  const clerk = officerOf(context.actor)
  const isAccepted = async () =>
    (await read(context, (tx) => store.findIntake(tx, clerk, sent.id)))?.state === 'accepted'
  if (await isAccepted()) return 'accepted'
  try {
    await saveIntake(context, sent)
  } catch (thrown) {
    if (await isAccepted()) return 'accepted'
    throw thrown
  }
  const { intake, definition } = await read(context, async (tx) => {
    const saved = await store.findIntake(tx, clerk, sent.id)
    return { intake: saved, definition: saved && (await definitionFor(tx, context, saved)) }
  })
  if (!intake) throw refusal.unknownIntake()
  if (!definition) throw refusal.procedureNeeded()
  const { answers, errors } = fillForm(definition.form, intake.typed, context.language, lookupsOf(context))
  if (remainingFaults(definition.form, errors, intake.papers).length > 0) return 'incomplete'
  if (missingPapers(definition, intake, answers).length > 0) return 'incomplete'
  if (intake.filing.isForOther && !intake.filing.authorityPaper) throw refusal.authorityNeeded()
  const applicantId = await keepPeople(context, intake, definition, answers)
  const { helpedAtUnit } = intake.filing
  const helpUnit = helpedAtUnit
    ? await read(context, (tx) => findUnitByCode(tx, helpedAtUnit, context.today))
    : undefined
  const who = { applicantId, helpUnitId: helpUnit?.id }
  const { caseId, code } = await submit(context, intake, definition, answers, who)
  await acceptOnce(context, code)
  const feeVnd = feesFor(definition, situationOf(definition.form, answers, context.today)).reduce(
    (sum, { vnd }) => sum + vnd,
    0,
  )
  await inTransaction(context, async (tx) => {
    const now = await store.openIntakeForUpdate(tx, clerk, { id: intake.id, at: context.now })
    if (now?.state !== 'open') return
    await store.saveIntake(tx, { ...now, feeVnd: now.feeReceipt ? feeVnd : null }, context.now)
    await store.endIntake(tx, intake.id, { state: 'accepted', caseId, at: context.now })
    await appendEvent(tx, context, 'desk.intakeAccepted', {
      subject: caseId,
      payload: { code, intake: intake.id, feeReceipt: intake.feeReceipt, filing: filingOf(intake) },
    })
  })
  return 'accepted'
}

/** The same press arriving twice at once: whichever comes second finds that the dossier was accepted meanwhile. */
async function acceptOnce(context: Context, code: string): Promise<void> {
  const stillRegistered = async () => {
    const dossier = await read(context, (tx) => findDossier(tx, officerOf(context.actor), code))
    return dossier?.state === 'registered' ? dossier : undefined
  }
  const dossier = await stillRegistered()
  if (!dossier) return
  try {
    await acceptDossier(context, { code, expectedVersion: dossier.version })
  } catch (thrown) {
    if (await stillRegistered()) throw thrown
  }
}

type Answers = ReturnType<typeof fillForm>['answers']

/** Papers that must be there and were neither shown nor scanned. */
export function missingPapers(definition: ProcedureDefinition, { papers }: Intake, answers: Answers) {
  return papersFor(definition, answers).filter(({ paper, required }) => {
    const { way, files } = papers[paper.key] ?? emptyTick
    return required && way !== 'original' && way !== 'copy' && files.length === 0
  })
}

/** Người nộp được tìm hoặc lập hồ sơ: whoever showed a card is kept, as the clerk said which of the two holds. */
async function keepPeople(
  context: Context,
  { cards, holding, filing }: Intake,
  { form }: ProcedureDefinition,
  answers: Answers,
): Promise<string | undefined> {
  const facts = factsIn(form, answers)
  const identity = facts.get('person.identityNumber')
  const phone = facts.get('person.phone')
  return inTransaction(context, async (tx) => {
    for (const [at, card] of cards.entries()) {
      const kept = await findCitizenByNumber(tx, card.identityNumber)
      const held = at === 0 ? heldCard(card, kept, holding) : card
      if (!held.name) continue
      const { id, isNew } = await recordCitizen(tx, {
        identityNumber: held.identityNumber,
        name: held.name,
        birthDate: held.birthDate ?? undefined,
        gender: held.gender ?? undefined,
        addressLine: held.address || undefined,
        ...(at === (filing.isForOther ? 1 : 0) && typeof phone === 'string' && { phone }),
      })
      if (isNew)
        await appendEvent(tx, context, 'person.recorded', { subject: id, payload: { why: 'intake' } })
    }
    return typeof identity === 'string' ? (await findCitizenByNumber(tx, identity))?.id : undefined
  })
}

/** What a submission takes of an intake; the one place where both meet. */
function submit(
  context: Context,
  intake: Intake,
  procedure: ProcedureDefinition,
  answers: Answers,
  who: { readonly applicantId: string | undefined; readonly helpUnitId: string | undefined },
) {
  const chosen = answers[returnFieldOf(procedure.form) ?? '']
  const wanted = new Set(papersFor(procedure, answers).map(({ paper }) => paper.key))
  const papers = Object.entries(intake.papers).filter(([key]) => wanted.has(key))
  const [present] = intake.cards
  return submitDossier(context, {
    key: `desk ${intake.id}`,
    procedure,
    answers,
    papers: papers.flatMap(([key, { files }]) => files.map((fileId) => ({ key, fileId }))),
    onHand: onHandOf(Object.fromEntries(papers)),
    channel: 'direct',
    returnMethod: returnWays.find((way) => way === chosen) ?? 'desk',
    ...who,
    parties: partiesOf(intake),
    deskUnitId: intake.unitId,
    ...(intake.filing.isForOther && present?.name && { submitterName: present.name }),
  })
}

/** Nộp cho ai, ai hỗ trợ, ở đâu: place of help, place of reception and competent agency are three things. */
function filingOf({ filing, cards, unitId }: Intake) {
  const [present] = cards
  return {
    ...filing,
    ...(filing.isForOther && present && { byName: present.name, byIdentity: present.identityNumber }),
    helpedAtUnit: filing.helpedAtUnit ?? null,
    receivedAtUnit: unitId,
  }
}
