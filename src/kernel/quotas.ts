/**
 * Hạn mức trong ngày: what one person, or one device of somebody unknown, may send in a day. Far above what anybody needs, so that a
 * program gone wild fills no disk and buries no office. Officers and systems have limits of their own.
 */

import { createHmac } from 'node:crypto'
import type { Context } from './context.ts'
import { inTransaction, sql, type Tx } from './db.ts'
import { defineRefusals } from './errors.ts'
import { addDays, instantAt } from './types.ts'

/** A day's worth unless the pack says otherwise. */
export const quotaDefaults = {
  files: 500,
  megabytes: 2_000,
  drafts: 100,
  submissions: 100,
  reports: 60,
} as const
export type Quota = keyof typeof quotaDefaults

const kept = {
  vi: 'Những gì đã nhập và đã gửi vẫn còn nguyên. Từ 0 giờ ngày mai làm tiếp được; việc gấp thì đến bộ phận một cửa.',
  en: 'Everything typed and sent is kept. You can go on from midnight; for what is urgent go to the one-stop desk.',
}
const refusal = defineRefusals('quotas', {
  files: [
    'tooMany',
    `Hôm nay đã tải lên {max} tệp, là mức nhiều nhất của một ngày. ${kept.vi}`,
    `{max} files were sent today, the most for one day. ${kept.en}`,
  ],
  megabytes: [
    'tooMany',
    `Các tệp tải lên hôm nay đã quá {max} MB, là mức nhiều nhất của một ngày. ${kept.vi}`,
    `The files sent today are more than {max} MB, the most for one day. ${kept.en}`,
  ],
  drafts: [
    'tooMany',
    `Hôm nay đã bắt đầu {max} hồ sơ, là mức nhiều nhất của một ngày. Làm tiếp các bản nháp đang có. ${kept.vi}`,
    `{max} applications were begun today, the most for one day. Go on with the drafts there are. ${kept.en}`,
  ],
  submissions: [
    'tooMany',
    `Hôm nay đã nộp {max} hồ sơ, là mức nhiều nhất của một ngày. Bản nháp này được giữ lại. ${kept.vi}`,
    `{max} applications were sent today, the most for one day. This draft is kept. ${kept.en}`,
  ],
  reports: [
    'tooMany',
    `Hôm nay đã gửi {max} phản ánh, là mức nhiều nhất của một ngày. Việc nguy hiểm thì gọi đường dây nóng. ${kept.vi}`,
    `{max} reports were sent today, the most for one day. For danger call the hotline. ${kept.en}`,
  ],
})

/** Whose quota an act takes from: the person who acts, whoever for; a device by what it says of itself. Nobody's for the office. */
function whoOf({ actor, sender, settings }: Context): string | undefined {
  if (actor.kind === 'citizen') return actor.agent?.personId ?? actor.personId
  if (actor.kind !== 'visitor') return undefined
  return createHmac('sha256', settings.secretKey)
    .update(`quota ${sender.address} ${sender.browser}`)
    .digest('base64url')
}

/**
 * Takes from today's quotas, all of them or none. In the caller's transaction it counts only if the act is done. Throws the refusal of the
 * quota that is used up.
 */
export async function takeQuota(
  context: Context,
  amounts: Partial<Readonly<Record<Quota, number>>>,
  tx?: Tx,
): Promise<void> {
  const who = whoOf(context)
  if (who === undefined) return
  if (!tx) return inTransaction(context, (own) => takeQuota(context, amounts, own))
  const start = instantAt(context.today)
  for (const [quota, amount] of Object.entries(amounts) as [Quota, number][]) {
    // Whole kilobytes, so that small files count as well.
    const unit = quota === 'megabytes' ? 1024 : 1
    const max = context.pack.manifest.quotas?.[quota] ?? quotaDefaults[quota]
    const { rows } = await sql<{ count: number }>`
      insert into rate_limits (key, window_start, count)
      values (${`quota.${quota} ${who}`}, ${start}, ${Math.ceil(amount * unit)})
      on conflict (key, window_start) do update set count = rate_limits.count + excluded.count returning count`.execute(
      tx,
    )
    if ((rows[0]?.count ?? 0) <= max * unit) continue
    const seconds = Math.max(
      1,
      (instantAt(addDays(context.today, 1)).getTime() - context.now.getTime()) / 1000,
    )
    throw refusal[quota]({ details: { max, seconds: Math.ceil(seconds) } })
  }
}
