/** Dòng sự kiện: a case that jumps over a step or goes round is written down in the minute in which it does. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { AppendedEvent, Reaction } from '#kernel/events.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { checkCase } from '../conformance/domain.ts'
import { logCaseOf } from '../reading/domain.ts'
import * as store from './store.ts'

/** Looks at the case as it stands now, however late the event is read: what was told before is not told again. */
async function notice(tx: Tx, context: Context, { subjectId, at }: AppendedEvent): Promise<void> {
  const found = await store.findLiveCase(tx, subjectId)
  if (!found) return
  const definition = await getProcedureVersion(tx, context, found.procedure, found.version)
  // Each step is told by its place in the case, which stays when others end before it.
  const steps = found.steps.map(([key, , ...rest], index) => [key, String(index), ...rest] as const)
  const one = logCaseOf({
    ...found,
    id: subjectId,
    steps,
    openedAt: 0,
    receivedAt: null,
    dueAt: null,
    clock: [],
    taken: [],
  })
  const placeOf = (index: number) => Number((one.steps[index] ?? one.steps.at(-1))?.unit)
  await store.insertDeviations(
    tx,
    checkCase(one, definition).deviations.map(({ kind, activity, index }) => ({
      caseId: subjectId,
      kind,
      stepKey: activity,
      place: placeOf(index) + 1,
      unitId: found.unitIds[placeOf(index)] ?? '',
      at,
    })),
  )
}

/** Whenever a step of a dossier ends, begins, or is put somewhere else. */
export const noticeDeviations: Reaction = {
  name: 'mining.noticeDeviations',
  events: [
    'dossier.accepted',
    'dossier.forwarded',
    'dossier.handedBack',
    'dossier.stepEnded',
    'dossier.repinned',
    'dossier.resultReturned',
  ],
  run: notice,
}
