/** Kênh gửi tin: which ways lead to a person, in which order, at which hour, and what each carries. Pure. */

import { Type } from 'typebox'
import { addDays, dateOf, instantAt } from '#kernel/types.ts'

export const channels = ['push', 'zalo', 'sms', 'mail'] as const
export type Channel = (typeof channels)[number]
/** What a person types and a code proves. */
export type AddressKind = 'phone' | 'email'
/** A browser is reached without an address that a person knows. */
export type ContactKind = AddressKind | 'device'

export const contactOf = {
  push: 'device',
  zalo: 'phone',
  sms: 'phone',
  mail: 'email',
} as const satisfies Record<Channel, ContactKind>

/** A Vietnamese mobile number however it is written, as `84` and nine digits; `undefined` for anything else. */
export function plainPhone(text: string): string | undefined {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^(\+?84|0)/, '')
  return /^[35789]\d{8}$/.test(digits) ? `84${digits}` : undefined
}

/** An e-mail address in small letters; `undefined` for what is none. */
export function plainEmail(text: string): string | undefined {
  const address = text.trim().toLowerCase()
  return address.length <= 254 && /^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(address)
    ? address
    : undefined
}

/** An address as it may be shown: `0•••••••678`, `m•••@example.vn`. */
export function masked(address: string): string {
  const [name = '', domain] = address.split('@')
  if (domain) return `${name.slice(0, 1)}•••@${domain}`
  return `0${'•'.repeat(6)}${address.slice(-3)}`
}

/** The purpose to which a person agrees when they are reached by a channel of their own choice. */
export const purposeOf = {
  push: 'notices.device',
  zalo: 'notices.zalo',
  sms: 'notices.phone',
  mail: 'notices.email',
} as const satisfies Record<Channel, string>
/** Purposes that rest on an address: what is withdrawn with it. */
export const purposesOf = {
  phone: ['notices.phone', 'notices.zalo'],
  email: ['notices.email'],
} as const satisfies Record<AddressKind, readonly string[]>

export type Choice = {
  readonly first: Channel | null
  readonly usesOthers: boolean
  readonly language: 'vi' | 'en'
}
export type Contact = {
  readonly kind: ContactKind
  readonly address: string
  readonly refusedBy: readonly Channel[]
}

/** The ways to a person who chose, the first one first; those where nobody is, or which are not connected, are left out. */
export function waysTo(
  { first, usesOthers }: Pick<Choice, 'first' | 'usesOthers'>,
  contacts: readonly Contact[],
  connected: ReadonlySet<Channel>,
): readonly Channel[] {
  if (!first) return []
  const wanted = usesOthers ? [first, ...channels.filter((one) => one !== first)] : [first]
  return wanted.filter((channel) => {
    const contact = contacts.find(({ kind }) => kind === contactOf[channel])
    return connected.has(channel) && contact !== undefined && !contact.refusedBy.includes(channel)
  })
}

/** Hours of rest, on the province's clock: `21:00` to `07:00` unless the pack says otherwise. */
export type QuietHours = { readonly from: string; readonly until: string }
export const usualQuietHours: QuietHours = { from: '21:00', until: '07:00' }

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** The first moment from `now` on that is no hour of rest. */
export function afterQuietHours({ from, until }: QuietHours, now: Date): Date {
  const today = dateOf(now)
  const [begins, ends] = [instantAt(today, minutesOf(from)), instantAt(today, minutesOf(until))]
  if (begins <= ends) return now >= begins && now < ends ? ends : now
  if (now < ends) return ends
  return now >= begins ? instantAt(addDays(today, 1), minutesOf(until)) : now
}

/** After so many minutes the fate of what was sent is asked for, later and later, for three days. */
export const askMinutes = (asks: number): number => 2 * (asks + 1) ** 2
export const askDays = 3

const strict = { additionalProperties: false }
const Phone = Type.String({ pattern: '^84\\d{9}$' })
const TheirId = Type.String({ minLength: 1, maxLength: 100 })
const idsMax = 100
/** `waiting` while it is not known, `absent` when nobody is there. */
const Fates = Type.Object(
  {
    messages: Type.Array(
      Type.Object(
        {
          id: TheirId,
          state: Type.Enum(['waiting', 'received', 'absent']),
          reason: Type.String({ maxLength: 200 }),
        },
        strict,
      ),
      { maxItems: idsMax },
    ),
  },
  strict,
)
const GetFates = {
  path: '/status',
  request: Type.Object({ ids: Type.Array(TheirId, { minItems: 1, maxItems: idsMax }) }, strict),
  answer: Fates,
} as const

/** Brand name and contract are known to whoever runs the gateway. */
export const smsOperations = {
  SendSms: {
    path: '/send',
    request: Type.Object(
      { phone: Phone, text: Type.String({ maxLength: 320 }), trackingId: TheirId },
      strict,
    ),
    answer: Type.Object({ id: TheirId }, strict),
  },
  GetFates,
} as const

/** As Zalo's template messages; the adaptor knows which approved template belongs to each of our keys. */
export const zaloOperations = {
  SendTemplate: {
    path: '/message/template',
    request: Type.Object(
      {
        phone: Phone,
        template: Type.String({ maxLength: 80 }),
        language: Type.Enum(['vi', 'en']),
        data: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 300 })),
        trackingId: TheirId,
      },
      strict,
    ),
    answer: Type.Object({ id: TheirId }, strict),
  },
  GetFates,
} as const
