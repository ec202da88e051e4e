/** Thống kê kiến nghị: what is counted. Pure. */

export const countedKeys = [
  'received',
  'due',
  'answeredInTime',
  'fellLate',
  'answered',
  'disliked',
  'rated',
  'ratedLike',
  'foundUseful',
  'foundUnclear',
] as const
type CountedKey = (typeof countedKeys)[number]

/** What was counted of one agency or kind. */
export type Counted = { readonly key: string; readonly name: string } & Readonly<Record<CountedKey, number>>
