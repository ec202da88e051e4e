/** Starts every simulator and registers it with an installation of development. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { SigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { findAccounts, findPerson, formLookups } from '#modules/organisation/api.ts'
import { type Simulation, startSimulators } from './framework.ts'
import { inboxPage, type Sent, smsSimulator, startMailbox, zaloSimulator } from './messages.ts'
import { paymentSimulator } from './payment.ts'
import { portalSimulator } from './portal.ts'
import { postSimulator } from './post.ts'
import {
  businessSimulator,
  civilSimulator,
  landSimulatorOf,
  populationSimulatorOf,
  type Resident,
} from './registers.ts'

/** Registers them where they listen now; their keys stay the same from start to start. */
export async function runSimulators(context: Context, port: number): Promise<Simulation> {
  const sent: Sent[] = []
  const mailboxes = { mail: await startMailbox(sent), 'mail-2': await startMailbox(sent) }
  const residents = await residentsOf(context)
  let origin = ''
  const payment = paymentSimulator(() => `${origin}/trang-thanh-toan`)
  const simulators = [
    payment,
    portalSimulator(),
    populationSimulatorOf(residents),
    businessSimulator,
    civilSimulator,
    landSimulatorOf(residents),
    smsSimulator(sent),
    smsSimulator(sent, 'sms-2'),
    zaloSimulator(sent),
    zaloSimulator(sent, 'zalo-2'),
    postSimulator(),
  ]
  const { dataDir } = context.settings
  const keyOf = (key: string): SigningKey => {
    const found = openSigningKey(dataDir, `exchange/simulator-${key}`, true)
    if (!found) throw new Error(`No key for the simulator ${key}`)
    return found
  }
  const simulation = await startSimulators({
    simulators,
    keyOf,
    callerKey: provinceKey(context).publicKey,
    port,
    others: mailboxes,
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
  for (const [key, { port: at }] of Object.entries(mailboxes))
    await registerSystem(context, {
      ...here,
      key,
      protocol: 'smtp',
      port: at,
      pathPrefix: '',
      publicKey: '',
    })
  await registerPushServices(context)
  return {
    ...simulation,
    async stop() {
      for (const mailbox of Object.values(mailboxes)) await mailbox.stop()
      await simulation.stop()
    },
  }
}

/** A browser knows no push service but its own, so that these are the real ones; nobody is reached before a press in a browser. */
async function registerPushServices(context: Context): Promise<void> {
  const hosts = {
    'push-google': 'fcm.googleapis.com',
    'push-mozilla': 'updates.push.services.mozilla.com',
    'push-apple': 'web.push.apple.com',
  }
  for (const [key, host] of Object.entries(hosts))
    await registerSystem(context, {
      key,
      host,
      protocol: 'push',
      port: 443,
      pathPrefix: '',
      publicKey: '',
      isPrivate: false,
      isSimulator: false,
      isEnabled: true,
    })
}

/** Made-up people of the installation, as registers would know them. */
export async function residentsOf(context: Context): Promise<readonly Resident[]> {
  const lookups = formLookups(context)
  const found: Resident[] = []
  await read(context, async (tx) => {
    for (const { personId, identityNumber } of await findAccounts(tx)) {
      const person = identityNumber ? await findPerson(tx, personId) : undefined
      const { areaCode } = person ?? {}
      if (!person || !identityNumber || !areaCode) continue
      const places: string[] = []
      for (let code: string | null | undefined = areaCode; code; code = lookups.area(code)?.parent)
        places.push(lookups.area(code)?.name ?? '')
      const residence = [person.addressLine ?? 'Khu phố 1', ...places.filter(Boolean)].join(', ')
      found.push({ identityNumber, name: person.name, areaCode, residence })
    }
  })
  return found
}
