/** Điều tôi đồng ý: what stands, what was withdrawn, what is asked anew. Pure. docs/legal.md#consent */

import type { ConsentPurpose } from '#kernel/packs.ts'
import { defineNotices } from '#modules/notifications/api.ts'

export const consentLinks = {
  own: '/tai-khoan/dong-y',
  withdraw: '/tai-khoan/dong-y/rut',
  counter: '/lam-viec/dong-y',
  at: (personId: string) => `/lam-viec/dong-y/${personId}`,
  one: (personId: string, purpose: string) => `/lam-viec/dong-y/${personId}/${purpose}`,
} as const

/** A purpose, and the page on which the person is asked; as modules declare it. */
type Use = { readonly purpose: string; readonly askedAt: string }
/** What of a consent is asked here. */
type Given = { readonly purpose: string; readonly withdrawnAt: Date | null }

/** A purpose as one person stands to it. */
export type OwnPurpose<Consent extends Given> = {
  readonly purpose: ConsentPurpose
  /** Agreed to, and covering today's words. */
  readonly standing: Consent | undefined
  /** Agreed to once, for words that no longer cover what is done. */
  readonly isAskedAnew: boolean
  /** All before it, the newest first. */
  readonly before: readonly Consent[]
  /** Where one agrees. */
  readonly askedAt: string | undefined
}

export function ownPurposes<Consent extends Given>(
  purposes: readonly ConsentPurpose[],
  uses: readonly Use[],
  consents: readonly Consent[],
  standing: ReadonlySet<string>,
): readonly OwnPurpose<Consent>[] {
  return purposes.map((purpose) => {
    const own = consents.filter((one) => one.purpose === purpose.key)
    const open = own.find(({ withdrawnAt }) => withdrawnAt === null)
    const stands = open && standing.has(purpose.key) ? open : undefined
    return {
      purpose,
      standing: stands,
      isAskedAnew: open !== undefined && stands === undefined,
      before: own.filter((one) => one !== stands),
      askedAt: uses.find((one) => one.purpose === purpose.key)?.askedAt,
    }
  })
}

/** Purposes of the pack on which no module rests, and those that modules rest on and no pack asks for. */
export function consentMismatches(
  purposes: readonly ConsentPurpose[],
  uses: readonly Use[],
): readonly string[] {
  const [asked, used] = [new Set(purposes.map(({ key }) => key)), new Set(uses.map(({ purpose }) => purpose))]
  return [
    ...[...asked]
      .filter((key) => !used.has(key))
      .map((key) => `consents.json xin đồng ý ${key} mà không việc nào cần.`),
    ...[...used].filter((key) => !asked.has(key)).map((key) => `consents.json thiếu mục đích ${key}.`),
  ]
}

export const evidenceMin = 3

export const notices = defineNotices('consents', {
  atCounter: {
    subject: ['Điều ông/bà đồng ý vừa thay đổi', 'What you agree to has just changed'],
    body: [
      'Cán bộ một cửa vừa ghi nhận tại quầy: {name}. Nếu không phải ý của ông/bà, mở ra và bấm Rút lại.',
      'The one-stop desk has just recorded at the counter: {name}. If that is not what you said, open it and withdraw.',
    ],
  },
})
