/** Addresses of the officers' acts: the last word of the path of each. Pure. */

import type { PetitionAct } from '../../domain.ts'

export const officerActs = {
  accept: 'tiep-nhan',
  askMore: 'yeu-cau-bo-sung',
  forward: 'chuyen',
  leadAway: 'huong-dan',
  reject: 'khong-xu-ly',
  reassign: 'giao-lai',
  take: 'nhan',
  giveBack: 'tra-lai',
  answer: 'tra-loi',
  publish: 'cong-khai',
  sendBack: 'lam-lai',
  link: 'gui-lap',
} as const satisfies Partial<Record<PetitionAct, string>>
export type OfficerAct = keyof typeof officerActs

export const isOfficerAct = (act: string): act is OfficerAct => Object.hasOwn(officerActs, act)

/** What the forms of the acts send, and how long each may be; each act reads its own. */
export const typedLengths = {
  unit: 40,
  procedure: 20,
  accused: 40,
  official: 100,
  ground: 80,
  path: 20,
  agency: 200,
  earlier: 20,
  title: 200,
  publicWords: 5000,
  words: 5000,
} as const satisfies Record<string, number>
export type TypedAct = { readonly [K in keyof typeof typedLengths]?: string | undefined }

/** Name of a field in the form of an act: several forms stand on one page. */
export const fieldOf = (act: OfficerAct, key: string): string => `${act}-${key}`
