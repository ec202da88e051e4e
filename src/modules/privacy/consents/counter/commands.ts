/** Đồng ý tại quầy: an officer reads the words aloud and writes down what was said, with its evidence. The person is told. */

import { askedToday, giveConsent, standingConsents, withdrawConsent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { isId, newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import type { ConsentPurpose } from '#kernel/packs.ts'
import { notify } from '#modules/notifications/api.ts'
import { findCitizenByNumber, findPerson, type Person } from '#modules/organisation/api.ts'
import { refusal } from '../../requests/domain.ts'
import { consentLinks, evidenceMin, notices } from '../domain.ts'

/** Whose number it is. Throws `privacy.personNotFound`. */
export function findAtCounter(context: Context, typed: string): Promise<string> {
  return inTransaction(context, async (tx) => {
    const person = await findCitizenByNumber(tx, typed.replace(/\D/g, ''))
    await recordLook(tx, context, { of: person ? [person.id] : [], what: 'person', why: 'desk' })
    if (!person) throw refusal.personNotFound()
    return person.id
  })
}

export type AtCounter = {
  readonly person: Pick<Person, 'id' | 'name'>
  /** Whether each stands: no more than that is an officer’s business. */
  readonly purposes: readonly {
    readonly purpose: ConsentPurpose
    readonly stands: boolean
    readonly asked: ReturnType<typeof askedToday>
  }[]
}

async function demandCitizen(tx: Tx, personId: string): Promise<Person> {
  const person = isId(personId) ? await findPerson(tx, personId) : undefined
  if (!person || person.kind !== 'citizen') throw refusal.personNotFound()
  return person
}

/** Throws `privacy.personNotFound`. */
export function viewAtCounter(context: Context, personId: string): Promise<AtCounter> {
  return inTransaction(context, async (tx) => {
    const person = await demandCitizen(tx, personId)
    await recordLook(tx, context, { of: [personId], what: 'person', why: 'desk' })
    const standing = await standingConsents(tx, context, personId)
    const purposes = context.pack.consents.map((purpose) => ({
      purpose,
      stands: standing.has(purpose.key),
      asked: askedToday(context, purpose.key),
    }))
    return { person, purposes }
  })
}

type Said = {
  readonly personId: string
  readonly purpose: string
  readonly act: 'give' | 'withdraw'
  readonly agreed: string | undefined
  readonly evidence: string
}

/** Throws `privacy.personNotFound`, `privacy.evidenceNeeded`, and what `giveConsent` throws. */
export async function recordAtCounter(context: Context, said: Said): Promise<void> {
  const { personId, purpose, act, agreed } = said
  const evidence = said.evidence.trim()
  await inTransaction(context, async (tx) => {
    const person = await demandCitizen(tx, personId)
    await recordLook(tx, context, { of: [personId], what: 'person', why: 'desk' })
    const { name } = askedToday(context, purpose)
    if (act === 'give') {
      if (evidence.length < evidenceMin) throw refusal.evidenceNeeded()
      await giveConsent(tx, context, { personId, purpose, agreed, channel: 'counter', evidence })
    } else await withdrawConsent(tx, context, { personId, purpose, channel: 'counter' })
    await notify(tx, context, [
      {
        notice: notices.atCounter,
        to: [person.id],
        subjectId: personId,
        link: consentLinks.own,
        facts: { name: name.vi },
        key: `consents.atCounter:${newId(context.now)}`,
      },
    ])
  })
}
