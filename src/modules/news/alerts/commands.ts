/** Phát, cập nhật, hủy cảnh báo; and which warnings stand above the pages of whom. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { PageAlert } from '#kernel/page.tsx'
import { officerOf, type Permission } from '#kernel/policy.ts'
import { recently } from '#kernel/recent.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { placesOf } from '../areas/commands.ts'
import { namesOf } from '../areas/domain.ts'
import { act, deciding, publish, reachesOf, startPiece, working } from '../commands.ts'
import { isWriter, newsLinks, pieceCan, refusal } from '../domain.ts'
import * as store from '../store.ts'
import { findSubscription } from '../subscribing/store.ts'
import { tellLater } from '../telling/commands.ts'
import {
  type Alert,
  eventKinds,
  forAreas,
  inForce,
  type MessageType,
  toneOf,
  type WrittenAlert,
} from './domain.ts'
import { texts } from './texts.ts'

const expressing: readonly Permission[] = ['news.express']

/**
 * Duyệt và phát. The earlier warning that it updates or cancels ends with it, and whoever asked for warnings is told. Throws
 * `news.ownApproval`, `news.areasNeeded`, `news.overAlready`.
 */
export function issueAlert(context: Context, id: string): Promise<void> {
  return act(context, { kind: 'alert', id }, { act: 'approve', permissions: deciding }, async (tx, piece) => {
    const { personId } = officerOf(context.actor)
    if (isWriter(piece.version, personId)) throw refusal.ownApproval()
    return issue(tx, context, piece as WrittenAlert, false)
  })
}

/** Phát khẩn: the head on duty issues it at once, alone; a second person looks at it afterwards. */
export function issueAtOnce(context: Context, id: string): Promise<void> {
  return act(context, { kind: 'alert', id }, { act: 'express', permissions: expressing }, (tx, piece) =>
    issue(tx, context, piece as WrittenAlert, true),
  )
}

async function issue(tx: Tx, context: Context, alert: WrittenAlert, isExpress: boolean) {
  const earlier = alert.refersTo ? await store.findPiece<Alert>(tx, alert.refersTo) : undefined
  if (earlier?.endedAt) throw refusal.notNow()
  const told = await publish(tx, context, alert, { isExpress })
  if (earlier) {
    const { personId: by } = officerOf(context.actor)
    const { message } = alert.version.content
    const reason = texts.vi[message === 'Cancel' ? 'cancelled' : 'updated']
    await store.markEnded(tx, earlier.id, { by, at: context.now, reason })
    await appendEvent(tx, context, message === 'Cancel' ? 'alert.cancelled' : 'alert.replaced', {
      subject: earlier.id,
      unitId: earlier.unitId,
      payload: { by: alert.id },
    })
  }
  await tellLater(tx, alert.id, new Date(told.payload.fromAt))
  return told
}

/** Đã xem lại một cảnh báo phát khẩn: by somebody who neither wrote nor issued it. Throws `news.ownApproval`. */
export function seeAlert(context: Context, id: string): Promise<void> {
  return act(
    context,
    { kind: 'alert', id },
    { act: 'see', permissions: deciding },
    async (tx, { version }) => {
      const { personId } = officerOf(context.actor)
      if (isWriter(version, personId) || version.decidedBy === personId) throw refusal.ownApproval()
      await store.markSeen(tx, id, personId, context.now)
      return { event: 'seen' }
    },
  )
}

/** Soạn bản cập nhật hoặc bản hủy of a warning that stands: a warning of its own that refers to it. Throws `news.notNow`. */
export async function followAlert(
  context: Context,
  id: string,
  message: Exclude<MessageType, 'Alert'>,
): Promise<string> {
  const earlier = await read(context, (tx) =>
    store.findWork<Alert>(tx, { kind: 'alert', id }, reachesOf(context, working)),
  )
  if (!earlier) throw refusal.notFound()
  if (!pieceCan('follow', earlier)) throw refusal.notNow()
  const { content, areas, untilAt } = earlier.version
  const words = texts[context.language]
  const headline =
    message === 'Cancel' ? `${words.cancelPrefix} ${content.headline}`.slice(0, 160) : content.headline
  return startPiece(
    context,
    { kind: 'alert', refersTo: id },
    { content: { ...content, message, headline, origin: null } satisfies Alert, areas, files: [], untilAt },
  )
}

