/** SQL of areas, units, roles, persons and posts. */

import type { RawBuilder } from 'kysely'
import { sql, type Tx } from '#kernel/db.ts'
import type { Organisation } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Gender, KnownUnit, NameQuestion, Person, Unit } from './domain.ts'

/** One loading at a time; the second waits and finds nothing left to change. */
export async function lockOrganisation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.organisation'))`.execute(tx)
}

export type AreaRow = {
  readonly code: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly level: string
  readonly kind: string
  readonly name: string
  readonly parent_code: string | null
}

/** Writes the areas as given and ends those no longer given the day before `today`. Answers how many changed. */
export async function saveAreas(tx: Tx, areas: readonly AreaRow[], today: CalendarDate): Promise<number> {
  const given = JSON.stringify(areas)
  const saved = await sql`
    insert into areas as a (code, valid_from, valid_to, level, kind, name, parent_code)
    select code, valid_from, valid_to, level, kind, name, parent_code
    from jsonb_populate_recordset(null::areas, ${given}::jsonb)
    on conflict (code, valid_from) do update set valid_to = excluded.valid_to, level = excluded.level,
      kind = excluded.kind, name = excluded.name, parent_code = excluded.parent_code
    where a.* is distinct from excluded.*
    returning 1`.execute(tx)
  const ended = await sql`
    update areas set valid_to = greatest(valid_from, ${today}::date - 1)
    where coalesce(valid_to, 'infinity') > greatest(valid_from, ${today}::date - 1)
      and not exists (select from jsonb_populate_recordset(null::areas, ${given}::jsonb) as given
        where given.code = areas.code and given.valid_from = areas.valid_from)
    returning 1`.execute(tx)
  return saved.rows.length + ended.rows.length
}

export async function findKnownUnits(tx: Tx): Promise<readonly KnownUnit[]> {
  return tx.selectFrom('units').select(['id', 'code', 'valid_from as validFrom']).execute()
}

export type UnitRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly short_name: string
  readonly kind: string
  readonly parent_id: string | null
  readonly path: string
  readonly area_code: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly desk_name: string | null
  readonly valid_from: string
  readonly valid_to: string | null
}

/** Writes the units as given and ends those no longer given the day before `today`. Answers how many changed. */
export async function saveUnits(tx: Tx, units: readonly UnitRow[], today: CalendarDate): Promise<number> {
  const given = JSON.stringify(units)
  const saved = await sql`
    insert into units as u
    select * from jsonb_populate_recordset(null::units, ${given}::jsonb)
    on conflict (code, valid_from) do update set name = excluded.name, short_name = excluded.short_name,
      kind = excluded.kind, parent_id = excluded.parent_id, path = excluded.path, area_code = excluded.area_code,
      address = excluded.address, phone = excluded.phone, desk_name = excluded.desk_name,
      valid_to = excluded.valid_to
    where u.* is distinct from excluded.*
    returning 1`.execute(tx)
  const ended = await sql`
    update units set valid_to = greatest(valid_from, ${today}::date - 1)
    where coalesce(valid_to, 'infinity') > greatest(valid_from, ${today}::date - 1)
      and not exists (select from jsonb_populate_recordset(null::units, ${given}::jsonb) as given
        where given.code = units.code and given.valid_from = units.valid_from)
    returning 1`.execute(tx)
  return saved.rows.length + ended.rows.length
}

export type RoleRow = {
  readonly code: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly scope: 'unit' | 'subtree'
}

/** Writes the roles as given. A role no longer given is removed: whoever held it loses its permissions at once. */
export async function saveRoles(tx: Tx, roles: readonly RoleRow[]): Promise<number> {
  const saved = await sql`
    insert into roles as r
    select * from jsonb_populate_recordset(null::roles, ${JSON.stringify(roles)}::jsonb)
    on conflict (code) do update set name = excluded.name, permissions = excluded.permissions,
      scope = excluded.scope
    where r.* is distinct from excluded.*
    returning 1`.execute(tx)
  const removed = await sql`
    delete from roles where code <> all(${roles.map(({ code }) => code)}) returning 1`.execute(tx)
  return saved.rows.length + removed.rows.length
}

