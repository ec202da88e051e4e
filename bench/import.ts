/**
 * `npm run bench:import [-- --cases 10000]`: seconds to read, check and load an event log of ten events a case, beside plain
 * inserts of as many rows in the same run. Fails when it takes longer than a minute.
 */

import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import { getProcedure } from '#modules/services/api.ts'
import { goOn, loadLog, mapLog, uploadLog } from '../src/modules/history/commands.ts'
import { findImport } from '../src/modules/history/store.ts'
import { startInstallation } from './installation.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' } } })
const casesCount = Number(values.cases)
const procedure = '1.004873'
const goalSeconds = 60

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run({ context }: typeof installation): Promise<void> {
  const { steps } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const log = inventedLog(steps.map(({ name }) => name.vi))

  const { rows: units } = await read(context, (tx) =>
    sql<{ code: string }>`select code from units where kind = 'department' order by code limit 1`.execute(tx),
  )
  const unitCode = units[0]?.code
  if (!unitCode) throw new Error('The pack has no department')
  const started = performance.now()
  const incoming = { name: 'log.csv', content: Readable.from([Buffer.from(log)]) }
  const file = await receiveFile(context.files, incoming, 100, 'anything')
  const id = await uploadLog(context, { file, procedure, source: 'bench', unitCode, replaces: false })
  const demand = async () => {
    const one = await read(context, (tx) => findImport(tx, id))
    if (!one || one.failure) throw new Error(one?.failure?.en ?? 'The import is gone')
    return one
  }
  await goOn(context, id)
  await mapLog(context, id, (await demand()).mapping)
  await goOn(context, id)
  const checked = performance.now()
  await loadLog(context, id)
  await goOn(context, id)
  const { state, report } = await demand()
  if (state !== 'loaded') throw new Error(`The import is ${state}`)
  const seconds = (performance.now() - started) / 1000
  const plain = await plainInserts(context, report?.eventsCount ?? 0)
  console.log(
    `${report?.casesCount} cases, ${report?.eventsCount} events: read and checked in ${((checked - started) / 1000).toFixed(1)} s, in all ${seconds.toFixed(1)} s (goal ${goalSeconds} s); plain inserts ${plain.toFixed(1)} s, ${(seconds / plain).toFixed(1)} times`,
  )
  if (seconds > goalSeconds) process.exitCode = 1
}

/** Ten events a case through the steps of the definition, over a year of working days. */
function inventedLog(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`)
  const lines = ['Mã hồ sơ,Hoạt động,Thời điểm,Cán bộ']
  for (let one = 0; one < casesCount; one++)
    for (let event = 0; event < 10; event++) {
      const at = new Date(Date.UTC(2025, 0, 6 + (one % 250), 1, event * 7, one % 60))
      const step = quoted[Math.min(quoted.length - 1, Math.floor((event * quoted.length) / 10))]
      lines.push(`C-${one},${step},${at.toISOString()},Người ${one % 40}`)
    }
  return lines.join('\n')
}

/** The same number of events in rows of a bare table, in batches of 2,500: what the disk takes at best. */
async function plainInserts(context: typeof installation.context, count: number): Promise<number> {
  const started = performance.now()
  await inTransaction(context, async (tx) => {
    for (let done = 0; done < count; done += 2_500)
      await sql`insert into events (at, name, subject_id, actor_kind, payload)
        select now(), 'bench.inserted', gen_random_uuid(), 'system', '{}' from generate_series(1, 2500)`.execute(
        tx,
      )
  })
  return (performance.now() - started) / 1000
}
