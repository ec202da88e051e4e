/** Nguồn: where a value came from, or who vouches for a paper, in words for whoever reads it. Pure. docs/legal.md#fact-book */

import type { Sentence } from './errors.ts'
import type { FactSource } from './packs.ts'
import { formatDate, type Language } from './text.ts'

export type Provenance = {
  readonly source: FactSource
  /** Official name of the register, or title of the paper; of the other sources nothing but what they are. */
  readonly name: Sentence
  /** ISO instant at which the source said so; `null` where nobody knows. */
  readonly asOf: string | null
  /** Number of the call in the exchange log, of a result, of a dossier. */
  readonly reference: string | null
}

/** Nguồn của một câu trả lời, as it stood beside the field when the form was submitted. */
export type AnswerSource = Provenance & {
  readonly fact: string
  /** The person gave another value: what the source says, why it is wrong, and the request to correct it. */
  readonly otherwise?: {
    readonly known: string
    readonly why: string | null
    readonly request: string | null
  }
}

/** Giấy tờ do cơ sở dữ liệu xác nhận thay. */
export type Vouch = Provenance & { readonly legal: string }

/** What did not have to be asked, counted when a form is submitted. */
export type Prefilled = {
  readonly sources: Readonly<Record<string, AnswerSource>>
  /** Questions put to the person; answers that a register vouched for; values that were objected to. */
  readonly fields: { readonly asked: number; readonly known: number; readonly objected: number }
  /** Papers asked for, and papers that a register vouched for. */
  readonly papers: { readonly asked: number; readonly vouched: number }
}

const bare = {
  checked: {
    vi: 'Cán bộ một cửa đã đối chiếu thẻ căn cước',
    en: 'Compared with the identity card at the desk',
  },
  account: { vi: 'Theo tài khoản định danh', en: 'From the identity account' },
  said: { vi: 'Người dân tự khai', en: 'Said by the person' },
} as const

const own = { vi: 'Ông/bà đã tự khai', en: 'Said by you' }

/** “Theo Cơ sở dữ liệu quốc gia về dân cư, ngày 12/3/2026”; `isOwn` where the person reads of themselves. */
export function provenanceWords(
  { source, name, asOf }: Provenance,
  language: Language,
  isOwn = false,
): string {
  const by =
    source === 'register' || source === 'signed'
      ? `${language === 'vi' ? 'Theo' : 'From'} ${name[language]}`
      : (isOwn && source === 'said' ? own : bare[source])[language]
  if (!asOf) return by
  const day = formatDate(new Date(asOf))
  return language === 'vi' ? `${by}, ngày ${day}` : `${by}, ${day}`
}
