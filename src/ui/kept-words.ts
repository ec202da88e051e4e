/** What the app's worker writes into kept pages: their time, and the list of what is there. Pure. */
import type { KeptEntry } from './kept-pages.ts'

const words = {
  vi: {
    label: 'Trang đã lưu',
    saved: (time: string) => `Trang này lưu lúc ${time}.`,
    noLine: 'Hiện không có mạng.',
    noAnswer: 'Hiện chưa nối được với cổng của tỉnh.',
    older: 'Nội dung có thể đã khác.',
    again: 'Tải lại',
    notKept: 'Trang vừa mở chưa được lưu trên máy này.',
    keptAt: (time: string) => `Lưu lúc ${time}`,
    none: 'Máy này chưa lưu trang nào.',
    shut: (days: number) =>
      `Đã quá ${days} ngày không có mạng nên trang đã lưu tạm đóng. Mở lại khi có mạng. Những gì chờ gửi vẫn còn trên máy này.`,
  },
  en: {
    label: 'Kept page',
    saved: (time: string) => `This page was kept at ${time}.`,
    noLine: 'There is no connection now.',
    noAnswer: 'The portal cannot be reached now.',
    older: 'It may have changed since.',
    again: 'Try again',
    notKept: 'The page you opened is not kept on this device.',
    keptAt: (time: string) => `Kept at ${time}`,
    none: 'No page is kept on this device yet.',
    shut: (days: number) =>
      `Kept pages are closed after ${days} days without a connection. Open them again with one. What waits to be sent is still on this device.`,
  },
}

const wordsOf = (html: string) => (/<html[^>]* lang="en"/.test(html) ? words.en : words.vi)

/** `14:05 ngày 12/03/2026`, as the province counts. */
export function timeOf(savedAt: string): string {
  const at = new Date(savedAt)
  if (Number.isNaN(at.getTime())) return '?'
  const zone = { timeZone: 'Asia/Ho_Chi_Minh' } as const
  const clock = at.toLocaleTimeString('vi-VN', { ...zone, hour: '2-digit', minute: '2-digit' })
  return `${clock}, ${at.toLocaleDateString('vi-VN', { ...zone, day: '2-digit', month: '2-digit', year: 'numeric' })}`
}

const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`)

/** It says nothing of who is there now, so scripts must forget nobody's pages for it. */
const marked = (html: string, savedAt: string) =>
  html.replace('<html ', `<html data-saved-at="${escape(savedAt)}" `)

/** The page with a line that says how old it is; scripts see it as `data-saved-at`. */
export function withSavedAt(html: string, savedAt: string, hasLine: boolean): string {
  const t = wordsOf(html)
  const why = hasLine ? t.noAnswer : t.noLine
  const line =
    `<section class="alerts" aria-label="${t.label}"><div class="alert alert-warning"><p class="wrap"><span><strong>` +
    `${t.saved(timeOf(savedAt))}</strong> ${why} ${t.older} <a href="">${t.again}</a></span></p></div></section>`
  return marked(html, savedAt).replace('<main ', () => `${line}<main `)
}

type Why = {
  /** The address that was asked for, where this page stands in for another. */
  readonly missing: string | undefined
  readonly hasLine: boolean
  /** Kept pages are not shown after so many days without a line. */
  readonly shutAfterDays: number | undefined
}

/** The page of what is kept: why it is shown, if not asked for, and the list. */
export function keptList(
  html: string,
  entries: readonly KeptEntry[],
  { missing, hasLine, shutAfterDays }: Why,
): string {
  const t = wordsOf(html)
  const why =
    missing === undefined
      ? ''
      : `<div class="notice notice-warning"><div><p><strong>${hasLine ? t.noAnswer : t.noLine}</strong> ${shutAfterDays === undefined ? t.notKept : ''}</p>` +
        `<p><a href="${escape(missing)}">${t.again}</a></p></div></div>`
  const items = entries.map(
    ({ address, title, savedAt }) =>
      `<li><div><a href="${escape(address)}">${escape(title)}</a><p class="hint">${t.keptAt(timeOf(savedAt))}</p></div></li>`,
  )
  const none = shutAfterDays === undefined ? t.none : t.shut(shutAfterDays)
  const list =
    items.length > 0 ? `<ul class="task-list">${items.join('')}</ul>` : `<p class="empty">${none}</p>`
  return marked(html, new Date().toISOString())
    .replace(/<div data-kept-why(?:="")?><\/div>/, () => why)
    .replace(/<div data-kept-list(?:="")?>[\s\S]*?<\/div>/, () => list)
}
