/** SQL of what was told in public of reports, report by report or all in a span. */

import { sql, type Tx } from '#kernel/db.ts'
import { actFacts, type ReportAct, reportActs } from '../domain.ts'

export type Told = {
  readonly id: string
  readonly code: string
  readonly act: ReportAct
  readonly at: Date
  readonly words: string | null
}

const toldActs = (Object.keys(reportActs) as ReportAct[]).filter((act) => actFacts(act).told)

/** The newest first. Words of an act that is told are for everyone. */
export async function findTold(
  tx: Tx,
  asked: {
    readonly codes: readonly string[] | undefined
    readonly from: Date
    readonly until: Date
    readonly max: number
  },
): Promise<readonly Told[]> {
  const { rows } = await sql<Told>`
    select a.id, r.code, a.act, a.at, a.words
    from feedback_acts a join feedback_reports r on r.id = a.report_id
    where r.accepted_at is not null and r.state <> 'rejected' and a.act = any(${toldActs}::text[])
      and a.at >= ${asked.from} and a.at <= ${asked.until}
      ${asked.codes ? sql`and r.code = any(${asked.codes}::text[])` : sql``}
    order by a.at desc, a.id desc limit ${asked.max}`.execute(tx)
  return rows
}
