import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Answers,
  answerWarnings,
  checkAnswers,
  checkForm,
  type FormDefinition,
  mergePage,
  pruneAnswers,
  type RawFields,
  readPage,
  visiblePages,
} from './forms.ts'
import { formOf, formWith, kiteAnswers, kitesPosted, labelled, lookups } from './testing/forms.ts'

const kites = formOf('packs/demo/forms/kite-permit.json')
const stall = formOf('packs/demo/forms/beach-stall.json')
const birth = formOf('packs/binh-thuan/forms/birth-registration.json')

function read(form: FormDefinition, raw: RawFields, answers: Answers = {}) {
  return readPage(form, 'only', raw, 'vi', lookups, answers)
}
/** Reads one field `x` of a kind and gives its value, or the first sentence with the control it points to. */
function readOne(kind: string, raw: RawFields, more: object = {}) {
  const { values, errors } = read(formWith(labelled(kind, 'x', more)), raw)
  return errors[0] ? `${errors[0].inputId}: ${errors[0].message}` : values.x
}
const pageKeys = (form: FormDefinition, answers: Answers) =>
  visiblePages(form, answers, lookups).map(({ key }) => key)
const faultsOf = (form: FormDefinition, answers: unknown) =>
  checkAnswers(form, answers, 'vi', lookups).map(({ kind, field }) => `${kind} ${field}`)

test('the forms of the packs have no mistakes', () => {
  for (const form of [kites, stall, birth]) assert.deepEqual(checkForm(form), [], form.key)
})

test('a date is three fields, and each fault points at the part to mend', () => {
  const day = (day: string, month: string, year: string) =>
    readOne(
      'date',
      { 'x.day': day, 'x.month': month, 'x.year': year },
      { noun: { vi: 'ngày sinh', en: 'birth date' } },
    )
  assert.equal(day('1', '3', '1985'), '1985-03-01')
  assert.equal(day(' 09', '12 ', '２００１'), '2001-12-09')
  assert.equal(day('29', '2', '2024'), '2024-02-29')
  assert.equal(day('', '', ''), 'x.day: Nhập ngày sinh, ví dụ 12 3 1985.')
  assert.equal(day('12', '', '1985'), 'x.month: Nhập tháng của ngày sinh.')
  assert.equal(day('31', '2', '1985'), 'x.day: Tháng 2 năm 1985 không có ngày 31. Kiểm tra lại ngày.')
  assert.equal(day('0', '2', '1985'), 'x.day: Tháng 2 năm 1985 không có ngày 0. Kiểm tra lại ngày.')
  assert.equal(day('1', '13', '1985'), 'x.month: Tháng là số từ 1 đến 12.')
  assert.equal(day('1', '1', '85'), 'x.year: Nhập năm đủ 4 chữ số, ví dụ 1985.')
  assert.equal(day('một', '1', '1985'), 'x.day: Nhập ngày bằng chữ số.')
  assert.equal(day('-1', '1', '1985'), 'x.day: Nhập ngày bằng chữ số.')
})

test('days are kept within limits that are expressions', () => {
  const limits = { notBefore: "'1900-01-01'", notAfter: 'today' }
  const day = (year: string) => readOne('date', { 'x.day': '16', 'x.month': '5', 'x.year': year }, limits)
  assert.equal(day('2023'), '2023-05-16')
  assert.match(String(day('2024')), /x\.day: Mục x không thể sau hôm nay \(15\/05\/2024\)/)
  assert.match(String(day('1899')), /phải từ 01\/01\/1900 trở đi/)
})

test('of an old birth date the year alone will do', () => {
  const day = (day: string, month: string, year: string) =>
    readOne('partialDate', { 'x.day': day, 'x.month': month, 'x.year': year }, { notAfter: 'today' })
  assert.equal(day('', '', '1931'), '1931')
  assert.equal(day('', '7', '1931'), '1931-07')
  assert.equal(day('4', '7', '1931'), '1931-07-04')
  assert.equal(day('', '', '2024'), '2024')
  assert.match(String(day('', '6', '2024')), /không thể sau hôm nay/)
  assert.match(String(day('4', '', '1931')), /x\.month: Nhập tháng/)
  assert.match(String(day('4', '7', '')), /x\.year: Nhập năm/)
  assert.match(String(day('', '', '')), /x\.year: .*Nếu chỉ nhớ năm/)
})

