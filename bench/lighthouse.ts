/**
 * `npm run bench:lighthouse [-- runs page]`: each page as a phone sees it, in Debian's Chromium: performance and access, and on a slow
 * line (400 kbit/s, 400 ms, a sixth of the processor) when its largest part is painted. Fails below the goals.
 */

import lighthouse, { type Config, type Flags, type Result } from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort } from '#kernel/ports.ts'
import { installTools } from '../tests/tools.ts'
import { startInstallation } from './installation.ts'
import { median } from './load.ts'
import { prepareVisitor, type Visitor } from './visitor.ts'

const performanceMin = 98
const accessibilityMin = 100
const slowLcpMsMax = 4_000
const [runs, only] = [Number(process.argv[2] ?? 1), process.argv[3]]

const slowLine: Config = {
  extends: 'lighthouse:default',
  settings: {
    onlyCategories: ['performance'],
    throttling: {
      rttMs: 400,
      throughputKbps: 400,
      cpuSlowdownMultiplier: 6,
      requestLatencyMs: 0,
      downloadThroughputKbps: 0,
      uploadThroughputKbps: 0,
    },
  },
}

type Seen = {
  readonly performance: number
  readonly accessibility: number
  readonly lcpMs: number
  readonly faults: readonly string[]
}

/** A busy machine sometimes loses the recording of a load; then it is looked at again. */
async function look(address: string, flags: Flags, config?: Config): Promise<Seen> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const result = await lighthouse(address, flags, config)
    if (result && !result.lhr.runtimeError) return read(result.lhr)
    console.error(`${address}: ${result?.lhr.runtimeError?.message ?? 'no answer'}`)
  }
  throw new Error(`${address} could not be measured`)
}

function read({ categories, audits }: Result): Seen {
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  const failed = (categories.accessibility?.auditRefs ?? []).filter(
    ({ id, weight }) => weight > 0 && audits[id]?.score === 0,
  )
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    lcpMs: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    faults: failed.map(({ id }) => id),
  }
}

async function several(look: () => Promise<Seen>): Promise<Seen> {
  const seen: Seen[] = []
  for (let run = 0; run < runs; run++) seen.push(await look())
  return {
    performance: median(seen.map((one) => one.performance)),
    accessibility: median(seen.map((one) => one.accessibility)),
    lcpMs: median(seen.map((one) => one.lcpMs)),
    faults: seen[0]?.faults ?? [],
  }
}

async function lookAtAll(url: string, visitor: Visitor, port: number): Promise<string[]> {
  const flags: Flags = {
    port,
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility'],
  }
  const short: string[] = []
  for (const { name, path } of visitor.pages) {
    if (only && name !== only) continue
    const quick = await several(() => look(`${url}${path}`, flags))
    const { onlyCategories: _both, ...line } = flags
    const slow = await several(() => look(`${url}${path}`, line, slowLine))
    console.log(
      `${name}: performance ${quick.performance}, accessibility ${quick.accessibility}; slow line: LCP ${(slow.lcpMs / 1000).toFixed(2)} s`,
    )
    if (quick.performance < performanceMin) short.push(`${name}: performance ${quick.performance}`)
    if (quick.accessibility < accessibilityMin)
      short.push(`${name}: accessibility ${quick.accessibility} (${quick.faults.join(', ')})`)
    if (!(slow.lcpMs <= slowLcpMsMax)) short.push(`${name}: LCP ${Math.round(slow.lcpMs)} ms on a slow line`)
  }
  return short
}

installTools()
const bench = await startInstallation()
const port = await freePort()
// Lighthouse opens its tabs in the browser's own profile, so the cookie must stand there.
const browser = await chromium.launchPersistentContext('', {
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', `--remote-debugging-port=${port}`],
})
try {
  const visitor = await prepareVisitor(bench.context)
  const { url } = await bench.serve('apps/web.ts')
  const [name = '', value = ''] = visitor.cookie.split('=')
  await browser.addCookies([{ name, value, url }])
  const short = await lookAtAll(url, visitor, port)
  for (const sentence of short) console.error(sentence)
  if (short.length > 0) process.exitCode = 1
} finally {
  await browser.close()
  await bench.stop()
}
