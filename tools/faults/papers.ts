/** What clients hand in: answers to real forms, and pictures of which no two are the same. */

import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'

/** A submission through the API without its files. */
export type Template = {
  readonly procedure: string
  readonly answers: JsonObject
  /** Keys of the papers that need a file each. */
  readonly papers: readonly string[]
}

/** Stands in the answers for a file that is yet to be sent. */
export const fileToCome = '00000000-0000-7000-8000-000000000000'
/** A generated form, one with a fee, one with conditions. */
const procedures = ['9.000002', '9.000101', '9.000001'] as const
/** Some examples cannot be sent; of so many drawn one can. */
const drawsMax = 50

/** One for each procedure and commune, so that every unit gets some. */
export async function templatesFor(context: Context, chance: () => number): Promise<readonly Template[]> {
  const communes = new Set(
    context.pack.areas.filter(({ level }) => level === 'commune').map(({ code }) => code),
  )
  const made: Template[] = []
  for (const procedure of procedures) {
    const definition = await read(context, (tx) => getProcedure(tx, procedure, context.today))
    for (const commune of communes) {
      const lists = { ...formLookups(context), communes: [commune], units: ['Z99.02'], files: [fileToCome] }
      for (let draws = 0; draws < drawsMax; draws++) {
        const answers = exampleAnswers(definition.form, chance, lists)
        const papers = papersFor(definition, answers).filter(({ required }) => required)
        // A file that is no paper would have to be sent by itself.
        if (papers.length === 0 && JSON.stringify(answers).includes(fileToCome)) continue
        made.push({ procedure, answers, papers: papers.map(({ paper }) => paper.key) })
        break
      }
    }
  }
  return made
}

export type Picture = { readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string }

const [width, height] = [120, 80]

/** A picture drawn from the words of what it is of, so that no two are the same. */
export async function pictureOf(what: string): Promise<Picture> {
  const pixels = Buffer.alloc(width * height * 3, createHash('sha256').update(what).digest())
  const bytes = new Uint8Array(
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg()
      .toBuffer(),
  )
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The same for the same answers, whatever the order of their keys; files are compared by their own hashes. */
export function hashOfAnswers(answers: JsonObject): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(answers)))
    .digest('hex')
}

function inOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return isId(value) ? fileToCome : value
  const entries = Object.entries(value as JsonObject).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]))
}

const isId = (value: JsonValue) =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
