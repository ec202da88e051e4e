/** Trả kết quả: what was typed to find it, and who may take it. Pure. */

import { createHash } from 'node:crypto'
import { isScan, readCard } from '#kernel/citizen-cards.ts'
import { searchKey } from '#kernel/text.ts'
import { parseDossierCode } from '#modules/dossiers/api.ts'

export type Asked =
  | { readonly by: 'card'; readonly identity: string; readonly name: string }
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'identity'; readonly identity: string }
  | { readonly by: 'phone'; readonly phone: string }
  | { readonly by: 'name'; readonly words: readonly string[] }
  | { readonly by: 'nothing' }

/** The code of a dossier in the address that the receipt bears as a picture. */
const codeOnReceipt = (text: string): string | undefined => /[?&]ho-so=([^&\s]+)/.exec(text)?.[1]

/** What a scanner or a hand put into the one field. */
export function askedBy(text: string): Asked {
  const plain = text.trim()
  const card = isScan(plain) ? readCard(plain) : undefined
  if (card) return { by: 'card', identity: card.identityNumber, name: card.name }
  const code = parseDossierCode(codeOnReceipt(plain) ?? plain)
  if (code) return { by: 'code', code }
  const digits = plain.replace(/[\s.]/g, '')
  if (/^\d{12}$/.test(digits)) return { by: 'identity', identity: digits }
  if (/^0\d{9}$/.test(digits)) return { by: 'phone', phone: digits }
  const words = searchKey(plain).split(' ').filter(Boolean).slice(0, 8)
  return words.length > 0 ? { by: 'name', words } : { by: 'nothing' }
}

export type Found = {
  readonly caseId: string
  readonly code: string
  readonly version: number
  readonly state: string
  readonly procedureName: string
  readonly applicantName: string
  readonly applicantIdentity: string | null
  readonly dueAt: Date | null
  readonly holderName: string | null
  readonly holderUnitName: string
  /** The result is here and may be handed out. */
  readonly isReady: boolean
}

/** With what is still to be paid for it before it goes out of the house. */
export type Priced = Found & { readonly dueVnd: number }

export type Receiver = {
  readonly kind: 'self' | 'authorised'
  readonly name: string
  readonly identity: string
  readonly authorityPaper: string
}

/** The hash says nothing without the case it belongs to. */
export const hashOfCode = (caseId: string, code: string): string =>
  createHash('sha256').update(`${caseId} ${code}`).digest('hex')

export const codeMinutes = 15
export const triesMax = 5
