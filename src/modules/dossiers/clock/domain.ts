/** Ngày hẹn đã đổi vì đâu: what moved a date beside the stops of its own clock. Pure. */

/** The calendar changed, the agency promised a later day, or the dossier follows another version of its procedure. */
export const moveCauses = ['calendar', 'apology', 'extension', 'otherRules', 'formerRules'] as const
export type MoveCause = (typeof moveCauses)[number]

export type Moved = {
  readonly at: Date
  readonly cause: MoveCause
  readonly before: Date | null
  readonly after: Date | null
  readonly reason: string | null
  readonly legalBasis: string | null
}
