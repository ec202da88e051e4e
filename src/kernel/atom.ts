/** Atom (RFC 4287): feeds that other programs follow. Pure. */

import { type NewXml, writable } from './xml.ts'

const atom = 'http://www.w3.org/2005/Atom'
const georss = 'http://www.georss.org/georss'
const second = (moment: Date) => `${moment.toISOString().slice(0, 19)}Z`
const plain = (name: string, content: string, attributes: Readonly<Record<string, string>> = {}): NewXml => ({
  name,
  attributes,
  content: writable(content),
})
const person = (name: string): NewXml => ({ name: 'author', content: [plain('name', name)] })

type Link = { readonly href: string; readonly rel: string; readonly type?: string }
const linkOf = ({ href, rel, type }: Link): NewXml => plain('link', '', { rel, href, ...(type && { type }) })

type Term = { readonly term: string; readonly label: string; readonly scheme?: string }

export type NewEntry = {
  /** A URI that stays the same. */
  readonly id: string
  readonly title: string
  /** Address of the page. */
  readonly page: string
  readonly publishedAt?: Date | undefined
  readonly updatedAt: Date
  readonly author?: string | undefined
  readonly summary?: string | undefined
  readonly links?: readonly Link[]
  readonly categories?: readonly Term[]
  readonly point?: { readonly latitude: number; readonly longitude: number } | undefined
  /** Whole text, or a document inside. */
  readonly content?: string | NewXml | undefined
}

const entryOf = (entry: NewEntry): NewXml => {
  const { id, title, page, publishedAt, updatedAt, author, summary, point, content } = entry
  return {
    name: 'entry',
    content: [
      plain('id', id),
      plain('title', title),
      publishedAt && plain('published', second(publishedAt)),
      plain('updated', second(updatedAt)),
      author ? person(author) : undefined,
      linkOf({ href: page, rel: 'alternate', type: 'text/html' }),
      ...(entry.links ?? []).map(linkOf),
      ...(entry.categories ?? []).map((one) => plain('category', '', one)),
      summary === undefined ? undefined : plain('summary', summary),
      point && plain('georss:point', `${point.latitude} ${point.longitude}`, { 'xmlns:georss': georss }),
      typeof content === 'string' ? plain('content', content, { type: 'text' }) : content,
    ],
  }
}

export type NewFeed = {
  readonly title: string
  /** Its own address, which is its id. */
  readonly self: string
  /** The page that tells the same to people. */
  readonly page: string
  readonly updatedAt: Date
  /** Of entries that name none. */
  readonly author?: string | undefined
  readonly entries: readonly NewEntry[]
}

export const feedOf = ({ title, self, page, updatedAt, author, entries }: NewFeed): NewXml => ({
  name: 'feed',
  attributes: { xmlns: atom },
  content: [
    plain('id', self),
    plain('title', title),
    plain('updated', second(updatedAt)),
    author ? person(author) : undefined,
    linkOf({ href: self, rel: 'self', type: 'application/atom+xml' }),
    linkOf({ href: page, rel: 'alternate', type: 'text/html' }),
    ...entries.map(entryOf),
  ],
})
