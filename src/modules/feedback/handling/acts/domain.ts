/** Addresses of the officers' acts: the last word of the path of each. Pure. */

import type { ReportAct } from '../../domain.ts'

export const officerActs = {
  accept: 'tiep-nhan',
  reject: 'tu-choi',
  forward: 'chuyen',
  reassign: 'chuyen-lai',
  take: 'nhan',
  giveBack: 'tra-lai',
  extend: 'gia-han',
  answer: 'tra-loi',
  sendBack: 'lam-lai',
  publish: 'cong-khai',
  merge: 'gop',
  split: 'tach',
} as const satisfies Partial<Record<ReportAct, string>>
export type OfficerAct = keyof typeof officerActs

/** What the forms of the acts send; each act reads its own. */
export type TypedAct = {
  readonly category?: string | undefined
  readonly urgency?: string | undefined
  readonly publicWords?: string | undefined
  readonly publicPlace?: string | undefined
  readonly ground?: string | undefined
  readonly unit?: string | undefined
  readonly words?: string | undefined
  readonly into?: string | undefined
}

export const isOfficerAct = (act: string): act is OfficerAct => Object.hasOwn(officerActs, act)

/** Name of a field in the form of an act. */
export const fieldOf = (act: OfficerAct, key: string): string => `${act}-${key}`

/** How long each may be. */
export const typedLengths = {
  category: 80,
  urgency: 80,
  publicWords: 3000,
  publicPlace: 300,
  ground: 80,
  unit: 40,
  words: 4000,
  into: 20,
} as const satisfies Record<keyof TypedAct, number>
