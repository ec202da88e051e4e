/** Gửi tin ra ngoài: through the exchange, one channel after the other, until one of them reaches the person. */

import { Type } from 'typebox'
import { type AnyConnector, connector, messageKind, systemKeys } from '#kernel/connectors.ts'
import { standingConsents } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { withoutMarks } from '#kernel/text.ts'
import { CallFailure, connectedKeys, mailOperations, pushOperations, send } from '#modules/exchange/api.ts'
import { isSameHash } from '../contacts/domain.ts'
import { findChoice, findContacts, markRefused } from '../contacts/store.ts'
import { type PushMessage, proofOf } from '../devices/domain.ts'
import { deleteDevice, findDevice, findDeviceContacts, findDevices } from '../devices/store.ts'
import { type Facts, notificationLinks, type Outside, shortOf, wordsOf } from '../domain.ts'
import { texts } from '../texts.ts'
import {
  afterQuietHours,
  type Channel,
  type Choice,
  type Contact,
  channels,
  contactOf,
  plainEmail,
  plainPhone,
  purposeOf,
  smsOperations,
  usualQuietHours,
  waysTo,
  zaloOperations,
} from './domain.ts'
import * as store from './store.ts'

const Body = Type.Object({ attemptId: Type.String({ format: 'uuid' }) }, { additionalProperties: false })
const label = { vi: 'Tin báo cho người dân', en: 'Message to a person' }
const about = {
  purpose: 'Báo tình trạng hồ sơ cho người nộp',
  article: 'Nghị định 61/2018/NĐ-CP',
}
const opensAt = ({ now, pack }: Context) => afterQuietHours(pack.manifest.quietHours ?? usualQuietHours, now)

/** A message that waits for the morning, and the same one that does not: a severe warning wakes people. */
const byDayAndAtOnce = <Kind extends object>(kind: Kind) => ({ notice: { ...kind, opensAt }, urgent: kind })

export const smsGateway = connector({
  key: 'sms',
  others: ['sms-2'],
  system: { vi: 'Tổng đài tin nhắn thương hiệu', en: 'SMS gateway' },
  owner: { vi: 'Nhà mạng viễn thông', en: 'Telephone company' },
  ...about,
  operations: smsOperations,
  messages: byDayAndAtOnce(
    messageKind(smsOperations, {
      label,
      body: Body,
      deliver: ({ context, body, call, system }) =>
        carry(context, body.attemptId, system, async (message) => {
          const text = withoutMarks(
            shortOf(message.kind, message.facts, message.language, urlOf(context, message)) ?? '',
          )
          const { id } = await call('SendSms', {
            phone: message.phone ?? '',
            text,
            trackingId: message.attemptId,
          })
          return id
        }),
    }),
  ),
})

export const zaloAccount = connector({
  key: 'zalo',
  others: ['zalo-2'],
  system: { vi: 'Zalo Official Account của tỉnh', en: 'The province’s Zalo Official Account' },
  owner: { vi: 'Zalo', en: 'Zalo' },
  ...about,
  operations: zaloOperations,
  messages: byDayAndAtOnce(
    messageKind(zaloOperations, {
      label,
      body: Body,
      deliver: ({ context, body, call, system }) =>
        carry(context, body.attemptId, system, async (message) => {
          const { kind, language, facts, phone, attemptId } = message
          const { id } = await call('SendTemplate', {
            phone: phone ?? '',
            template: kind,
            language,
            data: {
              code: String(facts.code ?? ''),
              text: shortOf(kind, facts, language, '')?.trim() ?? '',
              url: urlOf(context, message),
            },
            trackingId: attemptId,
          })
          return id
        }),
    }),
  ),
})

export const mailServer = connector({
  key: 'mail',
  others: ['mail-2'],
  protocol: 'smtp',
  system: { vi: 'Máy chủ thư điện tử của tỉnh', en: 'The province’s mail server' },
  owner: { vi: 'Ủy ban nhân dân tỉnh', en: 'People’s Committee of the province' },
  ...about,
  operations: mailOperations,
  messages: {
    notice: messageKind(mailOperations, {
      label,
      body: Body,
      deliver: ({ context, body, call, system }) =>
        carry(context, body.attemptId, system, async (message) => {
          await call('Send', mailOf(context, message))
          return null
        }),
    }),
  },
})

const pushDays = 3

/**
 * The services of browsers, each under its own key: a browser says which one is its own. They see whom a message is for and
 * how long it is, and nothing of what it says.
 */
