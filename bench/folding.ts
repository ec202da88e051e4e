/**
 * `npm run bench:folding [-- --seconds 10 --rounds 16]`: submissions a second through the API while a worker folds what they change
 * into the figures, beside the same without the fold. Both in one run, in turn, because the machine is shared; read the ratio.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { advance } from '#kernel/events.ts'
import { restAfter } from '#kernel/worker.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { modules } from '../src/app.ts'
import { isMarks } from '../src/modules/indicators/domain.ts'
import { foldingOver } from '../src/modules/indicators/folding/commands.ts'
import { startInstallation } from './installation.ts'
import { median, submitUnderLoad } from './load.ts'
import { bodiesFor } from './submissions.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, rounds: { type: 'string', default: '16' } },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
const costMax = 0.05

const bench = await startInstallation()
try {
  const { token } = await issueServiceToken(bench.context, { name: 'bench', scopes: ['dossiers.write'] })
  const { url } = await bench.serve('apps/web.ts')
  const bodies = await bodiesFor(bench.context, { url, token, communes: 50 })
  const { fold } = foldingOver(modules.flatMap(({ measures = [] }) => measures).filter(isMarks))
  const submit = () => submitUnderLoad({ url, token, bodies, connections: 32, seconds })
  const catchUp = async () => {
    while ((await advance(bench.context, fold)) > 0);
  }

  let [atWorkMs, foldingMs] = [0, 0]
  async function submitWhileFolding(): Promise<number> {
    const ending = new AbortController()
    const begun = performance.now()
    const worker = (async () => {
      while (!ending.signal.aborted) {
        const at = performance.now()
        const taken = await advance(bench.context, fold)
        atWorkMs += performance.now() - at
        await sleep(restAfter(fold, taken), undefined, { signal: ending.signal }).catch(() => undefined)
      }
    })()
    const { perSecond } = await submit()
    ending.abort()
    await worker
    foldingMs += performance.now() - begun
    return perSecond
  }
  const submitAlone = async () => (await submit()).perSecond

  await submit()
  const [folding, alone]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    // What grows or warms meanwhile is neither's gain: each is first as often as second.
    if (round % 2) alone.push(await submitAlone())
    await catchUp()
    folding.push(await submitWhileFolding())
    if (round % 2 === 0) alone.push(await submitAlone())
    console.log(`while folding ${folding.at(-1)?.toFixed(0)}/s; alone ${alone.at(-1)?.toFixed(0)}/s`)
  }
  const cost = 1 - median(folding.map((perSecond, round) => perSecond / (alone[round] ?? Number.NaN)))
  console.log(`the fold was at work ${((atWorkMs / foldingMs) * 100).toFixed(1)} % of the time`)
  console.log(`the fold costs ${(cost * 100).toFixed(1)} % of submissions (goal ≤ ${costMax * 100} %)`)
} finally {
  await bench.stop()
}
