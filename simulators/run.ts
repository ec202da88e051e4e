/** Starts every simulator and registers it with an installation of development. */

import type { Context } from '#kernel/context.ts'
import type { SigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { type Simulation, startSimulators } from './framework.ts'
import { inboxPage, type Sent, smsSimulator, startMailbox, zaloSimulator } from './messages.ts'
import { paymentSimulator } from './payment.ts'
import { portalSimulator } from './portal.ts'
import { postSimulator } from './post.ts'
import { businessSimulator, civilSimulator, landSimulator, populationSimulator } from './registers.ts'

/** Registers them where they listen now; their keys stay the same from start to start. */
export async function runSimulators(context: Context, port: number): Promise<Simulation> {
  const sent: Sent[] = []
  const mailbox = await startMailbox(sent)
  let origin = ''
  const payment = paymentSimulator(() => `${origin}/trang-thanh-toan`)
  const simulators = [
    payment,
    portalSimulator(),
    populationSimulator,
    businessSimulator,
    civilSimulator,
    landSimulator,
    smsSimulator(sent),
    zaloSimulator(sent),
    postSimulator(),
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
    pages: { 'hop-thu': () => inboxPage(sent), 'trang-thanh-toan': (rest) => payment.page(rest) },
  })
  origin = `http://127.0.0.1:${simulation.port}`
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
