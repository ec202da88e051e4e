/**
 * `npm run bench:folding [-- --seconds 6 --rounds 7]`: submissions a second through the API while a worker folds what they change
 * into the figures, beside the same without the fold. Both in one run, in turn, because the machine is shared; read the ratio.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { advance } from '#kernel/events.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { modules } from '../src/app.ts'
import { isMarks } from '../src/modules/indicators/domain.ts'
import { foldingOver } from '../src/modules/indicators/folding/commands.ts'
import { startInstallation } from './installation.ts'
import { median, submitUnderLoad } from './load.ts'
import { bodiesFor } from './submissions.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '6' }, rounds: { type: 'string', default: '7' } },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
const costMax = 0.05
/** As the worker rests when nothing is waiting. */
const idleMs = 500

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

  async function submitWhileFolding(): Promise<number> {
    let isOver = false
    const worker = (async () => {
      while (!isOver) if ((await advance(bench.context, fold)) === 0) await sleep(idleMs)
    })()
    const { perSecond } = await submit()
    isOver = true
    await worker
    return perSecond
  }

  await submit()
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    await catchUp()
    const folding = await submitWhileFolding()
    await catchUp()
    const alone = (await submit()).perSecond
    ratios.push(folding / alone)
    console.log(`while folding ${folding.toFixed(0)}/s; alone ${alone.toFixed(0)}/s`)
  }
  const cost = 1 - median(ratios)
  console.log(`the fold costs ${(cost * 100).toFixed(1)} % of submissions (goal ≤ ${costMax * 100} %)`)
} finally {
  await bench.stop()
}
