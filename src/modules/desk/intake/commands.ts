/** Quầy tiếp nhận: what the screen shows. Everything stands on the server, so a crash loses at most the last field. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import {
  type FormFault,
  type FormLookups,
  fillForm,
  type PageView,
  type SummaryRow,
  summarise,
} from '#kernel/forms.ts'
import { recordLook } from '#kernel/looks.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import type { Vouch } from '#kernel/provenance.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { findKnownValues, personOf } from '#modules/facts/api.ts'
import type { PapersAsked } from '#modules/national/api.ts'
import {
  findCitizenByNumber,
  findUnit,
  formLookups,
  type Person,
  searchPersons,
} from '#modules/organisation/api.ts'
import { findReceiptsOf, type Receipt } from '#modules/payments/api.ts'
import {
  type FeeLine,
  feesFor,
  getProcedureVersion,
  type ProcedureDefinition,
  papersFor,
  searchProcedures,
} from '#modules/services/api.ts'
import { findScan, type ShownScan } from '#modules/wallet/api.ts'
import type { Difference } from '../cards/domain.ts'
import { refusal } from '../domain.ts'
import { type ClerkTickets, viewClerkTickets } from '../tickets/commands.ts'
import { aboutPresent, askableAtDesk, vouchedAtDesk } from './asking/domain.ts'
import {
  emptyTick,
  type Intake,
  type PaperTick,
  remainingFaults,
  settledPaths,
  situationOf,
  suggestionsFor,
  textFieldsIn,
  usualMin,
} from './domain.ts'
import { compared, scopeOf } from './facts/domain.ts'
import * as store from './store.ts'

export type PaperLine = {
  readonly key: string
  readonly name: { readonly vi: string; readonly en: string }
  readonly isRequired: boolean
  /** The desk wants to see it, whether or not the portal asks for a file. */
  readonly isExpected: boolean
  readonly tick: PaperTick
  /** A register says so instead. */
  readonly vouch: Vouch | undefined
  /** A register can be asked, and was not asked this yet. */
  readonly mayAsk: boolean
  /** What it said, when that does not stand for the paper. */
  readonly silence: PapersAsked[string] | undefined
}

/** The form of the procedure chosen, with what is still asked and what was filled in. */
export type TillForm = {
  readonly definition: ProcedureDefinition
  readonly views: readonly PageView[]
  readonly settled: ReadonlySet<string>
  readonly summary: readonly SummaryRow[]
  readonly faults: readonly FormFault[]
  readonly papers: readonly PaperLine[]
  readonly fees: readonly FeeLine[]
  /** What may be meant, by field. */
  readonly suggestions: ReadonlyMap<string, readonly string[]>
}

export type Till = {
  readonly intake: Intake
  readonly isNew: boolean
  readonly person: Person | undefined
  readonly differences: readonly Difference[]
  readonly favourites: readonly store.ProcedureChoice[]
  /** Whom the name typed may mean. */
  readonly people: readonly Person[] | undefined
  readonly search: { readonly text: string; readonly found: readonly store.ProcedureChoice[] }
  readonly form: TillForm | undefined
  readonly files: ReadonlyMap<string, store.OwnFile>
  readonly waitingIntakes: readonly Intake[]
  readonly tickets: ClerkTickets
  readonly accepted: Awaited<ReturnType<typeof store.findAccepted>>
  /** Stacks on the glass, read or being read. */
  readonly scans: readonly ShownScan[]
  /** Receipts of the dossier that was accepted. */
  readonly receipts: readonly Receipt[]
}

const favouritesMax = 9
const foundMax = 7
/** How far back a desk looks for what it usually writes. */
const usualDays = 90

function blank(clerk: Officer, at: Date): Intake {
  return {
    id: randomUUID(),
    state: 'open',
    unitId: clerk.unitId,
    clerkId: clerk.personId,
    ticketId: null,
    procedureCode: null,
    procedureVersion: null,
    cards: [],
    holding: {},
    typed: {},
    filled: {},
    papers: {},
    filing: {},
    scans: [],
    scanned: [],
    asked: {},
    means: null,
    payReference: null,
    caseId: null,
    openedAt: at,
    savedAt: at,
  }
}

export type Wanted = {
  readonly id?: string | undefined
  /** An empty one, whatever was left open. */
  readonly isFresh?: boolean
  /** What to show when there is no such intake; else it is refused. */
  readonly isLenient?: boolean
  /** Words to find a procedure by. */
  readonly text?: string | undefined
}

/** Màn hình quầy: the intake named, else the one left open last, else an empty one. Throws `desk.unknownIntake`. */
export async function viewTill(context: Context, wanted: Wanted = {}): Promise<Till> {
  const { id, isFresh, isLenient, text = '' } = wanted
  const clerk = officerOf(context.actor)
  const found = text ? await searchProcedures(context, text, foundMax) : []
  const tickets = await viewClerkTickets(context)
  return inTransaction(context, async (tx) => {
    const open = await store.findOpenIntakes(tx, clerk)
    const last = isFresh ? undefined : open[0]
    const named = id === undefined ? last : await store.findIntake(tx, clerk, id)
    if (id !== undefined && !named && !isLenient) throw refusal.unknownIntake()
    const intake = named ?? blank(clerk, context.now)
    const [card] = intake.cards
    const person = card && (await findCitizenByNumber(tx, card.identityNumber))
    await recordLook(tx, context, { of: person ? [person.id] : [], what: 'person', why: 'desk' })
    const ids = Object.values(intake.papers).flatMap(({ files }) => files)
    const files = await store.findOwnFiles(tx, clerk.personId, ids)
    return {
      intake,
      isNew: !named,
      person,
      differences: compared(card, person),
      favourites: await favouritesOf(tx, context, clerk),
      people: undefined,
      search: { text, found },
      form: await formOf(tx, context, intake, person),
      files: new Map(files.map((file) => [file.id, file])),
      waitingIntakes: open.filter((one) => one.id !== intake.id),
      tickets,
      accepted: intake.caseId ? await store.findAccepted(tx, intake.caseId) : undefined,
      scans: await scansOf(tx, context, intake),
      receipts: intake.caseId ? await findReceiptsOf(tx, intake.caseId) : [],
    }
  })
}

