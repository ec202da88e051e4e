import { tryPlatform } from './faults/run.ts'
const o = await tryPlatform({ seed: 1, submissions: Number(process.argv[2]??20), clients: 8, web: 2, workers: 1, secondsMax: 15, settleSecondsMax: 60, schedule: [], keepIn: '/tmp/faults-quiet' })
console.log(JSON.stringify(o, null, 1)); process.exit(0)
