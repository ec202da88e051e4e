/** Lệnh giữ: what it stops, and what may be done with it by whom. Pure. docs/legal.md#retention */

import type { Sentence } from '#kernel/errors.ts'

export const holdKinds = {
  dossier: { vi: 'Một hồ sơ, theo mã hồ sơ', en: 'A dossier, by its code' },
  person: { vi: 'Mọi thứ về một người, theo số định danh', en: 'All about a person, by their number' },
  class: { vi: 'Cả một nhóm dữ liệu', en: 'A whole class of records' },
} as const satisfies Record<string, Sentence>
export type HoldKind = keyof typeof holdKinds

export type Hold = {
  readonly id: string
  readonly kind: HoldKind
  readonly subject: string
  readonly label: string
  readonly reason: string
  readonly askedBy: string
  readonly askedTitle: string
  readonly askedAt: Date
  readonly confirmedTitle: string | null
  readonly confirmedAt: Date | null
  readonly endAskedBy: string | null
  readonly endAskedTitle: string | null
  readonly endAskedAt: Date | null
  readonly endReason: string | null
  readonly endedTitle: string | null
  readonly endedAt: Date | null
}

/** Where it is: it stops the erasing in all but the last. */
export type HoldState = 'asked' | 'standing' | 'ending' | 'ended'

export function stateOf(hold: Hold): HoldState {
  if (hold.endedAt) return 'ended'
  if (hold.endAskedAt) return 'ending'
  return hold.confirmedAt ? 'standing' : 'asked'
}

/** xác nhận, đề nghị thôi giữ, giữ tiếp, thôi giữ. Confirming and ending are a second person's. */
export const holdActs = ['confirm', 'askEnd', 'keepOn', 'end'] as const
export type HoldAct = (typeof holdActs)[number]

const allowedIn = {
  confirm: ['asked'],
  askEnd: ['asked', 'standing'],
  keepOn: ['ending'],
  end: ['ending'],
} as const satisfies Record<HoldAct, readonly HoldState[]>

export function holdCan(act: HoldAct, hold: Hold): boolean {
  const states: readonly HoldState[] = allowedIn[act]
  return states.includes(stateOf(hold))
}

/** Whoever asked may not decide alone. */
export const isSecond = (act: HoldAct, hold: Hold, personId: string): boolean =>
  act === 'confirm' ? hold.askedBy !== personId : act === 'end' ? hold.endAskedBy !== personId : true

/** Of a number only its last signs are shown. */
export const maskedNumber = (number: string) => `••••••••${number.slice(-4)}`
