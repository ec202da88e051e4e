/**
 * `npm test`: installs what the tests use beside Node packages, starts one PostgreSQL, runs every test file, or those named.
 * `npm run test:everyday` leaves out what takes a browser, a whole installation or many deaths.
 */

import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestServer } from '#kernel/testing/server.ts'
import { judgeSent } from './citus/sent.ts'
import { installTools } from './tools.ts'

const isEveryday = process.argv[2] === '--everyday'
const only = isEveryday ? [] : process.argv.slice(2)
const everything = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'tools/**/*.test.ts']
const slow = ['tests/journeys/**', 'tests/start.test.ts', 'tests/failpoints.test.ts', 'tools/faults/**']
const files = only.length > 0 ? only : globSync(everything, { exclude: isEveryday ? slow : [] })
if (only.length === 0) installTools()

/** A file that hangs fails instead of holding up all others. */
const minutesMax = 15

/** A run of everything also judges every statement that it sent; `STATEMENTS=check` does so for named files. */
const sent =
  only.length === 0 || process.env.STATEMENTS === 'check'
    ? mkdtempSync(join(tmpdir(), 'mot-cua-sent-'))
    : undefined

const server = await startTestServer()
const child = spawn(
  process.execPath,
  [
    '--import',
    './tools/tsx-hook.mjs',
    '--test',
    '--test-concurrency=2',
    `--test-timeout=${minutesMax * 60_000}`,
    ...files.sort(),
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      TEST_POSTGRES_ADMIN: server.adminUrl,
      TEST_POSTGRES_PASSWORD: server.password,
      ...(sent && { STATEMENTS_FOLDER: sent }),
    },
  },
)
// Stopped from outside, the server goes too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
const broken = sent ? await judge(sent) : 0
await server.stop()
process.exit(code || (broken > 0 ? 1 : 0))

/** Tells what of everything sent breaks a rule of many provinces in one cluster, and how many statements do. */
async function judge(folder: string): Promise<number> {
  const { statements, findings } = await judgeSent(folder, server.templateUrl, server.schema)
  rmSync(folder, { recursive: true, force: true })
  for (const { rule, about, statement } of findings) console.error(`✖ ${rule}: ${about} in ${statement}`)
  console.log(
    `${statements} statements sent by the tests, ${findings.length} break a rule of tests/citus/rules.ts`,
  )
  return findings.length
}
