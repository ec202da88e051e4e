/** Dữ kiện mẫu of a development installation: some people are known to the registers, one of them not rightly. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { findAccounts, findPerson, type Person } from '#modules/organisation/api.ts'
import { recordFacts } from '../commands.ts'
import { type NewFact, personOf } from '../domain.ts'

/** The first and the last are those that the welcome page offers to sign in as. */
const peopleMax = 3

const population = { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database' }

/** Run again it finds the facts there and adds nothing. */
export async function seedFacts(context: Context): Promise<void> {
  const accounts = await read(context, (tx) => findAccounts(tx))
  const citizens = accounts.filter(({ kind, identityNumber }) => kind === 'citizen' && identityNumber)
  const people = [...new Set([...citizens.slice(1, peopleMax), ...citizens.slice(-1)])]
  for (const { personId } of people)
    await inTransaction(context, async (tx) => {
      const person = await findPerson(tx, personId)
      if (person?.identityNumber)
        await recordFacts(tx, context, {
          subject: personOf(person.identityNumber),
          eventOf: person.id,
          facts: factsOf(context, person),
        })
    })
}

/** A register was asked some weeks ago; a week later the person gave another phone number than the account has. */
function factsOf({ pack, today }: Context, person: Person): readonly NewFact[] {
  const asked = {
    source: 'register',
    by: 'population',
    byName: population,
    asOf: instantAt(addDays(today, -20), 9 * 60),
    reference: null,
  } as const
  const said = {
    source: 'said',
    by: 'person',
    byName: { vi: 'người dân', en: 'the person' },
    asOf: instantAt(addDays(today, -13), 15 * 60),
    reference: null,
  } as const
  const address = person.areaCode && {
    province: pack.manifest.areaCode,
    commune: person.areaCode,
    line: person.addressLine ?? 'Khu phố 1',
  }
  return [
    { ...asked, key: 'person.fullName', value: person.name },
    { ...asked, key: 'person.identityNumber', value: person.identityNumber ?? '' },
    ...(person.birthDate ? [{ ...asked, key: 'person.birthDate', value: person.birthDate }] : []),
    ...(address ? [{ ...asked, key: 'person.address', value: address }] : []),
    { ...said, key: 'person.phone', value: '0990999999' },
  ]
}
