/** Địa chỉ of figures. Every figure has one that tells where it comes from. */

import { type Period, periodKey } from '../periods/domain.ts'

const inPeriod = (path: string, period: Period | undefined) =>
  period ? `${path}?ky=${encodeURIComponent(periodKey(period))}` : path

export const indicatorLinks = {
  /** How people rate the agencies; the module of satisfaction answers there. */
  satisfaction: (code?: string) => (code === undefined ? '/hai-long' : `/hai-long/${code}`),
  board: (period?: Period) => inPeriod('/chat-luong', period),
  unit: (code: string, period?: Period) => inPeriod(`/chat-luong/${code}`, period),
  table: (code: string, period?: Period) => inPeriod(`/chat-luong/${code}/bang.csv`, period),
  passport: (code: string, indicator: string, period?: Period) =>
    inPeriod(`/chat-luong/${code}/chi-tieu/${indicator}`, period),
  entries: (unit?: string, period?: Period, saved?: number) =>
    unit && period
      ? `/lam-viec/nhap-so-lieu?don-vi=${unit}&ky=${encodeURIComponent(periodKey(period))}&xong=${saved ?? 0}`
      : '/lam-viec/nhap-so-lieu',
  rows: (code: string, measure: string, period: Period, page = 1) =>
    `${inPeriod(`/lam-viec/so-lieu/${code}/${measure}`, period)}${page > 1 ? `&trang=${page}` : ''}`,
}
