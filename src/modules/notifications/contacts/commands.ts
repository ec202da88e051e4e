/** Kênh nhận tin of the person who looks: addresses that a code proved, and the choice among them. */

import { randomInt } from 'node:crypto'
import { askedToday, giveConsent, standingConsents, withdrawConsent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent, type Reaction } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { citizenOf } from '#kernel/policy.ts'
import { withoutMarks } from '#kernel/text.ts'
import { countAttempt } from '#kernel/web/limits.ts'
import { ask, pushPublicKey } from '#modules/exchange/api.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { type Device, deleteDevicesOf, findDeviceContacts, findDevices } from '../devices/store.ts'
import { connectedChannels, letterOf, mailServer, smsGateway } from '../outside/commands.ts'
import {
  type AddressKind,
  type Channel,
  type Choice,
  type Contact,
  contactOf,
  plainEmail,
  plainPhone,
  purposeOf,
  purposesOf,
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
export type Asked = ReturnType<typeof askedToday>
export type ContactsView = {
  readonly contacts: readonly ContactView[]
  readonly choice: Choice | undefined
  readonly connected: ReadonlySet<Channel>
  readonly quiet: QuietHours
  readonly devices: readonly Device[]
  /** Words of the consents that do not stand yet. */
  readonly asked: Readonly<Partial<Record<Channel, Asked>>>
  /** What a browser subscribes to; `undefined` where no push service is connected. */
  readonly pushKey: string | undefined
}

export function viewContacts(context: Context): Promise<ContactsView> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => {
    const found = await store.findContacts(tx, personId)
    const person = await findPerson(tx, personId)
    const connected = await connectedChannels(tx)
    const agreed = await standingConsents(tx, context, personId)
    const missing = Object.entries(purposeOf).filter(([, purpose]) => !agreed.has(purpose))
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
      asked: Object.fromEntries(missing.map(([channel, purpose]) => [channel, askedToday(context, purpose)])),
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
 * Gửi mã: sends six digits to an address, at once and at any hour, since the person waits for them. It is kept with the person's
 * consent only: `agreed` is the hash of the words that were ticked. Throws `contacts.badPhone`, `contacts.badEmail`,
 * `kernel.tooMany`, and what `giveConsent` and `ask` throw.
 */
export async function sendCode(
  context: Context,
  kind: AddressKind,
  typed: string,
  agreed?: string,
): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const address = kind === 'phone' ? plainPhone(typed) : plainEmail(typed)
  if (!address) throw kind === 'phone' ? refusal.badPhone() : refusal.badEmail()
  await countAttempt(context, codesOfPerson, personId)
  await countAttempt({ ...context, actor: { kind: 'visitor' } }, codesToAddress, address)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = codeHash(context.settings.secretKey, personId, address, code)
  await inTransaction(context, async (tx) => {
    await agreeTo(tx, context, kind === 'phone' ? 'sms' : 'mail', agreed)
    await store.saveCode(tx, personId, kind, { address, hash, madeAt: context.now })
  })
  await (kind === 'phone' ? textCode(context, address, code) : mailCode(context, address, code))
}

/** What is not agreed to yet must be ticked. Throws what `giveConsent` throws. */
export async function agreeTo(
  tx: Tx,
  context: Context,
  channel: Channel,
  agreed: string | undefined,
): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const purpose = purposeOf[channel]
  if ((await standingConsents(tx, context, personId)).has(purpose)) return
  await giveConsent(tx, context, { personId, purpose, agreed })
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

/** Xóa địa chỉ: nothing is sent there any more, and the consent to it is withdrawn. */
export async function forgetAddress(context: Context, kind: AddressKind): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    await store.deleteContact(tx, personId, kind)
    await store.deleteCode(tx, personId, kind)
    for (const purpose of purposesOf[kind]) await withdrawConsent(tx, context, { personId, purpose })
    await appendEvent(tx, context, 'contacts.forgotten', { subject: personId, payload: { kind } })
  })
}

/** Chọn kênh. Throws `contacts.notProved` for a channel that leads nowhere yet, and what `giveConsent` throws. */
export async function chooseChannels(
  context: Context,
  choice: Choice,
  agreed?: { readonly zalo?: string | undefined },
): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const contacts = [
      ...(await store.findContacts(tx, personId)),
      ...(await findDeviceContacts(tx, personId)),
    ]
    const { first } = choice
    if (first && !contacts.some(({ kind }) => kind === contactOf[first])) throw refusal.notProved()
    if (first === 'zalo' || agreed?.zalo) await agreeTo(tx, context, 'zalo', agreed?.zalo)
    await store.saveChoice(tx, personId, choice, context.now)
    await appendEvent(tx, context, 'contacts.chosen', {
      subject: personId,
      payload: { first, usesOthers: choice.usesOthers },
    })
  })
}

/** Whoever withdrew has no address of that kind here any more. */
export const forgetWithdrawn: Reaction = {
  name: 'notifications.forgetWithdrawn',
  events: ['consent.withdrawn'],
  async run(tx, context, { subjectId, payload }) {
    // Agreed to anew meanwhile: what there is now is of the new consent.
    if ((await standingConsents(tx, context, subjectId)).has(String(payload.purpose))) return
    if (payload.purpose === purposeOf.push) await deleteDevicesOf(tx, subjectId)
    const kind = contactKinds.find((one) => purposesOf[one][0] === payload.purpose)
    if (!kind) return
    await store.deleteContact(tx, subjectId, kind)
    await store.deleteCode(tx, subjectId, kind)
  },
}
