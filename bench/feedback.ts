/**
 * `npm run bench:feedback [-- --reports 100000 --seconds 20 --held 600]`: tiles and the list of field reports are read while
 * people and other systems send new ones. Twice: first readers come at a held rate, a little above the goal of 500 a second,
 * each at their own moment whether or not others were answered; then as many come as are answered. The goal is of the first:
 * the rate is answered, and of twenty steps of sending nineteen take at most 300 ms. The second shows what is left.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { inTransaction, sql } from '#kernel/db.ts'
import { mercator } from '#kernel/geometry.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { startInstallation } from './installation.ts'

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '20' },
    held: { type: 'string', default: '600' },
  },
})
const [reports, seconds, held] = [Number(values.reports), Number(values.seconds), Number(values.held)]
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
  const target = { url, token, service: category.code }
  await readWhileSending({ ...target, seconds: 5 }, paths) // warms up
  for (const rate of [held, undefined]) {
    const { perSecond, p99, sendP95 } = await readWhileSending({ ...target, seconds, rate }, paths)
    const how = rate
      ? `readers held at ${rate} a second (the goal's reading)`
      : 'as many readers as are answered'
    console.log(
      `${reports} reports, ${how}: ${perSecond.toFixed(0)} tiles and lists a second (goal ${goals.perSecond}), p99 ${p99} ms; sending p95 ${sendP95.toFixed(0)} ms (goal ${goals.sendP95Ms} ms)`,
    )
    if (rate && (perSecond < goals.perSecond || sendP95 > goals.sendP95Ms)) process.exitCode = 1
  }
} finally {
  await bench.stop()
}

type Target = { readonly url: string; readonly token: string; readonly service: string }
type Load = Target & { readonly seconds: number; readonly rate?: number | undefined }

async function readWhileSending({ seconds: duration, rate, ...target }: Load, paths: readonly string[]) {
  const reading = autocannon({
    url: target.url,
    connections: 20,
    duration,
    ...(rate && { overallRate: rate }),
    requests: paths.map((path) => ({ method: 'GET' as const, path })),
  })
  const steps: number[] = []
  const step = async <T>(deed: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    return deed().finally(() => steps.push(performance.now() - began))
  }
  const end = performance.now() + duration * 1000
  for (let count = 0; performance.now() < end; count++) {
    const began = performance.now()
    await (count % 2 === 0 ? sendByProtocol(target, step) : sendByForm(target, step, count))
    await sleep(Math.max(0, 1000 / sendingsPerSecond - (performance.now() - began)))
  }
  const result = await reading
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
  const sendP95 = steps.toSorted((a, b) => a - b)[Math.floor(steps.length * 0.95)] ?? Number.NaN
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99, sendP95 }
}

type Step = <T>(deed: () => Promise<T>) => Promise<T>

async function sendByProtocol({ url, token, service }: Target, step: Step): Promise<void> {
  const body = new URLSearchParams({
    api_key: token,
    service_code: service,
    lat: '10.93',
    long: '108.1',
    address_string: 'Trước chợ',
    description: 'Ổ gà sâu giữa đường, xe máy dễ ngã.',
  })
  const reply = await step(() => fetch(`${url}/open311/v2/requests.json`, { method: 'POST', body }))
  if (!reply.ok) throw new Error(await reply.text())
}

/** As a person does: the form, the page with what others sent nearby, sending. Each from an address of its own. */
async function sendByForm({ url, service }: Target, step: Step, count: number): Promise<void> {
  const headers = { 'x-forwarded-for': `10.0.${count >> 8}.${count & 255}` }
  const body = new URLSearchParams({
    category: service,
    latitude: '10.93',
    longitude: '108.1',
    place: 'Trước chợ',
    words: 'Ổ gà sâu giữa đường, xe máy dễ ngã.',
  })
  const post = { method: 'POST', headers, redirect: 'manual' } as const
  const begun = await step(() => fetch(`${url}/phan-anh/gui`, { ...post, body }))
  const check = `${url}${begun.headers.get('location')}`
  const shown = await step(() => fetch(check, { headers }))
  const sent = await step(() => fetch(check, post))
  if (shown.status !== 200 || sent.status !== 303)
    throw new Error(`Sending by the form: ${begun.status}, ${shown.status}, ${sent.status}`)
}
