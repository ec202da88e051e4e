import QRCode from 'qrcode'

/** Mã QR as rows of dark (true) and light modules, for `qr()` of `official.typ` to draw. */
export function qrMatrix(text: string): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_row, row) =>
    Array.from({ length: modules.size }, (_column, column) => modules.get(row, column) === 1),
  )
}

/** Light modules that readers need around the code. */
const quietZone = 4

/** Mã QR as `<svg>` for a page: one path of horizontal runs, in the colour of black ink. */
export function qrSvg(text: string): string {
  const rows = qrMatrix(text)
  const size = rows.length + 2 * quietZone
  const runs = rows.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x + quietZone} ${y + quietZone}h${length}v1h-${length}z`),
  )
  return `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${runs.join('')}"/></svg>`
}

/** Where dark modules begin in a row, and how many stand together. */
function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1)
    if (!isDark) continue
    if (last && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  }
  return runs
}
