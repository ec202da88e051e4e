/**
 * `npm test`: installs what the tests use beside Node packages, starts one PostgreSQL, runs every test file, or those named.
 * `npm run test:everyday` leaves out what takes a browser or a whole installation.
 */

import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { startTestServer } from '#kernel/testing/server.ts'
import { installTools } from './tools.ts'

const isEveryday = process.argv[2] === '--everyday'
const only = isEveryday ? [] : process.argv.slice(2)
const everything = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'tools/**/*.test.ts']
const slow = ['tests/journeys/**', 'tests/start.test.ts', 'tests/upgrade/rolling.test.ts']
const files = only.length > 0 ? only : globSync(everything, { exclude: isEveryday ? slow : [] })
if (only.length === 0) installTools()

/** A file that hangs fails instead of holding up all others. */
const minutesMax = 15

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
    env: { ...process.env, TEST_POSTGRES_ADMIN: server.adminUrl, TEST_POSTGRES_PASSWORD: server.password },
  },
)
// Stopped from outside, the server goes too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
await server.stop()
process.exit(code)
