/** The rules of design that keep a province movable (docs/how-to/provinces.md), asked of one statement. */

import type { Catalogue } from './catalogue.ts'
import { isLevel, type Level, levelsOf, markAt, says, textOf, wordAt } from './sql.ts'

export type Finding = { readonly rule: Rule; readonly statement: string; readonly about: string }

/** Each rule with what goes wrong where it is broken. */
export const rules = {
  merge: 'MERGE is not carried to the node that holds the province',
  trigger: 'triggers and rewriting rules stay behind on the coordinator',
  inheritance: 'inheritance other than partitions cannot be moved',
  foreignSchema: 'a province is one schema; another one may be on another node',
  pathForSession: 'a path set for the session is found by the next user of the connection',
  readerOverRows: 'a function that reads tables, or locks by advice, cannot be called over rows of a table',
  askInValues: 'INSERT … VALUES with a question inside is not planned; INSERT … SELECT is',
  hourInChange:
    'a change is planned without what differs from call to call: the hour goes in as a value, or by a question of its own',
  placeInChange:
    'within a larger statement rows are changed by their key: the place of a row (ctid) cannot be handed on',
  identityOrder: 'each node draws identity values from a range of its own: unique, not in order',
} as const
export type Rule = keyof typeof rules

type Known = Pick<Catalogue, 'schema' | 'otherSchemas' | 'tables' | 'numbered' | 'readers'>

/** What is beside the provinces on every node, or asked of the coordinator alone. */
const everywhere = new Set(['graphile_worker', 'pg_catalog', 'information_schema'])
const verbs = ['select', 'insert', 'update', 'delete', 'merge', 'perform']
const afterWhichTables = new Set(['from', 'join', 'into', 'update', 'using', 'references', 'only', 'lateral'])

/** Every rule that the statement breaks. */
export function judge(statement: Level, known: Known): Finding[] {
  const found: Finding[] = []
  const tell = (rule: Rule, about: string, level = statement) =>
    found.push({ rule, about, statement: textOf(level) })
  if (says(statement, 'merge', 'into')) tell('merge', 'merge into')
  if (/^create (or replace )?(constraint |event )?(trigger|rule)\b/.test(textOf(statement)))
    tell('trigger', textOf(statement).split(' ').slice(0, 5).join(' '))
  if (says(statement, 'inherits')) tell('inheritance', 'inherits')
  if (/^set (session )?search_path/.test(textOf(statement))) tell('pathForSession', 'set search_path')
  for (const level of levelsOf(statement)) {
    for (const name of otherSchemasIn(level, known)) tell('foreignSchema', name, level)
    if (!isQuery(level)) continue
    for (const name of readersOverRows(level, known)) tell('readerOverRows', name, level)
    if (asksInValues(level)) tell('askInValues', 'values (… select …)', level)
    for (const name of hoursInChange(level)) tell('hourInChange', name, level)
    if (level !== statement && isChange(level) && level.items.some((_, at) => wordAt(level, at) === 'ctid'))
      tell('placeInChange', 'ctid', level)
    const key = orderedByIdentity(level, known)
    if (key) tell('identityOrder', key, level)
  }
  return found
}

/** Whether the statement takes rows from a query and lets a duplicate break it: on a cluster without its usual SQLSTATE. */
export function breaksOnDuplicate(statement: Level): boolean {
  return levelsOf(statement).some(
    (level) =>
      says(level, 'insert', 'into') &&
      !says(level, 'on', 'conflict') &&
      level.items.some((_, at) => at > 0 && ['select', 'with'].includes(wordAt(level, at) ?? '')),
  )
}

const isChange = (level: Level) => ['update', 'delete'].includes(wordAt(level, 0) ?? '')

/** `values (…, (select …))`. */
function asksInValues(level: Level): boolean {
  const from = level.items.findIndex((_, at) => wordAt(level, at) === 'values')
  if (!says(level, 'insert', 'into') || from < 0) return false
  return level.items.slice(from).some((item) => isLevel(item) && levelsOf(item).some(isSelect))
}

const isSelect = (level: Level) => ['select', 'with'].includes(wordAt(level, 0) ?? '')

