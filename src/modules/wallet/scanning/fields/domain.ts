/**
 * Đoán giấy và đọc ô: which paper a page is, by its title lines, and what stands behind the words that name a field.
 * Every guess says which line it rests on, so that a clerk can see why. Pure.
 */

import type { PaperField, PaperKind } from '#kernel/packs.ts'
import { dayOfParts } from '#kernel/types.ts'

export type Line = { readonly text: string; readonly confidence: number; readonly at: number }

/** Without marks and case, letter for letter, so that places in it are places in the text. */
export function plain(text: string): string {
  return [...text.normalize('NFC')]
    .map((sign) => (sign === 'đ' || sign === 'Đ' ? 'd' : (sign.normalize('NFD')[0] ?? sign)).toLowerCase())
    .join('')
}

type Found = { readonly distance: number; readonly end: number }

/** The best place of `needle` in `text` with the fewest letters read wrongly (Sellers). */
export function nearest(text: string, needle: string): Found {
  const [signs, wanted] = [[...text], [...needle]]
  let before = Array.from({ length: wanted.length + 1 }, (_, row) => row)
  let best: Found = { distance: wanted.length, end: 0 }
  for (const [place, sign] of signs.entries()) {
    const now = [0]
    for (const [row, other] of wanted.entries())
      now.push(
        Math.min(
          (before[row] ?? 0) + (sign === other ? 0 : 1),
          (before[row + 1] ?? 0) + 1,
          (now[row] ?? 0) + 1,
        ),
      )
    const distance = now[wanted.length] ?? 0
    if (distance < best.distance) best = { distance, end: place + 1 }
    before = now
  }
  return best
}

/** How well a text holds a title, from 0 to 1; letters read wrongly and spaces lost count a little. */
export function likeness(text: string, title: string): number {
  const wanted = plain(title).replace(/\s+/g, ' ').trim()
  if (wanted.length === 0) return 0
  return 1 - nearest(plain(text).replace(/\s+/g, ' '), wanted).distance / wanted.length
}

/** A paper that a page may be: its key in the procedure, what it is called, and its kind when the pack knows it. */
export type Candidate = {
  readonly paperKey: string
  readonly name: string
  readonly kind: PaperKind | undefined
}

export type Guess = {
  readonly paperKey: string
  readonly score: number
  /** The line that decided. */
  readonly line: string
  readonly title: string
}

const titleZone = 0.5
const titleMin = 0.78

/** Tiêu đề: the candidate whose title stands best among the upper lines of a page; `undefined` when none stands there. */
export function guessPaper(lines: readonly Line[], candidates: readonly Candidate[]): Guess | undefined {
  const upper = lines.filter(({ at }) => at <= titleZone).slice(0, 25)
  const windows = upper.flatMap(({ text }, index) => {
    const next = upper[index + 1]?.text
    return next ? [text, `${text} ${next}`] : [text]
  })
  const guesses = candidates.flatMap(({ paperKey, name, kind }) =>
    [...(kind?.titles ?? []), name].flatMap((title) =>
      windows.map((line): Guess => {
        // A title fills its line; the same words inside a sentence are no title.
        const fill = Math.min(1, (title.length * 1.6) / Math.max(line.length, 1))
        const marks = (kind?.marks ?? []).filter((mark) =>
          lines.some(({ text }) => likeness(text, mark) > 0.85),
        )
        return { paperKey, score: likeness(line, title) * fill + marks.length * 0.03, line, title }
      }),
    ),
  )
  // Of two that fit as well the longer title says more, and the shorter line says it alone.
  const best = guesses.toSorted(
    (a, b) => b.score - a.score || b.title.length - a.title.length || a.line.length - b.line.length,
  )[0]
  return best && best.score >= titleMin ? best : undefined
}

const motto = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'

/** Whether a page begins a paper: it bears the name of the State at its head. */
export const beginsPaper = (lines: readonly Line[]): boolean =>
  lines.some(({ text, at }) => at < 0.35 && likeness(text, motto) > 0.75)

export type PageOfScan = { readonly id: string; readonly lines: readonly Line[] }
export type Group = {
  readonly pageIds: readonly string[]
  readonly guess: Guess | undefined
  readonly lines: readonly Line[]
}

/** Gom trang: a page with a title begins a paper; one without title and without the State's name goes on with the paper before. */
export function groupPages(pages: readonly PageOfScan[], candidates: readonly Candidate[]): readonly Group[] {
  const groups: Group[] = []
  for (const { id, lines } of pages) {
    const guess = guessPaper(lines, candidates)
    const last = groups.at(-1)
    const isNext = last && !guess && !beginsPaper(lines) && lines.length > 0 && last.lines.length > 0
    if (isNext)
      groups[groups.length - 1] = {
        ...last,
        pageIds: [...last.pageIds, id],
        lines: [...last.lines, ...lines],
      }
    else groups.push({ pageIds: [id], guess, lines })
  }
  return groups
}

