/** Starts every simulator and registers it with an installation of development. */

import type { Context } from '#kernel/context.ts'
import type { SigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { type Simulation, startSimulators } from './framework.ts'
import { inboxPage, type Sent, smsSimulator, startMailbox, zaloSimulator } from './messages.ts'
import { portalSimulator } from './portal.ts'
import { businessSimulator, populationSimulator } from './registers.ts'

/** Registers them where they listen now; their keys stay the same from start to start. */
export async function runSimulators(context: Context, port: number): Promise<Simulation> {
  const sent: Sent[] = []
  const mailbox = await startMailbox(sent)
  const simulators = [
    portalSimulator(),
    populationSimulator,
    businessSimulator,
    smsSimulator(sent),
    zaloSimulator(sent),
  ]
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
    others: { mail: mailbox },
    pages: { 'hop-thu': () => inboxPage(sent) },
  })
  const here = { host: '127.0.0.1', isPrivate: false, isSimulator: true, isEnabled: true } as const
  for (const { key } of simulators)
    await registerSystem(context, {
      ...here,
      key,
      port: simulation.port,
      pathPrefix: `/${key}`,
      publicKey: keyOf(key).publicKey,
    })
  await registerSystem(context, {
    ...here,
    key: 'mail',
    protocol: 'smtp',
    port: mailbox.port,
    pathPrefix: '',
    publicKey: '',
  })
  return {
    ...simulation,
    async stop() {
      await mailbox.stop()
      await simulation.stop()
    },
  }
}
