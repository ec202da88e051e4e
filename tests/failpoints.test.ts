/**
 * A real process dies at every named place of submitting, paying and signing. Nothing is half there then, and whoever does the
 * same again under the same key gets one dossier, one receipt, one number and one signature.
 */

import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { armFailpoint, type Failpoint, failpoint, failpoints } from '#kernel/failpoints.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { applicant, kitePermit, platform, submitted, system } from '#modules/dossiers/testing/commands.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import type { Simulation } from '../simulators/framework.ts'
import { type PaymentSimulator, paymentSimulator } from '../simulators/payment.ts'
import { keepFile } from '../src/modules/dossiers/submission/commands.ts'
import { addPaper, createDraft, openPublished } from '../src/modules/drafts/published/commands.ts'
import { startRegistered } from '../src/modules/exchange/testing/commands.ts'
import { ownReceipts } from '../src/modules/payments/commands.ts'
import * as signing from '../src/modules/results/testing/commands.ts'
import { findDoubled, findHalf, findHoles } from '../tools/faults/store.ts'
import { type Act, acts } from './failpoints/acts.ts'
import type { Order } from './failpoints/child.ts'

const morning = new Date('2026-03-02T00:00+07:00')
const noon = new Date('2026-03-02T12:00+07:00')
const evening = new Date('2026-03-02T18:00+07:00')
let simulation: Simulation
let payments: PaymentSimulator
let spare: ChildProcess

before(async () => {
  payments = paymentSimulator(() => `http://127.0.0.1:${simulation.port}/trang`)
  simulation = await startRegistered(system(noon), [payments], { now: () => noon })
})
after(async () => {
  spare.kill('SIGKILL')
  await simulation.stop()
})

/** One waits with its code loaded while the one before is at work. */
function newChild(): ChildProcess {
  const script = fileURLToPath(new URL('failpoints/child.ts', import.meta.url))
  const hook = fileURLToPath(new URL('../tools/tsx-hook.mjs', import.meta.url))
  return fork(script, [], { execArgv: ['--import', hook], serialization: 'advanced' })
}
spare = newChild()

/** Answers how the process ended: by which signal, or what it said when it got to the end. */
async function dieAt(failpoint: Failpoint, act: Act, context: Context, given: object): Promise<string> {
  const child = spare
  spare = newChild()
  const { database, files, pack, settings, actor, now: at } = context
  const { connectionString: url = '' } = database.pool.options
  const order: Order = {
    url,
    incoming: files.incoming,
    packFolder: pack.folder,
    settings,
    actor,
    at,
    failpoint,
    act,
    given,
  }
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal ?? 'ended'))
    child.once('message', (said) => resolve(String(said)))
  })
  child.send(order)
  const how = await ended
  child.kill('SIGKILL')
  return how
}

async function demandWhole(context: Context): Promise<void> {
  const counts = [
    ...(await findHalf(context)),
    ...(await findDoubled(context, [])),
    ...(await findHoles(context)),
  ]
  assert.deepEqual(
    counts.filter(({ count }) => count > 0),
    [],
  )
}

type Prepared = {
  readonly act: Act
  readonly context: Context
  readonly given: object
  /** What must have come of it, where the act itself answers nothing. */
  readonly came?: () => Promise<unknown>
}

const kites = [{ name: 'Diều cá', lengthMetres: 1, hasFlute: false }]
const { onePage } = signing

async function picture(name: string) {
  const drawn = sharp({ create: { width: 60, height: 40, channels: 3, background: '#0b5c7a' } })
  return storeBytes(platform.files, name, await drawn.jpeg().toBuffer())
}

const person = (at: Date | string = noon) => platform.as(applicant, at)

async function answersFor(procedure: string) {
  const context = person()
  const { form } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [randomUUID()] }
  const { pictures: _later, ...answers } = exampleAnswers(form, () => 0.4, lists)
  return answers
}

async function uploading(): Promise<Prepared> {
  return { act: 'upload', context: person(), given: { bytes: await onePage() } }
}

async function submitting(): Promise<Prepared> {
  const context = person()
  const fileId = await keepFile(context, await picture('diều.jpg'))
  const given = {
    key: randomUUID(),
    procedure: kitePermit,
    answers: { ...(await answersFor(kitePermit)), kites },
    papers: [{ key: 'anh-dieu', fileId }],
    channel: 'online',
    returnMethod: 'online',
  }
  return { act: 'submit', context, given }
}

async function submittingDraft(): Promise<Prepared> {
  const context = { ...person(), operationKey: randomUUID() }
  const answers = { ...(await answersFor(kitePermit)), kites }
  const { id } = await createDraft(context, { procedure: kitePermit, answers, returnMethod: 'online' })
  for (const name of ['trước.jpg', 'sau.jpg'])
    await addPaper(context, { id, key: 'anh-dieu' }, await picture(name))
  const { version } = await openPublished(context, id)
  return { act: 'submitDraft', context, given: { id, version } }
}

async function goingToPay(): Promise<Prepared> {
  const code = await submitted(kitePermit, { kites })
  return { act: 'goToPay', context: person(), given: { code } }
}

/** Somebody has paid on the page of the platform, and nobody here knows yet. */
async function notingPayments(): Promise<Prepared> {
  const { given } = await goingToPay()
  const address = await acts.goToPay(person(), given as { code: string })
  payments.pay(address.split('/').at(-1) ?? '', noon)
  const { code } = given as { readonly code: string }
  const came = async () => assert.equal((await ownReceipts(person(), code)).length, 1)
  return { act: 'notePayments', context: system(noon), given: { from: morning, until: evening }, came }
}

async function signingOne(): Promise<Prepared> {
  const code = await signing.waiting()
  const came = async () => assert.equal((await signing.resultOf(code)).state, 'signed')
  return { act: 'sign', context: signing.as('leader'), given: await signing.chosen(code), came }
}

/** Which act passes a place. */
const actOf = (name: Failpoint): (() => Promise<Prepared>) => {
  if (name.startsWith('upload.')) return uploading
  if (name.startsWith('submit.')) return submitting
  if (name.startsWith('draft.')) return submittingDraft
  if (name.startsWith('sign.')) return signingOne
  return ['pay.orderWritten', 'pay.invoiceMade', 'pay.gatewayKept'].includes(name)
    ? goingToPay
    : notingPayments
}

const asSystem = ({ act }: Prepared): Context => (act === 'sign' ? signing.system() : system(evening))

for (const name of failpoints)
  test(`a death at ${name} leaves nothing half and doubles nothing`, async () => {
    const prepared = await actOf(name)()
    const { act, context, given, came } = prepared
    assert.equal(await dieAt(name, act, context, given), 'SIGKILL')
    await demandWhole(asSystem(prepared))
    const first = await acts[act](context, given as never)
    assert.deepEqual(await acts[act](context, given as never), first)
    await came?.()
    await demandWhole(asSystem(prepared))
  })

test('whoever is never armed passes every place, and a place that is not there is refused', async () => {
  for (const name of failpoints) failpoint(name)
  assert.throws(() => armFailpoint('submit.nowhere'), /there is no place "submit.nowhere"/)
})
