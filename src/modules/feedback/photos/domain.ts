/** Ảnh của phản ánh: which parts are covered before everyone sees them. Pure. */

/** Left, top, width, height in pixels of the original. */
export type Rectangle = readonly [left: number, top: number, width: number, height: number]
type Size = { readonly width: number; readonly height: number }

export const coversMax = 30

/** Vùng che, one a line: four whole numbers inside the picture. `undefined` when a line is anything else. */
export function readCovers(text: string, { width, height }: Size): readonly Rectangle[] | undefined {
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter(Boolean)
  if (lines.length > coversMax) return undefined
  const read = lines.map((line) => {
    const numbers = line.split(/[\s,]+/).map(Number)
    const [left = -1, top = -1, wide = 0, high = 0] = numbers
    const isInside =
      left >= 0 && top >= 0 && wide > 0 && high > 0 && left + wide <= width && top + high <= height
    return numbers.length === 4 && numbers.every(Number.isInteger) && isInside
      ? ([left, top, wide, high] as const)
      : undefined
  })
  return read.every((one) => one !== undefined) ? read : undefined
}

export const writeCovers = (covers: readonly Rectangle[]): string =>
  covers.map((one) => one.join(' ')).join('\n')
