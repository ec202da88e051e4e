/** The baseline of the exchange: a bare handler that reads the same dossier, with no key, no log and no signature. */

import Fastify from 'fastify'
import pg from 'pg'

const { DATABASE_URL: url = '', BENCH_SCHEMA: schema = '', PORT: port } = process.env
const pool = new pg.Pool({ connectionString: url, max: 12 })
const server = Fastify()

server.get('/x-road/*', async (request, reply) => {
  const { maHoSo } = request.query as { maHoSo: string }
  const { rows } = await pool.query({
    name: 'state',
    text: `select code, definition_code, state, opened_at, due_at from "${schema}".cases where code = $1`,
    values: [maHoSo],
  })
  return reply.send(rows[0] ?? {})
})

await server.listen({ port: Number(port), host: '127.0.0.1' })
process.send?.('ready')
process.on('SIGTERM', () => process.exit(0))
