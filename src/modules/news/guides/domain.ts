/** Hướng dẫn: a few steps, tied to procedures or events in life, and its recordings. Pure. */

import type { FieldError } from '#kernel/errors.ts'
import type { Complaints, Picture } from '../articles/domain.ts'
import { readPicture } from '../articles/domain.ts'
import type { Draft } from '../domain.ts'
import { type Fields, neededText, typed, typedMany } from '../office/domain.ts'

/** Tongues of which a recording may be made; a guide is written in Vietnamese. */
export const tongues = ['vi', 'cham', 'koho', 'raglai'] as const
export type Tongue = (typeof tongues)[number]

/** As HTML names them: Chăm Đông, Cơ Ho, Ra Glai (ISO 639-3). */
export const languageOf: Readonly<Record<Tongue, string>> = {
  vi: 'vi',
  cham: 'cjm',
  koho: 'kpm',
  raglai: 'rog',
}

export const stepsMax = 8

export type GuideStep = { readonly text: string; readonly picture: Picture | null }
export type Guide = {
  readonly title: string
  readonly lead: string
  readonly steps: readonly GuideStep[]
  /** Codes of procedures, and keys of events in life. */
  readonly procedures: readonly string[]
  readonly lifeEvents: readonly string[]
  /** Recordings by tongue: ids of files. */
  readonly spoken: Readonly<Partial<Record<Tongue, string>>>
}

export type GuideWorld = {
  readonly kept: Guide | undefined
  readonly uploaded: ReadonlyMap<string, string>
  readonly isProcedure: (code: string) => boolean
}

export function readGuide(
  fields: Fields,
  { kept, uploaded, isProcedure }: GuideWorld,
  words: Complaints & { readonly step: string; readonly procedure: (code: string) => string },
): { readonly draft: Draft<Guide>; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const title = neededText(fields, 'tieu-de', { least: 5, most: 200 }, errors, words)
  const lead = neededText(fields, 'tom-tat', { least: 10, most: 500 }, errors, words)
  const steps = Array.from({ length: stepsMax }, (_, index) => {
    const name = `anh-${index + 1}`
    const text = typed(fields, `buoc-${index + 1}`).slice(0, 1500)
    const picture = readPicture(
      fields,
      { name, kept: kept?.steps[index]?.picture ?? null, uploaded: uploaded.get(name) },
      text ? errors : [],
      words,
    )
    return { text, picture: text ? picture : null }
  }).filter(({ text }) => text)
  if (steps.length === 0) errors.push({ field: 'buoc-1', message: words.step })
  const procedures = [
    ...new Set(
      typed(fields, 'thu-tuc')
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ]
  const unknown = procedures.find((code) => !isProcedure(code))
  if (unknown) errors.push({ field: 'thu-tuc', message: words.procedure(unknown) })
  const content: Guide = {
    title,
    lead,
    steps,
    procedures,
    lifeEvents: typedMany(fields, 'su-kien'),
    spoken: kept?.spoken ?? {},
  }
  return { draft: { content, areas: typedMany(fields, 'khu-vuc'), files: filesOf(content) }, errors }
}

export const filesOf = ({ steps, spoken }: Guide): readonly string[] => [
  ...steps.flatMap(({ picture }) => (picture ? [picture.file] : [])),
  ...Object.values(spoken),
]

export const fieldsOfGuide = (
  { title, lead, steps, procedures, lifeEvents }: Guide,
  areas: readonly string[],
): Fields => ({
  'tieu-de': title,
  'tom-tat': lead,
  'thu-tuc': procedures.join(', '),
  'su-kien': lifeEvents,
  'khu-vuc': areas,
  ...Object.fromEntries(
    steps.flatMap(({ text, picture }, index) => [
      [`buoc-${index + 1}`, text],
      [`anh-${index + 1}-mo-ta`, picture?.alt ?? ''],
    ]),
  ),
})
