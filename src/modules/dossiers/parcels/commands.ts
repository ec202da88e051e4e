/** Gửi kết quả qua bưu chính: ordered when the result is signed, followed until it is there or back. */

import { connector, messageKind } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { appendEvent, type Reaction } from '#kernel/events.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { ask, findSystem, send } from '#modules/exchange/api.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { dossierLinks } from '../api.ts'
import { findOwner } from '../telling/store.ts'
import { moved, type ParcelState, PostOrder, parcelsAtOnce, postOperations } from './domain.ts'
import * as store from './store.ts'

const order = messageKind(postOperations, {
  label: { vi: 'Đơn gửi kết quả', en: 'Order for a result' },
  body: PostOrder,
  async deliver({ context, body, known, keep, call }) {
    if (!known.ItemCode) await keep('ItemCode', (await call('TaoDonHang', body)).ItemCode)
    const { ItemCode = '' } = known
    await inTransaction(context, (tx) => store.setItemCode(tx, body.OrderNumber, ItemCode))
  },
})

export const publicPost = connector({
  key: 'post',
  system: { vi: 'Bưu chính công ích', en: 'Public post' },
  owner: { vi: 'Tổng công ty Bưu điện Việt Nam', en: 'Vietnam Post' },
  purpose: 'Trả kết quả giải quyết thủ tục hành chính qua bưu chính',
  article: 'Quyết định 45/2016/QĐ-TTg',
  operations: postOperations,
  messages: { order },
})

const notices = defineNotices('parcels', {
  onItsWay: {
    subject: ['Kết quả hồ sơ {code} đang đến', 'The result of {code} is on its way'],
    body: ['Bưu điện đã nhận, mã bưu gửi {item}.', 'The post has it under {item}.'],
    short: [
      'Kết quả hồ sơ {code} đã giao bưu điện. Theo dõi:',
      'The post has the result of {code}. Follow it:',
    ],
  },
  cameBack: {
    subject: ['Kết quả hồ sơ {code} chưa phát được', 'The result of {code} could not be delivered'],
    body: [
      'Bưu điện gửi trả về nơi tiếp nhận. Mở hồ sơ để xem nơi nhận lại.',
      'The post returned it to the desk. Open the dossier to see where to get it.',
    ],
    short: [
      'Bưu điện chưa phát được kết quả hồ sơ {code}. Xem nơi nhận lại:',
      'The post could not deliver the result of {code}. See where to get it:',
    ],
  },
})
const noticeOf: Partial<Record<ParcelState, (typeof notices)['onItsWay']>> = {
  collected: notices.onItsWay,
  cameBack: notices.cameBack,
}

/** Orders the post when a result is signed that goes by it, or is returned that way after all. */
export const orderParcel: Reaction = {
  name: 'dossiers.orderParcel',
  events: ['result.signed', 'dossier.resultReturned'],
  async run(tx, context, { name, at, subjectId, payload }) {
    const system = await findSystem(tx, publicPost.key)
    if (!system || at < system.connectedAt) return
    const found = await store.findOrdering(tx, subjectId)
    const isByPost = name === 'result.signed' ? found?.returnMethod === 'post' : payload.way === 'post'
    if (!found || !isByPost) return
    const { code, address, phone } = found
    const state = address?.trim() && phone?.trim() ? 'ordered' : 'lacking'
    const isNew = await store.insertParcel(tx, { caseId: subjectId, state, at: context.now })
    if (!isNew || state === 'lacking') return
    await appendEvent(tx, context, 'dossier.parcelOrdered', { subject: subjectId, payload: { code } })
    await send(tx, context, publicPost, {
      kind: 'order',
      stream: code,
      dossierCode: code,
      body: orderOf(found),
    })
  },
}

const orderOf = (found: store.Ordering): PostOrder => ({
  OrderNumber: found.code,
  CODAmount: 0,
  SenderName: found.deskName,
  SenderAddress: found.deskAddress ?? '',
  SenderTel: found.deskPhone ?? '',
  ReceiverName: found.name,
  ReceiverAddress: found.address ?? '',
  ReceiverTel: found.phone ?? '',
  ReceiverEmail: found.email ?? '',
})

const followDays = 45
const parcelsMax = 1_000

/** Asks where parcels are and tells what is new. A post that is away is asked an hour later. */
export async function followParcels(context: Context): Promise<void> {
  const since = new Date(context.now.getTime() - followDays * 86_400_000)
  const moving = await read(context, async (tx) =>
    (await findSystem(tx, publicPost.key))?.isEnabled ? store.findMoving(tx, since, parcelsMax) : [],
  )
  for (let from = 0; from < moving.length; from += parcelsAtOnce)
    if (!(await followSome(context, moving.slice(from, from + parcelsAtOnce)))) return
}

async function followSome(context: Context, parcels: readonly store.MovingParcel[]): Promise<boolean> {
  const ItemCode = parcels.flatMap(({ itemCode }) => itemCode ?? [])
  const answer = await ask(context, publicPost, 'TraCuuBuuGui', { ItemCode }).catch((thrown: unknown) => {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  })
  for (const one of answer?.BuuGui ?? []) {
    const parcel = parcels.find(({ itemCode }) => itemCode === one.ItemCode)
    const next = parcel && moved(parcel, one)
    if (next) await move(context, parcel, next)
  }
  return answer !== undefined
}

async function move(
  context: Context,
  parcel: store.MovingParcel,
  next: NonNullable<ReturnType<typeof moved>>,
): Promise<void> {
  const { caseId, code, itemCode } = parcel
  await inTransaction(context, async (tx) => {
    if (!(await store.moveParcel(tx, parcel, next))) return
    await appendEvent(tx, context, 'dossier.parcelMoved', {
      subject: caseId,
      payload: { code, to: next.state },
    })
    const notice = noticeOf[next.state]
    const owner = notice && (await findOwner(tx, caseId))
    if (!notice || !owner) return
    await notify(tx, context, [
      {
        notice,
        to: owner.applicantId ? [owner.applicantId] : [],
        subjectId: caseId,
        link: dossierLinks.show(code),
        facts: { code, item: itemCode ?? '' },
        outside: { link: dossierLinks.short(code), phone: owner.phone, email: owner.email },
      },
    ])
  })
}

export const followEveryHour: Schedule = {
  name: 'dossiers.followParcels',
  every: 'hour',
  run: followParcels,
}
