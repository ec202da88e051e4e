/**
 * `npm run bench:transitions [-- --moves 1500 --rounds 3]`: steps taken and sent on through the HTTP API with all its
 * checks, beside a bare handler that makes the same change in one call. All in one run, in turn; read the ratios.
 */

import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { callFunction, read, sql } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'
import { median } from './load.ts'
import { sampleRow } from './submissions.ts'

const { values } = parseArgs({
  options: { moves: { type: 'string', default: '1500' }, rounds: { type: 'string', default: '3' } },
})
const [moves, rounds] = [Number(values.moves), Number(values.rounds)]
const procedure = '1.004873'
const goal = 0.6

type Row = { readonly competentUnitId: string; readonly [name: string]: unknown }
type Side = { readonly url: string; readonly token?: string }

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run(bench: BenchInstallation): Promise<void> {
  const { context } = bench
  const steps = await read(context, async (tx) => (await getProcedure(tx, procedure, context.today)).steps)
  const at = steps.findIndex(({ type }) => type === 'appraise')
  const [step, next] = [steps[at], steps[at + 1]]
  const sample = (await sampleRow(context, newId(context.now))) as Row
  const unitId = sample.competentUnitId
  const { rows: units } = await read(context, (tx) =>
    sql<{ code: string }>`select code from units where id = ${unitId}`.execute(tx),
  )
  const unitCode = units[0]?.code
  if (!step || !next || !unitCode)
    throw new Error('The procedure of the benchmark needs an appraisal and what follows')
  const { token, id: actorId } = await issueServiceToken(context, {
    name: 'bench',
    scopes: ['dossiers.handle'],
    unitCode,
  })
  const api: Side = { ...(await bench.serve('apps/web.ts')), token }
  const bare: Side = await bench.serve('bench/bare-moves.ts', {
    BENCH_SCHEMA: context.database.schema,
    BENCH_MOVE: JSON.stringify({ actorId, unitId, next: { ...next, name: next.name.vi } }),
  })
  const prepare = () => prepared(bench, { sample, step, unitId })
  for (const side of [api, bare]) await both(side, await prepare(), 10)
  for (const connections of [10, 32]) {
    const ratios: { take: number[]; forward: number[] } = { take: [], forward: [] }
    for (let round = 0; round < rounds; round++) {
      const ours = await both(api, await prepare(), connections)
      const base = await both(bare, await prepare(), connections)
      ratios.take.push(ours.take / base.take)
      ratios.forward.push(ours.forward / base.forward)
      console.log(
        `${connections} connections: take ${ours.take.toFixed(0)}/s beside ${base.take.toFixed(0)}/s, forward ${ours.forward.toFixed(0)}/s beside ${base.forward.toFixed(0)}/s`,
      )
    }
    const all = median([...ratios.take, ...ratios.forward])
    console.log(
      `${connections} connections: API / bare handler: take ${median(ratios.take).toFixed(2)}, forward ${median(ratios.forward).toFixed(2)} (goal ${goal}, wished 0.8)`,
    )
    if (all < goal) process.exitCode = 1
  }
}

type Place = {
  readonly sample: Row
  readonly step: {
    readonly key: string
    readonly type: string
    readonly name: { readonly vi: string }
    readonly role: string
  }
  readonly unitId: string
}

/** So many accepted dossiers at the appraisal of the unit, held by nobody. Answers their codes. */
async function prepared({ context }: BenchInstallation, { sample, step, unitId }: Place): Promise<string[]> {
  const made = await callFunction<{ code: string; caseId: string }[]>(
    context,
    'submit_dossiers',
    Array.from({ length: moves }, (_, index) => ({
      ...sample,
      key: `move ${newId(context.now)}`,
      id: newId(new Date(context.now.getTime() + index)),
    })),
  )
  const ids = made.map(({ caseId }) => caseId)
  const clock = [
    {
      kind: 'accepted',
      at: context.now.toISOString(),
      policy: { countFrom: 'hourExact', cutOffMinutes: null },
      limit: { amount: 10, unit: 'workingDay' },
    },
  ]
  await context.database.kysely.transaction().execute(async (tx) => {
    await sql`update case_steps set ended_at = now(), outcome = 'accepted' where case_id = any(${ids}::uuid[])`.execute(
      tx,
    )
    await sql`insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at)
      select id, 2, ${step.key}, ${step.type}, ${step.name.vi}, ${step.role}, ${unitId}, now(), now() + interval '2 days'
      from unnest(${ids}::uuid[]) as id`.execute(tx)
    await sql`update cases set state = 'processing', step_key = ${step.key}, step_type = ${step.type},
      step_role = ${step.role}, holder_unit_id = ${unitId}, received_at = now(), due_at = now() + interval '14 days',
      clock = ${JSON.stringify(clock)}::jsonb where id = any(${ids}::uuid[])`.execute(tx)
  })
  return made.map(({ code }) => code)
}

async function both(side: Side, codes: readonly string[], connections: number) {
  const take = await move(side, codes, connections, { transition: 'take', version: 1 })
  return { take, forward: await move(side, codes, connections, { transition: 'forward', version: 2 }) }
}

/** Every dossier once. Throws when one was not moved. */
async function move(
  { url, token }: Side,
  codes: readonly string[],
  connections: number,
  body: object,
): Promise<number> {
  if (!url.startsWith('http://127.0.0.1:')) throw new Error('Load goes to this machine only')
  let next = 0
  const text = JSON.stringify(body)
  const started = performance.now()
  const result = await autocannon({
    url,
    connections,
    amount: codes.length,
    // A run ends with a sample; by whole seconds its length would be one of a few.
    sampleInt: 20,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({
          ...request,
          path: `/api/v1/dossiers/${codes[next++ % codes.length]}/transitions`,
          body: text,
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        }),
      },
    ],
  })
  const seconds = (performance.now() - started) / 1000
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} moves were refused, ${result.errors} failed`)
  return codes.length / seconds
}
