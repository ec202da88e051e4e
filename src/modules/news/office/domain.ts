/** What a form of the office sent, as typed, read to values. Pure. */

import type { FieldError } from '#kernel/errors.ts'
import { dateOf, dayOfParts, instantAt, provinceOffsetMinutes } from '#kernel/types.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

export const typed = (fields: Fields, name: string): string => {
  const value = fields[name] ?? ''
  return (typeof value === 'string' ? value : (value[0] ?? '')).replaceAll('\r\n', '\n').trim()
}

/** What is wrong with each field, for the form to show beside it. */
export const messagesOf =
  (errors: readonly FieldError[]) =>
  (name: string): string | undefined =>
    errors.find(({ field }) => field === name)?.message

export const typedMany = (fields: Fields, name: string): readonly string[] => {
  const value = fields[name] ?? []
  return (typeof value === 'string' ? [value] : value).filter(Boolean)
}

/** A moment typed as three parts of a day and an hour: `undefined` when nothing was typed, `null` when it cannot be one. */
export function typedMoment(fields: Fields, name: string): Date | null | undefined {
  const parts = ['day', 'month', 'year'].map((part) => typed(fields, `${name}.${part}`))
  const hour = typed(fields, `${name}-gio`)
  if (parts.every((part) => !part) && !hour) return undefined
  const day = dayOfParts(...(parts as [string, string, string]))
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:hg.]?(\d{2})?$/i.exec(hour) ?? []
  if (!day || !hours || Number(hours) > 23 || Number(minutes) > 59) return null
  return instantAt(day, Number(hours) * 60 + Number(minutes))
}

/** The fields by which `typedMoment` reads this moment. */
export function fieldsOfMoment(name: string, moment: Date | null | undefined): Fields {
  if (!moment) return {}
  const [year = '', month = '', day = ''] = dateOf(moment).split('-')
  const clock = new Date(moment.getTime() + provinceOffsetMinutes * 60_000).toISOString().slice(11, 16)
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year, [`${name}-gio`]: clock }
}

export type Lengths = { readonly least: number; readonly most: number }

export type TextComplaints = {
  readonly short: string
  readonly long: (most: number) => string
  /** What each field is called, so that a list of faults says which one it means. */
  readonly labels: Readonly<Record<string, string>>
}

/** A text that must be there; what is wrong with it is added to `errors`. */
export function neededText(
  fields: Fields,
  name: string,
  { least, most }: Lengths,
  errors: FieldError[],
  words: TextComplaints,
): string {
  const text = typed(fields, name)
  const told = (what: string) =>
    errors.push({ field: name, message: `${words.labels[name] ?? name}: ${what}` })
  if (text.length < least) told(words.short)
  if (text.length > most) told(words.long(most))
  return text
}