test('numbers are read as people here write them', () => {
  const number = (text: string, more: object = { decimals: 2 }) => readOne('number', { x: text }, more)
  assert.equal(number('1.500'), 1500)
  assert.equal(number('1,5'), 1.5)
  assert.equal(number('1.5'), 1.5)
  assert.equal(number('12 000'), 12_000)
  assert.equal(number('1.234.567,25'), 1_234_567.25)
  assert.equal(number('1,234,567'), 1_234_567)
  assert.equal(number('-3'), -3)
  assert.equal(number('-0'), 0)
  assert.match(String(number('1,555')), /nhiều nhất 2 chữ số sau dấu phẩy/)
  assert.match(String(number('2,5', {})), /số nguyên/)
  assert.match(String(number('hai')), /Nhập mục x bằng chữ số/)
  assert.match(String(number('9', { max: 8, unit: { vi: 'bản', en: 'copies' } })), /nhiều nhất là 8 bản/)
  assert.match(String(number('1', { min: 2 })), /ít nhất là 2/)
  for (const text of ['1e999', 'Infinity', 'NaN', '0x10', '1.2.3', '9'.repeat(400), '--1']) {
    assert.match(String(number(text)), /^x: /, text)
  }
})

test('money is whole đồng, with or without its sign', () => {
  const money = (text: string) => readOne('money', { x: text }, { max: 2_000_000_000 })
  for (const text of ['1500000', '1.500.000', '1 500 000 đ', '1,500,000 VNĐ', '1.500.000 đồng']) {
    assert.equal(money(text), 1_500_000, text)
  }
  assert.equal(money('0'), 0)
  assert.match(String(money('1,5')), /số nguyên/)
  assert.match(String(money('-5')), /ít nhất là 0 đ/)
  assert.match(String(money('3.000.000.000')), /nhiều nhất là 2\.000\.000\.000 đ/)
})

test('identity numbers have 12 digits, spaces aside, and cannot lie in the future', () => {
  const identity = (text: string) => readOne('identityNumber', { x: text })
  assert.equal(identity('060 185 012 345'), '060185012345')
  assert.equal(identity('060.185.012.345'), '060185012345')
  assert.match(String(identity('260185012')), /số vừa nhập có 9 chữ số/)
  assert.match(String(identity('06018501234A')), /không có chữ cái/)
  assert.match(String(identity('000185012345')), /không có thật/)
  assert.match(String(identity('060285012345')), /không có thật/, 'born in 2085')
  assert.equal(identity('060224012345'), '060224012345')
})

test('an identity number of another birth year is a warning, not an error', () => {
  const form = formWith(
    labelled('identityNumber', 'x', { birthDate: 'born' }),
    labelled('partialDate', 'born'),
  )
  const born = { 'born.day': '', 'born.month': '', 'born.year': '1986' }
  const { values, errors, warnings } = read(form, { x: '060185012345', ...born })
  assert.deepEqual(errors, [])
  assert.match(warnings[0]?.message ?? '', /năm sinh 1985, khác/)
  assert.equal(answerWarnings(form, values, 'vi', lookups).length, 1)
  assert.equal(answerWarnings(form, { ...values, born: '1985' }, 'vi', lookups).length, 0)
})

test('phones, e-mail and tax codes are made uniform', () => {
  for (const text of ['0912345678', '0912 345 678', '+84 912.345.678', '84912345678', '(0)912-345-678']) {
    assert.equal(readOne('phone', { x: text }), '0912345678', text)
  }
  assert.equal(readOne('phone', { x: '0252 3812 345' }), '02523812345')
  assert.match(String(readOne('phone', { x: '0112345678' })), /chưa đúng/)
  assert.equal(readOne('email', { x: ' Lan.Ng@ViDu.VN ' }), 'Lan.Ng@vidu.vn')
  for (const text of ['lan', 'lan@vidu', 'lan@@vidu.vn', 'a b@c.vn', '<script>@x.vn']) {
    assert.match(String(readOne('email', { x: text })), /chưa đúng/, text)
  }
  assert.equal(readOne('taxCode', { x: '0100109106001' }), '0100109106-001')
  assert.equal(readOne('taxCode', { x: '060185012345' }), '060185012345')
  assert.match(String(readOne('taxCode', { x: '12345' })), /10 chữ số/)
})

