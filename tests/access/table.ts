/** Reads `matrix.md`: who the roles are, what the objects are, and the verdict that people gave for each cell. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an answer says of the right to ask. */
export const verdicts = ['✓', '403', '404', '409', 'in'] as const
export type Verdict = (typeof verdicts)[number]

export type Group = {
  readonly title: string
  readonly routes: readonly { readonly route: string; readonly asksProof: boolean }[]
  /** By role, then by relation. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, Verdict>>
}

export type Matrix = {
  readonly roles: readonly string[]
  /** Relations of each kind of object, in the order of the columns. */
  readonly objects: ReadonlyMap<string, readonly string[]>
  readonly groups: readonly Group[]
}

const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-| ]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split('|')
        .map((cell) => cell.trim()),
    )

const listed = (cell: string): readonly string[] =>
  cell
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** The table as it stands beside this file. Throws where it contradicts itself. */
export function readMatrix(): Matrix {
  const [legend = '', ...parts] = readFileSync(join(import.meta.dirname, 'matrix.md'), 'utf8').split(/^### /m)
  const section = (name: string) => legend.split(/^## /m).find((one) => one.startsWith(name)) ?? ''
  const roles = rowsOf(section('Who'))
    .slice(1)
    .flatMap(([name = '']) => listed(name))
  const sets = new Map(
    rowsOf(section('Sets'))
      .slice(1)
      .map(([name = '', members = '']) => [name, listed(members)] as const),
  )
  const objects = new Map(
    rowsOf(section('Objects'))
      .slice(1)
      .map(([name = '', relations = '']) => [name, listed(relations)] as const),
  )
  const named = (cell: string): readonly string[] =>
    listed(cell).flatMap((name) => {
      const members = sets.get(name)
      if (members) return members.flatMap(named)
      if (!roles.includes(name)) throw new Error(`Nobody is called ${name}`)
      return [name]
    })
  return { roles, objects, groups: parts.map((part) => groupOf(part, { roles, objects, named })) }
}

type Legend = Pick<Matrix, 'roles' | 'objects'> & { named(cell: string): readonly string[] }

function groupOf(part: string, { roles, objects, named }: Legend): Group {
  const title = part.slice(0, part.indexOf('\n')).trim()
  const routes = [...part.matchAll(/^- `([A-Z]+ \/\S*)`(.*)$/gm)].map(([, route = '', note = '']) => ({
    route,
    asksProof: note.includes('second proof'),
  }))
  const [head = [], ...rows] = rowsOf(part)
  const relations = [...objects.values()].find((one) => one.join() === head.slice(1).join())
  if (!relations) throw new Error(`${title}: no object has the relations ${head.slice(1).join()}`)
  const cells = new Map(roles.map((role) => [role, new Map(relations.map((one) => [one, refused(role)]))]))
  const seen = new Set<string>()
  for (const [who = '', ...row] of rows)
    for (const role of named(who)) {
      if (seen.has(role)) throw new Error(`${title}: ${role} stands there twice`)
      seen.add(role)
      relations.forEach((relation, at) => {
        const verdict = verdicts.find((one) => one === row[at])
        if (!verdict) throw new Error(`${title}: ${role}, ${relation}: no verdict ${row[at]}`)
        cells.get(role)?.set(relation, verdict)
      })
    }
  return { title, routes, cells }
}

/** Whoever has no row of a group is refused; somebody unknown is asked who they are. */
const refused = (role: string): Verdict => (unknown.has(role) ? 'in' : '403')
const unknown = new Set(['visitor', 'ended'])
