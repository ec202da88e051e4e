/** Fills a development installation with the log of an older system, through the same import that people use. */

import { Readable } from 'node:stream'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { findLoadedLogs, importLog } from '#modules/history/api.ts'
import { getProcedure, type ProcedureDefinition } from '#modules/services/api.ts'
import { inventLog } from './domain.ts'
import { findBusyCommune } from './store.ts'

const casesCount = 260
const daysBack = 200
/** Since when the slow step has been faster. */
const changedDaysBack = 80
const source = 'Một cửa điện tử cũ (dữ liệu mẫu)'

/** Nhật ký mẫu, once: of the procedure of communes that has most steps. */
export async function seedLog(context: Context): Promise<void> {
  const { calendar, files, now, today } = context
  const found = await read(context, async (tx) => {
    const loaded = await findLoadedLogs(tx, 1)
    const commune = await findBusyCommune(tx)
    if (loaded.length > 0 || !commune) return undefined
    const definitions: ProcedureDefinition[] = []
    for (const { code, competence } of context.pack.procedures)
      if (competence.level === 'commune') definitions.push(await getProcedure(tx, code, today))
    const definition = definitions.toSorted((a, b) => b.steps.length - a.steps.length)[0]
    return definition && { commune, definition }
  })
  if (!found) return
  const { commune, definition } = found
  let state = 20_260_308
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const text = inventLog({
    steps: definition.steps,
    calendar,
    cases: casesCount,
    from: instantAt(addDays(today, -daysBack)),
    until: now,
    changed: instantAt(addDays(today, -changedDaysBack)),
    chance,
    unitOf: ({ unit }) => unit ?? commune.code,
  })
  const incoming = { name: 'nhat-ky-mot-cua-cu.csv', content: Readable.from([Buffer.from(text)]) }
  const file = await receiveFile(files, incoming, 10, 'anything')
  await importLog(context, {
    file,
    procedure: definition.code,
    source,
    unitCode: commune.code,
    replaces: false,
  })
}
