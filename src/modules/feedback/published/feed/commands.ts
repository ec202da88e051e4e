/** Nguồn tin Atom of reports that everyone may read. */

import { feedOf, type NewEntry } from '#kernel/atom.ts'
import type { Pack } from '#kernel/packs.ts'
import { writeXml } from '#kernel/xml.ts'
import { reportLinks, reportStates } from '../../domain.ts'
import { categoryOf } from '../../notices/domain.ts'
import type { PublicReport } from '../store.ts'

type Where = {
  readonly pack: Pack
  readonly publicUrl: string
  readonly now: Date
}

/** The document. Entries change when something happens to their report; the newest report stands first. */
export function reportFeed(reports: readonly PublicReport[], { pack, publicUrl, now }: Where): string {
  const changed = reports.map(({ changedAt }) => changedAt.getTime())
  const { vi: province } = pack.manifest.name
  return writeXml(
    feedOf({
      title: `Phản ánh hiện trường ${province}`,
      self: `${publicUrl}${reportLinks.feed}`,
      page: `${publicUrl}${reportLinks.list}`,
      updatedAt: changed.length > 0 ? new Date(Math.max(...changed)) : now,
      author: province,
      entries: reports.map((report) => entryOf(report, { pack, publicUrl })),
    }),
  )
}

function entryOf(report: PublicReport, { pack, publicUrl }: Pick<Where, 'pack' | 'publicUrl'>): NewEntry {
  const { code, category, place, words, answer, state, receivedAt, changedAt, latitude, longitude } = report
  const name = categoryOf({ pack }, category)?.name.vi ?? category
  const address = `${publicUrl}${reportLinks.show(code)}`
  return {
    id: address,
    title: [name, place].filter(Boolean).join(', '),
    page: address,
    publishedAt: receivedAt,
    updatedAt: changedAt,
    categories: [
      { term: category, label: name },
      { term: state, label: reportStates[state].vi, scheme: `${publicUrl}${reportLinks.list}` },
    ],
    point: latitude === null || longitude === null ? undefined : { latitude, longitude },
    content: [words, answer && `Trả lời: ${answer}`].filter(Boolean).join('\n\n'),
  }
}
