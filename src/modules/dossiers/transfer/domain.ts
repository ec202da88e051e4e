/** Chuyển cơ quan có thẩm quyền: what a transfer leaves behind in the steps, and who may send it back. Pure. */

import type { JsonObject } from '#kernel/types.ts'
import { type Dossier, openWork, type Work } from '../steps/domain.ts'

/** What the first step at the new agency remembers of how the dossier came. */
export type Arrival = {
  readonly fromUnitId: string
  readonly fromUnitName: string
  readonly reason: string
  readonly isSentBack: boolean
}

export const arrivalRecord = (arrival: Arrival): JsonObject => ({ arrival })

/** How the step came here from another agency, if it did. */
export function arrivalOf({ record }: Pick<Work, 'record'>): Arrival | undefined {
  const arrival = record?.arrival
  return typeof arrival === 'object' && arrival !== null && 'fromUnitId' in arrival
    ? (arrival as unknown as Arrival)
    : undefined
}

/** An agency sends a dossier back once in its life; after that two agencies would play ball with it. */
export const wasSentBack = ({ work }: Pick<Dossier, 'work'>): boolean =>
  work.some((one) => arrivalOf(one)?.isSentBack)

/** Whether this step may be sent back to where it came from. */
export const maySendBack = (dossier: Pick<Dossier, 'work'>, work: Work): boolean =>
  arrivalOf(work) !== undefined && !wasSentBack(dossier)

/** A transfer takes the dossier whole: not while others still work on it side by side. */
export const isAlone = (dossier: Pick<Dossier, 'work'>): boolean => openWork(dossier).length === 1