/** What papers commonly say, for a paper whose kind the pack does not describe. */
export const commonFields: readonly PaperField[] = [
  {
    key: 'ownerName',
    is: 'fullName',
    label: { vi: 'Họ và tên', en: 'Full name' },
    after: ['Họ, chữ đệm, tên', 'Họ và tên', 'Họ tên', 'Tôi tên là', 'Tên tôi là', 'Ông/Bà'],
  },
  {
    key: 'ownerIdentity',
    is: 'identityNumber',
    label: { vi: 'Số định danh', en: 'Identity number' },
    after: [
      'Số định danh cá nhân',
      'Số căn cước công dân',
      'Số căn cước',
      'Số CCCD',
      'Số định danh',
      'CCCD số',
      'Căn cước số',
    ],
  },
  {
    key: 'birthDate',
    is: 'date',
    label: { vi: 'Ngày sinh', en: 'Birth date' },
    after: ['Ngày, tháng, năm sinh', 'Ngày tháng năm sinh', 'Sinh ngày', 'Ngày sinh'],
  },
  { key: 'number', is: 'number', label: { vi: 'Số giấy tờ', en: 'Number' }, after: ['Số hiệu', 'Số:', 'Số'] },
  {
    key: 'issuedOn',
    is: 'date',
    label: { vi: 'Ngày cấp', en: 'Date of issue' },
    after: ['Ngày cấp', 'Cấp ngày', ', ngày'],
  },
  {
    key: 'issuer',
    is: 'text',
    label: { vi: 'Nơi cấp', en: 'Issued by' },
    after: ['Nơi cấp', 'Cơ quan cấp', 'Cấp tại'],
  },
]

export const fieldsOf = (kind: PaperKind | undefined): readonly PaperField[] => kind?.fields ?? commonFields

export type Proposal = {
  readonly key: string
  /** As a clerk would type it; days as `YYYY-MM-DD`. Empty when nothing was found. */
  readonly value: string
  /** The line it was read from, and how sure the recogniser was, from 0 to 100. */
  readonly line: string
  readonly confidence: number
}

/** Đề xuất: for each field the first line that names it and has a value that can be one. */
export function proposeFields(lines: readonly Line[], fields: readonly PaperField[]): readonly Proposal[] {
  const labels = fields.flatMap(({ after }) => after)
  return fields.map((field) => {
    for (const label of field.after)
      for (const [index, line] of lines.entries()) {
        const rest = restAfter(line.text, label)
        if (rest === undefined) continue
        const own = valueIn(beforeNext(rest, labels, label), field.is)
        if (own) return { key: field.key, value: own, line: line.text, confidence: line.confidence }
        // The value may stand under its name, as on cards.
        const below = lines[index + 1]
        const under = rest.trim().length < 4 && below && valueIn(below.text, field.is)
        if (below && under)
          return { key: field.key, value: under, line: below.text, confidence: below.confidence }
      }
    return { key: field.key, value: '', line: '', confidence: 0 }
  })
}

/** What follows a label in a line, if the label stands there with at most one letter in six read wrongly. */
function restAfter(text: string, label: string): string | undefined {
  const signs = [...text.normalize('NFC')]
  const wanted = plain(label)
  const { distance, end } = nearest(plain(text), wanted)
  if (distance > Math.floor([...wanted].length / 6)) return undefined
  return signs
    .slice(end)
    .join('')
    .replace(/^[\s:.;,…_-]+/u, '')
}

/** Cuts a value where the next field of the same line begins. */
function beforeNext(text: string, labels: readonly string[], own: string): string {
  const [whole, places] = [plain(text), [] as number[]]
  for (const label of [...labels, 'Giới tính', 'Dân tộc', 'Quốc tịch', 'Nam/Nữ']) {
    const wanted = plain(label)
    if (label === own || wanted.length < 5) continue
    const at = whole.indexOf(wanted)
    if (at > 0) places.push(at)
  }
  return places.length > 0 ? [...text].slice(0, Math.min(...places)).join('') : text
}

const digitsFor: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1', S: '5', B: '8' }

/** The value as its kind writes it; `undefined` when the text holds none. */
export function valueIn(text: string, is: PaperField['is']): string | undefined {
  const clean = text.replace(/\s+/g, ' ').trim()
  switch (is) {
    case 'identityNumber': {
      const digits = clean.replace(/(?<=\d)[OolISB](?=[\dOolISB])/g, (sign) => digitsFor[sign] ?? sign)
      return /(?<!\d)(\d{12})(?!\d)/.exec(digits.replace(/(?<=\d)[ .](?=\d)/g, ''))?.[1]
    }
    case 'date':
      return dayIn(clean)
    case 'fullName': {
      const name = /^[\p{L}' ]+/u.exec(clean)?.[0].trim() ?? ''
      const words = name.split(' ')
      return words.length >= 2 && words.length <= 8 && [...name].length >= 5 ? name : undefined
    }
    case 'number':
      return /^[A-Z0-9Đ][\w./Đ-]*\d[\w./Đ-]*|^\d[\w./Đ-]*/u.exec(clean)?.[0].replace(/[./-]{1,100}$/, '')
    case 'text': {
      const words = clean.replace(/[.;,…_]{1,100}$/u, '').trim()
      return [...words].length >= 3 ? words : undefined
    }
  }
}

function dayIn(text: string): string | undefined {
  const plainText = plain(text)
  const found =
    /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/.exec(plainText) ??
    /(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})/.exec(plainText)
  if (!found) return undefined
  const [, day, month, year] = found
  return dayOfParts(day, month, year)
}
