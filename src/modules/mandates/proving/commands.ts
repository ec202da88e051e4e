/** What registers of the State prove: who a person is, whose parent they are, whom they represent. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type ReceivedFile, recordFile } from '#kernel/files.ts'
import { citizenOf } from '#kernel/policy.ts'
import { addDays, type CalendarDate, instantAt } from '#kernel/types.ts'
import { ask } from '#modules/exchange/api.ts'
import { businessRegister, population } from '#modules/national/api.ts'
import {
  findCitizenByNumber,
  findUnitByCode,
  recordCitizen,
  saveOrganisation,
} from '#modules/organisation/api.ts'
import {
  finish,
  idOfForm,
  ownNumber,
  proceduresWished,
  scopesWished,
  tellSides,
  type Wish,
  write,
} from '../commands.ts'
import {
  comesOfAge,
  grantableRoles,
  identityIn,
  nameIn,
  refusal,
  scopesOf,
  taxCodeIn,
  termOf,
} from '../domain.ts'
import { findHolders } from '../store.ts'

/** As on the card of the person. */
export type TypedPerson = {
  readonly identity: string
  readonly name: string
  readonly birthDate: CalendarDate | undefined
}

function personIn({ identity, name, birthDate }: TypedPerson) {
  const SoDinhDanh = identityIn(identity)
  const HoTen = nameIn(name)
  if (!birthDate) throw refusal.badBirth()
  return { SoDinhDanh, HoTen: HoTen.toLocaleUpperCase('vi'), NgaySinh: birthDate, name: HoTen }
}

/** A person of whom the population database says that number, name and day of birth belong together. */
type Proven = {
  readonly identity: string
  readonly birthDate: CalendarDate
  /** Their account, made when they never signed in; what is known of them already stays. */
  readonly record: (tx: Tx) => Promise<string>
}

/** Throws `mandates.noSuchPerson`, what is wrong with the input, and `exchange.away` and the like. */
async function provenPerson(context: Context, typed: TypedPerson): Promise<Proven> {
  const { name, ...person } = personIn(typed)
  const { KhopDung } = await ask(context, population, 'XacThuc', person)
  if (!KhopDung) throw refusal.noSuchPerson()
  return provenAs(person.SoDinhDanh, name, person.NgaySinh)
}

const provenAs = (identity: string, name: string, birthDate: CalendarDate): Proven => ({
  identity,
  birthDate,
  async record(tx) {
    const known = await findCitizenByNumber(tx, identity)
    return known?.id ?? (await recordCitizen(tx, { identityNumber: identity, name, birthDate })).id
  },
})

/**
 * Mở tài khoản của doanh nghiệp, hộ kinh doanh: by whom the register names as representative or head. Whoever it names no
 * more loses that role. Opening it again gives it again. Throws `mandates.notRepresentative`, `mandates.notActive`,
 * `mandates.already`.
 */
export async function openOrganisation(context: Context, typed: string): Promise<void> {
  const citizen = citizenOf(context.actor)
  const number = ownNumber(citizen)
  const code = taxCodeIn(typed)
  const { ToChuc: firm } = await ask(context, businessRegister, 'XacThucNguoiDaiDien', {
    MaSo: code,
    SoDinhDanh: number,
  })
  if (!firm) throw refusal.notRepresentative()
  if (firm.TrangThai !== 'Đang hoạt động') throw refusal.notActive({ details: { state: firm.TrangThai } })
  const kind = firm.LoaiHinh === 'HKD' ? 'household' : 'enterprise'
  const facts = { kind, name: firm.Ten, taxCode: code, addressLine: firm.DiaChi } as const
  const accountId = await inTransaction(context, async (tx) => {
    const id = await saveOrganisation(tx, facts)
    await appendEvent(tx, context, 'organisation.proven', { subject: id, payload: { kind, code } })
    return id
  })
  const gone = await formerHeads(context, accountId, code, number)
  await inTransaction(context, async (tx) => {
    for (const id of gone)
      await finish(
        tx,
        context,
        { id, representedId: accountId, agentId: null, role: 'legalRepresentative' },
        'revoked',
      )
    await write(tx, context, {
      id: idOfForm(context),
      representedId: accountId,
      agentIdentity: number,
      agentId: citizen.personId,
      role: 'legalRepresentative',
      scopes: scopesOf.legalRepresentative,
      procedures: null,
      source: 'register',
      evidence: `${businessRegister.system.vi}: ${code}`,
      validFrom: context.now,
      validUntil: null,
      awaits: null,
    })
  })
}

/** Mandates of others as representative whom the register names no more. */
async function formerHeads(
  context: Context,
  accountId: string,
  code: string,
  number: string,
): Promise<readonly string[]> {
  const holders = await inTransaction(context, (tx) =>
    findHolders(tx, accountId, 'legalRepresentative', context.now),
  )
  const gone: string[] = []
  for (const { id, agentIdentity } of holders) {
    if (agentIdentity === number) continue
    const { ToChuc } = await ask(context, businessRegister, 'XacThucNguoiDaiDien', {
      MaSo: code,
      SoDinhDanh: agentIdentity,
    })
    if (!ToChuc) gone.push(id)
  }
  return gone
}

