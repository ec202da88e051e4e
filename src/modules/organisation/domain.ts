/** Cơ quan, đơn vị: the dated tree of agencies, who is competent, and where people hand in their papers. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { Organisation } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type UnitKind = 'province' | 'centre' | 'department' | 'division' | 'district' | 'commune' | 'vertical'

/** Cơ quan, đơn vị, as it holds on the day it was asked for. */
export type Unit = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly parentId: string | null
  /** Ids without hyphens from the root down, joined by dots. */
  readonly path: string
  readonly areaCode: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly deskName: string | null
}

/**
 * Người dùng: a citizen, or an officer as an employee, who may be the same human; the two records never mix. The account of a
 * firm or household is one too: its number is the tax code.
 */
export type Person = {
  readonly id: string
  readonly kind: 'citizen' | 'officer' | Organisation
  readonly name: string
  readonly identityNumber: string | null
  readonly birthDate: CalendarDate | null
  readonly gender: Gender | null
  readonly phone: string | null
  readonly email: string | null
  readonly areaCode: string | null
  readonly addressLine: string | null
}
export type Gender = 'male' | 'female'

/** What is looked for by name; words are text queries as PostgreSQL writes them. */
export type NameQuestion = {
  /** The words in every order, as typed first. */
  readonly orders: readonly [string, ...string[]]
  readonly allWords: string
  /** Any of the questions that leave a whole word out, which may be misspelt; `null` when nothing would be left. */
  readonly mostWords: string | null
}

/** Names have at most six words; what is typed beyond is not about a name. */
const wordsMax = 8
/** Four words have 24 orders; more are looked for as typed and backwards. */
const orderedWordsMax = 4

/** Tìm người: by number when digits were typed, else by the words of the name; `undefined` when nothing was. */
export function personQuestion(text: string): { readonly digits: string } | NameQuestion | undefined {
  const digits = text.replace(/[\s.+-]/g, '')
  if (/^\d{6,}$/.test(digits)) return { digits: digits.replace(/^84(?=\d{9}$)/, '0') }
  const words = searchKey(text).split(' ').filter(Boolean).slice(0, wordsMax)
  if (words.length === 0) return undefined
  const [asTyped = words, ...others] =
    words.length > orderedWordsMax ? [words, words.toReversed()] : ordersOf(words)
  const misspelt = words.flatMap((word, left) => (word.length < 3 ? [] : [words.toSpliced(left, 1)]))
  return {
    orders: [asTyped.join(' '), ...others.map((order) => order.join(' '))],
    allWords: inPairs(words, ':*'),
    mostWords: words.length < 2 ? null : misspelt.map((rest) => `(${inPairs(rest)})`).join(' | ') || null,
  }
}

function ordersOf(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length < 2) return [words]
  return words.flatMap((word, at) => ordersOf(words.toSpliced(at, 1)).map((rest) => [word, ...rest]))
}

/**
 * All of the words, as the index of names holds them: each with its neighbour (`:*`: the last one may go on). Words are
 * letters and digits only, so none can end its quotes.
 */
