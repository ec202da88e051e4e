/** Tiêu chí 1 và 2: follows every event and counts the dossiers it was about anew, those brought in from other systems too. */

import type { Fold } from '#kernel/events.ts'
import { refreshTimes } from './store.ts'

export const followTimes: Fold = {
  name: 'satisfaction.times',
  batchSize: 2000,
  async runMany(tx, _context, events) {
    await refreshTimes(tx, [...new Set(events.map(({ subjectId }) => subjectId))])
  },
}
