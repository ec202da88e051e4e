/**
 * The baseline of step transitions: a bare Fastify handler that changes the same rows, writes the same event and checks the
 * version, in one call of SQL that is planned once. It asks nobody who may, and reads no definition.
 */

import Fastify from 'fastify'
import pg from 'pg'

const { DATABASE_URL: url = '', BENCH_SCHEMA: schema = '', BENCH_MOVE: move = '{}', PORT: port } = process.env
const { actorId, unitId, next } = JSON.parse(move) as {
  actorId: string
  unitId: string
  next: { key: string; type: string; name: string; role: string }
}
const pool = new pg.Pool({ connectionString: url, max: 16, options: `-c search_path=${schema},public` })
const server = Fastify()

const take = `with moved as (
    update cases set version = version + 1, holder_id = $3 where code = $1 and version = $2 returning id, version, step_key
  ), work as (
    update case_steps s set holder_id = $3 from moved where s.case_id = moved.id and s.ended_at is null returning s.number
  ), told as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
    select now(), 'dossier.assigned', id, 'service', $3, $4,
      jsonb_build_object('code', $1::text, 'step', step_key, 'holder', $3::uuid, 'before', null) from moved
  )
  select version from moved, work`

const forward = `with moved as (
    update cases set version = version + 1, step_key = $5, step_type = $6, step_role = $8, holder_id = null,
      step_due_at = now() + interval '4 hours'
    where code = $1 and version = $2 returning id, version
  ), ended as (
    update case_steps s set ended_at = now(), outcome = 'done', holder_id = $3
    from moved where s.case_id = moved.id and s.ended_at is null returning s.case_id, s.number, s.step_key
  ), begun as (
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at)
    select case_id, number + 1, $5, $6, $7, $8, $4, now(), now() + interval '4 hours' from ended
  ), told as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
    select now(), 'dossier.forwarded', case_id, 'service', $3, $4,
      jsonb_build_object('code', $1::text, 'from', step_key, 'to', $5::text, 'outcome', 'done') from ended
  )
  select version from moved`

server.post('/api/v1/dossiers/:code/transitions', async (request, reply) => {
  const { code } = request.params as { code: string }
  const { transition, version } = request.body as { transition: 'take' | 'forward'; version: number }
  const shared = [code, version, actorId, unitId]
  const { rows } = await pool.query<{ version: number }>(
    transition === 'take'
      ? { name: 'take', text: take, values: shared }
      : { name: 'forward', text: forward, values: [...shared, next.key, next.type, next.name, next.role] },
  )
  if (!rows[0]) return reply.code(409).send({ code: 'changedMeanwhile' })
  return reply.send({ code, version: rows[0].version })
})

await server.listen({ port: Number(port), host: '127.0.0.1' })
process.send?.('ready')
process.on('SIGTERM', () => process.exit(0))
