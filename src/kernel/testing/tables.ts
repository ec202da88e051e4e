/** Types of tables, written from the migrated database itself. */

import type pg from 'pg'

type Column = { table: string; column: string; type: string; nullable: boolean; generated: boolean }

const typeScriptOf: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  ltree: 'string',
  xid8: 'string',
  date: 'string',
  bytea: 'Buffer',
  varbit: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float8: 'number',
  jsonb: 'Json',
  timestamptz: 'Date',
  _text: 'string[]',
  _uuid: 'string[]',
}

const head = `/** Written by \`npm run tables\` from the migrated database. Do not edit. */

import type { ColumnType, Generated } from 'kysely'
import type { JsonValue } from '../types.ts'

/** JSON goes in as text and comes out read. */
type Json = ColumnType<JsonValue, string, string>
`

/** The text of \`kernel/db/tables.ts\` for the schema as it is. */
export async function describeTables(client: pg.Client, schema: string): Promise<string> {
  const { rows } = await client.query<Column>(
    `select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
       (a.atthasdef or a.attidentity <> '' or a.attgenerated <> '') as generated
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
     where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped
     order by c.relname, a.attnum`,
    [schema],
  )
  const tables = Map.groupBy(rows, ({ table }) => table)
  const types = [...tables].map(([table, columns]) => {
    const lines = columns.map((column) => `  ${column.column}: ${typeOf(column)}`)
    return `\nexport type ${pascal(table)} = {\n${lines.join('\n')}\n}\n`
  })
  const list = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}`)
  return `${head}${types.join('')}\nexport type Tables = {\n${list.join('\n')}\n}\n`
}

function typeOf({ type, nullable, generated }: Column): string {
  const plain = typeScriptOf[type]
  if (!plain) throw new Error(`No TypeScript type for the database type ${type}`)
  if (plain === 'Json')
    return nullable ? 'Json | null' : generated ? 'ColumnType<JsonValue, string | undefined, string>' : 'Json'
  const whole = nullable ? `${plain} | null` : plain
  return generated ? `Generated<${whole}>` : whole
}

const pascal = (table: string) =>
  table.replace(/(^|_)([a-z])/g, (_whole, _line, letter: string) => letter.toUpperCase())
