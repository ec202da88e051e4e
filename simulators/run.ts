/** Starts every simulator and registers it with an installation of development. */

import type { Context } from '#kernel/context.ts'
import type { SigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { type Simulation, startSimulators } from './framework.ts'
import { portalSimulator } from './portal.ts'
import { businessSimulator, populationSimulator } from './registers.ts'

/** Registers them where they listen now; their keys stay the same from start to start. */
export async function runSimulators(context: Context, port: number): Promise<Simulation> {
  const simulators = [portalSimulator(), populationSimulator, businessSimulator]
  const { dataDir } = context.settings
  const keyOf = (key: string): SigningKey => {
    const found = openSigningKey(dataDir, `simulator-${key}`, true)
    if (!found) throw new Error(`No key for the simulator ${key}`)
    return found
  }
  const simulation = await startSimulators({
    simulators,
    keyOf,
    callerKey: provinceKey(context).publicKey,
    port,
  })
  for (const { key } of simulators)
    await registerSystem(context, {
      key,
      host: '127.0.0.1',
      port: simulation.port,
      pathPrefix: `/${key}`,
      isPrivate: false,
      isSimulator: true,
      publicKey: keyOf(key).publicKey,
      isEnabled: true,
    })
  return simulation
}