const unitColumns = [
  'id',
  'code',
  'name',
  'short_name as shortName',
  'kind',
  'parent_id as parentId',
  'path',
  'area_code as areaCode',
  'address',
  'phone',
  'desk_name as deskName',
] as const

const units = (tx: Tx) => tx.selectFrom('units').select(unitColumns).$castTo<Unit>()

const unitsOn = (tx: Tx, on: CalendarDate) =>
  units(tx)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]))

export async function findUnit(tx: Tx, id: string): Promise<Unit | undefined> {
  return units(tx).where('id', '=', id).executeTakeFirst()
}

export async function findUnitByCode(tx: Tx, code: string, on: CalendarDate): Promise<Unit | undefined> {
  return unitsOn(tx, on).where('code', '=', code).executeTakeFirst()
}

export async function findUnitsOn(tx: Tx, on: CalendarDate): Promise<readonly Unit[]> {
  return unitsOn(tx, on).orderBy('code').execute()
}

/** The unit itself and all below it, by code. */
export async function findUnitsBelow(tx: Tx, unitId: string, on: CalendarDate): Promise<readonly Unit[]> {
  return unitsOn(tx, on)
    .where(sql<boolean>`path <@ (select path from units where id = ${unitId})`)
    .orderBy('code')
    .execute()
}

const personColumns = [
  'persons.id',
  'persons.kind',
  'full_name as name',
  'identity_number as identityNumber',
  'birth_date as birthDate',
  'gender',
  'phone',
  'email',
  'area_code as areaCode',
  'address_line as addressLine',
] as const

const persons = (tx: Tx) => tx.selectFrom('persons').select(personColumns).$castTo<Person>()

export async function findPerson(tx: Tx, id: string): Promise<Person | undefined> {
  return persons(tx).where('id', '=', id).executeTakeFirst()
}

export async function findCitizenByNumber(tx: Tx, identityNumber: string): Promise<Person | undefined> {
  return persons(tx)
    .where('kind', '=', 'citizen')
    .where('identity_number', '=', identityNumber)
    .executeTakeFirst()
}

/** Citizens with this identity number or this phone, as typed without spaces. */
export async function findCitizensByNumber(tx: Tx, digits: string, max: number): Promise<readonly Person[]> {
  return persons(tx)
    .where('kind', '=', 'citizen')
    .where((where) => where.or([where('identity_number', '=', digits), where('phone', '=', digits)]))
    .orderBy('search_text')
    .orderBy('id')
    .limit(max)
    .execute()
}

/** How many names are weighed against each other when a question fits very many. */
const weighedMax = 1_000

/**
 * Citizens by name without marks, the last word perhaps unfinished. First those whose name begins as asked; then those
 * whose name begins with the words in another order, or who are called so; then those who have every word anywhere; and
 * only when there are none, those who have all words but one, for a slip of the pen. Each is looked for only while fewer
 * than `max` were found: a common name is found in the order of an index, a rare one has few to weigh.
 */