const differing = new Set(['clock_timestamp', 'random', 'gen_random_uuid', 'uuidv7', 'nextval'])

/** What differs from call to call in an update or a deletion; in `do update set` the hour of the transaction as well. */
function hoursInChange(level: Level): string[] {
  // The job queue is beside the provinces, on each server its own.
  if (level.items.some((_, at) => wordAt(level, at) === 'graphile_worker')) return []
  if (isChange(level)) return callsIn(level).filter((name) => differing.has(name))
  const from = level.items.findIndex((_, at) =>
    ['do', 'update', 'set'].every((word, i) => wordAt(level, at + i) === word),
  )
  if (from < 0) return []
  return callsIn({ items: level.items.slice(from) }).filter((name) => differing.has(name) || name === 'now')
}

const isQuery = (level: Level) => level.items.some((_, at) => verbs.includes(wordAt(level, at) ?? ''))

/** `other.name` behind a word that a table follows; what is called by its full name stands there too. */
function otherSchemasIn(level: Level, { schema, otherSchemas }: Known): string[] {
  return level.items.flatMap((_, at) => {
    const name = wordAt(level, at)
    if (!name || name === schema || !otherSchemas.has(name) || everywhere.has(name)) return []
    if (markAt(level, at + 1) !== '.' || !wordAt(level, at + 2)) return []
    // Extensions have their functions and operators there; tables of all are nowhere.
    const isCall = isLevel(level.items[at + 3]) && !afterWhichTables.has(wordAt(level, at - 1) ?? '')
    return name === 'public' && isCall ? [] : [`${name}.${wordAt(level, at + 2)}`]
  })
}

/** Names of tables and of earlier parts of the statement that the level reads itself. */
function tablesIn(level: Level, { tables, schema }: Known): string[] {
  return level.items.flatMap((_, at) => {
    if (!afterWhichTables.has(wordAt(level, at) ?? '') && markAt(level, at) !== ',') return []
    const qualified = wordAt(level, at + 1) === schema && markAt(level, at + 2) === '.' ? 2 : 0
    const name = wordAt(level, at + 1 + qualified)
    const isCall = isLevel(level.items[at + 2 + qualified]) && wordAt(level, at) !== 'into'
    return name && tables.has(name) && !isCall ? [name] : []
  })
}

function readersOverRows(level: Level, known: Known): string[] {
  // A plain INSERT … VALUES has constants only.
  if (tablesIn(level, known).length === 0) return []
  if (says(level, 'insert', 'into') && !says(level, 'select') && !says(level, 'on', 'conflict')) return []
  return callsIn(level).filter(
    (name) => known.readers.has(name) || /^pg_(try_)?advisory_(xact_)?(un)?lock/.test(name),
  )
}

/** Functions called in a level, also within brackets that are no query of their own. */
function callsIn(level: Level): string[] {
  return level.items.flatMap((item, at) => {
    if (!isLevel(item)) return []
    const name = wordAt(level, at - 1)
    return [...(name ? [name] : []), ...(isQuery(item) ? [] : callsIn(item))]
  })
}

/** The first key of an order, when it is a column that numbers the rows of a table read here. */
function orderedByIdentity(level: Level, known: Known): string | undefined {
  const numbered = new Map(
    tablesIn(level, known).flatMap((table) =>
      [...known.numbered]
        .filter((name) => name.startsWith(`${table}.`))
        .map((name) => [name.slice(table.length + 1), name]),
    ),
  )
  for (const [place, at] of ordersIn(level)) {
    const first = markAt(place, at + 3) === '.' ? at + 4 : at + 2
    const name = numbered.get(wordAt(place, first) ?? '')
    if (name) return name
  }
  return undefined
}

/** Where `order by` stands in a level, or in a call of an aggregate within it. */
function ordersIn(level: Level): [Level, number][] {
  return level.items.flatMap((item, at): [Level, number][] => {
    if (isLevel(item)) return isQuery(item) ? [] : ordersIn(item)
    return wordAt(level, at) === 'order' && wordAt(level, at + 1) === 'by' ? [[level, at]] : []
  })
}
