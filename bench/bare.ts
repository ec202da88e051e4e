/** The baseline: a bare Fastify handler that makes the same change in one call, with no check at all. */

import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'

const { DATABASE_URL: url = '', BENCH_SCHEMA: schema = '', BENCH_ROW: row = '', PORT: port } = process.env
const pool = new pg.Pool({ connectionString: url, max: 16 })
const template = JSON.parse(row) as Record<string, unknown>
const server = Fastify()

server.post('/api/v1/dossiers', async (request, reply) => {
  const { answers, papers } = request.body as { answers: unknown; papers: unknown }
  const dossier = {
    ...template,
    key: request.headers['idempotency-key'],
    id: randomUUID(),
    answers,
    papers: (papers as { key: string; fileId: string }[]).map((paper, position) => ({
      ...paper,
      name: paper.key,
      copyKind: 2,
      position,
    })),
  }
  const { rows } = await pool.query<{ answer: unknown }>({
    name: 'submit',
    text: `select "${schema}".submit_dossiers($1::jsonb) as answer`,
    values: [JSON.stringify([dossier])],
  })
  return reply.code(201).send(rows[0]?.answer)
})

await server.listen({ port: Number(port), host: '127.0.0.1' })
process.send?.('ready')
process.on('SIGTERM', () => process.exit(0))
