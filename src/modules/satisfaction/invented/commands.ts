/** Đánh giá mẫu of a development installation: most people are content, some are not, through the same command that people use. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { rateDossier, setNow } from '../asking/commands.ts'
import { choicesOf, isAsked, readAnswers } from '../criteria/domain.ts'
import { ensureInvitation } from '../inviting/commands.ts'
import * as store from './store.ts'

const hoursUntilRated = 3
const ratedOfTen = 7

/** Once: an installation with an answer is left as it is. */
export async function seedAnswers(context: Context): Promise<void> {
  const set = setNow(context)
  const unrated = await read(context, async (tx) =>
    (await store.hasAnswers(tx)) ? [] : store.findUnrated(tx),
  )
  let state = 20_181_123
  const chance = (of: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * of)
  }
  for (const { id, endedAt } of unrated) {
    if (chance(10) >= ratedOfTen) continue
    const at = new Date(Math.min(context.now.getTime(), endedAt.getTime() + hoursUntilRated * 3_600_000))
    const visitor = backgroundContext(context, { kind: 'visitor' }, at)
    const { token } = await inTransaction(visitor, (tx) => ensureInvitation(tx, visitor, id))
    const mood = chance(12)
    // Of twelve nine choose the best, two the second, one the last answer.
    const wanted = mood < 9 ? 0 : mood < 11 ? 1 : 2
    const { answers } = readAnswers(set, (number) => {
      const criterion = set.criteria.filter(isAsked).find((one) => one.number === number)
      const choices = criterion ? choicesOf(criterion) : []
      const last = choices.length - 1
      return choices[wanted === 2 ? last : Math.min(wanted, choices.length > 2 ? last : 0)]?.value
    })
    await rateDossier(
      visitor,
      { token, isQr: mood % 2 === 0 },
      {
        answers,
        comment: wanted === 2 ? 'Phải chờ lâu mới có người trả lời.' : '',
        isAnonymous: chance(3) === 0,
      },
    )
  }
}
