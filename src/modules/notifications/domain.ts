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
  /** What is sent beside the account, by phone: codes and days alone. A kind without it stays in the account. */
  readonly short?: Sentence
}

export type NewMessage = {
  readonly notice: Notice
  readonly to: readonly string[]
  readonly subjectId: string
  readonly link: string
  readonly facts?: Facts
  /** Told once under this key; the kind and the subject unless given. */
  readonly key?: string
  /** Sent beside the account as well, where the kind has words for it. */
  readonly outside?: Outside
}

export type Outside = {
  /** A short address of ours that works signed in or not. */
  readonly link: string
  /** As they were given for this very matter; used for whoever has no account or chose nothing there. */
  readonly phone: string | null
  readonly email: string | null
  /** A severe warning: it goes out by night as well. */
  readonly isUrgent?: boolean
}

const declared = new Map<string, Notice>()

type Pair = readonly [vi: string, en: string]
type NoticeTable = Record<string, { readonly subject: Pair; readonly body: Pair; readonly short?: Pair }>

/**
 * Mẫu tin: the closed list of what a module tells people. `{code}` in the words stands for a fact of that name; a subject
 * holds no personal data, because a lock screen shows it.
 */
export function defineNotices<T extends NoticeTable>(
  owner: string,
  table: T,
): { readonly [K in keyof T]: Notice } {
  const both = ([vi, en]: Pair): Sentence => ({ vi, en })
  const made = Object.entries(table).map(([name, { subject, body, short }]) => {
    const notice: Notice = {
      kind: `${owner}.${name}`,
      subject: both(subject),
      body: both(body),
      ...(short && { short: both(short) }),
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
  if (isDay.test(text)) return formatDate(new Date(`${text}T00:00+07:00`))
  // What somebody typed begins no new line of a mail, and turns no reading direction.
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, factLettersMax)
}
const factLettersMax = 200

export type Words = { readonly subject: string; readonly body: string }

/** Every kind of message that may leave the account. */
export const outsideNotices = (): readonly Notice[] => [...declared.values()].filter(({ short }) => short)

const fillIn = (text: string, facts: Facts, language: 'vi' | 'en') =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => told(facts[name], language))

/** Tin ngắn: one line for a phone, its address at the end. `undefined` for a kind that stays in the account. */
export function shortOf(kind: string, facts: Facts, language: 'vi' | 'en', url: string): string | undefined {
  const short = declared.get(kind)?.short
  return short && `${fillIn(short[language], facts, language)} ${url}`
}

/** The words of a stored message. A kind that no module declares any more is still shown, by its facts. */
export function wordsOf(kind: string, facts: Facts, language: 'vi' | 'en'): Words {
  const notice = declared.get(kind)
  if (!notice) return { subject: Object.values(facts).join(' '), body: '' }
  const fill = (sentence: Sentence) => fillIn(sentence[language], facts, language)
  return { subject: fill(notice.subject), body: fill(notice.body) }
}

export const notificationLinks = {
  list: (kind: 'citizen' | 'officer') =>
    kind === 'officer' ? '/lam-viec/thong-bao' : '/tai-khoan/thong-bao',
  open: (id: string) => `/thong-bao/${id}`,
  readAll: '/thong-bao/da-doc',
  contacts: '/tai-khoan/kenh-tin',
  /** Told by a browser that has a message. */
  proof: (attemptId: string, proof: string) => `/thong-bao/da-nhan/${attemptId}/${proof}`,
  quality: '/chat-luong-gui-tin',
}

export const refusal = defineRefusals('notifications', {
  notFound: [
    'notFound',
    'Không tìm thấy thông báo này. Mở lại danh sách thông báo.',
    'There is no such message. Open the list again.',
  ],
})
