/** Thông báo: what may be told, in which words, to whom. Pure. */

import { defineRefusals, type Sentence } from '#kernel/errors.ts'
import { formatDate, formatDateTime } from '#kernel/text.ts'

/** Facts of a message: codes, counts, days. Instants are kept as ISO text and told in the reader's language. */
export type Facts = Readonly<Record<string, string | number>>

/** A kind of message, as the module that sends it declares it. */
export type Notice = {
  readonly kind: string
  readonly subject: Sentence
  readonly body: Sentence
}

export type NewMessage = {
  readonly notice: Notice
  readonly to: readonly string[]
  readonly subjectId: string
  readonly link: string
  readonly facts?: Facts
  /** Told once under this key; the kind and the subject unless given. */
  readonly key?: string
}

const declared = new Map<string, Notice>()

type NoticeTable = Record<
  string,
  { readonly subject: readonly [vi: string, en: string]; readonly body: readonly [vi: string, en: string] }
>

/**
 * Mẫu tin: the closed list of what a module tells people. `{code}` in the words stands for a fact of that name; a subject
 * holds no personal data, because a lock screen shows it.
 */
export function defineNotices<T extends NoticeTable>(
  owner: string,
  table: T,
): { readonly [K in keyof T]: Notice } {
  const made = Object.entries(table).map(([name, { subject, body }]) => {
    const notice: Notice = {
      kind: `${owner}.${name}`,
      subject: { vi: subject[0], en: subject[1] },
      body: { vi: body[0], en: body[1] },
    }
    declared.set(notice.kind, notice)
    return [name, notice]
  })
  return Object.fromEntries(made) as { readonly [K in keyof T]: Notice }
}

const isInstant = /^\d{4}-\d\d-\d\dT/
const isDay = /^\d{4}-\d\d-\d\d$/

function told(fact: string | number | undefined, language: 'vi' | 'en'): string {
  const text = String(fact ?? '')
  if (isInstant.test(text)) return formatDateTime(new Date(text), language)
  return isDay.test(text) ? formatDate(new Date(`${text}T00:00+07:00`)) : text
}

export type Words = { readonly subject: string; readonly body: string }

/** The words of a stored message. A kind that no module declares any more is still shown, by its facts. */
export function wordsOf(kind: string, facts: Facts, language: 'vi' | 'en'): Words {
  const notice = declared.get(kind)
  if (!notice) return { subject: Object.values(facts).join(' '), body: '' }
  const fill = (sentence: Sentence) =>
    sentence[language].replace(/\{(\w+)\}/g, (_whole, name: string) => told(facts[name], language))
  return { subject: fill(notice.subject), body: fill(notice.body) }
}

export const notificationLinks = {
  list: (kind: 'citizen' | 'officer') =>
    kind === 'officer' ? '/lam-viec/thong-bao' : '/tai-khoan/thong-bao',
  open: (id: string) => `/thong-bao/${id}`,
  readAll: '/thong-bao/da-doc',
}

export const refusal = defineRefusals('notifications', {
  notFound: [
    'notFound',
    'Không tìm thấy thông báo này. Mở lại danh sách thông báo.',
    'There is no such message. Open the list again.',
  ],
})
