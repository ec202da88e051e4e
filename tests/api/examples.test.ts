import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { openInstallation } from './installation.ts'

/** Runs the blocks one after the other in one shell, and notes the status of every call of each. */
const prelude = `set -euo pipefail
curl() { command curl "$@" -w '%{stderr}%{http_code}\\n' 2>> "$STATUSES"; }
`

test('every example of docs/api.md runs and answers with the statuses it promises', async () => {
  const blocks = [...readFileSync('docs/api.md', 'utf8').matchAll(/^```sh([\d ]*)\n([\s\S]*?)\n```$/gm)]
  assert.ok(blocks.length >= 9, `${blocks.length} blocks`)
  const { server, token } = await openInstallation(new Date(), 'packs/binh-thuan')
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-api-'))
  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const statuses = join(folder, 'statuses')
  const script = blocks.map(([, , code], index) => `echo "block ${index}" >> "$STATUSES"\n${code}`).join('\n')
  const ran = await promisify(execFile)('bash', ['-c', prelude + script], {
    cwd: folder,
    timeout: 60_000,
    env: {
      ...process.env,
      STATUSES: statuses,
      API: `http://127.0.0.1:${port}/api/v1`,
      TOKEN: await token(['dossiers.write']),
      UNIT_TOKEN: await token(['dossiers.handle'], { unitCode: unitOfPhuThuy }),
    },
  }).catch((error: Error & { stderr?: string; stdout?: string }) => ({ failed: error }))
  const noted = readFileSync(statuses, 'utf8')
  if ('failed' in ran)
    assert.fail(`${ran.failed.message}\n${ran.failed.stdout}\n${ran.failed.stderr}\n${noted}`)
  const promised = blocks.map(([, codes = ''], index) => [`block ${index}`, ...codes.trim().split(/\s+/)])
  assert.deepEqual(noted.trim().split('\n'), promised.flat(), ran.stdout)
})

/** The commune that the dossier of the guide belongs to. */
const unitOfPhuThuy = 'H11.31.04'
