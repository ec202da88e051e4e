/** Whether the ledger grows with what happens, and nothing of it was altered. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { degraded, down, type Health, type HealthCheck, well } from '#kernel/health.ts'
import { recently } from '#kernel/recent.ts'
import { formatNumber } from '#kernel/text.ts'
import { refusal } from '../domain.ts'
import { findHead } from '../heads/store.ts'
import { findLastCheck } from '../monitor/store.ts'
import { unprovenSince, waitingSince } from '../sequencing/store.ts'

const minuteMs = 60_000
/** A receipt promises a minute; after five something is wrong. */
const delayMaxMs = 5 * minuteMs
/** The watch reads everything again every hour. */
const watchMaxMs = 3 * 60 * minuteMs

async function lookAtGrowth(context: Context): Promise<Health> {
  const since = await read(context, waitingSince)
  const waits = since ? context.now.getTime() - since.getTime() : 0
  if (waits <= delayMaxMs) return well
  const minutes = formatNumber(Math.floor(waits / minuteMs))
  return degraded(
    `Có việc chờ vào sổ cái đã ${minutes} phút`,
    `Something has waited for the ledger for ${minutes} minutes`,
  )
}

/**
 * Throws once a look of `settings.unprovenHoursMax` ago is under no signed head: what nobody could prove to have been looked at
 * is not shown. Asked with every answer, so from memory for some seconds.
 */
export async function demandProof(context: Pick<Context, 'database' | 'settings' | 'now'>): Promise<void> {
  const hours = context.settings.unprovenHoursMax
  if (hours === 0) return
  const since = await recently(context, 'ledger.unproven', 10, () =>
    read(context, async (tx) => unprovenSince(tx, (await findHead(tx, 'accesses'))?.size ?? 0)),
  )
  if (since && context.now.getTime() - since.getTime() > hours * 60 * minuteMs)
    throw refusal.cannotProve({ details: { hours } })
}

/** What was found stays until a later reading finds nothing. Before the first reading there is nothing to tell. */
async function lookAtWatch(context: Context): Promise<Health> {
  const last = await read(context, findLastCheck)
  if (!last) return well
  if (last.findings.length > 0) {
    const count = formatNumber(last.findings.length)
    return down(`Sổ cái có ${count} chỗ bị sửa`, `${count} things in the ledger were altered`)
  }
  if (context.now.getTime() - last.at.getTime() <= watchMaxMs) return well
  return degraded('Quá ba giờ chưa đọc lại sổ cái', 'The ledger was not read again for three hours')
}

export const checks: readonly HealthCheck[] = [
  {
    name: 'ledger.growth',
    title: { vi: 'Ghi sổ cái', en: 'Growth of the ledger' },
    noticed: { vi: 'Biên nhận sổ cái có thể đến chậm', en: 'Receipts of the ledger may be late' },
    remedy: {
      vi: 'Xem tiến trình chạy nền còn chạy không và có giao dịch nào treo trong cơ sở dữ liệu không.',
      en: 'See whether the worker runs and whether a transaction hangs in the database.',
    },
    look: lookAtGrowth,
  },
  {
    name: 'ledger.watch',
    title: { vi: 'Đọc lại sổ cái', en: 'Watch over the ledger' },
    remedy: {
      vi: 'Giữ nguyên mọi thứ, sao lưu cả máy, so với trạng thái của người làm chứng.',
      en: 'Change nothing, keep a copy of everything, compare with what the witnesses saw.',
    },
    look: lookAtWatch,
  },
]