export async function findCitizensByName(
  tx: Tx,
  { orders, allWords, mostWords }: NameQuestion,
  max: number,
): Promise<readonly Person[]> {
  const [asTyped, ...otherOrders] = orders
  const found = sql`id, search_text, similarity(search_text, ${asTyped}) as closeness`
  const citizens = sql`select id, search_text from persons where kind = 'citizen'`
  const beginsWith = (from: RawBuilder<unknown>, words: RawBuilder<unknown>) =>
    sql`${from} >= ${words} collate "C" and ${from} < (${words} || ${'\u{10ffff}'}) collate "C"`
  const [name, given] = [sql.ref('search_text'), sql`split_part(search_text, ' ', -1)`]
  const typed = sql`${asTyped}::text`
  const withWords = (words: string | null) =>
    sql`${citizens} and words_of_name(search_text) @@ ${words}::tsquery`
  const closest = sql<{ id: string; place: number }>`(
    with beginning as materialized (
      select ${found}, 1 as kind from (
        ${citizens} and ${beginsWith(name, typed)} order by search_text, id limit ${max}) found
    ), called as materialized (
      select ${found}, 2 as kind from (
        (select found.* from unnest(${otherOrders}::text[]) as other (words), lateral (
          ${citizens} and ${beginsWith(name, sql`words`)} order by search_text, id limit ${max}) found)
        union
        (${citizens} and ${beginsWith(given, typed)} order by ${given}, search_text, id limit ${max})) found
      where (select count(*) < ${max} from beginning) and id not in (select id from beginning)
      order by closeness desc, search_text, id limit ${max}
    ), whole as materialized (
      select ${found}, 3 as kind from (${withWords(allWords)}
        and (select count(*) < ${max} from (table beginning union all table called) before)
        and id not in (select id from beginning union all select id from called)
        limit ${weighedMax}) found
      order by closeness desc, search_text, id limit ${max}
    ), most as materialized (
      select ${found}, 4 as kind from (${withWords(mostWords)}
        and not exists (table beginning union all table called union all table whole)
        limit ${weighedMax}) found
      order by closeness desc, search_text, id limit ${max}
    )
    select id, row_number() over (order by kind, closeness desc, search_text, id) as place
    from (table beginning union all table called union all table whole union all table most) all_found
    order by place limit ${max})`.as<'closest'>('closest')
  return persons(tx).innerJoin(closest, 'closest.id', 'persons.id').orderBy('closest.place').execute()
}

export type CitizenFacts = {
  readonly identityNumber: string
  readonly name: string
  readonly birthDate?: CalendarDate | undefined
  readonly gender?: Gender | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly addressLine?: string | undefined
}

/**
 * Finds or creates the citizen with this identity number. What the State's provider says of name, birth and gender
 * holds; how to reach the person stays as the person left it. Two at once end in one row.
 */
export async function saveCitizen(
  tx: Tx,
  facts: CitizenFacts,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { rows } = await sql<{ id: string; isNew: boolean }>`
    insert into persons as p (kind, full_name, identity_number, birth_date, gender, phone, email, address_line)
    values ('citizen', ${facts.name}, ${facts.identityNumber}, ${facts.birthDate ?? null}, ${facts.gender ?? null},
      ${facts.phone ?? null}, ${facts.email ?? null}, ${facts.addressLine ?? null})
    on conflict (identity_number) where identity_number is not null and kind = 'citizen' do update set
      full_name = excluded.full_name,
      birth_date = coalesce(excluded.birth_date, p.birth_date),
      gender = coalesce(excluded.gender, p.gender),
      phone = coalesce(p.phone, excluded.phone),
      email = coalesce(p.email, excluded.email),
      address_line = coalesce(p.address_line, excluded.address_line)
    returning id, xmax = 0 as "isNew"`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A citizen was neither found nor made')
  return row
}

export type OrganisationFacts = {
  readonly kind: Organisation
  readonly name: string
  readonly taxCode: string
  readonly addressLine: string
}

/** Finds or creates the account of a firm or household; the register's name and address hold. Two at once end in one row. */
export async function saveOrganisation(tx: Tx, facts: OrganisationFacts): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into persons (kind, full_name, identity_number, address_line)
    values (${facts.kind}, ${facts.name}, ${facts.taxCode}, ${facts.addressLine})
    on conflict (identity_number) where identity_number is not null and kind in ('enterprise', 'household') do update set
      full_name = excluded.full_name, address_line = excluded.address_line
    returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('An organisation was neither found nor made')
  return row.id
}

/**
 * Đơn vị kế thừa on the day: the unit that has the code now, else the one of its kind that acts for its area, else the
 * nearest one above that is in force.
 */
export async function findSuccessor(tx: Tx, unitId: string, on: CalendarDate): Promise<Unit | undefined> {
  return unitsOn(tx, on)
    .where('id', '<>', unitId)
    .where(sql<boolean>`exists (select from units gone where gone.id = ${unitId} and (units.code = gone.code
      or (units.kind = gone.kind and units.area_code = gone.area_code) or units.path @> gone.path))`)
    .orderBy(sql`code = (select code from units where id = ${unitId})`, 'desc')
    .orderBy(sql`path @> (select path from units where id = ${unitId})`)
    .orderBy(sql`nlevel(path)`, 'desc')
    .executeTakeFirst()
}
