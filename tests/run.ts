/** `npm test`: installs what the tests use beside Node packages, starts one PostgreSQL, runs every test file. */

import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { startTestServer } from '#kernel/testing/server.ts'
import { installTools } from './tools.ts'

const only = process.argv.slice(2)
const files =
  only.length > 0
    ? only
    : globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'])
if (only.length === 0) installTools()

const server = await startTestServer()
const child = spawn(
  process.execPath,
  ['--import', './tools/tsx-hook.mjs', '--test', '--test-concurrency=2', ...files.sort()],
  {
    stdio: 'inherit',
    env: { ...process.env, TEST_POSTGRES_ADMIN: server.adminUrl, TEST_POSTGRES_PASSWORD: server.password },
  },
)
const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
await server.stop()
process.exit(code)
