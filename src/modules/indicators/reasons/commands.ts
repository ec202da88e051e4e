/** Ghi nguyên nhân: why each late dossier of an agency was late. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import { refusal as indicatorRefusal } from '../domain.ts'
import { spanOf } from '../figures/commands.ts'
import { holds } from '../figures/domain.ts'
import type { Period } from '../periods/domain.ts'
import { reachedFor, wardsOf } from '../reach/commands.ts'
import { reportOn, refusal as reportRefusal } from '../reports/domain.ts'
import type { NetRow } from '../rows/domain.ts'
import { windowsOf } from '../rows/domain.ts'
import { netRows } from '../rows/store.ts'
import { type ReasonView, readNamed, reasonReport, refusal } from './domain.ts'
import { saveReason } from './store.ts'

type Asked = { readonly unitCode: string | undefined; readonly period: Period }

const lateMost = 20_000
export const shownMost = 50

/** Throws `indicators.unknownReport` where the pack has no form by reason, `indicators.unknownUnit`. */
export const openReasons = (context: Context, asked: Asked): Promise<ReasonView> =>
  read(context, async (tx) => {
    const { late, ...view } = await lateOnes(tx, context, asked)
    const waiting = late.filter(({ reason }) => reason === null)
    const rows = [...waiting, ...late.filter(({ reason }) => reason !== null)].slice(0, shownMost)
    return { ...view, rows, total: late.length, named: late.length - waiting.length }
  })

async function lateOnes(tx: Tx, context: Context, { unitCode, period }: Asked) {
  const span = spanOf(period, context)
  const report = reasonReport(context.pack.reports.filter((one) => reportOn([one], one.code, span.to)))
  const windows = report?.columns[0] && windowsOf(report.columns[0].of, span)
  if (!report || !windows) throw reportRefusal.unknownReport()
  const { wards, unit, units } = await wardsOf(tx, context, span.to, unitCode)
  const reached = await reachedFor(tx, context, 'indicators.explain')
  const unitIds = units.flatMap((one) => (holds(unit, one) && reached.has(one.id) ? [one.id] : []))
  if (unitIds.length === 0) throw indicatorRefusal.unknownUnit({ details: { code: unit.code } })
  const { rows } = await netRows(tx, { windows, unitIds }, { most: lateMost, from: 0 })
  const late: readonly (NetRow & { readonly code: string })[] = rows.flatMap(({ code, ...row }) =>
    code === null ? [] : [{ ...row, code }],
  )
  return { report, unit, wards, period, late }
}

/**
 * Lưu nguyên nhân; answers for how many dossiers one was written. Throws what `readNamed` throws, and `indicators.notLate` for a
 * dossier that is not among the late ones of the agencies in reach.
 */
export async function nameReasons(
  context: Context,
  asked: Asked,
  codes: readonly string[],
  typed: (code: string) => { readonly reason: string; readonly words: string },
): Promise<number> {
  return inTransaction(context, async (tx) => {
    const { report, late } = await lateOnes(tx, context, asked)
    const named = readNamed(report, codes, typed)
    const byCode = new Map(late.map((row) => [row.code, row]))
    let written = 0
    for (const { code, reason, words } of named) {
      const row = byCode.get(code)
      if (!row) throw refusal.notLate({ details: { code } })
      if (row.reason === reason && (row.words ?? '') === words) continue
      const by = officerOf(context.actor).personId
      await saveReason(tx, { caseId: row.subjectId, reason, words, by, at: context.now })
      await appendEvent(tx, context, 'indicators.lateReasonNamed', {
        subject: row.subjectId,
        payload: { reason },
      })
      written += 1
    }
    return written
  })
}
