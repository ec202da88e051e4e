import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { explain } from './log.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-log-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('an answer that blames the platform is told with the place and the cause that the log has under its number', () => {
  const log = join(folder, 'log')
  const err = { message: 'a fault', code: '57014', stack: 'error: a fault\n    at one\n    at two' }
  const lines = [{ requestId: 'other' }, { requestId: 'n-1', path: '/ho-so/:code', err }]
  writeFileSync(log, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"requestId":"n-2","er`)
  const [known, cut, silent] = explain(log, [
    { status: 500, requestId: 'n-1' },
    { status: 502, requestId: 'n-2' },
    { status: 500, requestId: '' },
  ])
  assert.deepEqual(known, {
    status: 500,
    requestId: 'n-1',
    path: '/ho-so/:code',
    cause: `57014 ${err.stack}`,
  })
  assert.deepEqual([cut?.cause, silent?.cause], ['nothing in the log', 'nothing in the log'])
})
