import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loginOf, searchModels } from './development/domain.ts'
import { landingPath, readClaims, safeReturnPath } from './domain.ts'
import { isScope } from './tokens/domain.ts'

test('only a path of this site is a way back', () => {
  for (const path of ['/', '/ho-so/H11?x=1#a', '/tim-kiem?q=khai%20sinh', '/dang-nhap-nhanh'])
    assert.equal(safeReturnPath(path), path)
  for (const path of [
    undefined,
    '',
    'ho-so',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/a\\b',
    '/\t/elsewhere.example',
    '/a b',
    `/${'x'.repeat(500)}`,
    '/dang-nhap?tiep=/dang-nhap',
    '/dang-xuat',
    '/dinh-danh/auth',
  ])
    assert.equal(safeReturnPath(path), '/', String(path))
})

test('officers land in the office, citizens where they came from', () => {
  assert.equal(landingPath('citizen', '/ho-so/1'), '/ho-so/1')
  assert.equal(landingPath('officer', '/ho-so/1'), '/lam-viec')
  assert.equal(landingPath('officer', '/lam-viec/ho-so/1'), '/lam-viec/ho-so/1')
  assert.equal(landingPath('officer', '/lam-viecx'), '/lam-viec')
})

test('claims of another shape count as not said', () => {
  const claimed = readClaims(
    's',
    {
      name: ' Nguyễn Thị Mây ',
      birthdate: '1990-02-30',
      gender: 'unknown',
      phone_number: 12,
      address: { formatted: 'Số 1' },
      identity_number: '12345',
    },
    'identity_number',
  )
  assert.deepEqual(claimed, {
    subject: 's',
    name: 'Nguyễn Thị Mây',
    identityNumber: undefined,
    birthDate: undefined,
    gender: undefined,
    phone: undefined,
    email: undefined,
    addressLine: 'Số 1',
  })
})

test('the claim with the identity number has the name that the installation gives it', () => {
  const claimed = readClaims('s', { so_dinh_danh: '060190123456', identity_number: '1' }, 'so_dinh_danh')
  assert.equal(claimed.identityNumber, '060190123456')
})

test('a made-up officer’s login name says role and unit', () => {
  const officer = { kind: 'officer', identityNumber: null, role: 'leader', unitCode: 'H11.02' } as const
  assert.equal(loginOf(officer), 'leader.h11.02')
  assert.equal(loginOf({ ...officer, role: null }), undefined)
  assert.equal(loginOf({ ...officer, kind: 'citizen', identityNumber: '060190123456' }), '060190123456')
})

test('a search holds every word', () => {
  const model = (words: string) => ({
    login: words,
    personId: '',
    kind: 'citizen' as const,
    name: words,
    role: undefined,
    title: '',
    unitCode: undefined,
    place: '',
    words,
  })
  const found = searchModels([model('gio thi may'), model('gio van dieu')], 'gio may')
  assert.deepEqual(
    found.map(({ name }) => name),
    ['gio thi may'],
  )
})

test('a scope is a noun and a verb', () => {
  assert.deepEqual(['dossiers.write', 'dossiers', 'dossiers.*', ''].map(isScope), [true, false, false, false])
})
