import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { checkPack, packWarnings } from '#kernel/packs.ts'

/** What check and warnings say of the demo pack after a change in one file. */
async function said(file: string, change: (text: string) => string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-pack-'))
  try {
    cpSync('packs/demo', folder, { recursive: true })
    const at = path.join(folder, file)
    const before = readFileSync(at, 'utf8')
    const after = change(before)
    assert.notEqual(after, before)
    writeFileSync(at, after)
    const problems = await checkPack(folder)
    return [...problems, ...(problems.length > 0 ? [] : await packWarnings(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('the demo pack gives no warning', async () => assert.deepEqual(await packWarnings('packs/demo'), []))

test('Tết on a day other than the lunar calendar has it is warned of with file and day', async () => {
  const [warning] = await said('calendar/2027.json', (text) =>
    text.replace('"date": "2027-02-06"', '"date": "2027-02-11"'),
  )
  assert.equal(warning?.file, 'calendar/2027.json')
  assert.match(warning?.message ?? '', /mùng 1 Tết 2027 là ngày 2027-02-06/)
})

test('a day nobody has confirmed is warned of', async () => {
  const [warning] = await said('calendar/2027.json', (text) =>
    text.replace(
      '"name": "Giỗ Tổ Hùng Vương", "kind": "holiday"',
      '"name": "Giỗ Tổ Hùng Vương", "kind": "holiday", "sure": false',
    ),
  )
  assert.match(warning?.message ?? '', /có 1 ngày chưa đối chiếu/)
})

test('hours that do not exist, a closure of an unknown unit and a day told twice are errors', async () => {
  const [hours] = await said('units.json', (text) => text.replace('"hours":"five-days"', '"hours":"no-days"'))
  assert.match(hours?.message ?? '', /Không có giờ làm việc tên “no-days”/)
  const [unit] = await said('calendar/2026.json', (text) =>
    text.replace('"unit": "Z99.13"', '"unit": "Z99.98"'),
  )
  assert.match(unit?.message ?? '', /Không có cơ quan Z99.98/)
  const [twice] = await said('calendar/2026.json', (text) =>
    text.replace('"date": "2026-10-15"', '"date": "2026-09-02"'),
  )
  assert.match(twice?.message ?? '', /2026-09-02 bị khai hai lần/)
})
