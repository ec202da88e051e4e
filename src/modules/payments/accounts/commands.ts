/** Tài khoản thu: set by the operator, and a made-up one for development. */

import { parseArgs } from 'node:util'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { CliCommand } from '#kernel/module.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { type Account, refusal } from '../online/domain.ts'
import { hasAccounts, saveAccount } from '../online/store.ts'

/** Đặt tài khoản thu of a unit and those below it, or of all who have none of their own. Throws `onlinePayments.badAccount`. */
export async function setAccount(
  context: Context,
  unitCode: string | undefined,
  account: Account,
): Promise<void> {
  const { bankBin, number, holder } = account
  if (!/^\d{6}$/.test(bankBin) || !/^[A-Za-z0-9]{3,19}$/.test(number) || !holder.trim())
    throw refusal.badAccount()
  await inTransaction(context, async (tx) => {
    const unit = unitCode === undefined ? undefined : await findUnitByCode(tx, unitCode, context.today)
    if (unitCode !== undefined && !unit) throw new Error(`Không có cơ quan ${unitCode}.`)
    await saveAccount(tx, unit?.id ?? null, account, context.now)
    await appendEvent(tx, context, 'payment.accountSet', {
      subject: unit?.id ?? newId(context.now),
      payload: { bankBin, number, holder },
    })
  })
}

export const accountCommand: CliCommand = {
  name: 'payments:account',
  summary:
    '[UNIT] --bank BIN --number ACCOUNT --holder NAME: where fees of the unit and those below it, or of all, are paid to',
  async run(context, args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        bank: { type: 'string', default: '' },
        number: { type: 'string', default: '' },
        holder: { type: 'string', default: '' },
      },
    })
    const [unitCode] = positionals
    await setAccount(context, unitCode, {
      bankBin: values.bank,
      number: values.number,
      holder: values.holder,
    })
    console.log(`Đã đặt tài khoản thu${unitCode ? ` của ${unitCode}` : ''}.`)
  },
}

/** An account that no bank has, so that nothing can be paid into it by mistake. */
export async function seedAccount(context: Context): Promise<void> {
  if (await read(context, hasAccounts)) return
  const { name } = context.pack.manifest
  await setAccount(context, undefined, {
    bankBin: '000000',
    number: '0000000000000',
    holder: `${name.vi} (thử nghiệm)`,
  })
}
