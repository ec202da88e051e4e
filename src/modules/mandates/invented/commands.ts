/** Made-up mandates of a development installation: a firm with a member, a household business, a parent. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Organisation } from '#kernel/policy.ts'
import { addDays, calendarDate } from '#kernel/types.ts'
import { type Account, findAccounts, recordCitizen, saveOrganisation } from '#modules/organisation/api.ts'
import { comesOfAge, scopesOf } from '../domain.ts'
import { insertMandate, type NewMandate } from '../store.ts'

const childAgeDays = 6 * 365

type Known = Account & { readonly identityNumber: string }

/**
 * Those whom the welcome page offers to sign in as: the first represents a firm in which the last submits, and has a child; the
 * last heads a household business. Run again it adds nothing.
 */
export async function seedMandates(context: Context): Promise<void> {
  await inTransaction(context, async (tx) => {
    const people = (await findAccounts(tx)).filter(
      (one): one is Known => one.kind === 'citizen' && one.identityNumber !== null,
    )
    const [first] = people
    const last = people.at(-1)
    if (!first || !last || first === last) return
    // The made-up register knows representatives by the last four digits, families too.
    const account = (kind: Organisation, front: string, name: string, head: Known) =>
      saveOrganisation(tx, {
        kind,
        name,
        taxCode: `${front}${head.identityNumber.slice(-4)}`,
        addressLine: 'Số 9, đường Thử Nghiệm',
      })
    const given = (
      mandate: Pick<NewMandate, 'representedId' | 'role' | 'source' | 'validUntil'>,
      { personId, identityNumber }: Known,
    ) =>
      insertMandate(tx, {
        id: newId(context.now),
        agentIdentity: identityNumber,
        agentId: personId,
        scopes: scopesOf[mandate.role],
        procedures: null,
        evidence: null,
        validFrom: context.now,
        askedBy: personId,
        askedAt: context.now,
        awaits: null,
        ...mandate,
      })
    const firm = await account('enterprise', '060099', 'Công ty TNHH Nắng Gió', first)
    const household = await account('household', '860099', `Hộ kinh doanh ${last.name}`, last)
    const head = { role: 'legalRepresentative', source: 'register', validUntil: null } as const
    await given({ representedId: firm, ...head }, first)
    await given({ representedId: household, ...head }, last)
    await given(
      { representedId: firm, role: 'memberSubmitter', source: 'invitation', validUntil: null },
      last,
    )
    const birthDate = addDays(calendarDate(context.today), -childAgeDays)
    const child = await recordCitizen(tx, {
      identityNumber: `${first.identityNumber.slice(0, 3)}2${birthDate.slice(2, 4)}90${first.identityNumber.slice(-4)}`,
      name: `${first.name.split(' ')[0]} An Nhiên`,
      birthDate,
    })
    const parent = { role: 'parent', source: 'register', validUntil: comesOfAge(birthDate) } as const
    await given({ representedId: child.id, ...parent }, first)
  })
}
