/** Sổ đăng ký as a table for spreadsheets. Pure. */

/** A cell that a spreadsheet would run as a formula is given as text; quotes are doubled (RFC 4180). */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Begins with the mark by which spreadsheets know UTF-8. */
export const csvTable = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
