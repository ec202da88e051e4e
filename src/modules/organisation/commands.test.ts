import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import {
  competentUnit,
  findAccounts,
  findOfficerPosts,
  findUnitByCode,
  formLookups,
  officerAt,
  officersWith,
  receivingDesk,
  recordCitizen,
  roleOfStep,
  stepRolesOf,
  unitsBelow,
} from './api.ts'
import { loadOrganisation } from './commands.ts'
import { seedPeople } from './invented/commands.ts'

const platform = await freshPlatform()
const march = platform.as({ kind: 'system' }, '2026-03-02T03:00:00Z')
await Promise.all([loadOrganisation(march), loadOrganisation(march)])

/** The same moment with a pack that was edited. */
const withPack = (context: Context, change: Partial<Context['pack']>): Context => ({
  ...context,
  pack: { ...context.pack, ...change },
})
const unitNow = (code: string, context = march) =>
  read(context, (tx) => findUnitByCode(tx, code, context.today))

test('loading a pack twice, even at once, changes nothing the second time', async () => {
  assert.deepEqual(await platform.eventNames(), ['organisation.loaded'])
  const before = await unitNow('Z99.02')
  await loadOrganisation(march)
  assert.deepEqual(await platform.eventNames(), ['organisation.loaded'])
  assert.deepEqual(await unitNow('Z99.02'), before)
})

test('a unit is found as it was on the day', async () => {
  const before = platform.as({ kind: 'system' }, '2025-06-30T03:00:00Z')
  assert.equal((await unitNow('Z99.11.02', before))?.name, 'Ủy ban nhân dân phường Ư Ỡ Ẵng')
  assert.equal((await unitNow('Z99.11.02'))?.name, 'Ủy ban nhân dân phường Ưỡn Ngực')
  assert.equal(await unitNow('Z99.04'), undefined)
})

test('units below are those of the tree, the unit itself among them', async () => {
  const city = await unitNow('Z99.11')
  const below = await read(march, (tx) => unitsBelow(tx, city?.id ?? '', march.today))
  assert.deepEqual(
    below.map(({ code }) => code),
    ['Z99.11', 'Z99.11.01', 'Z99.11.02', 'Z99.11.03'],
  )
  const lighthouse = await unitNow('Y01.99')
  assert.equal(lighthouse?.parentId, null)
})

test('the commune, the district or the department of the field is competent', async () => {
  const ask = (level: 'commune' | 'district' | 'province', areaCode?: string, unit?: string) =>
    competentUnit(march, {
      competence: { level, unit },
      fieldCode: march.pack.fields[0]?.code ?? '',
      areaCode,
    })
  assert.equal((await ask('commune', '99203'))?.code, 'Z99.13')
  assert.equal((await ask('district', '99201'))?.code, 'Z99.12')
  assert.equal((await ask('district', '992'))?.code, 'Z99.12')
  assert.equal((await ask('province'))?.code, march.pack.fields[0]?.department)
  assert.equal((await ask('province', undefined, 'Y01.99'))?.code, 'Y01.99')
})

test('nobody is competent without an area, for a strange one, or for one that has no such level', async () => {
  const ask = (level: 'commune' | 'district', areaCode?: string) =>
    competentUnit(march, { competence: { level }, fieldCode: '', areaCode })
  assert.equal(await ask('commune'), undefined)
  assert.equal(await ask('commune', '00000'), undefined)
  assert.equal(await ask('district', '99203'), undefined)
})

test('papers go to the unit’s own desk, else to the nearest above, else to the centre', async () => {
  const deskOf = async (code: string) => {
    const unit = await unitNow(code)
    return read(march, (tx) => receivingDesk(tx, march, unit?.id ?? ''))
  }
  assert.equal((await deskOf('Z99.13'))?.name, 'Bộ phận Một cửa Không Cầu')
  assert.equal((await deskOf('Z99.02.01'))?.unit.code, 'Z99.02')
  assert.equal((await deskOf('Y01.99'))?.unit.code, 'Z99.01')
})

test('forms know the areas and units of their day', () => {
  const lookups = formLookups(march)
  assert.deepEqual(lookups.area('99203'), { name: 'Xã Đảo Không Cầu', level: 'commune', parent: '99' })
  assert.equal(lookups.area('00000'), undefined)
  assert.equal(lookups.unit('Z99.04'), undefined)
  const before = platform.as({ kind: 'system' }, '2025-12-31T03:00:00Z')
  assert.equal(formLookups(before).unit('Z99.04')?.name, 'Sở Cối Xay Gió')
})

