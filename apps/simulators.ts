/**
 * Simulators of other organisations' systems, for development: registered with this installation, they answer its calls.
 * `POST /dieu-khien` on their port with `{"he-thong": "portal", "loi": "down"}` makes one misbehave; without `loi` it is well.
 */

import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import { settingsOfProcess, stopWhenTold } from '#kernel/process.ts'
import { runSimulators } from '../simulators/run.ts'

const environment = readEnvironment(await settingsOfProcess())
if (!environment.settings.development) throw new Error('Simulators run in development only')
const platform = await openPlatform(environment, { name: 'mot-cua simulators', connectionsMax: 2 })
const wanted = Number(process.env.SIMULATORS_PORT ?? environment.port + 2)
const simulation = await runSimulators(backgroundContext(platform), await freePort(wanted))
await platform.database.close()
stopWhenTold(() => simulation.stop())
process.send?.('ready')
