/**
 * `npm run bench:pages [-- --rounds 5 --requests 600]`: processor time of a request for the list of procedures and for a
 * page of a form, ours beside the same page made of plain strings, in turn because the machine is shared; then what a
 * browser fetches for each page. Fails when a ratio or a weight is over its goal.
 */

import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { startInstallation } from './installation.ts'
import { median } from './load.ts'
import { prepareVisitor } from './visitor.ts'
import { weighPages } from './weights.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, requests: { type: 'string', default: '600' } },
})
const [rounds, requests] = [Number(values.rounds), Number(values.requests)]
const ratioMax = 1.6

/** Microseconds of user and system time of the server for one request. */
async function cpuOf(url: string, path: string, cookie: string): Promise<number> {
  const used = async () => {
    const { user, system } = (await (await fetch(`${url}/bench/cpu`)).json()) as NodeJS.CpuUsage
    return user + system
  }
  const before = await used()
  const { non2xx, errors } = await autocannon({
    url: `${url}${path}`,
    connections: 10,
    amount: requests,
    sampleInt: 20,
    headers: { cookie },
  })
  if (non2xx + errors > 0) throw new Error(`${path}: ${non2xx} answers were not 200, ${errors} failed`)
  return ((await used()) - before) / requests
}

const bench = await startInstallation()
try {
  const visitor = await prepareVisitor(bench.context)
  const list = '/thu-tuc'
  const first = await bench.serve('apps/web.ts')
  const form = visitor.formPath
  const { url } = await bench.serve('bench/plain-pages.ts', {
    BENCH_LIST: list,
    BENCH_FORM: form,
    BENCH_COOKIE: visitor.cookie,
  })
  const faults: string[] = []
  for (const [name, ours, plain, cookie] of [
    ['danh sách', list, '/bench/plain-list', ''],
    ['tờ khai', form, '/bench/plain-form', visitor.cookie],
  ] as const) {
    for (const path of [ours, plain]) await cpuOf(url, path, cookie) // warms up
    const figures: { ours: number; plain: number }[] = []
    for (let round = 0; round < rounds; round++)
      figures.push({ ours: await cpuOf(url, ours, cookie), plain: await cpuOf(url, plain, cookie) })
    const ratio = median(figures.map((one) => one.ours / one.plain))
    const each = (side: 'ours' | 'plain') => median(figures.map((one) => one[side])).toFixed(0)
    console.log(
      `${name}: ${each('ours')} µs a request, plain strings ${each('plain')} µs, ratio ${ratio.toFixed(2)} (goal ${ratioMax})`,
    )
    if (ratio > ratioMax) faults.push(`${name}: ratio ${ratio.toFixed(2)}, over ${ratioMax}`)
  }
  faults.push(...(await weighPages(first.url, visitor)))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
} finally {
  await bench.stop()
}
