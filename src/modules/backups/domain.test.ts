import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Backups, backupHealth, type Run, type RunKind, scrubHealth } from './domain.ts'

const now = new Date('2026-03-12T08:00+07:00')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const run = (kind: RunKind, hours: number, isGood = true, facts: Run['facts'] = {}): Run => ({
  kind,
  at: hoursAgo(hours),
  seconds: 1,
  isGood,
  facts,
})
const all: Backups = {
  now,
  isDevelopment: false,
  isOwn: true,
  log: run('log', 0),
  base: run('base', 7),
  drill: run('drill', 6.9),
  proven: run('drill', 6.9, true, { tables: 130, files: 12 }),
}
const told = (changes: Partial<Backups>) => {
  const { state, because } = backupHealth({ ...all, ...changes })
  return [state, because?.vi ?? '']
}

test('a backup that was restored on trial is well, and says when', () => {
  const [state, words] = told({})
  assert.equal(state, 'well')
  assert.match(words ?? '', /lúc 01:06 ngày 12\/03\/2026 \(0 ngày trước\): 130 bảng, 12 tệp/)
})

test('a log that does not come, a night without a base, a failed or an old rehearsal: each is told', () => {
  const cases: readonly [Partial<Backups>, RegExp][] = [
    [{ log: undefined }, /chưa sang nơi thứ hai lần nào/],
    [{ log: run('log', 0.1) }, /Nhật ký không sang được nơi thứ hai từ 07:54/],
    [{ log: run('log', 0, false, { problems: ['đầy ổ'] }) }, /đầy ổ/],
    [{ base: run('base', 27) }, /Đêm qua không có bản sao lưu nền/],
    [{ base: run('base', 1, false, { problems: ['mất ổ'] }) }, /mất ổ/],
    [{ drill: run('drill', 1, false, { problems: ['Bảng khác'] }) }, /không đạt: Bảng khác/],
    [{ drill: undefined, proven: undefined }, /Chưa có bản sao lưu nào được chứng minh/],
    [{ proven: run('drill', 24 * 9) }, /đã 9 ngày/],
  ]
  for (const [changes, words] of cases) {
    const [state, because] = told(changes)
    assert.equal(state, 'degraded', because)
    assert.match(because ?? '', words)
  }
})

test('where others see to backups, only the proof counts; a trial installation has none and says so', () => {
  const none = { log: undefined, base: undefined, drill: undefined, proven: undefined }
  assert.equal(told({ isOwn: false, log: undefined, base: undefined })[0], 'well')
  assert.equal(told({ isOwn: false, ...none })[0], 'degraded')
  assert.match(told({ isOwn: false, isDevelopment: true, ...none }).join(' '), /well.*BACKUP_DIR/)
})

test('a mended file is an alarm until the next night, a lost one as long as it is lost', () => {
  const found = (facts: Run['facts']) => scrubHealth(run('scrub', 1, true, facts))
  assert.equal(scrubHealth(undefined).state, 'well')
  assert.equal(found({ files: 3, mended: [], lost: [] }).state, 'well')
  assert.match(found({ files: 3, mended: ['ab'], lost: [] }).because?.vi ?? '', /lấy lại 1 tệp.*ab/)
  assert.match(found({ files: 3, mended: ['ab'], lost: ['cd'] }).because?.vi ?? '', /1 tệp hỏng hoặc mất.*cd/)
})
