/** What happens behind the pages at the desk of a commune, for `bench/intake.ts`: dossiers on paper, results that wait. */

import { randomUUID } from 'node:crypto'
import { read, sql } from '#kernel/db.ts'
import { acceptDossier, findDossier, findPaperwork } from '#modules/dossiers/api.ts'
import { submitDossier } from '#modules/dossiers/submission/commands.ts'
import { partsToSubmit } from '#modules/drafts/domain.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { communeCode } from '../tests/journeys/citizen.ts'
import { intend } from '../tests/journeys/filling.ts'
import type { Stage } from '../tests/journeys/stage.ts'

const certifiedCopy = '2.000815'

/** The desk of the unit, in the hands of one of its clerks. `applicant` are answers that say whose dossiers they are. */
export async function deskOf(
  stage: Stage,
  unitCode: string,
  now: () => Date,
  applicant: Readonly<Record<string, string>>,
) {
  const clerk = await read(stage.context, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select post_id as id from officer_posts where unit_code = ${unitCode} and 'desk.receive' = any(permissions)
      order by post_id limit 1`.execute(tx)
    return officerAt(tx, rows[0]?.id ?? '', stage.context.today)
  })
  if (!clerk) throw new Error(`Nobody receives at ${unitCode}`)
  const acting = () => stage.platform.as(clerk, now())
  const { answers } = await intend(stage, certifiedCopy, communeCode, applicant)
  const seen = async (code: string) => {
    const dossier = await read(acting(), (tx) => findDossier(tx, clerk, code))
    if (!dossier) throw new Error(`${code} is not there`)
    return dossier
  }
  /** Taken in on paper; answers its code. */
  const takeIn = async (): Promise<string> => {
    const context = acting()
    const procedure = await read(context, (tx) => getProcedure(tx, certifiedCopy, context.today))
    const parts = partsToSubmit(procedure, answers, formLookups(context))
    const { code } = await submitDossier(context, {
      key: randomUUID(),
      procedure,
      ...parts,
      papers: [],
      onHand: procedure.papers.map(({ key }) => ({ key, copyKind: 0 as const })),
      channel: 'direct',
      deskUnitId: clerk.unitId,
    })
    await acceptDossier(context, { code, expectedVersion: (await seen(code)).version })
    return code
  }
  return {
    takeIn,
    /** As `takeIn`, and its result lies at the desk. */
    async withResult(): Promise<string> {
      const code = await takeIn()
      const { id } = await seen(code)
      await stage.platform.database.kysely.transaction().execute(async (tx) => {
        await sql`update case_steps set step_key = 'return', step_type = 'return', role = 'desk', holder_id = null,
          unit_id = ${clerk.unitId} where case_id = ${id} and ended_at is null`.execute(tx)
        await sql`update cases set state = 'done', step_type = 'return', step_key = 'return', step_role = 'desk',
          holder_id = null, holder_unit_id = ${clerk.unitId} where id = ${id}`.execute(tx)
      })
      return code
    },
    /** What a scanner reads of the code on the receipt. */
    async onReceipt(code: string): Promise<string> {
      const paperwork = await read(acting(), (tx) => findPaperwork(tx, { actor: clerk }, code))
      return `${stage.url}/tra-cuu?ho-so=${code}&ma=${paperwork?.lookupSecret}`
    },
  }
}
