/** Lúc hỏng: what is broken for a moment and mends itself, told apart from a fault of ours, and what people are told meanwhile. */

import { kernelRefusal, Refusal } from './errors.ts'

/** The line is cut, the database starts again or takes nobody more: SQLSTATE or the code of the operating system. */
const cutCodes = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|08...|57P0[1-5]|53300)$/
/** The driver of the database has no codes for these. */
const cutWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/
const fullCodes = /^(ENOSPC|EDQUOT|53100)$/

type Known = { readonly code?: unknown; readonly message?: unknown; readonly cause?: unknown }

const isCut = ({ code, message }: Known): boolean =>
  (typeof code === 'string' && cutCodes.test(code)) || (typeof message === 'string' && cutWords.test(message))

/** Whether the database cannot be reached now. What was asked may have been done. */
export const isOutage = (thrown: unknown): boolean => thrown instanceof Error && isCut(thrown)

/** Within which it comes back: a database that was killed is there again in some seconds. */
const cutSeconds = 5
/** Room is made by people, in minutes; but what fills up and empties again must keep nobody for longer than they would wait. */
const fullSeconds = 15

/** The refusal that stands for something broken for a moment; `undefined` for everything else. */
export function outageOf(thrown: unknown): Refusal | undefined {
  if (!(thrown instanceof Error) || thrown instanceof Refusal) return undefined
  const { code, cause } = thrown as Known
  if (typeof code === 'string' && fullCodes.test(code))
    return kernelRefusal.noRoom({ details: { seconds: fullSeconds } })
  if (isCut(thrown)) return kernelRefusal.unavailable({ details: { seconds: cutSeconds } })
  return outageOf(cause)
}

const words = {
  vi: { title: 'Tạm thời chưa phục vụ được', again: 'Tải lại trang' },
  en: { title: 'Temporarily unavailable', again: 'Reload the page' },
} as const

/** A page that needs nothing but itself: no database, no session. */
export function outagePage({ sentence }: Refusal, language: 'vi' | 'en'): string {
  const { title, again } = words[language]
  return `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<body><main><h1>${title}</h1><p>${sentence[language]}</p><p><a href="">${again}</a></p></main></body></html>`
}