/**
 * Thay mặt con, người được giám hộ: as the population database says, until their eighteenth birthday. Throws
 * `mandates.notTheirParent`, `mandates.ofAge`, `mandates.already`.
 */
export async function claimChild(context: Context, typed: TypedPerson): Promise<void> {
  const citizen = citizenOf(context.actor)
  const number = ownNumber(citizen)
  const { name, ...person } = personIn(typed)
  const until = comesOfAge(person.NgaySinh)
  if (until <= context.now) throw refusal.ofAge()
  const { QuanHe } = await ask(context, population, 'QuanHe', { SoDinhDanhNguoiHoi: number, ...person })
  if (!QuanHe) throw refusal.notTheirParent()
  const child = provenAs(person.SoDinhDanh, name, person.NgaySinh)
  const role = QuanHe === 'giam-ho' ? 'guardian' : 'parent'
  await inTransaction(context, async (tx) => {
    await write(tx, context, {
      id: idOfForm(context),
      representedId: await child.record(tx),
      agentIdentity: number,
      agentId: citizen.personId,
      role,
      scopes: scopesOf[role],
      procedures: null,
      source: 'register',
      evidence: population.system.vi,
      validFrom: context.now,
      validUntil: until,
      awaits: null,
    })
  })
}

/**
 * Xin được thay mặt, xin giúp: by the agent, who knows the card of the other; the represented agrees in their own account.
 * Throws `mandates.noSuchPerson`, `mandates.already` and what is wrong.
 */
export async function askMandate(
  context: Context,
  { person, ...wish }: Wish & { readonly person: TypedPerson },
): Promise<void> {
  const citizen = citizenOf(context.actor)
  const agentIdentity = ownNumber(citizen)
  const { role } = wish
  if (!grantableRoles(false, undefined).includes(role)) throw refusal.roleNotYours()
  const asked = { scopes: scopesWished(wish), procedures: proceduresWished(context, wish) }
  const { from: validFrom, until: validUntil } = termOf(wish, context.now, null)
  const found = await provenPerson(context, person)
  if (found.identity === agentIdentity) throw refusal.ownMandate()
  const id = idOfForm(context)
  await inTransaction(context, async (tx) => {
    const representedId = await found.record(tx)
    const agentId = citizen.personId
    const sides = { representedId, agentIdentity, agentId, role, validFrom, validUntil }
    await write(tx, context, { id, ...sides, ...asked, source: 'consent', awaits: 'represented' })
    await tellSides(tx, context, { id, to: [representedId], notice: 'asked' })
  })
}

export const paperRoles = ['parent', 'guardian', 'authorised'] as const
type PaperClaim = {
  readonly role: (typeof paperRoles)[number]
  readonly person: TypedPerson
  readonly to?: CalendarDate | undefined
  /** Code of the agency whose desk compares the paper with its original. */
  readonly unitCode: string
  readonly file: ReceivedFile | undefined
}

/**
 * Theo giấy tờ: of whom no register tells, such as a guardian by decision or somebody with a notarised authorisation. Holds once
 * an officer compared the paper. Throws `mandates.paperNeeded`, `mandates.ofAge` and what is wrong.
 */
export async function claimByPaper(
  context: Context,
  { role, person, to, unitCode, file }: PaperClaim,
): Promise<void> {
  const citizen = citizenOf(context.actor)
  const agentIdentity = ownNumber(citizen)
  if (!file) throw refusal.paperNeeded()
  const found = await provenPerson(context, person)
  if (found.identity === agentIdentity) throw refusal.ownMandate()
  const ofAgeAt = comesOfAge(found.birthDate)
  const isChild = ofAgeAt > context.now
  if (role === 'parent' && !isChild) throw refusal.ofAge()
  const asked =
    role === 'authorised' ? termOf({ role, to }, context.now, null).until : to && instantAt(addDays(to, 1))
  if (asked && asked <= context.now) throw refusal.wrongDays()
  const id = idOfForm(context)
  await inTransaction(context, async (tx) => {
    const unit = await findUnitByCode(tx, unitCode, context.today)
    if (!unit) throw refusal.paperNeeded()
    await write(tx, context, {
      id,
      representedId: await found.record(tx),
      agentIdentity,
      agentId: citizen.personId,
      role,
      scopes: scopesOf[role],
      procedures: null,
      source: 'paper',
      validFrom: context.now,
      validUntil: isChild && role !== 'authorised' ? ofAgeAt : (asked ?? null),
      awaits: 'desk',
      fileId: await recordFile(tx, context, file, { ownerId: citizen.personId }),
      unitId: unit.id,
    })
  })
}