export const pushServices = (
  [
    ['push-google', 'Google'],
    ['push-mozilla', 'Mozilla'],
    ['push-apple', 'Apple'],
  ] as const
).map(([key, owner]) =>
  connector({
    key,
    protocol: 'push',
    system: { vi: `Dịch vụ đẩy tin của ${owner}`, en: `Push service of ${owner}` },
    owner: { vi: owner, en: owner },
    ...about,
    operations: pushOperations,
    messages: byDayAndAtOnce(
      messageKind(pushOperations, {
        label,
        body: Body,
        deliver: ({ context, body, call, system }) =>
          carry(context, body.attemptId, system, async (message) => {
            const device = await read(context, (tx) => findDevice(tx, message.deviceId ?? ''))
            if (!device) throw new CallFailure('refused', 'Thiết bị đã tắt nhận tin')
            const { path, p256dh, auth } = device
            await call('Send', {
              path,
              p256dh,
              auth,
              payload: JSON.stringify(pushOf(context, message)),
              seconds: pushDays * 86_400,
              topic: message.id.replaceAll('-', ''),
            })
            return null
          }),
      }),
    ),
  }),
)

/** What a lock screen shows, where a press leads, and where the browser says that it has it. */
function pushOf(context: Context, { kind, facts, language, link, attemptId }: store.Waiting): PushMessage {
  return {
    title: wordsOf(kind, facts, language).subject,
    text: shortOf(kind, facts, language, '')?.trim() ?? '',
    language,
    link,
    proof: notificationLinks.proof(attemptId, proofOf(context.settings.secretKey, attemptId)),
  }
}

const connectors = { zalo: zaloAccount, sms: smsGateway, mail: mailServer } as const

const urlOf = ({ settings }: Context, { link }: Pick<store.Outgoing, 'link'>) => settings.publicUrl + link

/** Who a mail is from, and the end of it. Used for codes as well. */
export function letterOf(context: Context, language: 'vi' | 'en') {
  const { pack, settings } = context
  const { hostname } = new URL(settings.publicUrl)
  const t = texts[language]
  return {
    from: pack.manifest.email ?? `mot-cua@${hostname}`,
    fromName: t.mailFrom(pack.manifest.name[language]),
    end: [t.mailAutomatic, pack.manifest.hotline && t.mailHotline(pack.manifest.hotline)]
      .filter(Boolean)
      .join('\n'),
    hostname,
  }
}

/** As `mailOperations` has it: a longer one would never leave. */
const subjectLettersMax = 200

function mailOf(context: Context, message: store.Waiting) {
  const { kind, facts, language, email, attemptId } = message
  const { subject, body } = wordsOf(kind, facts, language)
  const { from, fromName, end, hostname } = letterOf(context, language)
  const t = texts[language]
  const why = message.personId
    ? t.mailChange(context.settings.publicUrl + notificationLinks.contacts)
    : t.mailGiven
  return {
    from,
    fromName,
    to: email ?? '',
    subject: subject.slice(0, subjectLettersMax),
    text: [subject + '.', body, urlOf(context, message), [why, end].join('\n')].filter(Boolean).join('\n\n'),
    messageId: `${attemptId}@${hostname}`,
  }
}

/** The channels that are connected now. */
export async function connectedChannels(tx: Tx): Promise<ReadonlySet<Channel>> {
  const on = await connectedKeys(tx)
  const isOn = (connector: AnyConnector) => systemKeys(connector).some((key) => on.has(key))
  const byChannel = { push: pushServices, zalo: [zaloAccount], sms: [smsGateway], mail: [mailServer] }
  return new Set(channels.filter((channel) => byChannel[channel].some(isOn)))
}

type NewOutside = Outside & {
  readonly kind: string
  readonly personId: string | null
  readonly subjectId: string
  readonly facts: Facts
  readonly key: string
}

/** Whoever chose nothing is reached as they asked to be for this matter. */
const unchosen: Choice = { first: 'sms', usesOthers: true, language: 'vi' }

/** Puts a message on its way through the first channel that leads to the person; there may be none. */
export async function sendOutside(tx: Tx, context: Context, message: NewOutside): Promise<void> {
  const { personId, subjectId } = message
  const choice = personId ? await findChoice(tx, personId) : undefined
  const contacts =
    choice && personId
      ? [...(await findContacts(tx, personId)), ...(await findDeviceContacts(tx, personId))]
      : givenFor(message)
  const agreed = choice && personId ? await standingConsents(tx, context, personId) : undefined
  const ways = waysTo(choice ?? unchosen, contacts, await connectedChannels(tx)).filter(
    (channel) => !agreed || agreed.has(purposeOf[channel]),
  )
  if (ways.length === 0) return
  const addressOf = (wanted: Contact['kind']) => contacts.find(({ kind }) => kind === wanted)?.address ?? null
  const id = newId(context.now)
  const { kind, facts, key, link, isUrgent = false } = message
  const isNew = await store.insertOutgoing(
    tx,
    {
      id,
      receiverId: personId ?? subjectId,
      key,
      personId,
      subjectId,
      kind,
      facts,
      link,
      language: (choice ?? unchosen).language,
      phone: addressOf('phone'),
      email: addressOf('email'),
      channels: ways,
      isUrgent,
    },
    context.now,
  )
  if (isNew) await tryNext(tx, context, { id, personId, receiverId: personId ?? subjectId, isUrgent })
}

