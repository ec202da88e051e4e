/**
 * `npm run faults [-- --seed 1 --submissions 10000 --clients 32 --web 2 --workers 2 --minutes 60 --settle 1200 --keep folder]`: breaks an
 * installation while clients submit, checks that nothing was lost, doubled or left half, and prints one line of JSON.
 * Ends with 1 when something was. How to read it: docs/reliability.md.
 */

import { parseArgs } from 'node:util'
import { tryPlatform } from './faults/run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    submissions: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '32' },
    web: { type: 'string', default: '2' },
    workers: { type: 'string', default: '2' },
    minutes: { type: 'string', default: '60' },
    settle: { type: 'string', default: '1200' },
    keep: { type: 'string' },
  },
})
const outcome = await tryPlatform({
  seed: Number(values.seed),
  submissions: Number(values.submissions),
  clients: Number(values.clients),
  web: Number(values.web),
  workers: Number(values.workers),
  secondsMax: Number(values.minutes) * 60,
  settleSecondsMax: Number(values.settle),
  keepIn: values.keep,
  tell: console.error,
})
console.log(JSON.stringify(outcome))
process.exit(outcome.isGood ? 0 : 1)
