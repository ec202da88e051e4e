/** Khu vực: which areas a piece is for, and whom that concerns. Pure. */

/** An area that holds today. */
export type Place = {
  readonly code: string
  readonly level: 'province' | 'district' | 'commune'
  readonly name: string
  readonly parent: string | undefined
}

export type Places = ReadonlyMap<string, Place>

/** The area and everything that it lies in, itself first; nothing for a code that is not in the list. */
export function pathOf(places: Places, code: string): readonly string[] {
  const place = places.get(code)
  if (!place) return []
  return [code, ...(place.parent ? pathOf(places, place.parent) : [])]
}

/** Whether an area is the other one or lies in it. */
export const isIn = (places: Places, code: string, top: string): boolean => pathOf(places, code).includes(top)

/** Whether what is said for some areas concerns whoever is in others: one lies in the other, either way. */
export const concerns = (places: Places, told: readonly string[], own: readonly string[]): boolean =>
  told.some((one) => own.some((other) => isIn(places, one, other) || isIn(places, other, one)))

/** Areas that lie in another one of the list say nothing more; they are left out. */
export const withoutNested = (places: Places, codes: readonly string[]): readonly string[] =>
  [...new Set(codes)].filter((code) => !codes.some((other) => other !== code && isIn(places, code, other)))

/** The areas in words, the wide ones first. */
export function namesOf(places: Places, codes: readonly string[]): readonly string[] {
  const order = ['province', 'district', 'commune']
  return codes
    .flatMap((code) => places.get(code) ?? [])
    .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level) || a.name.localeCompare(b.name, 'vi'))
    .map(({ name }) => name)
}
