/** Theo dõi hồ sơ: what the pages of a dossier show, to its applicant and to whoever holds its two codes. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { fileRefusal, readReleased } from '#kernel/files.ts'
import { type SummaryRow, summarise } from '#kernel/forms.ts'
import { type LookWhat, readsOfOthers, recordLook, whyOf } from '#kernel/looks.ts'
import { citizenOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { countAttempt } from '#kernel/web/limits.ts'
import { forecastOf, type Told } from '#modules/forecast/api.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedureVersion, limitFor } from '#modules/services/api.ts'
import { type ToldDue, tellDue } from '../clock/commands.ts'
import { dossierCan, parseDossierCode, refusal } from '../domain.ts'
import { type Family, familyOfHead, familyOfMember } from '../families/commands.ts'
import type { Parcel } from '../parcels/domain.ts'
import { findParcel } from '../parcels/store.ts'
import { outcomeWords, recordRows } from '../records/domain.ts'
import { guessesOfSlip, slipTyped } from '../slips/domain.ts'
import { findBySlip } from '../slips/store.ts'
import { situationOf } from '../steps/domain.ts'
import { comingStages } from '../steps/routing/domain.ts'
import { demandPart, mayAct } from '../submission/parties/commands.ts'
import type { NewParty, PartyAct } from '../submission/parties/domain.ts'
import { findParties } from '../submission/parties/store.ts'
import {
  type ActInPlace,
  type Refusal,
  type StoryEntry,
  type SupplementAsked,
  storyOf,
  type Tracked,
} from './domain.ts'
import * as store from './store.ts'
import { texts } from './texts.ts'

/** Where a dossier is: what both the public and the applicant's own page show. */
export type Followed = ToldDue & {
  readonly dossier: Tracked
  readonly story: readonly StoryEntry[]
  /** The steps it is at, and the role that does the first, in the reader's language. */
  readonly stepName: string
  readonly roleName: string | undefined
  /** What was asked for and is not answered yet. */
  readonly asked: SupplementAsked | undefined
  readonly family: Family | undefined
  /** The result on its way by post. */
  readonly parcel: Parcel | undefined
  /** When it is likely to be done. */
  readonly forecast: Told | undefined
  readonly today: CalendarDate
}

export type OwnDossier = Followed & {
  readonly answers: readonly SummaryRow[]
  readonly papers: readonly store.Paper[]
  readonly looks: readonly store.SeenBy[]
  readonly refused: Refusal | undefined
  readonly stopped: Refusal | undefined
  readonly parties: readonly NewParty[]
  /** What whoever reads may do, by their part in it. */
  readonly mayWithdraw: boolean
}

/** Hồ sơ của mình. Throws `dossiers.notFound` for everybody else's. */
export function openOwn(context: Context, code: string): Promise<OwnDossier> {
  return inTransaction(context, async (tx) => {
    const dossier = await getOwn(tx, context, code)
    await tellPartLooked(tx, context, dossier, 'dossier')
    const { form } = await getProcedureVersion(tx, context, dossier.procedureCode, dossier.procedureVersion)
    return {
      ...(await follow(tx, context, dossier, await store.findInPlace(tx, dossier.id))),
      answers: summarise(form, dossier.answers, context.language, formLookups(context)),
      papers: await store.findPapers(tx, dossier.id),
      looks: await store.findLooks(tx, dossier.id),
      refused: dossier.state === 'notAccepted' ? await store.findRefusal(tx, dossier.id) : undefined,
      parties: await findParties(tx, dossier.id),
      mayWithdraw: dossierCan('withdraw', dossier) && (await mayAct(context, 'withdraw', dossier, tx)),
      stopped: dossier.state === 'stopped' ? await store.findStop(tx, dossier.id) : undefined,
    }
  })
}

/** The applicant is told when somebody else opens the dossier: with a part in it, or in the applicant's place. */
export async function tellPartLooked(tx: Tx, context: Context, { id, applicantId }: Tracked, what: LookWhat) {
  if (readsOfOthers(context, applicantId))
    await recordLook(tx, context, { of: [id], what, why: whyOf(context) })
}

/** The dossier alone, for somebody with a part in it. Throws `dossiers.notFound`, `dossiers.notYourPart`. */
export async function getOwn(
  tx: Tx,
  context: Context,
  code: string,
  act: PartyAct = 'look',
): Promise<Tracked> {
  const known = parseDossierCode(code)
  const dossier = known && (await store.findTracked(tx, known, { visibleTo: citizenOf(context.actor) }))
  if (!dossier) throw refusal.notFound()
  await demandPart(context, act, dossier, tx)
  return dossier
}

/** Guesses at one dossier from all addresses together; a person who reloads stays far below. */
const lookUpsOfOne = { name: 'dossier-look-up', max: 60, seconds: 3600 } as const

