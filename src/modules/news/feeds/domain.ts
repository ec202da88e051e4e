/** Atom (RFC 4287): feeds that other programs follow. Pure. */

import { type NewXml, writable } from '#kernel/xml.ts'

const atom = 'http://www.w3.org/2005/Atom'
const second = (moment: Date) => `${moment.toISOString().slice(0, 19)}Z`
const plain = (name: string, content: string): NewXml => ({ name, content: writable(content) })

type Link = { readonly href: string; readonly rel: string; readonly type?: string }
const linkOf = ({ href, rel, type }: Link): NewXml => ({
  name: 'link',
  attributes: { rel, href, ...(type && { type }) },
  content: '',
})

export type NewEntry = {
  readonly id: string
  readonly title: string
  readonly page: string
  readonly updatedAt: Date
  readonly author: string
  readonly summary: string
  readonly links?: readonly Link[]
  readonly content?: NewXml
}

export const entryOf = ({
  id,
  title,
  page,
  updatedAt,
  author,
  summary,
  links = [],
  content,
}: NewEntry): NewXml => ({
  name: 'entry',
  content: [
    plain('id', `urn:uuid:${id}`),
    plain('title', title),
    plain('updated', second(updatedAt)),
    { name: 'author', content: [plain('name', author)] },
    linkOf({ href: page, rel: 'alternate', type: 'text/html' }),
    ...links.map(linkOf),
    plain('summary', summary),
    content,
  ],
})

export type NewFeed = {
  readonly title: string
  readonly self: string
  readonly page: string
  readonly updatedAt: Date
  readonly entries: readonly NewXml[]
}

export const feedOf = ({ title, self, page, updatedAt, entries }: NewFeed): NewXml => ({
  name: 'feed',
  attributes: { xmlns: atom },
  content: [
    plain('id', self),
    plain('title', title),
    plain('updated', second(updatedAt)),
    linkOf({ href: self, rel: 'self', type: 'application/atom+xml' }),
    linkOf({ href: page, rel: 'alternate', type: 'text/html' }),
    ...entries,
  ],
})