const alertSeconds = 5

type Visit = Omit<Context, 'page'>

/** All warnings that stand now; read once every few seconds, because every page asks. */
export function standingAlerts(context: Visit): Promise<readonly WrittenAlert[]> {
  const { now } = context
  return recently(context, 'news.alerts', alertSeconds, () =>
    read({ ...context, actor: { kind: 'system' } }, (tx) =>
      store.findPublished<Alert>(tx, { kind: 'alert', now, limit: 200, untilAfter: now }),
    ),
  ).then((alerts) => inForce(alerts, now))
}

export const areaCookie = 'noi-o'

/** Where the visitor is: as chosen on this device, else as asked for in the account, else as the account knows it. */
export async function ownAreas(context: Visit): Promise<readonly string[]> {
  const places = placesOf(context)
  const chosen = (context.cookie(areaCookie) ?? '').split('.').filter((code) => places.has(code))
  if (chosen.length > 0 || context.actor.kind !== 'citizen') return chosen
  const { personId } = context.actor
  const known = await read({ ...context, actor: { kind: 'system' } }, async (tx) => {
    const subscription = await findSubscription(tx, personId)
    return subscription ?? [(await findPerson(tx, personId))?.areaCode ?? '']
  })
  return known.filter((code) => places.has(code))
}

const bannersMax = 3

/** What stands above the page: the warnings for the visitor's areas, the gravest first. */
export async function pageAlerts(context: Visit): Promise<readonly PageAlert[]> {
  const standing = await standingAlerts(context)
  if (standing.length === 0) return []
  const places = placesOf(context)
  const own = await ownAreas(context)
  return forAreas(standing, places, own)
    .slice(0, bannersMax)
    .map(({ id, version }) => ({
      href: newsLinks.show('alert', id),
      kind: eventKinds[version.content.event].name[context.language],
      title: version.content.headline,
      areas: namesOf(places, version.areas),
      tone: toneOf(version.content),
    }))
}

export type AlertView = {
  readonly alert: WrittenAlert
  /** What it updates or cancels, back to the first warning; the oldest first. */
  readonly earlier: readonly WrittenAlert[]
  readonly follower: WrittenAlert | undefined
}

/** A warning with what came before and after. Throws `news.notFound` unless it was issued. */
export function viewAlert(context: Context, id: string): Promise<AlertView> {
  return read(context, async (tx) => {
    const alert = await store.findShown<Alert>(tx, 'alert', id, context.now)
    if (!alert) throw refusal.notFound()
    return {
      alert,
      earlier: alert.refersTo ? await store.findEarlier<Alert>(tx, id) : [],
      follower: await store.findFollower<Alert>(tx, id, context.now),
    }
  })
}

const pastMax = 20

export type AlertList = {
  readonly standing: readonly WrittenAlert[]
  readonly past: readonly WrittenAlert[]
  readonly own: readonly string[]
}

/** What stands, for the visitor's areas first; and what is over. */
export async function listAlerts(context: Context): Promise<AlertList> {
  const standing = await standingAlerts(context)
  const issued = await latestAlerts(context)
  return {
    standing,
    past: issued.filter(({ id }) => !standing.some((one) => one.id === id)).slice(0, pastMax),
    own: await ownAreas(context),
  }
}

/** What was issued lately, cancelled and over ones too, the newest first. */
export const latestAlerts = (context: Context): Promise<readonly WrittenAlert[]> =>
  read(context, (tx) =>
    store.findPublished<Alert>(tx, { kind: 'alert', now: context.now, limit: 60, withEnded: true }),
  )
