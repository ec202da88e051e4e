/** Nguồn tin Atom (RFC 4287) of reports that everyone may read. */

import type { Pack } from '#kernel/packs.ts'
import { type NewXml, writable, writeXml } from '#kernel/xml.ts'
import { reportLinks, reportStates } from '../../domain.ts'
import { categoryOf } from '../../notices/domain.ts'
import type { PublicReport } from '../store.ts'

type Where = {
  readonly pack: Pack
  readonly publicUrl: string
  readonly now: Date
}

const text = (name: string, content: string, attributes: Readonly<Record<string, string>> = {}): NewXml => ({
  name,
  attributes,
  content: writable(content),
})
const link = (href: string, rel: string): NewXml => text('link', '', { href, rel })

/** The document. Entries change when something happens to their report; the newest report stands first. */
export function feedOf(reports: readonly PublicReport[], { pack, publicUrl, now }: Where): string {
  const updated = reports.reduce(
    (latest, { changedAt }) => (changedAt > latest ? changedAt : latest),
    new Date(0),
  )
  return writeXml({
    name: 'feed',
    attributes: { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'vi' },
    content: [
      text('id', `${publicUrl}${reportLinks.feed}`),
      text('title', `Phản ánh hiện trường ${pack.manifest.name.vi}`),
      text('updated', (reports.length > 0 ? updated : now).toISOString()),
      link(`${publicUrl}${reportLinks.feed}`, 'self'),
      link(`${publicUrl}${reportLinks.list}`, 'alternate'),
      { name: 'author', content: [text('name', pack.manifest.name.vi)] },
      ...reports.map((report) => entryOf(report, { pack, publicUrl })),
    ],
  })
}

function entryOf(report: PublicReport, { pack, publicUrl }: Pick<Where, 'pack' | 'publicUrl'>): NewXml {
  const { code, category, place, words, answer, state, receivedAt, changedAt, latitude, longitude } = report
  const name = categoryOf({ pack }, category)?.name.vi ?? category
  const address = `${publicUrl}${reportLinks.show(code)}`
  const told = [words, answer && `Trả lời: ${answer}`].filter(Boolean).join('\n\n')
  return {
    name: 'entry',
    content: [
      text('id', address),
      text('title', [name, place].filter(Boolean).join(', ')),
      text('published', receivedAt.toISOString()),
      text('updated', changedAt.toISOString()),
      link(address, 'alternate'),
      text('category', '', { term: category, label: name }),
      text('category', '', {
        term: state,
        label: reportStates[state].vi,
        scheme: `${publicUrl}${reportLinks.list}`,
      }),
      latitude === null || longitude === null
        ? undefined
        : text('georss:point', `${latitude} ${longitude}`, {
            'xmlns:georss': 'http://www.georss.org/georss',
          }),
      text('content', told, { type: 'text' }),
    ],
  }
}