test('what a newer pack renames is renamed, and what it leaves out ends the day before', async () => {
  const april = platform.as({ kind: 'system' }, '2026-04-01T03:00:00Z')
  const units = april.pack.units
    .filter(({ code }) => code !== 'Z99.02.01')
    .map((unit) => (unit.code === 'Z99.03' ? { ...unit, name: 'Sở Cát Mịn' } : unit))
  const before = await unitNow('Z99.03')
  await loadOrganisation(withPack(april, { units }))
  const after = await unitNow('Z99.03', april)
  assert.equal(after?.name, 'Sở Cát Mịn')
  assert.equal(after?.id, before?.id)
  assert.equal(await unitNow('Z99.02.01', april), undefined)
  assert.equal(
    (await unitNow('Z99.02.01', platform.as(april.actor, '2026-03-31T03:00:00Z')))?.name,
    'Phòng Diều',
  )
  await loadOrganisation(april)
  assert.equal((await unitNow('Z99.02.01', april))?.name, 'Phòng Diều', 'a unit that comes back goes on')
})

test('made-up officers can do every step in every unit, and making them again adds nobody', async () => {
  await Promise.all([seedPeople(march), seedPeople(march)])
  const count = () => read(march, async (tx) => (await findAccounts(tx)).length)
  const before = await count()
  await seedPeople(march)
  assert.equal(await count(), before)
  const province = await unitNow('Z99')
  await read(march, async (tx) => {
    for (const unit of await unitsBelow(tx, province?.id ?? '', march.today))
      for (const stepRole of Object.keys(march.pack.stepRoles)) {
        const officers = await officersWith(tx, unit.id, roleOfStep(march, stepRole), march.today)
        assert.ok(officers.length > 0, `${unit.name} has nobody for ${stepRole}`)
      }
  })
})

test('an officer at a post has the permissions of its roles until the post ends', async () => {
  const unit = await unitNow('Z99.13')
  const [leader] = await read(march, (tx) => officersWith(tx, unit?.id ?? '', 'leader', march.today))
  assert.ok(leader && unit)
  const officer = await read(march, (tx) => officerAt(tx, leader.postId, march.today))
  assert.equal(officer?.unitReach, unit.path)
  assert.equal(officer?.title, 'Chủ tịch Ủy ban nhân dân')
  assert.ok(officer?.permissions.has('dossier.sign') && !officer.permissions.has('dossier.receive'))
  await inTransaction(march, (tx) =>
    sql`update posts set valid_to = '2026-03-01' where id = ${leader.postId}`.execute(tx),
  )
  assert.equal(await read(march, (tx) => officerAt(tx, leader.postId, march.today)), undefined)
  assert.deepEqual(await read(march, (tx) => findOfficerPosts(tx, leader.personId, march.today)), [])
})

test('a role that the pack drops gives nothing any more', async () => {
  const unit = await unitNow('Z99.01')
  const [clerk] = await read(march, (tx) => officersWith(tx, unit?.id ?? '', 'desk-clerk', march.today))
  assert.ok(clerk)
  await loadOrganisation(
    withPack(march, { roles: march.pack.roles.filter(({ code }) => code !== 'desk-clerk') }),
  )
  const officer = await read(march, (tx) => officerAt(tx, clerk.postId, march.today))
  assert.equal(officer?.permissions.size, 0)
  await loadOrganisation(march)
})

test('a citizen is one person however often and from wherever they are recorded', async () => {
  const facts = { identityNumber: '099190555555', name: 'Lã Thị Diều' }
  const record = (more: object) => inTransaction(march, (tx) => recordCitizen(tx, { ...facts, ...more }))
  const [one, two] = await Promise.all([record({ phone: '0990000777' }), record({})])
  assert.equal(one.id, two.id)
  assert.deepEqual([one.isNew, two.isNew].sort(), [false, true])
  const { rows } = await read(march, async (tx) => {
    return sql<{ phone: string }>`select phone from persons where id = ${one.id}`.execute(tx)
  })
  await record({ phone: '0990000888' })
  assert.deepEqual(rows, [{ phone: '0990000777' }])
})

test('an identity number with another count of digits is refused', async () => {
  for (const identityNumber of ['261234567', '09919055555x', ''])
    await assert.rejects(
      inTransaction(march, (tx) => recordCitizen(tx, { identityNumber, name: 'Ỷ Thị Mây' })),
      { code: 'organisation.notAnIdentityNumber' },
    )
})

test('roles of steps are those that procedures need', () => {
  assert.deepEqual(
    stepRolesOf(march.pack).map(({ code }) => code),
    ['desk-clerk', 'officer', 'division-head', 'leader', 'registrar', 'lighthouse-keeper'],
  )
})
