/** Giấy tờ mẫu: which invented papers an invented person has, so that each state of an entry is seen once. Pure. */

import type { PaperKind } from '#kernel/packs.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'

export type InventedPaper = {
  readonly kind: PaperKind
  readonly source: 'copy' | 'national'
  readonly number: string
  readonly issuedOn: CalendarDate
  readonly validUntil: CalendarDate | null
  /** Why it was withdrawn, for the one that was. */
  readonly revokedFor: string | undefined
}

/** The first kind is in force, the next from the national store, then one that ran out, then one that was withdrawn. */
export function papersOf(
  kinds: readonly PaperKind[],
  person: number,
  today: CalendarDate,
): readonly InventedPaper[] {
  return kinds.slice(0, 4).map((kind, index) => ({
    kind,
    source: index === 1 ? 'national' : 'copy',
    number: `${String(11 + person * 4 + index).padStart(2, '0')}/${addDays(today, -400).slice(0, 4)}`,
    issuedOn: addDays(today, index === 2 ? -400 : -40 - person),
    validUntil: index === 2 ? addDays(today, -35) : null,
    revokedFor: index === 3 ? 'Ghi sai ngày sinh' : undefined,
  }))
}
