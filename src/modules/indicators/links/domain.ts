/** Địa chỉ of figures. Every figure has one that tells where it comes from. */

import { type Period, periodKey } from '../periods/domain.ts'

const inPeriod = (path: string, period: Period | undefined) =>
  period ? `${path}?ky=${encodeURIComponent(periodKey(period))}` : path

/** With what is given of the rest, in the order of the page's form. */
const asking = (path: string, given: Readonly<Record<string, string | undefined>>): string => {
  const known = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return known.length > 0 ? `${path}?${new URLSearchParams(known)}` : path
}
const keyed = (period: Period | undefined) => period && periodKey(period)

/** A table is a file beside its page. */
export type SheetFormat = 'csv' | 'xlsx' | 'pdf'
export type UnitTable = 'chi-tieu' | 'ben-duoi' | 'dien-bien'

export const reportLinks = {
  all: () => '/lam-viec/bieu',
  report: (code: string, unit?: string, period?: Period) =>
    asking(`/lam-viec/bieu/${code}`, { 'don-vi': unit, ky: keyed(period) }),
  sheet: (code: string, format: SheetFormat, unit: string, period: Period) =>
    asking(`/lam-viec/bieu/${code}/bang.${format}`, { 'don-vi': unit, ky: keyed(period) }),
  cell: (code: string, unit: string, period: Period, column: string, row: string, page = 1) =>
    asking(`/lam-viec/bieu/${code}/ho-so`, {
      'don-vi': unit,
      ky: keyed(period),
      cot: column,
      dong: row,
      trang: page > 1 ? String(page) : undefined,
    }),
  cellSheet: (code: string, format: SheetFormat, unit: string, period: Period, column: string, row: string) =>
    asking(`/lam-viec/bieu/${code}/ho-so.${format}`, {
      'don-vi': unit,
      ky: keyed(period),
      cot: column,
      dong: row,
    }),
  reasons: (unit?: string, period?: Period, saved?: number) =>
    asking('/lam-viec/nguyen-nhan-qua-han', {
      'don-vi': unit,
      ky: keyed(period),
      xong: saved === undefined ? undefined : String(saved),
    }),
}

export const scoreboardLinks = {
  board: (unit?: string, period?: Period) =>
    asking('/lam-viec/bang-diem', { 'don-vi': unit, ky: keyed(period) }),
  sheet: (table: 'chi-tieu' | 'co-quan', format: SheetFormat, unit: string, period: Period) =>
    asking(`/lam-viec/bang-diem/${table}.${format}`, { 'don-vi': unit, ky: keyed(period) }),
  targets: (unit?: string, period?: Period, saved?: number) =>
    asking('/lam-viec/muc-tieu', {
      'don-vi': unit,
      ky: keyed(period),
      xong: saved === undefined ? undefined : String(saved),
    }),
  /** The dossiers of an indicator: those that count for it, all of them, or those that cost it points. */
  part: (code: string, indicator: string, part: FigurePart, period: Period, page = 1) =>
    asking(`/lam-viec/so-lieu/${code}/chi-tieu/${indicator}`, {
      ky: keyed(period),
      phan: part,
      trang: page > 1 ? String(page) : undefined,
    }),
  partSheet: (code: string, indicator: string, part: FigurePart, format: SheetFormat, period: Period) =>
    asking(`/lam-viec/so-lieu/${code}/chi-tieu/${indicator}/bang.${format}`, {
      ky: keyed(period),
      phan: part,
    }),
}
export const figureParts = ['thieu', 'dat', 'tat-ca'] as const
export type FigurePart = (typeof figureParts)[number]

export const indicatorLinks = {
  /** How people rate the agencies; the module of satisfaction answers there. */
  satisfaction: (code?: string) => (code === undefined ? '/hai-long' : `/hai-long/${code}`),
  board: (period?: Period) => inPeriod('/chat-luong', period),
  unit: (code: string, period?: Period) => inPeriod(`/chat-luong/${code}`, period),
  boardSheet: (format: SheetFormat, period: Period, level?: string) =>
    asking(`/chat-luong/bang.${format}`, { ky: keyed(period), cap: level }),
  table: (code: string, table: UnitTable, format: SheetFormat, period?: Period) =>
    inPeriod(`/chat-luong/${code}/${table}.${format}`, period),
  inputsSheet: (code: string, indicator: string, format: SheetFormat, period?: Period, set?: string) =>
    asking(`/chat-luong/${code}/chi-tieu/${indicator}/bang.${format}`, { ky: keyed(period), bo: set }),
  /** `set` is another than the one that scores. */
  passport: (code: string, indicator: string, period?: Period, set?: string) =>
    asking(`/chat-luong/${code}/chi-tieu/${indicator}`, { ky: keyed(period), bo: set }),
  embed: (code: string, period?: Period) => inPeriod(`/chat-luong/${code}/nhung`, period),
  picture: (code: string, ground?: 'toi') => asking(`/chat-luong/${code}/diem.svg`, { nen: ground }),
  entries: (unit?: string, period?: Period, saved?: number) =>
    unit && period
      ? `/lam-viec/nhap-so-lieu?don-vi=${unit}&ky=${encodeURIComponent(periodKey(period))}&xong=${saved ?? 0}`
      : '/lam-viec/nhap-so-lieu',
  rowsSheet: (code: string, measure: string, format: SheetFormat, period: Period) =>
    inPeriod(`/lam-viec/so-lieu/${code}/${measure}/bang.${format}`, period),
  rows: (code: string, measure: string, period: Period, page = 1) =>
    `${inPeriod(`/lam-viec/so-lieu/${code}/${measure}`, period)}${page > 1 ? `&trang=${page}` : ''}`,
}
