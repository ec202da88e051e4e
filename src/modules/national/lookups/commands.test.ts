/** Registers are asked for a dossier alone, by whoever has a step of it, and every look is told before its answer. */

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { type Simulation } from '../../../../simulators/framework.ts'
import {
  businessSimulator,
  civilSimulator,
  landSimulator,
  populationSimulator,
} from '../../../../simulators/registers.ts'
import { accepted, as, system, toldOf, tuesday } from '../../dossiers/testing/acts/commands.ts'
import { startRegistered } from '../../exchange/testing/commands.ts'
import { lookUpRegister, proposed } from './commands.ts'
import type { Register, Typed } from './domain.ts'

const simulators = [populationSimulator, businessSimulator, civilSimulator, landSimulator]
let simulation: Simulation
let code = ''

before(async () => {
  simulation = await startRegistered(system('2026-01-01T00:00+07:00'), simulators, {
    now: () => new Date(tuesday),
  })
})
after(() => simulation.stop())
beforeEach(() => {
  for (const one of simulators) simulation.set(one.key, undefined)
})

const person = { identity: '099 190 000 001', name: 'Trần Thị Diều', birth: '1/2/1990' }
const plot = { commune: '99101', map: '12', plot: '7' }
const look = (register: Register, typed: Typed, context = as('officer')) =>
  lookUpRegister(context, { code, register, typed })
const askedOf = async () => (await toldOf(code)).filter(({ name }) => name === 'dossier.registerAsked')

test('the forms are filled in from the dossier', async () => {
  code = await accepted()
  const { identity, name, birth } = await proposed(as('officer'), code)
  const { rows } = await read(system(), (tx) =>
    sql<{
      number: string
      name: string
    }>`select applicant_identity as number, applicant_name as name from dossiers`.execute(tx),
  )
  // The account that filed it is somebody else’s, whose day of birth is none of the applicant’s.
  assert.deepEqual([identity, name, birth], [rows[0]?.number, rows[0]?.name, undefined])
})

test('each register answers what it knows, and says when it knows nothing', async () => {
  const someone = await look('population', person)
  assert.ok(someone.register === 'population' && someone.said.CongDan?.HoTen === 'TRẦN THỊ DIỀU')
  const other = await look('population', { ...person, identity: '099190000009' })
  assert.ok(other.register === 'population' && !other.said.KhopDung && other.said.CongDan === null)
  const firm = await look('business', { taxCode: '0100 000 001' })
  assert.ok(firm.register === 'business' && firm.said.DoanhNghiep?.TrangThai === 'Đang hoạt động')
  const born = await look('civil', { ...person, kind: 'khai-sinh' })
  assert.ok(born.register === 'civil' && born.said.BanGhi.length === 1)
  const dead = await look('civil', { ...person, kind: 'khai-tu' })
  assert.ok(dead.register === 'civil' && dead.said.BanGhi.length === 0)
  const even = await look('land', { ...plot, plot: '8' })
  assert.ok(even.register === 'land' && even.said.ThuaDat?.HanChe.length === 1)
  const nowhere = await look('land', { ...plot, plot: '999' })
  assert.ok(nowhere.register === 'land' && nowhere.said.ThuaDat === null)
})

test('each look is told, and stands in the log with the dossier, its purpose and its ground', async () => {
  const before = (await askedOf()).length
  simulation.set('land', { kind: 'down' })
  await assert.rejects(look('land', plot), { code: 'exchange.away' })
  await look('civil', person)
  const asked = await askedOf()
  assert.deepEqual(
    asked.slice(before).map(({ payload }) => payload.register),
    ['land', 'civil'],
  )
  const { rows } = await read(system(), (tx) =>
    sql<{ calls: number; bare: number }>`
      select count(*)::int as calls, count(*) filter (where dossier_code is distinct from ${code} or purpose = '')::int as bare
      from exchange_calls`.execute(tx),
  )
  assert.ok((rows[0]?.calls ?? 0) >= asked.length)
  assert.equal(rows[0]?.bare, 0)
})

test('what is typed wrong is said before anyone is asked', async () => {
  const before = (await askedOf()).length
  const wrong: readonly (readonly [Register, Typed, string])[] = [
    ['population', { ...person, identity: '12345' }, 'badIdentity'],
    ['population', { ...person, name: ' ' }, 'badName'],
    ['population', { ...person, birth: '31/02/1990' }, 'badBirth'],
    ['population', { ...person, birth: '1990' }, 'badBirth'],
    ['business', { taxCode: '123' }, 'badTaxCode'],
    ['civil', { identity: '' }, 'badIdentity'],
    ['land', { ...plot, map: 'a' }, 'badPlot'],
  ]
  for (const [register, typed, refusal] of wrong)
    await assert.rejects(look(register, typed), { code: `lookups.${refusal}` }, JSON.stringify(typed))
  assert.equal((await askedOf()).length, before)
})

test('nobody looks without a step: not the desk that passed it on, not another unit', async () => {
  await assert.rejects(look('civil', person, as('desk-clerk')), { code: 'lookups.notYours' })
  await assert.rejects(look('civil', person, as('officer', tuesday, 'Z99.12.01')), {
    code: 'dossiers.notFound',
  })
  await assert.rejects(proposed(as('desk-clerk'), code), { code: 'lookups.notYours' })
})
