/**
 * `npm run bench:feedback [-- --reports 100000 --seconds 20]`: requests a second for the tiles and the list of field
 * reports, while other systems send new ones; and how long sending takes meanwhile. Fails below 500 a second, or when one
 * in twenty is sent in more than 300 ms.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { inTransaction, sql } from '#kernel/db.ts'
import { mercator } from '#kernel/geometry.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { startInstallation } from './installation.ts'

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '20' } },
})
const [reports, seconds] = [Number(values.reports), Number(values.seconds)]
const goals = { perSecond: 500, sendP95Ms: 300 } as const
const sendingsPerSecond = 5
/** What a person looks at who comes closer to Phan Thiết, step by step. */
const seen = { lon: 108.1, lat: 10.93 }

function tiles(): string[] {
  const { x, y } = mercator(seen)
  return [7, 8, 9, 10, 11, 12, 13, 14].flatMap((zoom) => {
    const [column, row] = [Math.floor(x * 2 ** zoom), Math.floor(y * 2 ** zoom)]
    return [0, 1].flatMap((right) =>
      [0, 1].map((down) => `/ban-do/o/phan-anh/${zoom}/${column + right}/${row + down}`),
    )
  })
}

const bench = await startInstallation()
try {
  const { context } = bench
  const [category] = context.pack.feedback.categories
  if (!category) throw new Error('The pack has no categories of reports')
  await inTransaction(context, (tx) =>
    sql`with made as (insert into feedback_reports (code, state, category, urgency, area_code, latitude, longitude, words, place, public_words,
        public_place, received_at, accepted_at, search_text)
      select 'PA-BENCH-' || n, 'closed', ${category.code}, ${category.class}, '22945', 10.93 + (random() - 0.5) * 0.6,
        108.1 + (random() - 0.5) * 0.8, 'Ổ gà trên đường', 'Đường số ' || n, 'Ổ gà trên đường', 'Đường số ' || n,
        now() - n * interval '1 minute', now(), 'o ga tren duong'
      from generate_series(1, ${reports}::int) n
      returning id)
      insert into feedback_acts (report_id, act, at, by_kind) select id, 'send', now(), 'visitor' from made`.execute(
      tx,
    ),
  )
  await inTransaction(context, (tx) => sql`analyze feedback_reports`.execute(tx))
  const { token } = await issueServiceToken(context, { name: 'bench', scopes: ['feedback.send'] })
  const { url } = await bench.serve('apps/web.ts')
  const paths = [...tiles(), '/phan-anh', '/phan-anh', '/phan-anh', '/phan-anh']
  const reading = autocannon({
    url,
    connections: 20,
    duration: seconds,
    requests: paths.map((path) => ({ method: 'GET' as const, path })),
  })
  const sent: number[] = []
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const began = performance.now()
    await send(url, token, category.code)
    sent.push(performance.now() - began)
    await sleep(Math.max(0, 1000 / sendingsPerSecond - (performance.now() - began)))
  }
  const result = await reading
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
  const perSecond = result['2xx'] / result.duration
  const p95 = sent.toSorted((a, b) => a - b)[Math.floor(sent.length * 0.95)] ?? Number.NaN
  console.log(
    `${reports} reports: ${perSecond.toFixed(0)} tiles and lists a second (goal ${goals.perSecond}), p99 ${result.latency.p99} ms; sending p95 ${p95.toFixed(0)} ms (goal ${goals.sendP95Ms} ms)`,
  )
  if (perSecond < goals.perSecond || p95 > goals.sendP95Ms) process.exitCode = 1
} finally {
  await bench.stop()
}

async function send(url: string, key: string, service: string): Promise<void> {
  const body = new URLSearchParams({
    api_key: key,
    service_code: service,
    lat: '10.93',
    long: '108.1',
    address_string: 'Trước chợ',
    description: 'Ổ gà sâu giữa đường, xe máy dễ ngã.',
  })
  const reply = await fetch(`${url}/open311/v2/requests.json`, { method: 'POST', body })
  if (!reply.ok) throw new Error(await reply.text())
}
