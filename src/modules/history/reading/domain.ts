/** Đọc nhật ký: which column tells what, and when a cell says it was. Pure. */

import { searchKey } from '#kernel/text.ts'
import { provinceOffsetMinutes } from '#kernel/types.ts'
import type { ColumnRole } from '../domain.ts'

/** A log as a table, whatever it was written in; `line` is where a person finds the row in the file. */
export type LogRow = { readonly line: number; readonly cells: readonly string[] }
export type LogTable = {
  readonly columns: readonly string[]
  readonly rows: readonly LogRow[]
  /** Lines with another number of cells than there are columns. */
  readonly uneven: readonly number[]
}

/** Words of a column's name, best first; what tools such as pm4py and Celonis write is among them. */
const namesOf: Readonly<Record<ColumnRole, readonly string[]>> = {
  case: [
    'case concept name',
    'case id',
    'caseid',
    'ma ho so',
    'so ho so',
    'ho so',
    'trace',
    'case',
    'ma vu viec',
    'application id',
    'id',
  ],
  activity: [
    'concept name',
    'activity',
    'hoat dong',
    'buoc xu ly',
    'ten buoc',
    'buoc',
    'cong viec',
    'task',
    'event',
    'action',
    'noi dung xu ly',
    'trang thai',
  ],
  time: [
    'time timestamp',
    'complete timestamp',
    'timestamp',
    'thoi diem',
    'thoi gian',
    'ngay gio',
    'ngay xu ly',
    'end time',
    'completed at',
    'date',
    'time',
    'ngay',
  ],
  resource: [
    'org resource',
    'resource',
    'can bo',
    'nguoi xu ly',
    'nguoi thuc hien',
    'user',
    'performer',
    'don vi',
    'nhan su',
    'org group',
  ],
  lifecycle: ['lifecycle transition', 'lifecycle', 'transition', 'giai doan'],
  applicantName: ['case applicant', 'applicant name', 'applicant', 'chu ho so', 'nguoi nop', 'ho ten'],
  applicantKind: ['case applicant kind', 'applicant kind', 'applicant type', 'loai chu ho so', 'doi tuong'],
  channel: ['case channel', 'channel', 'kenh', 'cach nop', 'hinh thuc nop'],
  fee: ['case fee', 'fee', 'le phi', 'phi', 'amount'],
}

/** Cột nào là gì, by the names alone: a whole name before a part of one, and no column twice. */
export function guessColumns(columns: readonly string[]): Partial<Record<ColumnRole, string>> {
  const taken = new Set<string>()
  const guess: Partial<Record<ColumnRole, string>> = {}
  for (const fits of [
    (key: string, name: string) => key === name,
    (key: string, name: string) => ` ${key} `.includes(` ${name} `),
  ])
    for (const [role, names] of Object.entries(namesOf) as [ColumnRole, readonly string[]][]) {
      if (guess[role] !== undefined) continue
      const found = names
        .map((name) => columns.find((column) => !taken.has(column) && fits(searchKey(column), name)))
        .find((column) => column !== undefined)
      if (found === undefined) continue
      guess[role] = found
      taken.add(found)
    }
  return guess
}

const iso =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const dayFirst =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/

/**
 * Thời điểm: ISO, or day, month and year as they are written here. A time that names no zone is of the province's clock
 * or of UTC, as told. `undefined` for what is no time, such as 31/02.
 */
export function parseTime(text: string, zone: 'province' | 'utc'): Date | undefined {
  const trimmed = text.trim()
  const [, y, mo, d, h, mi, s, fraction, offset] = iso.exec(trimmed) ?? []
  const [, d2, mo2, y2, h2, mi2, s2, fraction2] = y === undefined ? (dayFirst.exec(trimmed) ?? []) : []
  const [year, month, day] = [y ?? y2, mo ?? mo2, d ?? d2].map(Number) as [number, number, number]
  const [hour, minute, second] = [h ?? h2 ?? 0, mi ?? mi2 ?? 0, s ?? s2 ?? 0].map(Number) as [
    number,
    number,
    number,
  ]
  if (Number.isNaN(year) || hour > 23 || minute > 59 || second > 59) return undefined
  const milliseconds = Number((fraction ?? fraction2 ?? '').padEnd(3, '0').slice(0, 3))
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds))
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined
  return new Date(local.getTime() - offsetMinutes(offset, zone) * 60_000)
}

function offsetMinutes(offset: string | undefined, zone: 'province' | 'utc'): number {
  if (offset === undefined) return zone === 'utc' ? 0 : provinceOffsetMinutes
  if (offset === 'Z') return 0
  const digits = offset.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))
  return digits.startsWith('-') ? -minutes : minutes
}
