/** Phản ánh mẫu of a development installation: sent, forwarded, answered and published by the same commands that people use. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import type { Officer, Permission } from '#kernel/policy.ts'
import { findUnitByCode, officerAt, officersWith } from '#modules/organisation/api.ts'
import { rateReport } from '../following/commands.ts'
import {
  acceptReport,
  answerReport,
  forwardReport,
  proposedUnit,
  publishReport,
  takeReport,
} from '../handling/commands.ts'
import { createReport } from '../sending/commands.ts'
import type { Places } from '../sending/routes.ts'
import { findReport } from '../store.ts'
import { type Came, type InventedReport, inventedReports } from './domain.ts'
import { hasReports } from './store.ts'

const hourMs = 3_600_000
const order: readonly Came[] = ['new', 'accepted', 'forwarded', 'processing', 'published']

/** Once: an installation with a report is left as it is. Without borders nothing is invented. */
export const seedReports = (places: Places | undefined) =>
  async function seed(context: Context): Promise<void> {
    const { pack, today } = context
    const isThere = await read(context, (tx) => hasReports(tx))
    const desk = await holderAt(context, pack.manifest.agencyCode, 'feedback.triage')
    if (isThere || !desk || !places) return
    for (const one of inventedReports) {
      const { latitude, longitude, category } = one
      const area = await places.areaAt({ ...context, today }, { latitude, longitude })
      if (area && pack.feedback.categories.some(({ code }) => code === category))
        await bringTo(context, desk, { ...one, area })
    }
  }

async function holderAt(
  context: Context,
  unitCode: string,
  permission: Permission,
): Promise<Officer | undefined> {
  const { pack, today } = context
  return read(context, async (tx) => {
    const unit = await findUnitByCode(tx, unitCode, today)
    if (!unit) return undefined
    for (const { code } of pack.roles.filter(({ permissions }) =>
      permissions.some((one) => one === permission),
    )) {
      const [post] = await officersWith(tx, unit.id, code, today)
      if (post) return officerAt(tx, post.postId, today)
    }
    return undefined
  })
}

async function bringTo(context: Context, desk: Officer, one: InventedReport & { readonly area: string }) {
  const began = context.now.getTime() - one.daysAgo * 24 * hourMs - hourMs
  const moment = (hours: number) => new Date(Math.min(context.now.getTime(), began + hours * hourMs))
  const as = (actor: Context['actor'], hours: number) => backgroundContext(context, actor, moment(hours))
  const { category, area, place, words, latitude, longitude, answer = '' } = one
  const point = { latitude, longitude }
  const sending = { ...as({ kind: 'visitor' }, 0), operationKey: randomUUID() }
  const meant = { category, area, place, point, words, name: null, phone: null, isUnnamed: true }
  const { code, secret } = await createReport(sending, meant, {})
  const reached = order.indexOf(one.came)
  if (reached < order.indexOf('accepted')) return
  const report = await read(context, (tx) => findReport(tx, code))
  if (!report) return
  await acceptReport(as(desk, 0.5), {
    code,
    category,
    urgency: report.urgency,
    publicWords: words,
    publicPlace: place,
  })
  const unit = await proposedUnit(context, report)
  if (!unit || reached < order.indexOf('forwarded')) return
  await forwardReport(as(desk, 0.6), 'forward', { code, unitCode: unit.code, words: '' })
  const handler = await holderAt(context, unit.code, 'feedback.process')
  if (!handler || reached < order.indexOf('processing')) return
  await takeReport(as(handler, 0.8), { code })
  if (reached < order.indexOf('published')) return
  await answerReport(as(handler, 20), { code, words: answer, files: [] })
  await publishReport(as(desk, 22), { code })
  if (one.rating)
    await rateReport(as({ kind: 'visitor' }, 24), { code, secret, rating: one.rating, words: '' })
}
