/** Ghi vào sổ dữ kiện, and reading one's own book. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type Citizen, citizenOf } from '#kernel/policy.ts'
import type { JsonValue } from '#kernel/types.ts'
import { findSourced, type Sourced } from '#modules/dossiers/api.ts'
import { findPerson, formLookups } from '#modules/organisation/api.ts'
import { type Book, bookOf, type Fact, mayBe, type NewFact, personOf, type Subject } from './domain.ts'
import * as store from './store.ts'

export type Told = {
  readonly subject: Subject
  /** Of the person, dossier or draft that the event is about. */
  readonly eventOf: string
  readonly facts: readonly NewFact[]
}

/**
 * Ghi dữ kiện: what the pack does not declare, or what may not stand under its key, is left out. The same word told twice is one
 * row. Gives the keys that are new.
 */
export async function recordFacts(
  tx: Tx,
  context: Context,
  { subject, eventOf, facts }: Told,
): Promise<readonly string[]> {
  const { pack, now } = context
  const lookups = formLookups(context)
  const declared = new Map(pack.facts.facts.map((fact) => [fact.key, fact]))
  const fitting = facts.filter(({ key, value }) => {
    const fact = declared.get(key)
    return fact !== undefined && mayBe(fact, value, lookups)
  })
  const keys = await store.insertFacts(tx, subject, fitting, now)
  if (keys.length > 0)
    await appendEvent(tx, context, 'facts.recorded', {
      subject: eventOf,
      payload: { keys, source: fitting[0]?.source },
    })
  return keys
}

/**
 * Sổ dữ kiện của chính mình, in the caller's transaction: what was recorded, and what the account itself says. Whoever acts in
 * another's account is told what that account says of its owner, and never what was recorded of them; in a firm's account the
 * person is whoever acts for it.
 */
export async function findOwnBook(tx: Tx, context: Context): Promise<Book> {
  if (context.actor.kind !== 'citizen') return new Map()
  const { pack, today, actor } = context
  return bookOf(await factsFor(tx, context, actor), pack.facts, today)
}

async function factsFor(tx: Tx, context: Context, actor: Citizen): Promise<readonly Fact[]> {
  const { agent, organisation, identityNumber, name } = actor
  if (!agent) {
    const recorded = identityNumber ? await store.findFacts(tx, personOf(identityNumber)) : []
    return [...recorded, ...(await accountFacts(tx, context, actor))]
  }
  if (!organisation) return accountFacts(tx, context, actor)
  const firm = { 'organisation.name': name, 'organisation.taxCode': identityNumber }
  return [...(await accountFacts(tx, context, agent)), ...saidByAccount(firm)]
}

/** What the book says of somebody without contradiction, by key: for a form that is filled in while they are here. */
export async function findKnownValues(
  tx: Tx,
  { pack, today }: Context,
  subject: Subject,
): Promise<Readonly<Record<string, JsonValue>>> {
  const book = bookOf(await store.findFacts(tx, subject), pack.facts, today)
  return Object.fromEntries(
    [...book].flatMap(([key, { current, conflicts }]) =>
      conflicts.length === 0 ? [[key, current.value]] : [],
    ),
  )
}

export const openOwnBook = (context: Context): Promise<Book> =>
  read(context, (tx) => findOwnBook(tx, context))

const account = { vi: 'tài khoản định danh', en: 'identity account' }

/** What the account of the person says, by the names that forms use. When it began to say so nobody knows. */
async function accountFacts(
  tx: Tx,
  { pack }: Context,
  citizen: Pick<Citizen, 'personId' | 'name' | 'identityNumber' | 'phone'>,
): Promise<readonly Fact[]> {
  const { personId, name, identityNumber, phone } = citizen
  const person = await findPerson(tx, personId)
  const values: Readonly<Record<string, JsonValue | null | undefined>> = {
    'person.fullName': person?.name ?? name,
    'person.identityNumber': person?.identityNumber ?? identityNumber,
    'person.phone': person?.phone ?? phone,
    'person.birthDate': person?.birthDate,
    'person.gender': person?.gender,
    'person.email': person?.email,
    'person.address': person?.areaCode
      ? {
          province: pack.manifest.areaCode,
          commune: person.areaCode,
          ...(person.addressLine && { line: person.addressLine }),
        }
      : null,
  }
  return saidByAccount(values)
}

const saidByAccount = (values: Readonly<Record<string, JsonValue | null | undefined>>): Fact[] =>
  Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined
      ? []
      : [
          {
            key,
            value,
            source: 'account' as const,
            by: 'account',
            byName: account,
            asOf: new Date(0),
            validTo: null,
            reference: null,
            endedAt: null,
            mark: `account ${key}`,
          },
        ],
  )

/** The number under which the person's own book stands; none while they act for another. Throws for whoever is no citizen. */
export function ownSubject(context: Context): Subject | undefined {
  const { identityNumber, agent } = citizenOf(context.actor)
  return identityNumber && !agent ? personOf(identityNumber) : undefined
}

export type OwnView = {
  readonly book: Book
  readonly groups: Context['pack']['facts']['groups']
  /** Dossiers that were filled in with each fact, the newest first. */
  readonly uses: ReadonlyMap<string, readonly Sourced[]>
  /** The newest objection to each. */
  readonly objections: ReadonlyMap<string, store.Objection>
}

/** Nhà nước đã biết gì về tôi. */
export function viewOwnBook(context: Context): Promise<OwnView> {
  const { personId } = citizenOf(context.actor)
  const subject = ownSubject(context)
  return read(context, async (tx) => {
    const uses = new Map<string, Sourced[]>()
    for (const dossier of await findSourced(tx, personId))
      for (const fact of dossier.facts) uses.set(fact, [...(uses.get(fact) ?? []), dossier])
    const objections = subject ? await store.findObjections(tx, subject) : []
    return {
      book: await findOwnBook(tx, context),
      groups: context.pack.facts.groups,
      uses,
      // The first of a key is the newest; a map keeps the last that is set.
      objections: new Map(objections.toReversed().map((one) => [one.key, one])),
    }
  })
}
