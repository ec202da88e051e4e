/** Sơ đồ các bước: what stands before what, in which lane, and under which condition. Pure; the two layouts draw it. */

import type { FormDefinition } from '#kernel/forms.ts'
import type { Role, Step, Unit } from '#kernel/packs.ts'
import type { Language } from '#kernel/text.ts'
import { inWords } from '../../conditions/domain.ts'
import { hoursInWords } from '../../versions/difference/domain.ts'
import { texts } from './texts.ts'

type Words = { readonly vi: string; readonly en: string }

/** Who does a step, as people call them. */
export type RoleNames = {
  readonly roles: Readonly<Record<string, Words>>
  readonly units: Readonly<Record<string, string>>
}

type PackParts = {
  readonly roles: readonly Role[]
  readonly stepRoles: Readonly<Record<string, string>>
  readonly units: readonly Unit[]
}

export function roleNamesOf({ roles, stepRoles, units }: PackParts): RoleNames {
  const names = new Map(roles.map(({ code, name }) => [code, name]))
  const pairs = Object.entries(stepRoles).flatMap(([step, role]) => {
    const name = names.get(role)
    return name ? [[step, name] as const] : []
  })
  return {
    roles: Object.fromEntries(pairs),
    units: Object.fromEntries(units.map(({ code, shortName }) => [code, shortName])),
  }
}

/** Who a step belongs to, and how the lane is called. */
export function laneOf({ role, unit }: Step, { roles, units }: RoleNames, language: Language): string {
  const who = roles[role]?.[language] ?? role
  return unit ? `${units[unit] ?? unit} – ${who}` : who
}

/** A step as it is drawn: everything in words. */
export type DrawnStep = {
  readonly key: string
  readonly lane: string
  readonly name: string
  readonly type: Step['type']
  readonly condition: string | undefined
  readonly hours: string
  readonly stopsClock: boolean
  readonly onSilence: string | undefined
}

/** One place in the order: a single step, or several side by side. The next place waits for all of them. */
export type Rank = {
  readonly steps: readonly DrawnStep[]
  /** No step of it need happen: every one has a condition. */
  readonly isOptional: boolean
}

type Drawable = { readonly steps: readonly Step[]; readonly form: FormDefinition }

/** Steps in their order; neighbours with the same word for "side by side" share a place. */
export function ranksOf({ steps, form }: Drawable, names: RoleNames, language: Language): readonly Rank[] {
  const groups: Step[][] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last && step.parallel && last[0]?.parallel === step.parallel) last.push(step)
    else groups.push([step])
  }
  return groups.map((group) => ({
    isOptional: group.every(({ when }) => when !== undefined),
    steps: group.map((step) => drawn(step, { form, steps }, names, language)),
  }))
}

function drawn(step: Step, { form, steps }: Drawable, names: RoleNames, language: Language): DrawnStep {
  const { key, name, type, when, hours, stopsClock = false, onSilence } = step
  const t = texts[language]
  return {
    key,
    type,
    name: name[language],
    lane: laneOf(step, names, language),
    condition: when === undefined ? undefined : t.when(inWords(when, form, language, steps)),
    hours: hoursInWords(hours, language),
    stopsClock,
    onSilence: onSilence && t[`silence.${onSilence}`],
  }
}

/** Lanes in the order in which the dossier meets them. */
export function lanesOf(ranks: readonly Rank[]): readonly string[] {
  return [...new Set(ranks.flatMap(({ steps }) => steps.map(({ lane }) => lane)))]
}

export type Point = readonly [x: number, y: number]
export type Box = {
  readonly step: DrawnStep
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** In the order of reading: name, then hours and marks. */
  readonly title: readonly string[]
  readonly foot: readonly string[]
}
export type Arrow = {
  readonly points: readonly Point[]
  readonly isBypass?: boolean
  readonly hasHead?: boolean
}
export type Label = {
  readonly x: number
  readonly y: number
  readonly lines: readonly string[]
  readonly kind: 'condition' | 'bypass' | 'lane' | 'frame'
}
export type Gate = { readonly at: Point; readonly kind: 'condition' | 'parallel' }

/** A drawing, ready to be put down. Lengths are in pixels at full size. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly lanes: readonly { readonly y: number; readonly height: number }[]
  readonly frames: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }[]
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
  readonly gates: readonly Gate[]
  readonly labels: readonly Label[]
  readonly ends: readonly { readonly at: Point; readonly kind: 'start' | 'end' }[]
}

/** Words in lines of at most so many letters; more than `most` lines end in an ellipsis, and the list tells the rest. */
export function wrapped(text: string, letters: number, most = 6): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`]
}

export const lineHeight = 19

export type Detail = 'office' | 'public'

/** What stands under the name of a step. The public is told who and what, not the office's hours. */
export function footOf(step: DrawnStep, detail: Detail, language: Language): readonly string[] {
  const t = texts[language]
  if (detail === 'public') return []
  return [step.hours, ...(step.stopsClock ? [t.stopsClock] : []), ...(step.onSilence ? [step.onSilence] : [])]
}