function inPairs(words: readonly string[], goesOn: '' | ':*' = ''): string {
  const pairs = words.length < 2 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`)
  return pairs.map((pair, index) => `'${pair}'${index === pairs.length - 1 ? goesOn : ''}`).join(' & ')
}

/** Vị trí công tác của một cán bộ, công chức. */
export type OfficerPost = {
  readonly postId: string
  readonly personId: string
  readonly name: string
  readonly title: string
  readonly unitId: string
  readonly unitCode: string
  readonly unitName: string
}

/** An officer who could be given work: whoever is away without a deputy cannot. */
export type OfficerAtWork = OfficerPost & {
  readonly awayUntil: CalendarDate | null
  readonly deputyId: string | null
  readonly deputyName: string | null
}

/** Đang làm việc: at work, or away with someone who does the work meanwhile. */
export const isReachable = ({
  awayUntil,
  deputyId,
}: Pick<OfficerAtWork, 'awayUntil' | 'deputyId'>): boolean => awayUntil === null || deputyId !== null

/** Thẩm quyền, as a procedure states it: the level that decides, or one named unit. */
export type Competence = {
  readonly level: 'province' | 'district' | 'commune'
  readonly unit?: string | undefined
}

/** Bộ phận Tiếp nhận và Trả kết quả: where papers of a unit are handed in. */
export type Desk = {
  readonly unit: Unit
  readonly name: string
}

export const refusal = defineRefusals('organisation', {
  notAnIdentityNumber: [
    'invalid',
    'Số định danh phải có 12 chữ số. Kiểm tra lại số trên thẻ căn cước.',
    'The identity number must have 12 digits. Check the number on the card.',
  ],
})

export type DatedUnit = {
  readonly code: string
  readonly parent?: string | undefined
  readonly validFrom: string
  readonly validTo?: string | undefined
}
export type KnownUnit = { readonly id: string; readonly code: string; readonly validFrom: string }
export type ArrangedUnit<U> = {
  readonly id: string
  readonly unit: U
  readonly parentId: string | null
  readonly path: string
}

/**
 * Cây cơ quan: gives every unit of a pack its id, parent and path. Known units keep their ids. Throws for a parent
 * that the pack does not have; circles were refused when the pack was read.
 */
export function arrangeUnits<U extends DatedUnit>(
  units: readonly U[],
  known: readonly KnownUnit[],
  newId: () => string,
): ArrangedUnit<U>[] {
  const keyOf = (unit: { code: string; validFrom: string }) => `${unit.code} ${unit.validFrom}`
  const ids = new Map(known.map((unit) => [keyOf(unit), unit.id]))
  const byCode = Map.groupBy(units, ({ code }) => code)
  const arranged = new Map<U, ArrangedUnit<U>>()
  const arrange = (unit: U): ArrangedUnit<U> => {
    const before = arranged.get(unit)
    if (before) return before
    const parent = unit.parent === undefined ? undefined : parentAt(byCode, unit)
    const above = parent && arrange(parent)
    const id = ids.get(keyOf(unit)) ?? newId()
    const label = id.replaceAll('-', '')
    const made = {
      id,
      unit,
      parentId: above?.id ?? null,
      path: above ? `${above.path}.${label}` : label,
    }
    arranged.set(unit, made)
    return made
  }
  return units.map(arrange)
}

/** The parent as it was when the unit began; one that began later, where none was there yet. */
function parentAt<U extends DatedUnit>(byCode: ReadonlyMap<string, readonly U[]>, unit: U): U {
  const named = byCode.get(unit.parent ?? '') ?? []
  const parent = named.find((one) => holds(one, unit.validFrom)) ?? named.at(-1)
  if (!parent) throw new Error(`Unit ${unit.code} names the parent ${unit.parent}, which the pack lacks`)
  return parent
}

/** Còn hiệu lực: first and last day both count. */
export function holds(
  dated: { readonly validFrom: string; readonly validTo?: string | undefined },
  on: string,
): boolean {
  return dated.validFrom <= on && (dated.validTo === undefined || dated.validTo >= on)
}

/** Tên đầy đủ: `Xã` + `Tam Thanh`, unless the name already says its kind. */
export function fullAreaName({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return name.toLowerCase().startsWith(`${kind.toLowerCase()} `) ? name : `${kind} ${name}`
}

/** The unit at the end of a path and all above it, nearest first. */
export const alongPath = (units: readonly Unit[], path: string): readonly Unit[] =>
  units
    .filter((unit) => unit.path === path || path.startsWith(`${unit.path}.`))
    .toSorted((a, b) => b.path.length - a.path.length)

/** The unit of a kind that acts for the area, or for the one area that holds it. */
export function actingFor(
  units: readonly Unit[],
  wanted: 'commune' | 'district',
  areaCode: string,
  parentCode: string | null,
): Unit | undefined {
  const ofKind = units.filter(({ kind }) => kind === wanted)
  return (
    ofKind.find((unit) => unit.areaCode === areaCode) ??
    (parentCode === null ? undefined : ofKind.find((unit) => unit.areaCode === parentCode))
  )
}