/** Zalo asks for a person's own consent, so that a number given for one dossier gets a plain message. */
function givenFor({ phone, email }: Outside): readonly Contact[] {
  const known = { phone: plainPhone(phone ?? ''), email: plainEmail(email ?? '') }
  return [
    ...(known.phone ? [{ kind: 'phone', address: known.phone, refusedBy: ['zalo'] } as const] : []),
    ...(known.email ? [{ kind: 'email', address: known.email, refusedBy: [] } as const] : []),
  ]
}

async function tryNext(
  tx: Tx,
  context: Context,
  outgoing: Pick<store.Outgoing, 'id' | 'receiverId' | 'personId' | 'isUrgent'>,
): Promise<void> {
  const channel = await store.takeChannel(tx, outgoing.id)
  if (!channel) return
  if (channel !== 'push')
    return attempt(tx, context, outgoing, { channel, by: connectors[channel], deviceId: null })
  let isTried = false
  for (const { id: deviceId, service } of await findDevices(tx, outgoing.personId ?? '')) {
    const by = pushServices.find(({ key }) => key === service)
    if (!by) continue
    isTried = true
    await attempt(tx, context, outgoing, { channel, by, deviceId })
  }
  if (!isTried) await tryNext(tx, context, outgoing)
}

async function attempt(
  tx: Tx,
  context: Context,
  { id: outgoingId, receiverId, isUrgent }: Pick<store.Outgoing, 'id' | 'receiverId' | 'isUrgent'>,
  {
    channel,
    by,
    deviceId,
  }: { readonly channel: Channel; readonly by: AnyConnector; readonly deviceId: string | null },
): Promise<void> {
  const { now: at } = context
  const attemptId = newId(at)
  const dueAt = channel === 'mail' || isUrgent ? at : opensAt(context)
  await store.insertAttempt(tx, { id: attemptId, outgoingId, channel, deviceId, at, dueAt })
  // Messages to one receiver arrive in their order; others need not wait for them, nor what is urgent for what waits for the morning.
  const isAtOnce = isUrgent && channel !== 'mail'
  const stream = `${isAtOnce ? 'urgent ' : ''}${deviceId ?? receiverId}`
  await send(tx, context, by, { kind: isAtOnce ? 'urgent' : 'notice', stream, body: { attemptId } })
}

/** Hands over one try. What is decided already is not sent again; a no leads on to the next channel. */
async function carry(
  context: Context,
  attemptId: string,
  provider: string,
  handOver: (message: store.Waiting) => Promise<string | null>,
): Promise<void> {
  const message = await inTransaction(context, (tx) => store.findUndecided(tx, attemptId, ['waiting']))
  if (!message) return
  if (!(await inTransaction(context, (tx) => isAgreed(tx, context, message)))) {
    await inTransaction(context, (tx) =>
      store.markEnded(tx, attemptId, 'refused', 'Đã rút lại sự đồng ý', context.now),
    )
    return
  }
  try {
    const theirId = await handOver(message)
    await inTransaction(context, (tx) =>
      store.markSent(tx, attemptId, { provider, theirId, now: context.now }),
    )
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || thrown.failure !== 'refused') throw thrown
    await inTransaction(context, (tx) => giveUp(tx, context, attemptId, thrown.message))
  }
}

/** What waited for the morning is not sent to whoever withdrew by night. A number given for one dossier needs no consent. */
async function isAgreed(tx: Tx, context: Context, { personId, channel }: store.Waiting): Promise<boolean> {
  if (!personId || !(await findChoice(tx, personId))) return true
  return (await standingConsents(tx, context, personId)).has(purposeOf[channel])
}

/** Nobody is there: the address is marked for this channel, and the next channel has its turn. */
export async function giveUp(tx: Tx, context: Context, attemptId: string, reason: string): Promise<void> {
  const message = await store.findUndecided(tx, attemptId, ['waiting', 'sent'])
  if (!message) return
  const { channel, personId, subjectId, kind, deviceId } = message
  await store.markEnded(tx, attemptId, 'refused', reason, context.now)
  const contact = contactOf[channel]
  const address = contact === 'device' ? null : message[contact]
  if (personId && address) await markRefused(tx, personId, address, channel)
  if (deviceId) await deleteDevice(tx, deviceId)
  await appendEvent(tx, context, 'notifications.refused', {
    subject: subjectId,
    payload: { kind, channel, isLast: message.channels.length === 0 },
  })
  // Another browser of the same person may have it.
  if (!(await store.hasHope(tx, message.id))) await tryNext(tx, context, message)
}

/** Máy đã nhận: the browser itself says so, by the address that its message held. Anything else is passed over. */
export async function noteArrived(context: Context, attemptId: string, proof: string): Promise<void> {
  if (!isSameHash(proof, proofOf(context.settings.secretKey, attemptId))) return
  await inTransaction(context, (tx) => store.markEnded(tx, attemptId, 'delivered', null, context.now))
}