test('names are letters of any tongue', () => {
  for (const name of ['Nguyễn Thị Lan', "H'Hen Niê", 'K’Brểu', 'Đạo Thanh-Mai']) {
    assert.equal(readOne('fullName', { x: name }), name)
  }
  for (const name of ['Lan 2', '<b>Lan</b>', 'L', '12'])
    assert.match(String(readOne('fullName', { x: name })), /chữ cái/)
})

test('an address is checked against the areas of the day, with or without a district', () => {
  const address = (raw: RawFields, more = {}) => readOne('address', raw, more)
  const good = { 'x.province': '99', 'x.district': '991', 'x.commune': '99101', 'x.line': '12 Trần Phú' }
  assert.deepEqual(address(good), { province: '99', district: '991', commune: '99101', line: '12 Trần Phú' })
  assert.deepEqual(address({ 'x.province': '98', 'x.commune': '98001', 'x.line': 'Thôn 2' }), {
    province: '98',
    commune: '98001',
    line: 'Thôn 2',
  })
  assert.deepEqual(address({ 'x.province': '98', 'x.commune': '98001' }, { line: false }), {
    province: '98',
    commune: '98001',
  })
  assert.match(String(address({ ...good, 'x.district': '992' })), /x\.commune: .*không thuộc huyện/)
  assert.match(String(address({ ...good, 'x.province': '98' })), /không thuộc/)
  assert.match(String(address({ ...good, 'x.commune': '00000' })), /x\.commune: Chọn lại xã/)
  assert.match(String(address({ ...good, 'x.line': '' })), /x\.line: Nhập số nhà/)
  assert.match(String(address({ 'x.province': '99' })), /x\.province: Chọn mục x/)
})

test('lists take their own codes only, and ticks are never assumed', () => {
  const label = { vi: 'Một', en: 'One' }
  const options = [
    { value: 'a', label },
    { value: 'b', label },
  ]
  assert.equal(readOne('choice', { x: 'a' }, { options }), 'a')
  assert.match(String(readOne('choice', { x: 'c' }, { options })), /trong danh sách/)
  assert.deepEqual(readOne('choices', { x: ['b', 'a', 'a'] }, { options }), ['a', 'b'])
  assert.deepEqual(readOne('choices', { x: 'b' }, { options }), ['b'])
  assert.match(String(readOne('choices', { x: ['a', 'b'] }, { options, max: 1 })), /nhiều nhất 1/)
  assert.equal(readOne('yesNo', { x: 'no' }), false)
  assert.match(String(readOne('yesNo', {})), /"Có" hoặc "Không"/)
  assert.equal(readOne('declaration', { x: 'yes' }), true)
  assert.match(String(readOne('declaration', {})), /Đánh dấu/)
  assert.equal(readOne('ethnicity', { x: '17' }), '17')
  assert.match(String(readOne('ethnicity', { x: '55' })), /trong danh sách/)
  assert.equal(readOne('country', { x: 'VN' }), 'VN')
  assert.match(String(readOne('unit', { x: 'NO' })), /trong danh sách/)
  assert.deepEqual(readOne('file', { x: ['f1', 'f2'] }, { paper: 'p' }), ['f1', 'f2'])
  assert.match(String(readOne('file', {}, { paper: 'p' })), /tải lên/)
})

test('entries of a group keep their order; empty ones and hidden answers are dropped', () => {
  const { values, errors } = readPage(kites, 'kites', kitesPosted, 'vi', lookups)
  assert.deepEqual(errors, [])
  assert.deepEqual(values.kites, [
    { name: 'Sáo trời', lengthMetres: 12.5, hasFlute: true, flutes: 3 },
    { name: 'Cá', lengthMetres: 0.8, hasFlute: false },
  ])
})

test('a fault in an entry points at the control that was posted', () => {
  const raw = { ...kitesPosted, 'kites.7.lengthMetres': '26' }
  const { errors, kept, values } = readPage(kites, 'kites', raw, 'vi', lookups)
  assert.deepEqual(
    errors.map(({ inputId }) => inputId),
    ['kites.7.lengthMetres'],
  )
  assert.equal(kept['kites.7.lengthMetres'], '26')
  assert.equal(kept['kites.0.name'], ' Sáo  trời ', 'what was typed comes back as it was typed')
  assert.equal(Array.isArray(values.kites) && values.kites.length, 2)
  const empty = readPage(kites, 'kites', { 'kites.0.name': '' }, 'vi', lookups)
  assert.ok(
    empty.errors.some(({ inputId }) => inputId === 'kites.0.name'),
    'an empty entry says what is missing',
  )
  const none = readPage(kites, 'kites', {}, 'vi', lookups)
  assert.deepEqual(
    none.errors.map(({ inputId }) => inputId),
    ['kites.0.name'],
  )
})