/** The two codes that stand for a slip and the last four figures of a phone; what is no slip stays as it was typed. */
async function codesOf(context: Context, typed: string, secret: string) {
  const slip = slipTyped(typed)
  if (!slip) return { code: typed, secret }
  await countAttempt({ ...context, actor: { kind: 'visitor' } }, guessesOfSlip, slip)
  const found = await read(context, (tx) => findBySlip(tx, slip, secret.replace(/\D/g, '')))
  if (!found) throw refusal.slipNotFound()
  return found
}

/**
 * Tra cứu bằng hai mã. Throws `dossiers.notFound` for a wrong code and for a wrong secret alike, and `kernel.tooMany`
 * after many tries at one code, whether or not there is such a dossier. A slip of a helper with the last four figures of the
 * phone does as well; throws `dossiers.slipNotFound` for one that is wrong or has not arrived.
 */
export async function lookUp(context: Context, typed: string, typedSecret: string): Promise<Tracked> {
  const { code, secret } = await codesOf(context, typed, typedSecret)
  const known = parseDossierCode(code)
  if (!known) throw refusal.notFound()
  await countAttempt({ ...context, actor: { kind: 'visitor' } }, lookUpsOfOne, known)
  const dossier = await read(context, (tx) => store.findTracked(tx, known, { secret: plainSecret(secret) }))
  if (!dossier) throw refusal.notFound()
  return dossier
}

/** As it may be typed from paper: small letters, spaces or hyphens between. */
const plainSecret = (secret: string) => secret.replace(/[\s-]/g, '').toUpperCase()

/** As `lookUp`, with all that the public page shows. */
export async function lookUpFollowed(context: Context, code: string, secret: string): Promise<Followed> {
  const dossier = await lookUp(context, code, secret)
  return inTransaction(context, async (tx) => {
    if (readsOfOthers(context, dossier.applicantId))
      await recordLook(tx, context, { of: [dossier.id], what: 'dossier', why: 'secret' })
    return follow(tx, context, dossier)
  })
}

/** Reads what surrounds a dossier that its reader may see; whoever has only the lookup code is told no names. */
async function follow(
  tx: Tx,
  context: Context,
  dossier: Tracked,
  inPlace: readonly ActInPlace[] = [],
): Promise<Followed> {
  const { today, language, pack } = context
  const definition = await getProcedureVersion(tx, context, dossier.procedureCode, dossier.procedureVersion)
  const steps = await store.findSteps(tx, dossier.id)
  const supplements = await store.findSupplements(tx, dossier.id)
  const coming = comingStages(definition, { ...dossier, work: steps }, today).flat()
  const names = new Map(definition.steps.map(({ key, name }) => [key, name[language]]))
  const open = steps.filter(({ endedAt }) => endedAt === null)
  const lookups = formLookups(context)
  const told = steps.map((step) => ({
    ...step,
    told: [
      ...recordRows(step, 'applicant', language, lookups),
      ...[outcomeWords(definition, step)].flatMap((words) =>
        words ? [{ label: textsFor(texts, language).outcome, value: words[language] }] : [],
      ),
    ],
  }))
  const role = pack.roles.find(({ code }) => code === (pack.stepRoles[dossier.stepRole] ?? dossier.stepRole))
  return {
    ...(await tellDue(tx, context, dossier)),
    dossier,
    today,
    forecast: await forecastOf(tx, context, dossier.id, limitFor(definition, situationOf(dossier, today))),
    story: storyOf({
      dossier,
      steps: told,
      supplements,
      acts: await store.findActs(tx, dossier.id),
      inPlace,
      known: definition.steps,
      coming,
      language,
    }),
    parcel: dossier.hasResult || dossier.endedAt ? await findParcel(tx, dossier.id) : undefined,
    stepName: open.map(({ key, name }) => names.get(key) ?? name).join(', '),
    roleName: role?.name[language],
    asked: supplements.find(({ answeredAt }) => !answeredAt),
    family: dossier.familyId
      ? await familyOfMember(tx, context, dossier.id)
      : await familyOfHead(tx, context, { ...dossier, work: steps }, definition),
  }
}

export type OpenedFile = { readonly name: string; readonly mediaType: string; readonly body: Buffer }

/** Giấy tờ của mình trong hồ sơ. Throws `files.notFound` for files of other dossiers. */
export async function openOwnPaper(context: Context, code: string, fileId: string): Promise<OpenedFile> {
  const paper = await inTransaction(context, async (tx) => {
    const dossier = await getOwn(tx, context, code)
    await tellPartLooked(tx, context, dossier, 'file')
    return (await store.findPapers(tx, dossier.id)).find((one) => one.fileId === fileId)
  })
  if (!paper?.sha256 || !paper.mediaType || !paper.fileName) throw fileRefusal.notFound()
  const { fileName: name, mediaType, sha256 } = paper
  return { name, mediaType, body: await readReleased(context, { sha256, name }) }
}
