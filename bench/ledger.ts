/**
 * `npm run bench:ledger [-- --seconds 6 --rounds 3 --leaves 50000]`: submissions a second with the worker of the ledger beside them
 * and without, in turn in one run; leaves a second of the sequencer alone; how long it takes to check a receipt. The salt is in the
 * rows either way: what is compared is everything that the ledger does besides.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { parseVerifierKey } from '#kernel/notes.ts'
import { checkReceipt } from '#kernel/receipts.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { receiptOf } from '#modules/ledger/api.ts'
import { ledger } from '#modules/ledger/module.ts'
import { startInstallation } from './installation.ts'
import { median, submitUnderLoad } from './load.ts'
import { bodiesFor } from './submissions.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    leaves: { type: 'string', default: '50000' },
  },
})
const [seconds, rounds, leaves] = [values.seconds, values.rounds, values.leaves].map(Number) as [
  number,
  number,
  number,
]

const bench = await startInstallation()
const [round] = ledger.rounds ?? []
const { context } = bench

/** Rounds of the ledger until told to stop, as the worker makes them. */
function keepBook(): { stop(): Promise<void> } {
  let isOver = false
  const work = (async () => {
    while (!isOver) if (!(await round?.run({ ...context, now: new Date() }))) await sleep(round?.restMs)
  })()
  return {
    async stop() {
      isOver = true
      await work
    },
  }
}

try {
  const { token } = await issueServiceToken(context, { name: 'bench', scopes: ['dossiers.write'] })
  const api = await bench.serve('apps/web.ts')
  const bodies = await bodiesFor(context, { url: api.url, token, communes: 50 })
  const load = { seconds, bodies, url: api.url, token, connections: 32 }
  await submitUnderLoad({ ...load, seconds: 3 })
  const ratios: number[] = []
  for (let turn = 0; turn < rounds; turn++) {
    // What came in without a book is put into it before the next turn, so that neither pays for the other.
    const without = await submitUnderLoad(load)
    while (await round?.run({ ...context, now: new Date() }));
    const book = keepBook()
    const beside = await submitUnderLoad(load)
    await book.stop()
    ratios.push(beside.perSecond / without.perSecond)
    console.log(
      `without ${without.perSecond.toFixed(0)}/s p99 ${without.p99Ms.toFixed(0)} ms; with ${beside.perSecond.toFixed(0)}/s p99 ${beside.p99Ms.toFixed(0)} ms`,
    )
  }
  console.log(`submissions with the ledger / without = ${median(ratios).toFixed(2)} (goal ≥ 0.85)`)

  await inTransaction(context, (tx) =>
    sql`insert into events (at, name, subject_id, actor_kind, actor_id, payload)
      select now(), 'dossier.submitted', gen_random_uuid(), 'citizen', gen_random_uuid(), jsonb_build_object('code', 'H11-' || n,
        'procedure', '1.001193', 'version', 1, 'channel', 'online', 'feeVnd', n, 'answers', encode(sha256(n::text::bytea), 'hex'))
      from generate_series(1, ${leaves}) n`.execute(tx),
  )
  const started = performance.now()
  while (await round?.run({ ...context, now: new Date() }));
  const took = (performance.now() - started) / 1000
  console.log(
    `sequencer: ${leaves} leaves in ${took.toFixed(1)} s = ${(leaves / took).toFixed(0)}/s (goal ≥ 5000)`,
  )

  const { rows } = await read(context, (tx) =>
    sql<{
      id: string
    }>`select e.subject_id as id from events e join ledger_leaves f on f.event_position = e.position
      where e.name = 'dossier.submitted' order by f.index limit 1`.execute(tx),
  )
  await sleep(6_000)
  await inTransaction(context, (tx) =>
    sql`insert into events (at, name, subject_id, actor_kind, payload)
    values (now(), 'dossier.viewed', gen_random_uuid(), 'system', '{}')`.execute(tx),
  )
  await round?.run({ ...context, now: new Date() })
  const receipt = await read(context, (tx) => receiptOf(tx, context, rows[0]?.id ?? '', 'dossier.submitted'))
  const texts = (await read(context, (tx) => sql<{ key: string }>`select key from ledger_keys`.execute(tx)))
    .rows
  const keys = (await Promise.all(texts.map(({ key }) => parseVerifierKey(key)))).filter(
    (key) => key !== undefined,
  )
  const times: number[] = []
  for (let turn = 0; turn < 200; turn++) {
    const from = performance.now()
    const verdict = await checkReceipt(receipt?.qr ?? '', keys)
    times.push(performance.now() - from)
    if (verdict.is !== 'proven') throw new Error(`The receipt is ${verdict.is}`)
  }
  const own = median(times)
  console.log(
    `one code checked in ${own.toFixed(2)} ms, ${(own * 10).toFixed(1)} ms on a processor ten times slower (goal ≤ 100)`,
  )
} finally {
  await bench.stop()
}
