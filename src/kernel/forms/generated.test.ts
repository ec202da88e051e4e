import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import {
  checkAnswers,
  checkForm,
  FormDefinition,
  type GeneratedFormEntry,
  generatedForm,
  visiblePages,
} from '../forms.ts'
import { lookups } from '../testing/forms.ts'

function entry(more: Partial<GeneratedFormEntry> = {}): GeneratedFormEntry {
  return { code: '1.000001', name: 'Cấp phép nuôi gió', applicants: [], papers: [], ...more }
}
const papers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: `p${index}`,
    name: `Giấy ${index}`,
    originals: 1,
    copies: 0,
  }))
const keys = (form: FormDefinition, answers = {}) => visiblePages(form, answers).map(({ key }) => key)

test('whoever applies and however many papers there are, the form is right', () => {
  const kinds = ['citizen', 'household', 'firm', 'cooperative', 'organisation', 'Công dân Việt Nam', 'ai đó']
  for (const one of kinds) {
    for (const other of kinds) {
      for (const count of [0, 1, 5, 6, 40]) {
        const form = generatedForm(entry({ applicants: [one, other], papers: papers(count) }))
        assert.deepEqual(checkForm(form), [], `${one} ${other} ${count}`)
        Value.Assert(FormDefinition, form)
        assert.equal(form.pages.filter(({ key }) => key.startsWith('papers')).length, Math.ceil(count / 5))
      }
    }
  }
})

test('the pages follow who applies', () => {
  const citizen = generatedForm(entry({ applicants: ['Công dân Việt Nam', 'Người nước ngoài'] }))
  assert.deepEqual(keys(citizen), ['person', 'contact', 'onBehalf', 'request', 'result', 'declaration'])
  const both = generatedForm(entry({ applicants: ['citizen', 'firm'] }))
  assert.deepEqual(keys(both, { applicantKind: 'firm' }).slice(0, 3), ['applicantKind', 'body', 'contact'])
  assert.ok(keys(both, { applicantKind: 'citizen', onBehalf: 'authorised' }).includes('authorised'))
})

test('a firm gives its tax code, a household may', () => {
  const both = generatedForm(entry({ applicants: ['Doanh nghiệp', 'Hộ kinh doanh'] }))
  const lacks = (applicantKind: string) =>
    checkAnswers(both, { applicantKind }, 'vi', lookups).some(({ field }) => field === 'taxCode')
  assert.deepEqual([lacks('firm'), lacks('household')], [true, false])
})

test('the first paper is needed, and a complete form is accepted', () => {
  const form = generatedForm(entry({ applicants: ['citizen'], papers: papers(2) }))
  const answers = {
    fullName: 'Nguyễn Thị Lan',
    identityNumber: '060185012345',
    birthDate: '1985-03-12',
    address: { province: '99', commune: '99101', line: 'Thôn 2' },
    phone: '0912345678',
    onBehalf: 'self',
    request: 'Cấp phép nuôi gió ở bãi sau',
    resultBy: 'online',
    truth: true,
  }
  assert.deepEqual(
    checkAnswers(form, answers, 'vi', lookups).map(({ message }) => message),
    ['Chụp ảnh hoặc tải lên giấy tờ "Giấy 0".'],
  )
  assert.deepEqual(checkAnswers(form, { ...answers, paper1: ['f1'] }, 'vi', lookups), [])
})
