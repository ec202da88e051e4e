import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack } from '#kernel/packs.ts'
import { calendarDate } from '#kernel/types.ts'
import { inWords } from './conditions/domain.ts'
import { describeProcedure, feesFor, limitFor, type Situation } from './domain.ts'
import { differencesBetween, isSame } from './versions/difference/domain.ts'

const pack = await readPack('packs/demo')
const [facts] = pack.catalogue
assert.ok(facts)
const kite = describeProcedure(facts, pack.procedures[0], pack.forms)

const at = (day: string, more: Partial<Situation> = {}): Situation => ({
  channel: 'online',
  answers: { kites: [{ lengthMetres: 4 }, { lengthMetres: 3 }] },
  today: calendarDate(day),
  applicant: { kind: 'citizen' },
  ...more,
})
const fee = (situation: Situation) => feesFor(kite, situation).map(({ key, vnd }) => [key, vnd])

test('a fee holds on its first and its last day, and for those it names', () => {
  assert.deepEqual(fee(at('2026-08-14')), [['phi-gio', 2000]])
  assert.deepEqual(fee(at('2026-08-15')), [['phi-gio-cong-dan-so', 1000]])
  assert.deepEqual(fee(at('2027-02-28')), [['phi-gio-cong-dan-so', 1000]])
  assert.deepEqual(fee(at('2027-03-01')), [['phi-gio-tu-2027', 2000]])
  assert.deepEqual(fee(at('2026-09-01', { applicant: { kind: 'enterprise' } })), [['phi-gio-mua-lang', 2000]])
  assert.deepEqual(fee(at('2026-09-01', { channel: 'direct' })), [['phi-gio-mua-lang', 2000]])
  assert.deepEqual(
    fee(at('2026-09-01', { applicant: undefined })),
    [['phi-gio-mua-lang', 2000]],
    'nobody known is not a citizen',
  )
})

test('a limit outside its days is passed over, and the one without days stands for the rest', () => {
  const limit = (amount: number) => ({ amount, unit: 'workingDay' as const })
  const limits = [{ validFrom: '2026-06-01', validTo: '2026-06-30', limit: limit(2) }, { limit: limit(5) }]
  const on = (day: string) => limitFor({ limits }, at(day)).amount
  assert.deepEqual(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map(on), [5, 2, 2, 5])
})

test('a condition is said in the words of the form', () => {
  const say = (text: string) => inWords(text, kite.form, 'vi')
  assert.equal(say('max(answers.kites.lengthMetres) >= 5'), 'chiều dài lớn nhất từ 5 trở lên')
  assert.equal(
    say("channel == 'online' and applicant.kind != 'citizen'"),
    'cách nộp là trực tuyến và người nộp không phải cá nhân',
  )
  assert.equal(
    say("answers.guardianIs in ['parent', 'other']"),
    'quan hệ với người thả diều là một trong “Cha hoặc mẹ”, “Người khác”',
  )
  assert.equal(say("today < '2026-08-15'"), 'ngày nộp dưới 15/08/2026')
  assert.equal(say('not readable ('), 'not readable (', 'what cannot be read stands as it is')
})

test('two versions differ in words, and the order of properties is no difference', () => {
  const { code, ...rest } = kite
  assert.ok(isSame(kite, { ...rest, code }))
  const [first, ...limits] = kite.limits
  assert.ok(first)
  const changed = {
    ...kite,
    limits: [{ ...first, limit: { amount: 3, unit: 'hour' as const } }, ...limits],
    steps: kite.steps.toSpliced(1, 1),
    papers: kite.papers.map((paper) => (paper.key === 'anh-dieu' ? { ...paper, required: false } : paper)),
  }
  const told = differencesBetween(kite, changed, 'vi').map(({ part, kind, subject, before, after }) =>
    [part, kind, subject, before, after].join(' | '),
  )
  assert.deepEqual(told, [
    'limits | changed | Diều dưới 2 mét, khi chiều dài lớn nhất dưới 2 | 1 ngày làm việc | 3 giờ làm việc',
    'steps | removed | Phân công người xem diều | Phân công người xem diều, phân công, vai trò head, 2 giờ | ',
    'papers | changed | Ảnh chụp diều đã căng dây | bắt buộc, 1 bản chính | nếu có, 1 bản chính',
  ])
})
