/** Tin tức: what an article holds, and how it is read from its form. Pure. */

import type { FieldError } from '#kernel/errors.ts'
import type { Draft } from '../domain.ts'
import { type Fields, neededText, type TextComplaints, typed, typedMany } from '../office/domain.ts'

export const categories = ['announcement', 'service', 'safety', 'life', 'economy'] as const
export type Category = (typeof categories)[number]

export const isCategory = (text: string | undefined): text is Category =>
  categories.some((one) => one === text)

/** A stored picture with words for those who do not see it. */
export type Picture = { readonly file: string; readonly alt: string }

export type Article = {
  readonly title: string
  readonly lead: string
  /** In the markup of `markup/domain.ts`. */
  readonly text: string
  readonly category: Category
  readonly picture: Picture | null
}

export type Complaints = TextComplaints & {
  readonly choose: string
  readonly alt: string
}

/** What a form says of a picture: the new one, else the one that was there unless it is taken out. */
export function readPicture(
  fields: Fields,
  {
    name,
    kept,
    uploaded,
  }: { readonly name: string; readonly kept: Picture | null; readonly uploaded?: string | undefined },
  errors: FieldError[],
  words: Pick<Complaints, 'alt'>,
): Picture | null {
  const file = uploaded ?? (typed(fields, `bo-${name}`) ? undefined : kept?.file)
  if (!file) return null
  const alt = typed(fields, `${name}-mo-ta`).slice(0, 300)
  if (!alt) errors.push({ field: `${name}-mo-ta`, message: words.alt })
  return { file, alt }
}

export function readArticle(
  fields: Fields,
  pictures: { readonly kept: Picture | null; readonly uploaded: ReadonlyMap<string, string> },
  words: Complaints,
): { readonly draft: Draft<Article>; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const title = neededText(fields, 'tieu-de', { least: 5, most: 200 }, errors, words)
  const lead = neededText(fields, 'tom-tat', { least: 10, most: 500 }, errors, words)
  const text = neededText(fields, 'noi-dung', { least: 10, most: 20_000 }, errors, words)
  const category = typed(fields, 'chuyen-muc')
  if (!isCategory(category)) errors.push({ field: 'chuyen-muc', message: words.choose })
  const uploaded = pictures.uploaded.get('anh')
  const picture = readPicture(fields, { name: 'anh', kept: pictures.kept, uploaded }, errors, words)
  const content = {
    title,
    lead,
    text,
    category: isCategory(category) ? category : 'announcement',
    picture,
  } as const
  return {
    draft: { content, areas: typedMany(fields, 'khu-vuc'), files: picture ? [picture.file] : [] },
    errors,
  }
}

/** The form as it would have been typed. */
export const fieldsOfArticle = (
  { title, lead, text, category, picture }: Article,
  areas: readonly string[],
): Fields => ({
  'tieu-de': title,
  'tom-tat': lead,
  'noi-dung': text,
  'chuyen-muc': category,
  'anh-mo-ta': picture?.alt ?? '',
  'khu-vuc': areas,
})
