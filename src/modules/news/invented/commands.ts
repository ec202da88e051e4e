/** Tin, hướng dẫn, cảnh báo mẫu of a development installation, written and approved by the same commands that people use. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { findUnitByCode, officerAt, officersWith } from '#modules/organisation/api.ts'
import { issueAlert } from '../alerts/commands.ts'
import { placesOf } from '../areas/commands.ts'
import { approvePiece, type NewPiece, startPiece, submitPiece } from '../commands.ts'
import type { Draft } from '../domain.ts'
import { hasPieces } from '../store.ts'
import { inventedAlert, inventedArticles, inventedGuide } from './domain.ts'

const hourMs = 3_600_000

/** Once: an installation with a piece is left as it is. */
export async function seedNews(context: Context): Promise<void> {
  const people = await read(context, async (tx) => {
    if (await hasPieces(tx)) return undefined
    const agency = await findUnitByCode(tx, context.pack.manifest.agencyCode, context.today)
    const holder = async (role: string | undefined) => {
      const [post] = agency && role ? await officersWith(tx, agency.id, role, context.today) : []
      return post && officerAt(tx, post.postId, context.today)
    }
    const { roles } = context.pack
    const writes = roles.find(
      ({ permissions }) => permissions.includes('news.write') && !permissions.includes('news.approve'),
    )
    const approves = roles.find(({ permissions }) => permissions.includes('news.approve'))
    return { editor: await holder(writes?.code), approver: await holder(approves?.code) }
  })
  if (!people?.editor || !people.approver) return
  const { editor, approver } = people
  const publish = async (start: NewPiece, draft: Draft, hoursAgo: number) => {
    const at = new Date(context.now.getTime() - hoursAgo * hourMs)
    const writing = backgroundContext(context, editor, at)
    const id = await startPiece(writing, start, draft)
    await submitPiece(writing, { kind: start.kind, id })
    const deciding = backgroundContext(context, approver, at)
    if (start.kind === 'alert') await issueAlert(deciding, id)
    else await approvePiece(deciding, { kind: start.kind, id })
  }
  const places = [...placesOf(context).values()]
  for (const [index, content] of inventedArticles.entries())
    await publish(
      { kind: 'article', title: content.title },
      { content, areas: [], files: [] },
      2 + (inventedArticles.length - index) * 20,
    )
  const [event] = context.pack.lifeEvents
  const guide = inventedGuide(event?.procedures.slice(0, 1) ?? [], event ? [event.key] : [])
  await publish({ kind: 'guide', title: guide.title }, { content: guide, areas: [], files: [] }, 30)
  const island = places.find(({ name, level }) => level !== 'province' && /Phú Qu[ýí]|Đảo/.test(name))
  await publish(
    { kind: 'alert' },
    {
      content: inventedAlert,
      areas: [island?.code ?? context.pack.manifest.areaCode],
      files: [],
      untilAt: new Date(context.now.getTime() + 36 * hourMs),
    },
    1,
  )
}
