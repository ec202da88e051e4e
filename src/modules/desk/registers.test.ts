/** Hỏi một lần, at the desk: registers vouch for papers, and the book of facts fills the form in. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { personOf, recordFacts } from '#modules/facts/api.ts'
import { findCitizenByNumber, recordCitizen } from '#modules/organisation/api.ts'
import type { Simulation } from '../../../simulators/framework.ts'
import { businessSimulator, populationSimulator } from '../../../simulators/registers.ts'
import { startRegistered } from '../exchange/testing/commands.ts'
import { acceptIntake } from './intake/accepting/commands.ts'
import { viewTill } from './intake/commands.ts'
import { askAgain, askAtDesk, dropIntake, saveIntake } from './intake/saving/commands.ts'
import { at, dossierOf, nothing, platform, rightFields, scan } from './testing/commands.ts'

const stall = '9.000101'
const health = 'giay-kham-suc-khoe'
const firm = {
  keeperKind: 'firm',
  firmName: 'Công ty Bóng Râm',
  firmTaxCode: '0100000001',
  goods: ['coconuts'],
}
let simulation: Simulation

before(async () => {
  simulation = await startRegistered(
    platform.as({ kind: 'system' }, '2026-01-01T00:00+07:00'),
    [businessSimulator, populationSimulator],
    { now: () => new Date('2026-03-02T08:30+07:00') },
  )
})
after(() => simulation.stop())
beforeEach(() => simulation.set('business', undefined))

const asked = () => simulation.seen.get('business/TraCuuDoanhNghiep') ?? 0

/** A clerk has filled the whole form in; the health certificate is neither shown nor scanned. */
async function filledIn(identity: string, answers: typeof firm = firm) {
  const id = randomUUID()
  const context = at('08:30')
  await saveIntake(context, { id, ...nothing, fields: { _card: scan(identity) } })
  await saveIntake(context, { id, ...nothing, fields: {}, act: `procedure:${stall}` })
  const { [`_paper.${health}.way`]: _way, ...fields } = await rightFields(identity, stall, answers)
  await saveIntake(context, { id, ...nothing, fields })
  return { id, context, sent: { id, ...nothing, fields } }
}

const lineOf = async (id: string) => {
  const { form } = await viewTill(at('08:30'), { id })
  const line = form?.papers.find(({ key }) => key === health)
  assert.ok(line)
  return line
}

test('a register vouches for the paper: it need not be shown, and the dossier says who vouched', async () => {
  const identity = '099190000071'
  await inTransaction(platform, (tx) =>
    recordCitizen(tx, { identityNumber: identity, name: 'Trần Thị Diều' }),
  )
  const { id, context, sent } = await filledIn(identity)
  assert.equal((await lineOf(id)).mayAsk, true)
  assert.equal(await acceptIntake(context, sent), 'incomplete', 'nobody asked, nothing shown')
  const before = asked()
  await askAtDesk(context, id)
  await askAtDesk(context, id)
  assert.equal(asked(), before + 1, 'asked twice is asked once')
  const line = await lineOf(id)
  assert.equal(line.vouch?.legal, '3/2023/NQ-HĐND')
  assert.equal(line.mayAsk, false)
  assert.equal(await acceptIntake(context, sent), 'accepted')
  const { accepted } = await viewTill(context, { id })
  const { id: caseId } = await dossierOf(accepted?.code ?? '')
  const { rows } = await read(platform, (tx) =>
    sql<{ file: string | null; vouch: { name: { vi: string } } }>`
      select file_id as file, vouch from dossier_papers where case_id = ${caseId} and paper_key = ${health}`.execute(
      tx,
    ),
  )
  assert.equal(rows[0]?.file, null)
  assert.match(rows[0]?.vouch.name.vi ?? '', /doanh nghiệp/)
  const person = await read(platform, (tx) => findCitizenByNumber(tx, identity))
  const { rows: looks } = await read(platform, (tx) =>
    sql<{ why: string; words: string }>`
      select why, words from looks where what = 'register' and ${person?.id} = any(subjects)`.execute(tx),
  )
  assert.deepEqual(
    looks.map(({ why }) => why),
    ['desk'],
  )
  assert.match(looks[0]?.words ?? '', /Thay giấy tờ “Giấy khám sức khỏe”/)
})

