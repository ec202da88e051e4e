/** What other modules may ask about agencies, areas and people. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import type { FormLookups } from '#kernel/forms.ts'
import { type Actor, officerOf } from '#kernel/policy.ts'
import { recently } from '#kernel/recent.ts'
import {
  actingFor,
  alongPath,
  type Competence,
  type Desk,
  fullAreaName,
  holds,
  type Person,
  personQuestion,
  refusal,
  type Unit,
} from './domain.ts'
import * as store from './store.ts'

export { type ReadAddress, readAddress } from './addresses/domain.ts'
export { declareAbsence } from './delegation/commands.ts'
export type { Competence, Desk, Gender, OfficerAtWork, OfficerPost, Person, Unit } from './domain.ts'
export { fullAreaName, holds, isReachable } from './domain.ts'
export { otherRolesOf, stepRolesOf } from './invented/domain.ts'
export { type Account, findAccounts } from './invented/store.ts'
export {
  closePosts,
  correctOfficer,
  demandManaged,
  demandOther,
  idOf,
  manages,
  type OfficerFacts,
  openPost,
  recordOfficer,
} from './posts/commands.ts'
export {
  type DatedPost,
  type NewPost,
  refusal as staffRefusal,
  type StaffMember,
  stateOf as postStateOf,
} from './posts/domain.ts'
export {
  findChiefs as chiefsOf,
  findHoldersOf as holdersOf,
  findOfficerAt as officerAt,
  findOfficerPosts,
  findOfficersWith as officersWith,
  findStaff,
  findStaffMember,
  maySign,
  type StaffWish,
} from './posts/store.ts'
export {
  findCitizenByNumber,
  findPerson,
  findSuccessor as successorOf,
  findUnit,
  findUnitByCode,
  findUnitsBelow as unitsBelow,
  findUnitsOn as unitsOn,
  saveOrganisation,
} from './store.ts'

export const absenceLinks = {
  list: '/lam-viec/vang-mat',
  declare: '/lam-viec/vang-mat',
  revoke: (id: string) => `/lam-viec/vang-mat/${id}/huy`,
}

/** A pack is loaded while the platform starts; units a few seconds old are as good as new. */
const unitSeconds = 2

type Ask = {
  readonly competence: Competence
  readonly fieldCode: string
  /** The commune (or district) that the applicant's answers name. */
  readonly areaCode?: string | undefined
}

/**
 * Cơ quan có thẩm quyền giải quyết on the day of the context: the unit that the procedure names; else the commune's
 * or district's of the area; else, at province level, the department of the field. `undefined` when the area is
 * missing or no unit acts for it.
 */
export async function competentUnit(context: Context, ask: Ask): Promise<Unit | undefined> {
  return competentAmong(await unitsToday(context), context, ask)
}

/** All units of a province are a few hundred: read together, nobody asks for one of them. */
const unitsToday = (context: Context, tx?: Tx): Promise<readonly Unit[]> =>
  recently(context, `units ${context.today}`, unitSeconds, () => {
    const load = (of: Tx) => store.findUnitsOn(of, context.today)
    return tx ? load(tx) : read(context, load)
  })

function competentAmong(
  units: readonly Unit[],
  context: Context,
  { competence, fieldCode, areaCode }: Ask,
): Unit | undefined {
  const withCode = (wanted: string) => units.find(({ code }) => code === wanted)
  if (competence.unit !== undefined) return withCode(competence.unit)
  if (competence.level !== 'province')
    return areaCode === undefined
      ? undefined
      : actingFor(units, competence.level, areaCode, formLookups(context).area(areaCode)?.parent ?? null)
  const field = context.pack.fields.find(({ code }) => code === fieldCode)
  return field && withCode(field.department)
}

/**
 * Bộ phận Tiếp nhận và Trả kết quả of a unit on the day of the context: its own desk, or that of the nearest unit
 * above; for a department without one the province's centre. Falls back to the unit itself.
 */
export async function receivingDesk(tx: Tx, context: Context, unitId: string): Promise<Desk | undefined> {
  const units = await unitsToday(context, tx)
  const path = units.find(({ id }) => id === unitId)?.path ?? (await store.findUnit(tx, unitId))?.path
  const above = path === undefined ? [] : alongPath(units, path)
  const [own] = above
  if (!own) return undefined
  const near = own.deskName ? own : above.find(({ kind, deskName }) => kind !== 'province' && deskName)
  const unit = near ?? units.find(({ kind }) => kind === 'centre') ?? own
  return { unit, name: unit.deskName ?? unit.name }
}

