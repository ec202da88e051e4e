/** Lượt quét: what stands on the glass, what was made of it, and what a clerk may say about it. Pure. */

import { createHash } from 'node:crypto'
import type { PaperField } from '#kernel/packs.ts'
import type { PageFault } from '#kernel/paper-photos.ts'
import { type CalendarDate, parseTypedDay } from '#kernel/types.ts'
import type { EntryOwner } from '../domain.ts'
import type { Guess, Line, Proposal } from './fields/domain.ts'

export const pagesMax = 60

export type Scan = {
  readonly id: string
  readonly unitId: string
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly caseId: string | null
  /** Code of the dossier, once there is one. */
  readonly code: string | null
  readonly owner: EntryOwner
  readonly state: 'waiting' | 'reading' | 'ready' | 'failed'
  readonly pagesTotal: number
  readonly pagesDone: number
  /** Pages that could not be taken, each with the reason. */
  readonly problem: readonly ScanProblem[] | null
  readonly startedAt: Date
  /** Where the clerk goes on when every paper is decided. */
  readonly backTo: string | null
}

/** `notPicture`: a page of a PDF that was written, not scanned. `damaged`: the picture cannot be opened. */
export type ScanProblem = {
  readonly file: string
  readonly page: number
  readonly why: 'notPicture' | 'damaged'
}

export type ScanPage = {
  readonly id: string
  readonly paperId: string
  readonly number: number
  readonly sourceSha256: string
  readonly pageSha256: string
  readonly width: number
  readonly height: number
  readonly faults: readonly (PageFault | 'unread')[]
  readonly lines: readonly Line[]
  readonly confidence: number
}

export type ScanPaper = {
  readonly id: string
  readonly position: number
  readonly paperKey: string | null
  readonly guess: Guess | null
  readonly proposals: readonly Proposal[]
  readonly state: 'proposed' | 'confirmed' | 'dropped'
  readonly fields: Readonly<Record<string, string>> | null
  readonly numberLabel: string | null
  readonly verifyCode: string | null
  readonly entryId: string | null
}

/** Dấu của nội dung: the same pictures in the same order are the same paper, whatever the clerk calls it. */
export const contentKeyOf = (pages: readonly Pick<ScanPage, 'sourceSha256'>[]): string =>
  createHash('sha256')
    .update(pages.map(({ sourceSha256 }) => sourceSha256).join(' '))
    .digest('hex')

export type FieldProblem = {
  readonly field: string
  readonly why: 'identityNumber' | 'date' | 'future' | 'long'
}

const textMax = 300

/** Checks what a clerk confirms; empty fields are no fault, for not every paper bears every field. */
export function checkFields(
  fields: readonly PaperField[],
  given: Readonly<Record<string, string>>,
  today: CalendarDate,
): readonly FieldProblem[] {
  return fields.flatMap(({ key, is }): FieldProblem[] => {
    const value = given[key]?.trim() ?? ''
    if (value === '') return []
    if (is === 'identityNumber' && !/^\d{12}$/.test(value.replace(/\s/g, '')))
      return [{ field: key, why: 'identityNumber' }]
    if (is === 'date') {
      if (!parseTypedDay(value)) return [{ field: key, why: 'date' }]
      const isPast = key === 'issuedOn' || key === 'birthDate'
      return isPast && (parseTypedDay(value) ?? '') > today ? [{ field: key, why: 'future' }] : []
    }
    return value.length > textMax ? [{ field: key, why: 'long' }] : []
  })
}

/** Only what the paper's kind knows, tidied; days as `YYYY-MM-DD`. */
export function tidyFields(
  fields: readonly PaperField[],
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap(({ key, is }) => {
      const value = (given[key] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
      if (value === '') return []
      if (is === 'identityNumber') return [[key, value.replace(/\s/g, '')]]
      return [[key, is === 'date' ? (parseTypedDay(value) ?? value) : value]]
    }),
  )
}
