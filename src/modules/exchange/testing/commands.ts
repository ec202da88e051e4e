/** Made-up systems of other organisations, for tests: signed both ways, and registered as what they stand for. */

import type { Context } from '#kernel/context.ts'
import { newSigningKey } from '#kernel/signed-messages.ts'
import { type Simulation, startSimulators } from '../../../../simulators/framework.ts'
import { provinceKey, registerSystem } from '../registry/commands.ts'

type Options = Parameters<typeof startSimulators>[0]

/** Starts them behind one port; each is known from the context's moment on. */
export async function startRegistered(
  context: Context,
  simulators: Options['simulators'],
  options: Partial<Options> = {},
): Promise<Simulation> {
  const key = newSigningKey()
  const callerKey = provinceKey(context).publicKey
  const simulation = await startSimulators({ ...options, simulators, keyOf: () => key, callerKey })
  for (const one of simulators)
    await registerSystem(context, {
      key: one.key,
      host: '127.0.0.1',
      port: simulation.port,
      pathPrefix: `/${one.key}`,
      isPrivate: false,
      isSimulator: true,
      publicKey: key.publicKey,
      isEnabled: true,
    })
  return simulation
}
