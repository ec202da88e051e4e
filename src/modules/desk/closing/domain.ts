/** Chốt ngày: what the desk did, what it should hold, and where both differ. Pure. */

export type Figures = {
  readonly received: number
  readonly receivedOnline: number
  readonly accepted: number
  readonly refused: number
  readonly supplements: number
  readonly feesDueVnd: number
  /** Cash that the book of fees says was taken today, less what was given back. */
  readonly feesNotedVnd: number
  readonly feesOtherVnd: number
  readonly receipts: number
  readonly voided: number
  readonly papersAtDesk: number
  readonly handedOver: number
  readonly resultsWaiting: number
  readonly resultsGiven: number
  readonly tickets: number
  readonly ticketsServed: number
  readonly ticketsSkipped: number
}

export const differenceKinds = [
  'feeNotNoted',
  'ticketOpen',
  'intakeOpen',
  'deliveryMissing',
  'handoverOpen',
  'cash',
  'papers',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** One line that does not agree. `subject` is what it is about, so that it is the same line the next day. */
export type Difference = {
  readonly kind: DifferenceKind
  readonly subject: string
  readonly details: { readonly label: string; readonly expected?: number; readonly counted?: number }
}

export type OpenDifference = Difference & {
  readonly id: string
  readonly firstDay: string
  readonly explanation: string | null
  readonly explainedBy: string | null
}

export type Counted = { readonly cashVnd: number; readonly papers: number }

/** What the clerk counted against what the book says. */
export function countedDifferences(figures: Figures, counted: Counted, day: string): readonly Difference[] {
  const pairs = [
    ['cash', figures.feesNotedVnd, counted.cashVnd],
    ['papers', figures.papersAtDesk, counted.papers],
  ] as const
  return pairs
    .filter(([, expected, found]) => expected !== found)
    .map(([kind, expected, found]) => ({
      kind,
      subject: day,
      details: { label: day, expected, counted: found },
    }))
}

/** A count that once differed is settled by the second person, all else by being put right. */
export const settledByCheck = (kind: DifferenceKind): boolean => kind === 'cash' || kind === 'papers'
