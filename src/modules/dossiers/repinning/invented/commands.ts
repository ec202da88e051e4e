/** A made-up draft that waits for approval, replayed, so that a newcomer can try the second person's part. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { addDays } from '#kernel/types.ts'
import {
  beginDraft,
  changeDraft,
  describeDraft,
  submitDraft,
  type Unnumbered,
} from '#modules/services/api.ts'
import { findOfficers } from '../../invented/store.ts'
import { startReplay } from '../replay/commands.ts'
import { findProcedureOfMost } from '../replay/store.ts'

const daysAhead = 14
const replayed = 50

/** Bản soạn mẫu: the procedure that has most dossiers gets a shorter limit and one more look before it is signed. */
export async function seedDraft(context: Context): Promise<void> {
  const { pack, today, now } = context
  const inDepth = pack.procedures.map(({ code }) => code)
  const { code, officer } = await read(context, async (tx) => ({
    code: await findProcedureOfMost(tx, inDepth),
    officer: (await findOfficers(tx, today)).find(({ permissions }) => permissions.has('catalogue.manage')),
  }))
  if (!code || !officer) return
  const acting = backgroundContext(context, officer, now)
  const draftId = await beginDraft(acting, { code })
  await changeDraft(acting, { id: draftId, revision: 1 }, shorter)
  const facts = {
    reason: 'Bản mẫu để thử: rút ngắn thời hạn, thêm một bước soát lại trước khi ký.',
    legal: 'Văn bản mẫu số 01/2026',
    validFrom: addDays(today, daysAhead),
  }
  await describeDraft(acting, { id: draftId, revision: 2 }, facts)
  await startReplay(acting, { draftId, wanted: replayed })
  await submitDraft(acting, { id: draftId, revision: 3 })
}

function shorter(definition: Unnumbered): Unnumbered {
  const { limits, steps } = definition
  const signing = steps.findIndex(({ type }) => type === 'sign')
  const before = steps[signing]
  const looked = before && {
    key: 'soat-lai',
    type: 'approve' as const,
    name: { vi: 'Soát lại trước khi ký', en: 'A last look before signing' },
    role: 'head',
    hours: 1,
  }
  return {
    ...definition,
    limits: limits.map((one) =>
      one.limit.amount > 2 ? { ...one, limit: { ...one.limit, amount: one.limit.amount - 1 } } : one,
    ),
    steps: looked ? steps.toSpliced(signing, 0, looked) : steps,
  }
}
