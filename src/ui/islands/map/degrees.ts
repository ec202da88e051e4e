/** Degrees as people here write them, with a comma. */

export const writtenDegrees = (value: number): string =>
  value.toFixed(6).replace('.', document.documentElement.lang === 'en' ? '.' : ',')

/** `undefined` for what is no number yet. */
export function readDegrees(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) || Math.abs(value) > 180 ? undefined : value
}
