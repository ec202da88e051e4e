/** Không hồ sơ nào bị treo: the proof for the open dossiers. */

import type { Proof } from '#kernel/module.ts'
import { lacks } from './domain.ts'
import * as store from './store.ts'

export const proof: Proof = {
  lacks,
  find: async (tx, context) => [
    ...(await store.findBroken(tx)),
    ...(await store.findUnheld(tx, context)),
    ...(await store.findUnanswered(tx, context)),
    ...(await store.findUndefined(tx)),
  ],
}
