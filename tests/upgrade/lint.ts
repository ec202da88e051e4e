/**
 * Whether a migration may run while the former version works on the same tables: nothing that it names goes away, and nobody waits
 * long for a lock. Rules and the way round each stand in docs/how-to/upgrade.md.
 */

export const rules = {
  removes: 'the former version may name what is dropped or renamed',
  narrows: 'the former version may write what is no longer allowed, or leave out what is now demanded',
  scans: 'the table is read whole under a lock that stops writers',
  rewrites: 'the table is written anew under a lock that stops everybody',
  fills: 'rows are changed in one transaction with the change of the table',
} as const
export type Rule = keyof typeof rules
export type Finding = { readonly rule: Rule; readonly table: string; readonly statement: string }

/** Statements of a file without comments. What stands between quotes and dollars is left as it is. */
export function statementsOf(text: string): string[] {
  const parts = text.matchAll(
    /--[^\n]*|\/\*[^]*?\*\/|(\$\w*\$)[^]*?\1|'(?:[^']|'')*'|"[^"]*"|;|[^;'"$/-]+|[^]/g,
  )
  const statements = ['']
  for (const [part] of parts) {
    if (/^(--|\/\*)/.test(part)) continue
    if (part === ';') statements.push('')
    else statements[statements.length - 1] += part
  }
  return statements.map((one) => one.trim().replace(/\s+/g, ' ')).filter(Boolean)
}

const name = '(?:only )?(?:if (?:not )?exists )?"?(\\w+)"?'
const tableOf = (statement: string, verb: string) =>
  new RegExp(`^${verb} ${name}`, 'i').exec(statement)?.[1]?.toLowerCase()

/** What takes a new value for each row cannot be added without writing every row. */
const volatile =
  /default .*\b(gen_random_uuid|uuidv7|uuidv4|random|clock_timestamp|nextval|pg_current_xact_id)\s*\(/i

/** What is wrong with one migration. A table that it makes itself is nobody's yet. */
export function findingsOf(text: string): readonly Finding[] {
  const own = new Set<string>()
  const statements = statementsOf(text)
  return statements.flatMap((statement): readonly Finding[] => {
    const created = tableOf(statement, 'create (?:unlogged )?table')
    if (created) {
      own.add(created)
      return []
    }
    return findingsIn(statement).filter(({ table }) => !own.has(table))
  })
}

function findingsIn(statement: string): readonly Finding[] {
  const found = (rule: Rule, table: string): Finding => ({ rule, table, statement: statement.slice(0, 120) })
  const dropped = /^drop (?:table|view|materialized view|function|type|schema|domain|sequence)/i
  if (dropped.test(statement)) return [found('removes', tableOf(statement, dropped.source.slice(1)) ?? '')]
  const index = /^create (?:unique )?index (concurrently )?.*?\bon (?:only )?"?(\w+)/i.exec(statement)
  if (index && !index[1]) return [found('scans', index[2] ?? '')]
  if (/^create materialized view/i.test(statement)) return []
  const changed = /^(?:update|delete from) (?:only )?"?(\w+)/i.exec(statement)
  if (changed) return [found('fills', changed[1] ?? '')]
  const locked =
    /^(?:lock(?: table)?|truncate(?: table)?|cluster|vacuum full|reindex(?! .*concurrently)) "?(\w+)/i.exec(
      statement,
    )
  if (locked) return [found('rewrites', locked[1] ?? '')]
  const renamed = /^alter (?:view|function|type|sequence) .*\brename\b/i
  if (renamed.test(statement)) return [found('removes', '')]
  const table = tableOf(statement, 'alter table')
  return table ? alterations(statement).map((rule) => found(rule, table)) : []
}

/** Each clause of an `alter table`; commas inside brackets do not part clauses. */
function alterations(statement: string): readonly Rule[] {
  const clauses: string[] = ['']
  let depth = 0
  for (const sign of statement.replace(/'(?:[^']|'')*'/g, "''")) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === ',' && depth === 0) clauses.push('')
    else clauses[clauses.length - 1] += sign
  }
  return [
    ...new Set(
      clauses.map((one) => one.trim().replace(/^alter table (?:only )?"?\w+"? /i, '')).flatMap(ruleOf),
    ),
  ]
}

function ruleOf(clause: string): readonly Rule[] {
  if (/^rename /i.test(clause)) return ['removes']
  if (/^drop (?!constraint|identity|expression)/i.test(clause)) return ['removes']
  if (/^alter (?:column )?"?\w+"? (?:set data )?type /i.test(clause)) return ['rewrites']
  if (/^alter (?:column )?"?\w+"? set not null/i.test(clause)) return ['narrows', 'scans']
  if (/^alter (?:column )?"?\w+"? drop default/i.test(clause)) return ['narrows']
  if (/^add (?:constraint "?\w+"? )?(?:check|foreign key)/i.test(clause))
    return /not valid$/i.test(clause) ? [] : ['scans']
  if (/^add (?:constraint "?\w+"? )?(?:unique|primary key|exclude)/i.test(clause))
    return /using index/i.test(clause) ? [] : ['scans']
  if (!/^add (?:column )?/i.test(clause) || /^add constraint/i.test(clause)) return []
  const wrong: Rule[] = []
  if (volatile.test(clause) || /generated (?:always|by default) as/i.test(clause)) wrong.push('rewrites')
  else if (/\bnot null\b/i.test(clause) && !/\bdefault\b/i.test(clause)) wrong.push('narrows')
  if (/\b(?:unique|primary key|references|check)\b/i.test(clause)) wrong.push('scans')
  return wrong
}
