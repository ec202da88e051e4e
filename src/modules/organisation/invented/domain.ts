/** Người mẫu: made-up people of a development installation. Pure: the same pack gives the same people. */

import type { Pack } from '#kernel/packs.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/types.ts'
import { fullAreaName, type Gender, holds, type Unit } from '../domain.ts'

type NameGroup = Pack['people'][number]
type Role = Pack['roles'][number]

export type InventedCitizen = {
  readonly name: string
  readonly gender: Gender
  readonly identityNumber: string
  readonly birthDate: CalendarDate
  readonly phone: string
  readonly areaCode: string
  readonly addressLine: string
}

export type InventedOfficer = {
  readonly name: string
  readonly gender: Gender
  readonly phone: string
  readonly posts: readonly InventedPost[]
}
type InventedPost = { readonly unitId: string; readonly title: string; readonly roles: readonly string[] }

const citizensCount = 60

/** A sequence of numbers in [0, 1) that depends on nothing but its seed (mulberry32). */
export function chanceFrom(seed: string): () => number {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Weighed = { readonly name: string; readonly count: number }

function pick(from: readonly Weighed[], chance: () => number): string {
  const total = from.reduce((sum, { count }) => sum + count, 0)
  let left = chance() * total
  for (const one of from) {
    left -= one.count
    if (left < 0) return one.name
  }
  return from.at(-1)?.name ?? ''
}

/** Họ và tên, of a people that lives in the area: `areaCodes` are its code and those above it. */
function inventName(pack: Pack, areaCodes: readonly string[], gender: Gender, chance: () => number): string {
  const groups = pack.people
    .filter(({ areas }) => areas.length === 0 || areas.some((code) => areaCodes.includes(code)))
    // Whoever lives in few places is met there far more often than in the province as a whole.
    .map((group) => ({
      group,
      weight: group.areas.length === 0 ? group.share : Math.min(1, group.share * 20),
    }))
  const total = groups.reduce((sum, { weight }) => sum + weight, 0)
  let left = chance() * total
  const { group } = groups.find(({ weight }) => (left -= weight) < 0) ?? groups[0] ?? {}
  if (!group) throw new Error('The pack has no names that fit everywhere; give one group without areas')
  const family = pick(familiesOf(group, gender), chance)
  // K'Ho men write their first word and their name together.
  return `${family}${/['’]$/.test(family) ? '' : ' '}${pick(group[gender], chance)}`
}

const familiesOf = (group: NameGroup, gender: Gender) =>
  gender === 'female' ? (group.femaleFamilies ?? group.families) : group.families

/** 099 0 is given to no network: a message sent by mistake reaches nobody. */
const inventedPhone = (serial: number) => `0990${String(serial).padStart(6, '0')}`

/**
 * Số định danh: three digits of the province of birth, one for century and gender, two of the year, six that are
 * drawn (docs/legal.md#identity-number).
 */
export function identityNumberOf(
  provinceCode: string,
  gender: Gender,
  birthDate: CalendarDate,
  serial: number,
): string {
  const centuries = Math.floor(Number(birthDate.slice(0, 4)) / 100) - 19
  const centuryAndGender = centuries * 2 + (gender === 'female' ? 1 : 0)
  const province = provinceCode.padStart(3, '0').slice(-3)
  return `${province}${centuryAndGender}${birthDate.slice(2, 4)}${String(serial).padStart(6, '0')}`
}

/** Citizens spread evenly over the communes. The first is a young woman, the last a man in his forties. */
export function inventCitizens(pack: Pack, today: CalendarDate): InventedCitizen[] {
  if (pack.people.length === 0) return []
  const chance = chanceFrom(`${pack.manifest.code} citizens`)
  const communes = pack.areas
    .filter((area) => area.level === 'commune' && holds(area, today))
    .toSorted((a, b) => (`${a.parent} ${a.code}` < `${b.parent} ${b.code}` ? -1 : 1))
  return Array.from({ length: communes.length === 0 ? 0 : citizensCount }, (_, index) => {
    const commune = communes[Math.round((index * (communes.length - 1)) / (citizensCount - 1))]
    if (!commune) throw new Error('No commune at this place of the list')
    const gender = index === 0 ? 'female' : index === citizensCount - 1 || chance() < 0.5 ? 'male' : 'female'
    const years = index === 0 ? 29 : index === citizensCount - 1 ? 45 : 18 + Math.floor(chance() * 60)
    const birthDate = addDays(calendarDate(today), -Math.floor((years + chance()) * 365.25))
    const isTown = commune.kind === 'Phường' || commune.kind === 'Thị trấn'
    return {
      name: inventName(pack, [commune.code, commune.parent ?? ''], gender, chance),
      gender,
      identityNumber: identityNumberOf(
        pack.manifest.areaCode,
        gender,
        birthDate,
        100_000 + Math.floor(chance() * 800_000) + index,
      ),
      birthDate,
      phone: inventedPhone(index + 1),
      areaCode: commune.code,
      addressLine: `Số ${1 + Math.floor(chance() * 200)}, ${isTown ? 'khu phố' : 'thôn'} ${1 + Math.floor(chance() * 8)}, ${fullAreaName(commune)}`,
    }
  })
}

/** Roles that some step of some procedure needs, in the pack's order. */
export function stepRolesOf(pack: Pack): readonly Role[] {
  const needed = new Set(Object.values(pack.stepRoles))
  return pack.roles.filter(({ code }) => needed.has(code))
}

/** Roles beside the steps, such as the administrator of the province. */
export function otherRolesOf(pack: Pack): readonly Role[] {
  const needed = new Set(Object.values(pack.stepRoles))
  return pack.roles.filter(({ code }) => !needed.has(code))
}

/**
 * One officer for each role of the steps in every unit, so that any procedure can be brought to its end anywhere; and
 * one for each other role at the agency responsible for the installation. The first of those also helps at the
 * centre's desk: a person with two posts.
 */
export function inventOfficers(pack: Pack, units: readonly Unit[]): InventedOfficer[] {
  if (pack.people.length === 0) return []
  const areasOf = areasAbove(pack)
  let serial = 100_000
  const officer = (unit: Unit, role: Role, more: readonly InventedPost[] = []): InventedOfficer => {
    const chance = chanceFrom(`${pack.manifest.code} ${unit.code} ${role.code}`)
    const gender: Gender = chance() < 0.5 ? 'male' : 'female'
    serial += 1
    return {
      name: inventName(pack, areasOf(unit.areaCode), gender, chance),
      gender,
      phone: inventedPhone(serial),
      posts: [{ unitId: unit.id, title: titleOf(unit, role), roles: [role.code] }, ...more],
    }
  }
  const agency = units.find(({ code }) => code === pack.manifest.agencyCode)
  const centre = units.find(({ kind }) => kind === 'centre')
  const clerk = pack.roles.find(({ permissions }) => permissions.includes('dossier.receive'))
  const helps: InventedPost[] =
    centre && clerk ? [{ unitId: centre.id, title: titleOf(centre, clerk), roles: [clerk.code] }] : []
  return [
    ...units.flatMap((unit) => stepRolesOf(pack).map((role) => officer(unit, role))),
    ...(agency
      ? otherRolesOf(pack).map((role, index) => officer(agency, role, index === 0 ? helps : []))
      : []),
  ]
}

function areasAbove(pack: Pack): (code: string | null) => readonly string[] {
  const parents = new Map(pack.areas.map(({ code, parent }) => [code, parent]))
  return (code) => (code === null ? [] : [code, parents.get(code) ?? ''])
}

const heads: Readonly<Record<Unit['kind'], string>> = {
  province: 'Chủ tịch Ủy ban nhân dân tỉnh',
  centre: 'Giám đốc Trung tâm',
  department: 'Giám đốc',
  division: 'Trưởng phòng',
  district: 'Chủ tịch Ủy ban nhân dân',
  commune: 'Chủ tịch Ủy ban nhân dân',
  vertical: 'Thủ trưởng cơ quan',
}

/** Chức vụ: whoever signs heads the unit; the others bear the name of their role. */
function titleOf(unit: Unit, role: Role): string {
  return role.permissions.includes('dossier.sign') ? heads[unit.kind] : role.name.vi
}
