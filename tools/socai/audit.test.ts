/** A dossier goes its way; what the ledger alone tells of it is compared with what the database says. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { withDatabase } from '#kernel/db/roles.ts'
import { testSchema } from '#kernel/testing/server.ts'
import { publish } from '#modules/ledger/heads/commands.ts'
import { ledger } from '#modules/ledger/module.ts'
import { settle } from '#modules/ledger/testing/commands.ts'
import { accepted, platform, system, tuesday } from '../../src/modules/dossiers/testing/acts/commands.ts'

const database = new URL(platform.url).pathname.slice(1)
/** Whoever runs the server. */
const root = new pg.Client(withDatabase(String(process.env.TEST_POSTGRES_ADMIN), database))
before(async () => {
  await root.connect()
  await root.query(`set search_path to "${testSchema}", public; set session_replication_role = replica`)
})
// The database goes before its last connection.
root.on('error', () => undefined)
after(() => root.end().catch(() => undefined))

async function audit(code: string): Promise<{ code: unknown; text: string }> {
  const [log, lines] = [console.log, [] as string[]]
  console.log = (line: string) => void lines.push(line)
  try {
    await ledger.commands?.find(({ name }) => name === 'socai:audit-dossier')?.run(system(tuesday), [code])
    return { code: process.exitCode, text: lines.join('\n') }
  } finally {
    console.log = log
    process.exitCode = undefined
  }
}

test('a dossier is replayed from its leaves to where it stands; a state that nothing led to is found', async () => {
  const code = await accepted()
  assert.equal((await audit(code)).code, 2, 'before its events are leaves nothing is proven')
  await settle(system(tuesday))
  await publish(system(tuesday), 'decisions')
  const proven = await audit(code)
  assert.equal(proven.code, 0, proven.text)
  assert.match(proven.text, /Dựng lại từ sổ cái: Mới đăng ký → Được tiếp nhận/)
  assert.match(proven.text, /Trùng với trạng thái đang lưu/)
  await root.query(`update cases set state = 'returned' where code = $1`, [code])
  const altered = await audit(code)
  assert.equal(altered.code, 1, altered.text)
  assert.match(altered.text, /Cơ sở dữ liệu lại ghi “Đã trả kết quả”/)
})

test('steps that the law does not know are told, whatever the database says', async () => {
  const code = await accepted()
  await root.query(
    `update events set payload = payload || '{"state": "returned"}' where name = 'dossier.accepted' and payload ->> 'code' = $1`,
    [code],
  )
  await root.query(`update cases set state = 'returned' where code = $1`, [code])
  await settle(system(tuesday))
  await publish(system('2026-03-03T09:01+07:00'), 'decisions')
  const found = await audit(code)
  assert.equal(found.code, 1, found.text)
  assert.match(found.text, /Không có bước nào từ “Mới đăng ký” sang “Đã trả kết quả”/)
})
