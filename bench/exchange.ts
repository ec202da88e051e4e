/**
 * `npm run bench:exchange [-- --seconds 8 --rounds 3]`: signed questions a second through the log, beside a bare handler that
 * reads the same row. Both in one run, in turn, because the machine is shared; read the ratio, and the goal of 500 a second.
 */

import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { inTransaction, sql } from '#kernel/db.ts'
import { newSigningKey, signMessage } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { headersOf, ownMember, partsOf, registerClient } from '#modules/exchange/api.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'
import { median } from './load.ts'
import { fillTo, sampleRow } from './submissions.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '8' }, rounds: { type: 'string', default: '3' } },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
const goalPerSecond = 500
const connections = 32

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run(bench: BenchInstallation): Promise<void> {
  const { context } = bench
  const { id } = await issueServiceToken(context, { name: 'bench', scopes: ['dossiers.write'] })
  await fillTo(context, await sampleRow(context, id), 10_000)
  const key = newSigningKey()
  const sender = 'VN/GOV/G99/BENCH'
  const scopes = ['dossiers.state']
  await registerClient(context, {
    member: sender,
    name: 'bench',
    publicKey: key.publicKey,
    scopes,
    callsPerMinute: 10_000_000,
  })
  openSigningKey(context.settings.dataDir, 'exchange/province', true)
  const codes = await inTransaction(context, async (tx) => {
    const { rows } = await sql<{ code: string }>`select code from cases limit 1000`.execute(tx)
    return rows.map(({ code }) => code)
  })
  const ours = await bench.serve('apps/web.ts')
  const bare = await bench.serve('bench/bare-exchange.ts', { BENCH_SCHEMA: context.database.schema })
  let next = 0
  const ask = async (url: string): Promise<number> => {
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      requests: [
        {
          setupRequest: (request) => {
            const path = `/x-road/r1/${ownMember(context)}/trang-thai-ho-so/v1?maHoSo=${codes[next++ % codes.length]}`
            const head = {
              sender,
              id: randomUUID(),
              time: new Date().toISOString(),
              purpose: 'Đo tốc độ',
              article: 'Không',
              dossierCode: undefined,
              userId: undefined,
              idempotencyKey: undefined,
            }
            return {
              ...request,
              path,
              headers: headersOf(head, signMessage(key, partsOf(head, 'GET', path, ''))),
            }
          },
        },
      ],
    })
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
    return result['2xx'] / result.duration
  }
  await ask(ours.url)
  const figures: { ours: number; ratio: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const signed = await ask(ours.url)
    const plain = await ask(bare.url)
    figures.push({ ours: signed, ratio: signed / plain })
    console.log(`signed and logged ${signed.toFixed(0)}/s; bare handler ${plain.toFixed(0)}/s`)
  }
  const perSecond = median(figures.map((one) => one.ours))
  console.log(`exchange / bare handler = ${median(figures.map(({ ratio }) => ratio)).toFixed(2)}`)
  console.log(`signed exchange = ${perSecond.toFixed(0)}/s (goal ≥ ${goalPerSecond})`)
}
