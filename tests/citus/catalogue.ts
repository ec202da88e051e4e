/** What a migrated database says of itself, as far as the rules of many provinces in one cluster ask. */

import type pg from 'pg'
import { levelsOf, statementsOf, wordAt } from './sql.ts'

export type Routine = {
  readonly name: string
  readonly language: string
  readonly body: string
  readonly namesItsPath: boolean
}

export type Catalogue = {
  readonly schema: string
  /** Every schema of the database but the province's own. */
  readonly otherSchemas: ReadonlySet<string>
  /** Tables and views of the province. */
  readonly tables: ReadonlySet<string>
  /** `table.column` of columns that number their rows, and of views that show such a column under its name. */
  readonly numbered: ReadonlySet<string>
  readonly routines: readonly Routine[]
  /** Functions that read or write tables, themselves or through another. */
  readonly readers: ReadonlySet<string>
  /** What the catalogue itself shows to be against a rule. */
  readonly findings: readonly string[]
}

/** Reads the catalogue of one province's schema. */
export async function readCatalogue(client: pg.ClientBase, schema: string): Promise<Catalogue> {
  const names = async (text: string) =>
    (await client.query<{ name: string }>({ text, values: text.includes('$1') ? [schema] : [] })).rows.map(
      ({ name }) => name,
    )
  const tables = new Set(
    await names(
      `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
    ),
  )
  const { rows: routines } = await client.query<Routine>(
    `select p.proname as name, l.lanname as language, coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as body,
       coalesce(array_to_string(p.proconfig, ',') ~ '(^|,)search_path=', false) as "namesItsPath"
     from pg_proc p join pg_language l on l.oid = p.prolang
     where p.pronamespace = $1::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    [schema],
  )
  const readers = readersOf(routines, tables)
  return {
    schema,
    otherSchemas: new Set(await names(`select nspname as name from pg_namespace where nspname <> $1`)),
    tables,
    numbered: new Set(await names(numberedColumns)),
    routines,
    readers,
    findings: [...(await findingsOf(names)), ...pathless(routines, readers), ...unplanned(routines, readers)],
  }
}

const numberedColumns = `
  select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = $1::regnamespace and a.attnum > 0 and not a.attisdropped
    and (a.attidentity <> '' or exists (select from pg_attrdef d where d.adrelid = c.oid and d.adnum = a.attnum
      and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'))
  union
  select v.relname || '.' || a.attname from pg_depend d join pg_rewrite r on r.oid = d.objid
    join pg_class v on v.oid = r.ev_class and v.relkind = 'v'
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.attidentity <> ''
    join pg_attribute shown on shown.attrelid = v.oid and shown.attname = a.attname
  where v.relnamespace = $1::regnamespace`

/** One question each; every row of the answer is an offender by name. */
const questions: Readonly<Record<string, string>> = {
  'a trigger': `select t.tgname || ' on ' || c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = $1::regnamespace and not t.tgisinternal`,
  'a rule that rewrites': `select r.rulename || ' on ' || c.relname as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where c.relnamespace = $1::regnamespace and r.rulename <> '_RETURN'`,
  'a table that inherits': `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where c.relnamespace = $1::regnamespace and not c.relispartition`,
  'a foreign key to another schema': `select k.conname || ' on ' || c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = $1::regnamespace and f.relnamespace <> c.relnamespace`,
  'a view of another schema': `select distinct v.relname || ' reads ' || n.nspname || '.' || t.relname as name
    from pg_rewrite r join pg_class v on v.oid = r.ev_class join pg_depend d on d.objid = r.oid and d.refclassid = 'pg_class'::regclass
      join pg_class t on t.oid = d.refobjid join pg_namespace n on n.oid = t.relnamespace
    where v.relnamespace = $1::regnamespace and t.relnamespace <> v.relnamespace`,
  'a type or default of another province': `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_type t on t.oid = a.atttypid join pg_namespace n on n.oid = t.typnamespace
    where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'public') and t.typnamespace <> c.relnamespace`,
  'a function in a language that is nowhere else': `select p.proname as name from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = $1::regnamespace and l.lanname not in ('sql', 'plpgsql')`,
  'a trigger on everything': `select evtname as name from pg_event_trigger`,
}

async function findingsOf(names: (text: string) => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  for (const [what, question] of Object.entries(questions))
    found.push(...(await names(question)).map((name) => `${what}: ${name}`))
  return found
}

/** Statements of a function in SQL are planned without its values, which a cluster cannot. */
const unplanned = (routines: readonly Routine[], readers: ReadonlySet<string>) =>
  routines
    .filter(({ name, language }) => language === 'sql' && readers.has(name))
    .map(({ name }) => `a function of SQL that asks tables, to be written in plpgsql: ${name}`)

/** What PL/pgSQL reads is found by the path of whoever calls, unless the function names its own. */
function pathless(routines: readonly Routine[], readers: ReadonlySet<string>): string[] {
  return routines
    .filter(({ language, name }) => language === 'plpgsql' || readers.has(name))
    .filter(({ namesItsPath }) => !namesItsPath)
    .map(({ name }) => `a function without its own search_path: ${name}`)
}

function readersOf(routines: readonly Routine[], tables: ReadonlySet<string>): Set<string> {
  const wordsOf = new Map(
    routines.map(({ name, body }) => [
      name,
      new Set(
        statementsOf(body)
          .flatMap(levelsOf)
          .flatMap((level) => level.items.map((_, at) => wordAt(level, at)))
          .filter((word) => word !== undefined),
      ),
    ]),
  )
  const readers = new Set<string>()
  for (let before = -1; before !== readers.size; ) {
    before = readers.size
    for (const [name, words] of wordsOf)
      if ([...words].some((word) => tables.has(word) || readers.has(word))) readers.add(name)
  }
  return readers
}
