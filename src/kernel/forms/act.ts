import type { Field, FormPage, GroupField, RawFields } from './definition.ts'
import { kindOf } from './kinds.ts'
import { entryIndexes } from './read.ts'

/** A button inside a page that changes the page itself instead of leaving it. Sent under the name `act`. */
export type FormAct =
  | { readonly kind: 'add'; readonly group: string }
  | { readonly kind: 'remove'; readonly group: string; readonly index: number }
  | { readonly kind: 'drop' | 'up'; readonly path: string; readonly file: string }

/** The text of a button's value. */
export function writeAct(act: FormAct): string {
  if ('path' in act) return `${act.kind}:${act.path}:${act.file}`
  return 'index' in act ? `${act.kind}:${act.group}:${act.index}` : `${act.kind}:${act.group}`
}

/** Reads a button's value; `undefined` for anything else. */
export function readAct(text: string): FormAct | undefined {
  const [kind, place = '', which = ''] = text.split(':')
  if (kind === 'add') return { kind, group: place }
  if (kind === 'remove' && /^\d{1,4}$/.test(which)) return { kind, group: place, index: Number(which) }
  if (kind === 'drop' || kind === 'up') return { kind, path: place, file: which }
  return undefined
}

/** What the page's controls hold after the act. An act that does not fit the page changes nothing. */
export function applyAct(page: FormPage, typed: RawFields, act: FormAct): RawFields {
  if ('path' in act) return withFiles(typed, act)
  const group = page.fields.filter(isGroup).find(({ key }) => key === act.group)
  if (!group) return typed
  return 'index' in act ? withoutEntry(group, typed, act.index) : withEntry(group, typed)
}

const isGroup = (field: Field): field is GroupField => field.kind === 'group'

/** The first control of the last entry, where the person goes on after adding one. */
export function lastEntryInput(group: GroupField, typed: RawFields): string | undefined {
  const last = entryIndexes(group, typed).at(-1)
  return last === undefined ? undefined : firstControl(group, last)
}

function firstControl(group: GroupField, index: number): string | undefined {
  const [first] = group.fields
  if (!first) return undefined
  const [part = ''] = kindOf(first).parts(first)
  return [group.key, index, first.key, ...(part ? [part] : [])].join('.')
}

function withEntry(group: GroupField, typed: RawFields): RawFields {
  const indexes = entryIndexes(group, typed)
  const name = firstControl(group, (indexes.at(-1) ?? -1) + 1)
  return name === undefined || indexes.length >= group.max ? typed : { ...typed, [name]: '' }
}

/** Later entries move up, so that the numbers shown and the numbers sent agree. */
function withoutEntry(group: GroupField, typed: RawFields, gone: number): RawFields {
  const place = new Map(
    entryIndexes(group, typed)
      .filter((index) => index !== gone)
      .map((index, position) => [String(index), position]),
  )
  const shape = new RegExp(`^${group.key}\\.(\\d+)\\.(.+)$`)
  const kept = Object.entries(typed).flatMap(([name, value]) => {
    const [, index, rest] = shape.exec(name) ?? []
    if (index === undefined) return [[name, value] as const]
    const position = place.get(index)
    return position === undefined ? [] : [[`${group.key}.${position}.${rest}`, value] as const]
  })
  return Object.fromEntries(kept)
}

function withFiles(typed: RawFields, { kind, path, file }: Extract<FormAct, { path: string }>): RawFields {
  const value = Object.hasOwn(typed, path) ? typed[path] : undefined
  const files = value === undefined ? [] : [value].flat()
  const at = files.indexOf(file)
  if (at < 0) return typed
  const others = files.toSpliced(at, 1)
  return { ...typed, [path]: kind === 'drop' ? others : others.toSpliced(Math.max(0, at - 1), 0, file) }
}
