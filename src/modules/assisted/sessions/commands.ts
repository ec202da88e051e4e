/**
 * Hỗ trợ một người nộp một hồ sơ. What the helper typed for them goes through the same submission as their own, in their account, by
 * a right that ends with the session; once, however often it is sent. docs/assisted.md
 */

import { askedToday, giveConsent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordFile } from '#kernel/files.ts'
import {
  type FilledForm,
  type FormDefinition,
  type FormFault,
  fillForm,
  type RawFields,
} from '#kernel/forms.ts'
import { isId, newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { citizenOf } from '#kernel/policy.ts'
import type { Upload } from '#kernel/web.ts'
import { getOwn, giveSlip, submitDossier } from '#modules/dossiers/api.ts'
import { draftForm, partsToSubmit } from '#modules/drafts/api.ts'
import { beginHelping, endHelping, inPlaceOf } from '#modules/mandates/api.ts'
import { findPerson, formLookups, recordCitizen } from '#modules/organisation/api.ts'
import { getProcedure, type ProcedureDefinition } from '#modules/services/api.ts'
import { deviceOfSlip } from '../devices/commands.ts'
import {
  dayOf,
  helpPurpose,
  isOpen,
  isSignature,
  noDevice,
  noHelp,
  numberOn,
  refusal,
  type Session,
  saidAt,
  slipMax,
  slipOf,
} from '../domain.ts'
import { personTyped, readPerson } from '../people/commands.ts'
import { demandHelper, type Helper } from '../teams/commands.ts'
import { withPerson } from './domain.ts'
import * as store from './store.ts'

export type HelpForm = {
  readonly definition: ProcedureDefinition
  readonly form: FormDefinition
  readonly helper: Helper
  readonly asked: ReturnType<typeof askedToday>
}

/** The form of a procedure that is fit for help. Throws `assisted.notAMember`, `assisted.notFit`. */
export function openForm(context: Context, code: string): Promise<HelpForm> {
  const { procedures } = context.pack.assisted ?? noHelp
  return read(context, async (tx) => {
    const helper = await demandHelper(tx, context)
    if (!procedures.includes(code)) throw refusal.notFit()
    const definition = await getProcedure(tx, code, context.today)
    return { definition, form: draftForm(definition), helper, asked: askedToday(context, helpPurpose) }
  })
}

/** What came from the page or from the device, as it was typed there. */
export type Sent = {
  /** Made by whoever fills in the form; one key is one session. */
  readonly key: string
  readonly fields: RawFields
  readonly uploads: readonly Upload[]
}

const one = (fields: RawFields, name: string): string => [fields[name] ?? ''].flat()[0]?.trim() ?? ''

export type Faulty = { readonly faults: readonly FormFault[]; readonly filled: FilledForm }
export type Done = { readonly id: string }

/** What was typed, files under their questions. Ids of files are made up until they are kept. */
export function fillSent(
  context: Context,
  form: FormDefinition,
  { fields, uploads }: Pick<Sent, 'fields' | 'uploads'>,
) {
  const names = new Map(uploads.map(({ file }, index) => [placeholder(index), file.name]))
  const files = Object.fromEntries(
    Map.groupBy(uploads.entries(), ([, { field }]) => field)
      .entries()
      .map(([field, some]) => [field, some.map(([index]) => placeholder(index))]),
  )
  const typed = withPerson(form, { ...fields, ...files })
  const lookups = { ...formLookups(context), file: (id: string) => nameOf(names.get(id)) }
  return { typed, lookups, filled: fillForm(form, typed, context.language, lookups) }
}
const nameOf = (name: string | undefined) => (name === undefined ? undefined : { name })
const placeholder = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** The session with this key, if it has arrived whole. */
export function findArrived(context: Context, key: string): Promise<Session | undefined> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => {
    const found = await store.findOwn(tx, personId, key)
    return found?.caseId ? found : undefined
  })
}

/**
 * Nộp thay. Answers what must be mended first, or the session. Throws what is wrong with the person, the consent, the slip or the
 * device (`assisted.…`), and the refusals of `submitDossier`. The same key again finds the same session and the same dossier.
 */
