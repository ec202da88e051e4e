/** Gửi phản ánh: what was typed becomes a report, or a list of what is missing. Pure. */

import type { Refusal } from '#kernel/errors.ts'
import type { Feedback } from '#kernel/packs.ts'
import { type Point, refusal, wordsMax, wordsMin } from '../domain.ts'

export type Typed = {
  readonly category?: string | undefined
  readonly area?: string | undefined
  readonly place?: string | undefined
  readonly latitude?: string | undefined
  readonly longitude?: string | undefined
  readonly words?: string | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
  /** `yes`: without the account of whoever is signed in. */
  readonly unnamed?: string | undefined
}

export type Meant = {
  readonly category: string
  /** Empty where the point alone has to say it. */
  readonly area: string
  readonly place: string
  readonly point: Point | undefined
  readonly words: string
  readonly name: string | null
  readonly phone: string | null
  /** Nobody is to be told from it who sent it, the desk of reports included. */
  readonly isUnnamed: boolean
}

export type TypedField = keyof Typed
export type Wrong = { readonly name: TypedField; readonly refusal: Refusal }

const number = (text: string): number =>
  /^-?\d{1,3}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN

/** A point from two numbers with comma or point; `null` when neither is given. */
export function readPoint(latitude = '', longitude = ''): Point | null | undefined {
  const [north, east] = [latitude.trim(), longitude.trim()]
  if (!north && !east) return null
  const point = { latitude: number(north), longitude: number(east) }
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : undefined
}

type Known = {
  readonly feedback: Feedback
  readonly isArea: (code: string) => boolean
  readonly mayLocate: boolean
  /** Said in place of written. */
  readonly hasVoice?: boolean | undefined
}

/** What was meant, or everything that is wrong with it. `mayLocate`: the place may be told by a point alone. */
export function readTyped(
  typed: Typed,
  { feedback, isArea, mayLocate, hasVoice = false }: Known,
): { meant: Meant } | { wrong: readonly Wrong[] } {
  const text = (value: string | undefined, max: number) => (value ?? '').trim().slice(0, max)
  const category = typed.category ?? ''
  const area = typed.area ?? ''
  const place = text(typed.place, 300)
  const words = text(typed.words, wordsMax)
  const phone = (typed.phone ?? '').replace(/[\s.]/g, '')
  const point = readPoint(typed.latitude, typed.longitude)
  const wrong: Wrong[] = []
  const demand = (isRight: boolean, name: TypedField, reason: () => Refusal) => {
    if (!isRight) wrong.push({ name, refusal: reason() })
  }
  demand(
    feedback.categories.some(({ code }) => code === category),
    'category',
    refusal.categoryNeeded,
  )
  demand(words.length >= wordsMin || (hasVoice && words === ''), 'words', refusal.wordsNeeded)
  demand(isArea(area) || (mayLocate && area === '' && point != null), 'area', refusal.areaNeeded)
  demand(place.length > 0 || point != null, 'place', refusal.placeNeeded)
  demand(point !== undefined, 'latitude', refusal.pointWrong)
  demand(phone === '' || /^0\d{9}$/.test(phone), 'phone', refusal.phoneWrong)
  if (wrong.length > 0) return { wrong }
  const isUnnamed = typed.unnamed === 'yes'
  const contact = isUnnamed
    ? { name: null, phone: null }
    : { name: text(typed.name, 100) || null, phone: phone || null }
  return { meant: { category, area, place, point: point ?? undefined, words, ...contact, isUnnamed } }
}