test('more entries than allowed are refused, however many are sent', () => {
  const raw = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`kites.${index}.name`, 'Diều']))
  const { errors, values, kept } = readPage(kites, 'kites', raw, 'vi', lookups)
  assert.ok(errors.some(({ message }) => /nhiều nhất 7 mục/.test(message)))
  assert.equal(Array.isArray(values.kites) && values.kites.length, 7)
  assert.ok(Object.keys(kept).length <= 35)
})

test('pages and fields appear by conditions, and answers that lost their page decide nothing', () => {
  const child = { flyerBirthDate: '2015-01-02', guardianIs: 'other', guardianOther: 'Thầy giáo' }
  assert.ok(pageKeys(kites, child).includes('guardian'))
  const grown = { ...child, flyerBirthDate: '1990' }
  assert.ok(!pageKeys(kites, grown).includes('guardian'))
  assert.deepEqual(pruneAnswers(kites, grown, lookups), { flyerBirthDate: '1990' })
  assert.deepEqual(pageKeys(stall, { keeperKind: 'firm' }), [
    'keeper',
    'firm',
    'goods',
    'tides',
    'declaration',
  ])
  const abandoned = { proofKind: 'abandoned', declaresMother: true, motherNationality: 'VN' }
  assert.ok(!pageKeys(birth, abandoned).includes('mother'), 'a hidden yes shows nothing')
  assert.ok(pageKeys(birth, { childBirthDate: '2024-03-15' }).includes('late'), '61 days')
  assert.ok(!pageKeys(birth, { childBirthDate: '2024-03-16' }).includes('late'), '60 days')
})

test('conditions on a page see what was just typed on it', () => {
  const raw = { isFlooded: 'yes', minutesToMove: '' }
  const flooded = readPage(stall, 'tides', raw, 'vi', lookups)
  assert.deepEqual(
    flooded.errors.map(({ field }) => field),
    ['minutesToMove'],
  )
  const dry = readPage(stall, 'tides', { isFlooded: 'no', minutesToMove: '12' }, 'vi', lookups, {
    isFlooded: true,
  })
  assert.deepEqual([dry.values, dry.errors], [{ isFlooded: false }, []])
  assert.equal(dry.kept.minutesToMove, '12')
})

test('a page answered anew replaces its answers and leaves the others', () => {
  const before = { keeperKind: 'person', isFlooded: true, minutesToMove: 5 }
  assert.deepEqual(mergePage(stall, before, 'tides', { isFlooded: false }), {
    keeperKind: 'person',
    isFlooded: false,
  })
})

test('a whole form is checked as it comes through the API', () => {
  assert.deepEqual(faultsOf(kites, kiteAnswers), [])
  const { truth: _, ...unsigned } = kiteAnswers
  assert.deepEqual(faultsOf(kites, unsigned), ['required truth'])
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, flyerName: ' Lan  Nguyễn' }), ['value flyerName'])
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, to: '2024-05-19' }), ['value to'])
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, hours: 'dawn' }), ['type hours'])
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, largestKiteVnd: '1' }), ['type largestKiteVnd'])
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, colour: 'red' }), ['unknown colour'])
  assert.deepEqual(
    faultsOf(kites, { ...kiteAnswers, kites: [{ name: 'A', lengthMetres: 1, hasFlute: false, x: 1 }] }),
    ['unknown kites.0.x'],
  )
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, kites: [] }), ['required kites'])
  assert.deepEqual(faultsOf(kites, { ...kiteAnswers, kites: [null] }), ['type kites.0'])
  assert.deepEqual(
    faultsOf(kites, { ...kiteAnswers, guardianName: 7 }),
    ['type guardianName'],
    'hidden, yet of a type',
  )
  for (const junk of [null, [], 'x', 3]) assert.deepEqual(faultsOf(kites, junk), ['type '])
})