export async function sendHelp(context: Context, code: string, sent: Sent): Promise<Faulty | Done> {
  const { fields } = sent
  const helped = await openForm(context, code)
  const before = await findArrived(context, sent.key)
  if (before) return finishIfDone(context, sent)
  const person = readPerson(personIn(fields))
  const { filled } = fillSent(context, helped.form, sent)
  if (filled.errors.length > 0) return { faults: filled.errors, filled }
  const session = await beginOnce(context, helped, sent, person)
  const acting = await actingIn(context, session)
  const { typed, lookups } = fillSent(context, helped.form, { fields, uploads: [] })
  const withFiles = { ...typed, ...session.papers }
  const { answers } = fillForm(helped.form, withFiles, context.language, {
    ...lookups,
    file: (id) => ({ name: id }),
  })
  const parts = partsToSubmit(helped.definition, answers, lookups)
  const { caseId, code: dossier } = await submitDossier(acting, {
    key: `assisted ${session.id}`,
    procedure: helped.definition,
    channel: 'online',
    ...parts,
    helpUnitId: session.unitId,
  })
  await inTransaction(context, async (tx) => {
    const now = await store.findOwnForUpdate(tx, citizenOf(context.actor).personId, session.id)
    if (!now || now.caseId) return
    await store.setDossier(tx, session.id, { caseId, code: dossier })
    await giveSlip(tx, caseId, session.slip)
    await appendEvent(tx, context, 'assisted.arrived', {
      subject: session.id,
      unitId: session.unitId,
      payload: { code: dossier, case: caseId, slip: session.slip, team: session.teamId },
    })
  })
  return finishIfDone(context, sent)
}

const personIn = (fields: RawFields) => ({
  identity: one(fields, '_identity'),
  name: one(fields, '_name'),
  phone: one(fields, '_phone'),
})

/** On a device without a line the helper was done long before it arrived. */
async function finishIfDone(context: Context, { key, fields }: Sent): Promise<Done> {
  if (one(fields, '_done') === 'yes') await endHelp(context, key)
  return { id: key }
}

/** The helper in the account of the person, while the session is open. */
async function actingIn(context: Context, session: store.Row): Promise<Context> {
  const person = await read(context, (tx) => findPerson(tx, session.personId))
  if (!person) throw refusal.notFound()
  const { id: personId, name, identityNumber, phone } = person
  return inPlaceOf(
    context,
    { personId, name, identityNumber: identityNumber ?? undefined, phone: phone ?? undefined },
    { id: session.mandateId, procedure: session.procedureCode },
  )
}

type Person = ReturnType<typeof readPerson>

/** Begins the session in one transaction: person, consent with its proof, right, slip, files. */
function beginOnce(context: Context, helped: HelpForm, sent: Sent, person: Person): Promise<store.Row> {
  const { personId: helperId } = helped.helper
  const { sessionHours } = context.pack.assisted ?? noHelp
  const { fields, key } = sent
  return inTransaction(context, async (tx) => {
    const before = await store.findOwnForUpdate(tx, helperId, key)
    if (before) return before
    const { id: known, facts } = await personTyped(tx, personIn(fields))
    if (known === helperId) throw refusal.notYourself()
    const consent = readConsent(context, fields, sent.uploads)
    const place = await placeOf(tx, context, helped.helper, fields)
    const personId = known ?? (await recordCitizen(tx, { ...facts, ...person })).id
    for (const open of await store.findOpenWith(tx, helperId, personId))
      await end(tx, context, { ...open, personId })
    const mandateId = newId(context.now)
    const untilAt = new Date(context.now.getTime() + sessionHours * 3_600_000)
    const session = {
      id: key,
      helperId,
      ...place,
      procedureCode: helped.definition.code,
      personId,
      papers: await keepPapers(tx, context, helped.form, sent.uploads, personId),
      mandateId,
      arrivedAt: context.now,
      untilAt,
    }
    if ((await store.insertSession(tx, session)) === 'slipTaken') throw refusal.wrongSlip()
    await keepConsent(tx, context, { personId, sessionId: key, slip: place.slip, consent })
    await beginHelping(tx, context, {
      id: mandateId,
      representedId: personId,
      procedure: helped.definition.code,
      until: untilAt,
      evidence: place.slip,
      unitId: place.unitId,
    })
    await recordLook(tx, context, { of: [personId], what: 'person', why: 'helped' })
    const made = await store.findOwn(tx, helperId, key)
    if (!made) throw new Error('The session was made and is not there')
    return made
  })
}

/** Files of papers, the person's own; clips and signed sheets are kept beside. */
async function keepPapers(
  tx: Tx,
  context: Context,
  form: FormDefinition,
  uploads: readonly Upload[],
  ownerId: string,
): Promise<store.Row['papers']> {
  const asked = new Set(form.pages.flatMap(({ fields }) => fields.map(({ key }) => key)))
  const papers: Record<string, string[]> = {}
  for (const { field, file } of uploads) {
    if (!asked.has(field.split('.')[0] ?? '')) continue
    papers[field] = [...(papers[field] ?? []), await recordFile(tx, context, file, { ownerId })]
  }
  return papers
}

type Consent = {
  readonly agreed: string
  readonly at: Date
  readonly way: 'signed' | 'spoken'
  readonly signature: string | null
  readonly upload: Upload | undefined
}

