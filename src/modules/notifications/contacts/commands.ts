/** Kênh nhận tin of the person who looks: addresses that a code proved, and the choice among them. */

import { randomInt } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { citizenOf } from '#kernel/policy.ts'
import { withoutMarks } from '#kernel/text.ts'
import { countAttempt } from '#kernel/web/limits.ts'
import { ask, pushPublicKey } from '#modules/exchange/api.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { type Device, findDeviceContacts, findDevices } from '../devices/store.ts'
import { connectedChannels, letterOf, mailServer, smsGateway } from '../outside/commands.ts'
import {
  type AddressKind,
  type Channel,
  type Choice,
  type Contact,
  contactOf,
  plainEmail,
  plainPhone,
  type QuietHours,
  usualQuietHours,
} from '../outside/domain.ts'
import {
  codeHash,
  codeMinutes,
  codesOfPerson,
  codesToAddress,
  codeTriesMax,
  contactKinds,
  isSameHash,
  refusal,
} from './domain.ts'
import * as store from './store.ts'
import { texts } from './texts.ts'

export type ContactView = {
  readonly kind: AddressKind
  readonly contact: Contact | undefined
  /** Where a code is on its way to, that still counts. */
  readonly pending: string | undefined
  /** What the account knows, proposed for the first time. */
  readonly known: string | undefined
  readonly isConnected: boolean
}
export type ContactsView = {
  readonly contacts: readonly ContactView[]
  readonly choice: Choice | undefined
  readonly connected: ReadonlySet<Channel>
  readonly quiet: QuietHours
  readonly devices: readonly Device[]
  /** What a browser subscribes to; `undefined` where no push service is connected. */
  readonly pushKey: string | undefined
}

export function viewContacts(context: Context): Promise<ContactsView> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => {
    const found = await store.findContacts(tx, personId)
    const person = await findPerson(tx, personId)
    const connected = await connectedChannels(tx)
    const contacts: ContactView[] = []
    for (const kind of contactKinds) {
      const code = await store.findCode(tx, personId, kind)
      contacts.push({
        kind,
        contact: found.find((one) => one.kind === kind),
        pending: code && isGood(context, code) ? code.address : undefined,
        known: person?.[kind] ?? undefined,
        isConnected: connected.has(kind === 'phone' ? 'sms' : 'mail'),
      })
    }
    return {
      contacts,
      connected,
      devices: await findDevices(tx, personId),
      pushKey: connected.has('push') ? pushPublicKey(context) : undefined,
      choice: await store.findChoice(tx, personId),
      quiet: context.pack.manifest.quietHours ?? usualQuietHours,
    }
  })
}

const isGood = ({ now }: Context, { madeAt, tries }: store.PendingCode): boolean =>
  tries < codeTriesMax && now.getTime() - madeAt.getTime() <= codeMinutes * 60_000

/**
 * Gửi mã: sends six digits to an address, at once and at any hour, since the person waits for them. Throws `contacts.badPhone`,
 * `contacts.badEmail`, `kernel.tooMany`, and what `ask` throws.
 */
export async function sendCode(context: Context, kind: AddressKind, typed: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const address = kind === 'phone' ? plainPhone(typed) : plainEmail(typed)
  if (!address) throw kind === 'phone' ? refusal.badPhone() : refusal.badEmail()
  await countAttempt(context, codesOfPerson, personId)
  await countAttempt({ ...context, actor: { kind: 'visitor' } }, codesToAddress, address)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = codeHash(context.settings.secretKey, personId, address, code)
  await inTransaction(context, (tx) =>
    store.saveCode(tx, personId, kind, { address, hash, madeAt: context.now }),
  )
  await (kind === 'phone' ? textCode(context, address, code) : mailCode(context, address, code))
}

const aboutCode = { purpose: 'Gửi mã xác nhận địa chỉ cho chính người yêu cầu', isSecret: true } as const

async function textCode(context: Context, phone: string, code: string): Promise<void> {
  const text = withoutMarks(texts[context.language].codeText(code))
  await ask(context, smsGateway, 'SendSms', { phone, text, trackingId: newId(context.now) }, aboutCode)
}

async function mailCode(context: Context, to: string, code: string): Promise<void> {
  const t = texts[context.language]
  const { from, fromName, end, hostname } = letterOf(context, context.language)
  const text = [t.codeText(code), end].join('\n\n')
  const messageId = `${newId(context.now)}@${hostname}`
  await ask(
    context,
    mailServer,
    'Send',
    { from, fromName, to, subject: t.codeSubject, text, messageId },
    aboutCode,
  )
}

/**
 * Xác nhận: the address is the person's from now on. The first one proved is also used, until they choose otherwise. Throws
 * `contacts.badCode`.
 */
export async function proveAddress(context: Context, kind: AddressKind, typed: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const { now, language } = context
  // The try counts even when the code is wrong, so it is committed by itself.
  const code = await inTransaction(context, (tx) => store.tryCode(tx, personId, kind))
  if (!code || !isGood(context, code)) throw refusal.badCode()
  const hash = codeHash(context.settings.secretKey, personId, code.address, typed.replace(/\s/g, ''))
  if (!isSameHash(hash, code.hash)) throw refusal.badCode()
  await inTransaction(context, async (tx) => {
    await store.saveContact(tx, personId, kind, code.address, now)
    await store.deleteCode(tx, personId, kind)
    if (!(await store.findChoice(tx, personId))) {
      const first = kind === 'phone' ? 'sms' : 'mail'
      await store.saveChoice(tx, personId, { first, usesOthers: true, language }, now)
    }
    await appendEvent(tx, context, 'contacts.proved', { subject: personId, payload: { kind } })
  })
}

/** Xóa địa chỉ: nothing is sent there any more. */
export async function forgetAddress(context: Context, kind: AddressKind): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    await store.deleteContact(tx, personId, kind)
    await store.deleteCode(tx, personId, kind)
    await appendEvent(tx, context, 'contacts.forgotten', { subject: personId, payload: { kind } })
  })
}

/** Chọn kênh. Throws `contacts.notProved` for a channel that leads nowhere yet. */
export async function chooseChannels(context: Context, choice: Choice): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const contacts = [
      ...(await store.findContacts(tx, personId)),
      ...(await findDeviceContacts(tx, personId)),
    ]
    const { first } = choice
    if (first && !contacts.some(({ kind }) => kind === contactOf[first])) throw refusal.notProved()
    await store.saveChoice(tx, personId, choice, context.now)
    await appendEvent(tx, context, 'contacts.chosen', {
      subject: personId,
      payload: { first, usesOthers: choice.usesOthers },
    })
  })
}