/** The role of the officers who do the steps that a procedure gives to `stepRole`. */
export function roleOfStep({ pack }: Pick<Context, 'pack'>, stepRole: string): string {
  return pack.stepRoles[stepRole] ?? stepRole
}

/** Đơn vị hành chính và cơ quan for forms, as they hold on the day of the context. */
export function formLookups({
  pack,
  today,
}: Pick<Context, 'pack' | 'today'>): Pick<FormLookups, 'today' | 'area' | 'unit'> {
  const { areas, units } = listsOf(pack)
  return {
    today,
    area: (code) => {
      const area = areas.get(code)?.find((one) => holds(one, today))
      return area && { name: fullAreaName(area), level: area.level, parent: area.parent ?? null }
    },
    unit: (code) => units.get(code)?.find((one) => holds(one, today)),
  }
}

type Pack = Context['pack']
type Lists = {
  readonly areas: ReadonlyMap<string, readonly Pack['areas'][number][]>
  readonly units: ReadonlyMap<string, readonly Pack['units'][number][]>
}
const listsByPack = new WeakMap<Pack, Lists>()

/** A pack never changes while it is open, so its lists are built once. */
function listsOf(pack: Pack): Lists {
  const known = listsByPack.get(pack)
  if (known) return known
  const made = {
    areas: Map.groupBy(pack.areas, ({ code }) => code),
    units: Map.groupBy(pack.units, ({ code }) => code),
  }
  listsByPack.set(pack, made)
  return made
}

/** Finds or creates a citizen by identity number. Throws `organisation.notAnIdentityNumber` unless it has 12 digits. */
export async function recordCitizen(
  tx: Tx,
  facts: store.CitizenFacts,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  if (!/^\d{12}$/.test(facts.identityNumber)) throw refusal.notAnIdentityNumber()
  return store.saveCitizen(tx, facts)
}

/** No list of people is longer; whoever is not among them is found by one more word. */
const peopleMax = 50

/**
 * Tìm người, for officers only: by name without marks, words in any order, the last one perhaps unfinished; or by whole
 * identity number or phone. Closest first. Whoever calls it tells an event that the persons found were seen.
 */
export async function searchPersons(
  tx: Tx,
  actor: Actor,
  text: string,
  max: number,
): Promise<readonly Person[]> {
  officerOf(actor)
  const question = personQuestion(text)
  const atMost = Math.min(max, peopleMax)
  if (!question) return []
  if ('digits' in question) return store.findCitizensByNumber(tx, question.digits, atMost)
  return store.findCitizensByName(tx, question, atMost)
}

type Choices = readonly { readonly value: string; readonly label: string }[]

type FormLists = {
  readonly province: string
  readonly communes: readonly { readonly label: string; readonly choices: Choices }[]
  readonly units: Choices
}
const formListsByPack = new WeakMap<Pack, { readonly on: string; readonly lists: FormLists }>()

/** Communes by district (by province where there are no districts) and agencies, for a form's lists; made once a day. */
export function formLists({ pack, today }: Pick<Context, 'pack' | 'today'>): FormLists {
  const known = formListsByPack.get(pack)
  if (known?.on === today) return known.lists
  const lists = makeFormLists({ pack, today })
  formListsByPack.set(pack, { on: today, lists })
  return lists
}

function makeFormLists({ pack, today }: Pick<Context, 'pack' | 'today'>): FormLists {
  const areas = pack.areas.filter((area) => holds(area, today))
  const above = new Map(areas.map((area) => [area.code, fullAreaName(area)]))
  const inOrder = new Intl.Collator('vi').compare
  const communes = Map.groupBy(
    areas.filter(({ level }) => level === 'commune'),
    ({ parent }) => (parent && above.get(parent)) ?? '',
  )
  return {
    province: pack.manifest.areaCode,
    communes: [...communes]
      .map(([label, members]) => ({
        label,
        choices: members
          .map((area) => ({ value: area.code, label: fullAreaName(area) }))
          .toSorted((a, b) => inOrder(a.label, b.label)),
      }))
      .toSorted((a, b) => inOrder(a.label, b.label)),
    units: pack.units
      .filter((unit) => holds(unit, today))
      .map(({ code, name }) => ({ value: code, label: name }))
      .toSorted((a, b) => inOrder(a.label, b.label)),
  }
}