/** Throws `assisted.consentNeeded`, `assisted.evidenceNeeded`. */
function readConsent(context: Context, fields: RawFields, uploads: readonly Upload[]): Consent {
  const agreed = one(fields, '_agreed')
  if (!agreed) throw refusal.consentNeeded()
  const way = one(fields, '_way') === 'spoken' ? 'spoken' : 'signed'
  const at = saidAt(one(fields, '_saidAt') || undefined, context.now, context.pack.assisted ?? noHelp)
  const drawn = one(fields, '_signature')
  const signature = way === 'signed' && isSignature(drawn) ? drawn : null
  const upload = uploads.find(
    ({ field, file }) =>
      field === (way === 'spoken' ? '_clip' : '_sheet') &&
      file.mediaType.startsWith(way === 'spoken' ? 'audio/' : 'image/'),
  )
  if (signature === null && !upload) throw refusal.evidenceNeeded()
  return { agreed, at, way, signature, upload: signature === null ? upload : undefined }
}

type Keeping = {
  readonly personId: string
  readonly sessionId: string
  readonly slip: string
  readonly consent: Consent
}

/** The words are those of the day on which they were read aloud. */
async function keepConsent(
  tx: Tx,
  context: Context,
  { personId, sessionId, slip, consent }: Keeping,
): Promise<void> {
  const then_ = { ...context, today: dayOf(consent.at) }
  if (consent.agreed !== askedToday(then_, helpPurpose).sha256) throw refusal.wordsChanged()
  await giveConsent(tx, then_, {
    personId,
    purpose: helpPurpose,
    agreed: consent.agreed,
    channel: 'helper',
    evidence: slip,
  })
  await store.insertEvidence(tx, {
    sessionId,
    purpose: helpPurpose,
    shownSha256: consent.agreed,
    language: context.language,
    way: consent.way,
    signature: consent.signature,
    fileId: consent.upload ? await recordFile(tx, context, consent.upload.file, { ownerId: personId }) : null,
    saidAt: consent.at,
  })
}

/** Team, member and slip: as the device gave it, or the next number of those given without one. */
async function placeOf(tx: Tx, context: Context, { teams }: Helper, fields: RawFields) {
  const device = one(fields, '_device')
  if (!device) {
    const team = teams.find(({ id }) => id === one(fields, '_team')) ?? teams[0]
    const number = await store.nextSlip(tx, team.unitId)
    const slip = slipOf(team.unitCode, noDevice, number)
    return { teamId: team.id, unitId: team.unitId, memberId: team.memberId, deviceId: null, slip }
  }
  const held = await deviceOfSlip(tx, context, { id: device, token: one(fields, '_token') })
  const team = teams.find(({ memberId }) => memberId === held.memberId)
  if (held.state !== 'active' || !team) throw refusal.deviceEnded()
  const slip = one(fields, '_slip')
  const number = numberOn(slip, held.unitCode, held.number)
  if (number === undefined || number > slipMax) throw refusal.wrongSlip()
  return { teamId: held.teamId, unitId: held.unitId, memberId: held.memberId, deviceId: held.id, slip }
}

export type Slip = {
  readonly session: Session
  readonly name: string
  readonly replyDueAt: Date | null
  readonly code: string
  readonly helper: string
  readonly team: string
}

/** Phiếu, while the session is open. The person is told that it was looked at. Throws `assisted.notFound`, `assisted.sessionEnded`. */
export async function openSlip(context: Context, id: string): Promise<Slip> {
  const { personId } = citizenOf(context.actor)
  const { name: helper } = citizenOf(context.actor)
  const { session, team } = await read(context, async (tx) => {
    const found = isId(id) ? await store.findOwn(tx, personId, id) : undefined
    return { session: found, team: found ? await store.findTeamName(tx, found.teamId) : '' }
  })
  const { dossierCode } = session ?? {}
  if (!session || !dossierCode) throw refusal.notFound()
  if (!isOpen(session, context.now)) throw refusal.sessionEnded()
  const acting = await actingIn(context, session)
  return inTransaction(acting, async (tx) => {
    const dossier = await getOwn(tx, acting, dossierCode)
    await recordLook(tx, acting, { of: [dossier.id], what: 'dossier', why: 'helped' })
    const { applicantName: name, replyDueAt, code } = dossier
    return { session, name, replyDueAt, code, helper, team }
  })
}

/** Xong: from now on the helper sees nothing of it. Pressed twice it is one. Throws `assisted.notFound`. */
export async function endHelp(context: Context, id: string): Promise<void> {
  const { personId: helperId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const session = isId(id) ? await store.findOwnForUpdate(tx, helperId, id) : undefined
    if (!session) throw refusal.notFound()
    if (!session.endedAt) await end(tx, context, session)
  })
}

async function end(
  tx: Tx,
  context: Context,
  { id, mandateId, personId }: Pick<store.Row, 'id' | 'mandateId' | 'personId'>,
): Promise<void> {
  await store.endSession(tx, id, context.now)
  await endHelping(tx, context, mandateId, personId)
  await appendEvent(tx, context, 'assisted.ended', { subject: id })
}
