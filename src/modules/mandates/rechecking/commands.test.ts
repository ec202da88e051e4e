import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import { claimChild, openOrganisation } from '../proving/commands.ts'
import {
  as,
  firmCode,
  head,
  inPlace,
  newest,
  platform,
  setRegister,
  system,
  toldOf,
} from '../testing/commands.ts'
import { recheck } from './commands.ts'

const otherFirm = '0700991111'
const child = { identity: '099215001111', name: 'Nguyễn Văn Gió', birthDate: calendarDate('2015-06-01') }

/** As if the register had last been asked on that day, and named somebody else since. */
const change = (role: string, set: { checkedOn: string; agentIdentity?: string }, number = firmCode) =>
  inTransaction(system(), (tx) =>
    sql`update mandates m set checked_at = ${`${set.checkedOn}T08:00+07:00`}::timestamptz,
        agent_identity = coalesce(${set.agentIdentity ?? null}, agent_identity)
      from persons owner where owner.id = m.represented_id and owner.identity_number = ${number} and m.role = ${role}`.execute(
      tx,
    ),
  )
const checkedAt = async (number: string) => {
  const { rows } = await read(platform, (tx) =>
    sql<{ at: Date; ended: Date | null }>`
      select m.checked_at as at, m.ended_at as ended from mandates m join persons p on p.id = m.represented_id
      where p.identity_number = ${number}`.execute(tx),
  )
  return rows[0]
}

test('two firms and a child are proven', async () => {
  await openOrganisation(as(head), firmCode)
  await openOrganisation(as(head), otherFirm)
  await claimChild(as(head), child)
})

test('what was proven lately is not asked about, what the register still says holds on', async () => {
  await change('legalRepresentative', { checkedOn: '2026-02-20' })
  await recheck(system())
  assert.deepEqual((await checkedAt(firmCode))?.at, new Date('2026-02-20T08:00+07:00'))
  await change('legalRepresentative', { checkedOn: '2026-01-20' })
  await change('parent', { checkedOn: '2026-01-20' }, child.identity)
  await recheck(system())
  for (const number of [firmCode, child.identity])
    assert.deepEqual(await checkedAt(number), { at: system().now, ended: null })
})

test('a register that is away ends nothing and is asked again', async () => {
  await change('legalRepresentative', { checkedOn: '2026-01-20' })
  setRegister({ kind: 'down' })
  await recheck(system())
  assert.deepEqual(await checkedAt(firmCode), { at: new Date('2026-01-20T08:00+07:00'), ended: null })
  setRegister(undefined)
})

test('whom the register names no more acts no more, from that moment on, and both sides are told', async () => {
  const { id, representedId } = await newest(head, 'legalRepresentative')
  const acting = await inPlace(head, id)
  await acting()
  await inTransaction(system(), (tx) => sql`delete from exchange_breakers`.execute(tx))
  const number = (
    await read(platform, (tx) =>
      sql<{
        number: string
      }>`select identity_number as number from persons where id = ${representedId}`.execute(tx),
    )
  ).rows[0]?.number
  await change('legalRepresentative', { checkedOn: '2026-01-20', agentIdentity: '099090002222' }, number)
  await recheck(system())
  await recheck(system())
  assert.deepEqual((await checkedAt(number ?? ''))?.ended, system().now)
  const then = await acting()
  await assert.rejects(
    read(then, (tx) => sql`select`.execute(tx)),
    { code: 'kernel.mandateEnded' },
  )
  const told = await toldOf(id)
  assert.equal(told.filter(({ name }) => name === 'mandate.ended').length, 1)
})