async function scansOf(tx: Tx, context: Context, { state, scans }: Intake): Promise<readonly ShownScan[]> {
  if (state !== 'open') return []
  const shown: ShownScan[] = []
  for (const id of scans) {
    const scan = await findScan(tx, context, id)
    if (scan) shown.push(scan)
  }
  return shown
}

/** Tìm người theo tên không dấu. Each of those shown was seen, and is told so. */
export function findPeople(context: Context, name: string): Promise<readonly Person[]> {
  return inTransaction(context, async (tx) => {
    const people = await searchPersons(tx, context.actor, name, foundMax)
    await recordLook(tx, context, { of: people.map(({ id }) => id), what: 'person', why: 'desk' })
    return people
  })
}

/** Phím sẵn: what this desk took in most until yesterday, so that no key moves during a day; filled up from the pack. */
async function favouritesOf(tx: Tx, { today, pack }: Context, { unitId }: Officer) {
  const lately = { from: instantAt(addDays(today, -30)), to: instantAt(today) }
  const used = await store.findFavourites(tx, unitId, lately, favouritesMax)
  const known = new Set(used.map(({ code }) => code))
  const named = (pack.desk?.favourites ?? []).filter((code) => !known.has(code))
  return [...used, ...(await store.findProceduresByCode(tx, named))].slice(0, favouritesMax)
}

/** What the desk looks up forms in, its own files not among them: papers stand beside the form. */
export function lookupsOf(context: Context): FormLookups {
  return { ...formLookups(context), file: () => undefined }
}

export async function definitionFor(
  tx: Tx,
  context: Context,
  { procedureCode, procedureVersion }: Pick<Intake, 'procedureCode' | 'procedureVersion'>,
): Promise<ProcedureDefinition | undefined> {
  if (procedureCode === null || procedureVersion === null) return undefined
  return getProcedureVersion(tx, context, procedureCode, procedureVersion)
}

/** Ô điền sẵn và gợi ý of a procedure, as the pack has them. */
export const fillsFor = ({ pack }: Pick<Context, 'pack'>, { code }: Pick<ProcedureDefinition, 'code'>) =>
  pack.desk?.fills.find(({ procedure }) => procedure === code)?.values ?? []

/** Where and from whom a form at this desk is filled in. */
export async function scopeFor(tx: Tx, context: Context, intake: Intake, person: Person | undefined) {
  const { pack, today } = context
  const unit = await findUnit(tx, intake.unitId)
  const areas = pack.areas.filter(
    ({ validFrom, validTo }) => validFrom <= today && (!validTo || validTo >= today),
  )
  const about = aboutPresent(intake, person?.id)
  const known = about ? await findKnownValues(tx, context, personOf(about.identityNumber)) : {}
  return scopeOf(intake, person, known, {
    province: pack.manifest.areaCode,
    areas,
    deskArea: unit?.areaCode ?? null,
    today,
  })
}

async function formOf(
  tx: Tx,
  context: Context,
  intake: Intake,
  person: Person | undefined,
): Promise<TillForm | undefined> {
  const definition = await definitionFor(tx, context, intake)
  if (!definition) return undefined
  const lookups = lookupsOf(context)
  const { form } = definition
  const read = fillForm(form, intake.typed, context.language, lookups)
  const settled = settledPaths(read, intake.filled)
  const required = new Map(papersFor(definition, read.answers).map((one) => [one.paper.key, one.required]))
  const vouched = vouchedAtDesk(definition, intake, read.answers, context.today)
  const askable = askableAtDesk(definition, intake, read.answers)
  const papers = definition.papers
    .filter(({ key }) => required.has(key))
    .map(({ key, name, originals }) => ({
      ...saidOf(key),
      key,
      name,
      isRequired: required.get(key) ?? false,
      isExpected:
        required.get(key) === true || (definition.inDepth && definition.papers.length === 1 && originals > 0),
      tick: intake.papers[key] ?? emptyTick,
    }))
  return {
    definition,
    views: read.views,
    settled,
    summary: summarise(form, read.answers, context.language, lookups).filter(({ field }) =>
      settled.has(field),
    ),
    faults: remainingFaults(form, read.errors, intake.papers, vouched),
    papers,
    fees: feesFor(definition, situationOf(form, read.answers, context.today)),
    suggestions: suggestionsFor(
      read.views,
      {
        answers: read.answers,
        scope: await scopeFor(tx, context, intake, person),
        fills: fillsFor(context, definition),
      },
      await store.findUsual(tx, intake.unitId, {
        procedure: definition.code,
        fields: textFieldsIn(read.views),
        since: instantAt(addDays(context.today, -usualDays)),
        min: usualMin,
      }),
    ),
  }

  function saidOf(key: string): Pick<PaperLine, 'vouch' | 'mayAsk' | 'silence'> {
    const question = askable.get(key)
    const before =
      question !== undefined && intake.asked[key]?.asked === question ? intake.asked[key] : undefined
    const vouch = vouched.find((paper) => paper.key === key)?.vouch
    return {
      vouch,
      mayAsk: question !== undefined && !vouch && before?.outcome !== 'denied',
      silence: vouch ? undefined : before,
    }
  }
}
