import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { seedForecasts } from '#modules/forecast/api.ts'
import { openBoard } from '#modules/forecast/board/commands.ts'
import { findBroken } from '../proof/store.ts'
import { system } from '../testing/commands.ts'
import { seedDossiers } from './commands.ts'

test('made-up dossiers go through every kind of step, side by side as well, and none is left hanging', async () => {
  const context = system('2026-03-27T10:00+07:00')
  await seedDossiers(context)
  const { rows } = await read(context, (tx) =>
    sql<{
      type: string
      ended: number
    }>`select step_type as type, count(ended_at)::int as ended from case_steps
      group by 1`.execute(tx),
  )
  const ended = new Map(rows.map(({ type, ended: count }) => [type, count]))
  for (const type of [
    'receive',
    'assign',
    'appraise',
    'inspect',
    'consult',
    'draft',
    'sign',
    'number',
    'return',
  ])
    assert.ok((ended.get(type) ?? 0) > 0, `no ${type} was ever ended: ${JSON.stringify(rows)}`)
  const beside = await read(context, (tx) =>
    sql`select from case_steps a join case_steps b on b.case_id = a.case_id and b.number > a.number
      and b.started_at = a.started_at and a.step_key <> b.step_key limit 1`.execute(tx),
  )
  assert.equal(beside.rows.length, 1)
  assert.deepEqual(await read(context, findBroken), [])
})

test('months of history lie behind them, with forecasts that mostly held, once', async () => {
  const context = system('2026-03-27T10:00+07:00')
  await seedForecasts(context)
  const { total, units } = await openBoard(context)
  assert.ok(total.held && total.held > 0.75 && total.held < 0.97, `${total.held} held`)
  assert.ok(total.earlier && total.later && units.length > 2)
  await seedForecasts(context)
  assert.equal((await openBoard(context)).total.scored, total.scored)
})