test('other answers are another question: what was vouched for no longer counts', async () => {
  const { id, context, sent } = await filledIn('099190000072')
  await askAtDesk(context, id)
  assert.ok((await lineOf(id)).vouch)
  const fields = { ...sent.fields, firmTaxCode: '0100000019' }
  await saveIntake(context, { id, ...nothing, fields })
  assert.equal((await lineOf(id)).vouch, undefined)
  assert.equal(await acceptIntake(context, { id, ...nothing, fields }), 'incomplete')
  assert.equal((await lineOf(id)).silence?.outcome, 'denied', 'asked anew on acceptance: no such firm')
  const shown = { ...fields, [`_paper.${health}.way`]: 'original' }
  assert.equal(
    await acceptIntake(context, { id, ...nothing, fields: shown }),
    'accepted',
    'the paper is taken as ever',
  )
})

test('what the register said is looked at again beside what is typed now', async () => {
  const { id, sent } = await filledIn('099190000076', { ...firm, firmTaxCode: '0100000029' })
  const context = at('08:30')
  await askAtDesk(context, id)
  assert.equal((await lineOf(id)).silence?.outcome, 'denied', 'no firm has this number')
  const before = asked()
  await saveIntake(context, { id, ...nothing, fields: { ...sent.fields, firmTaxCode: '0100000021' } })
  await askAgain(context, id)
  assert.ok((await lineOf(id)).vouch)
  await askAgain(context, id)
  assert.equal(asked(), before + 1)
  await dropIntake(context, id)
})

test('a register that is down holds nobody up, and is asked again later', async () => {
  simulation.set('business', { kind: 'down' })
  const { id, context, sent } = await filledIn('099190000073', { ...firm, firmTaxCode: '0100000028' })
  await askAtDesk(context, id)
  const line = await lineOf(id)
  assert.equal(line.silence?.outcome, 'away')
  assert.equal(line.mayAsk, true)
  const fields = { ...sent.fields, [`_paper.${health}.way`]: 'original' }
  assert.equal(await acceptIntake(context, { id, ...nothing, fields }), 'accepted')
})

test('of somebody else than who stands here no register is asked', async () => {
  const { id, context, sent } = await filledIn('099190000074', { ...firm, firmTaxCode: '0100000037' })
  await saveIntake(context, { id, ...nothing, fields: { ...sent.fields, _for: 'other' } })
  assert.equal((await lineOf(id)).mayAsk, false)
  const before = asked()
  await askAtDesk(context, id)
  assert.equal(asked(), before)
  await dropIntake(context, id)
})

test('what the book knows of whoever stands here is filled in; the card holds against it', async () => {
  const identity = '099190000075'
  const context = at('08:30')
  const eventOf = randomUUID()
  const word = {
    source: 'said',
    by: 'dossier',
    byName: { vi: 'tự khai', en: 'said' },
    reference: null,
  } as const
  await inTransaction(context, (tx) =>
    recordFacts(tx, context, {
      subject: personOf(identity),
      eventOf,
      facts: [
        { ...word, key: 'person.email', value: 'dieu@example.vn', asOf: new Date('2026-02-01T08:00+07:00') },
        { ...word, key: 'person.fullName', value: 'Trần Diều', asOf: new Date('2026-02-01T08:00+07:00') },
      ],
    }),
  )
  const id = randomUUID()
  await saveIntake(context, { id, ...nothing, fields: { _card: scan(identity) } })
  await saveIntake(context, { id, ...nothing, fields: {}, act: `procedure:${stall}` })
  const { typed } = (await viewTill(context, { id })).intake
  await saveIntake(context, { id, ...nothing, fields: { ...typed, _form: stall, keeperKind: 'person' } })
  const { intake } = await viewTill(context, { id })
  assert.equal(intake.typed.keeperEmail, 'dieu@example.vn')
  assert.equal(intake.typed.keeperName, 'Trần Thị Diều')
  await dropIntake(context, id)
})
