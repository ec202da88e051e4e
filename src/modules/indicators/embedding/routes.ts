/** Nhúng: the one page that other sites may frame, and its picture, which anyone may keep for a while. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { ListSource } from '#kernel/measures.ts'
import { renderFragment } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page } from '#kernel/web.ts'
import { openUnit, wantedPeriod } from '../board/commands.ts'
import { periodBefore } from '../periods/domain.ts'
import { EmbedPage, ScorePicture } from './pages.tsx'
import { texts } from './texts.ts'

const Wish = { code: Type.String({ maxLength: 40 }), ky: Type.Optional(Type.String({ maxLength: 40 })) }
const keptSeconds = 300

/** The last period that ended, unless one is asked for: what stands on other sites should not jump from day to day. */
function settledPeriod(context: Context, text: string | undefined) {
  const asked = wantedPeriod(context, text)
  return text === undefined ? (periodBefore(asked) ?? asked) : asked
}

export const embeddingRoutes = (lists: readonly ListSource[]): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/chat-luong/:code/nhung',
    access: 'public',
    mayLag: true,
    input: Type.Object(Wish),
    async handle(context, { code, ky }) {
      const board = await openUnit(context, code, settledPeriod(context, ky), lists)
      const title = textsFor(texts, context.language).alt(board.own.unit.shortName)
      const body = EmbedPage({ board, publicUrl: context.settings.publicUrl })
      return { ...page(context, { title, noIndex: true }, body), mayBeFramed: true }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/chat-luong/:code/diem.svg',
    access: 'public',
    mayLag: true,
    input: Type.Object({
      ...Wish,
      nen: Type.Optional(Type.Enum(['sang', 'toi'])),
      tieng: Type.Optional(Type.Enum(['vi', 'en'])),
    }),
    async handle(context, { code, ky, nen = 'sang', tieng = 'vi' }) {
      const board = await openUnit(context, code, settledPeriod(context, ky), lists)
      // Kept by whoever is on the way: its language stands in the address, not in a choice of the reader.
      const svg = renderFragment({ ...context.page, language: tieng }, ScorePicture({ board, ground: nen }))
      return {
        kind: 'file',
        name: `${code}.svg`,
        mediaType: 'image/svg+xml; charset=utf-8',
        // HTML does not mind these three signs in a text; XML does.
        body: svg.replaceAll(']]>', ']]&gt;'),
        publicSeconds: keptSeconds,
      }
    },
  }),
]
