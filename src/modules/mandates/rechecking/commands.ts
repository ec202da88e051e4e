/** Đối chiếu lại: what a register proved holds only as long as the register goes on saying so. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { recordLook } from '#kernel/looks.ts'
import { ask } from '#modules/exchange/api.ts'
import { businessRegister, population } from '#modules/national/api.ts'
import { finish } from '../commands.ts'
import * as store from '../store.ts'

const daysMax = 30
const batch = 500

const reason = 'Cơ sở dữ liệu của Nhà nước không còn ghi quyền này.'

/** Ends what is said no more, and tells both sides. A register that is away is asked again the next night. */
export async function recheck(context: Context): Promise<void> {
  const before = new Date(context.now.getTime() - daysMax * 86_400_000)
  const due = await read(context, (tx) => store.findToRecheck(tx, { before, now: context.now, batch }))
  for (const one of due) {
    const holds = await stillHolds(context, one)
    if (holds === undefined) return
    await inTransaction(context, async (tx) => {
      if (!(await store.lockLive(tx, one.id))) return
      await store.keepChecked(tx, one.id, context.now)
      if (!holds) await finish(tx, context, one, 'revoked', reason)
    })
  }
}

/** `undefined` when the register does not answer. */
async function stillHolds(context: Context, one: store.ToRecheck): Promise<boolean | undefined> {
  try {
    if (one.role === 'legalRepresentative') {
      const said = await ask(context, businessRegister, 'XacThucNguoiDaiDien', {
        MaSo: one.representedIdentity,
        SoDinhDanh: one.agentIdentity,
      })
      return said.ToChuc !== null
    }
    const { representedIdentity, representedName, birthDate, agentIdentity } = one
    if (!birthDate) return true
    await inTransaction(context, (tx) =>
      recordLook(tx, context, {
        of: [one.representedId],
        what: 'register',
        why: 'mandate',
        way: 'exchange',
        words: population.system.vi,
      }),
    )
    const { QuanHe } = await ask(context, population, 'QuanHe', {
      SoDinhDanhNguoiHoi: agentIdentity,
      SoDinhDanh: representedIdentity,
      HoTen: representedName.toLocaleUpperCase('vi'),
      NgaySinh: birthDate,
    })
    return QuanHe !== null
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code.startsWith('exchange.')) return undefined
    throw thrown
  }
}

export const recheckEveryNight: Schedule = {
  name: 'mandates.recheck',
  every: { dayAt: '01:20' },
  minutesMax: 60,
  run: recheck,
}
