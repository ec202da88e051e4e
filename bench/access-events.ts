/**
 * `npm run bench:access-events [-- --seconds 6 --rounds 5]`: pages of dossiers that officers read a second, each look written
 * down, beside the same server that writes none. Both in one run, in turn, because the machine is shared; read the ratio.
 */

import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { openSession } from '../tests/portal-under-test.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'
import { median } from './load.ts'
import { fillTo, sampleRow } from './submissions.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '6' }, rounds: { type: 'string', default: '5' } },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
const costMax = 0.15
const connections = 32
const dossiers = 2_000

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run(bench: BenchInstallation): Promise<void> {
  const { context } = bench
  await organisation.seed?.(context)
  const { id } = await issueServiceToken(context, { name: 'bench', scopes: ['dossiers.write'] })
  await fillTo(context, await sampleRow(context, id), dossiers)
  const codes = await read(context, async (tx) => {
    const { rows } = await sql<{ code: string }>`select code from cases order by code`.execute(tx)
    return rows.map(({ code }) => code)
  })
  const officer = await readerOf(bench)
  const { cookie } = await openSession(context, officer.person, officer.post)
  const written = await bench.serve('apps/web.ts')
  const silent = await bench.serve('bench/without-looks.ts')
  let next = 0
  const pagesPerSecond = async (url: string): Promise<number> => {
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      headers: { cookie },
      requests: [
        {
          setupRequest: (request) => ({
            ...request,
            path: `/lam-viec/ho-so/${codes[next++ % codes.length]}`,
          }),
        },
      ],
    })
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
    return result['2xx'] / result.duration
  }
  for (const { url } of [written, silent]) await pagesPerSecond(url)
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    // Each comes first in turn, so that none always meets the busier machine.
    const order = round % 2 === 0 ? [written, silent] : [silent, written]
    const figures = new Map<string, number>()
    for (const { url } of order) figures.set(url, await pagesPerSecond(url))
    const [told, untold] = [figures.get(written.url) ?? 0, figures.get(silent.url) ?? 0]
    ratios.push(told / untold)
    console.log(`written down ${told.toFixed(0)}/s; not written ${untold.toFixed(0)}/s`)
  }
  const looks = await inTransaction(context, async (tx) => {
    const { rows } = await sql<{ times: number }>`select sum(times)::int as times from looks`.execute(tx)
    return rows[0]?.times ?? 0
  })
  const cost = 1 - median(ratios)
  console.log(`${looks} looks were written down`)
  console.log(`access events cost ${(cost * 100).toFixed(1)} % of the pages read (goal ≤ ${costMax * 100} %)`)
  if (cost > costMax) process.exitCode = 1
}

/** A clerk of the unit where what was submitted waits to be received: whoever may take a step reads without saying why. */
async function readerOf({ context }: BenchInstallation) {
  const found = await read(context, async (tx) => {
    const { rows } = await sql<{ post: string; person: string }>`
      select p.id as post, p.person_id as person from posts p
      where p.unit_id = (select holder_unit_id from cases limit 1) and 'desk-clerk' = any(p.roles) order by p.id limit 1`.execute(
      tx,
    )
    return rows[0]
  })
  if (!found) throw new Error('Nobody in the unit that holds the dossiers is a clerk of the desk')
  return found
}
