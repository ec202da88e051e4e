import { readFileSync } from 'node:fs'
import { Value } from 'typebox/value'
import { type Area, FormDefinition, type FormLookups, type RawFields } from '../forms/definition.ts'
import { calendarDate } from '../types.ts'

/** A form of a pack, checked against the schema. */
export function formOf(path: string): FormDefinition {
  return Value.Parse(FormDefinition, JSON.parse(readFileSync(path, 'utf8')))
}

const areas = new Map<string, Area>([
  ['99', { name: 'Tỉnh Gió', level: 'province', parent: null }],
  ['98', { name: 'Tỉnh Lặng', level: 'province', parent: null }],
  ['991', { name: 'Huyện Cát', level: 'district', parent: '99' }],
  ['992', { name: 'Huyện Mây', level: 'district', parent: '99' }],
  ['99101', { name: 'Xã Diều', level: 'commune', parent: '991' }],
  ['98001', { name: 'Xã Không Huyện', level: 'commune', parent: '98' }],
])

/** An invented province on 15 May 2024: one commune in a district, one straight under its province. */
export const lookups: FormLookups = {
  today: calendarDate('2024-05-15'),
  area: (code) => areas.get(code),
  unit: (code) => (code === 'GIO-1' ? { name: 'Trạm gió số một' } : undefined),
}

/** A form of one page with the fields given as they stand in a pack. */
export function formWith(...fields: unknown[]): FormDefinition {
  const title = { vi: 'Thử', en: 'Test' }
  return Value.Parse(FormDefinition, {
    key: 'test',
    version: 1,
    title,
    pages: [{ key: 'only', title, fields }],
  })
}

export function labelled(kind: string, key: string, more: object = {}): object {
  return { kind, key, label: { vi: `Mục ${key}`, en: `Item ${key}` }, ...more }
}

/** A page of kites as a browser sends it. */
export const kitesPosted: RawFields = {
  'kites.0.name': ' Sáo  trời ',
  'kites.0.lengthMetres': '12,5',
  'kites.0.hasFlute': 'yes',
  'kites.0.flutes': '3',
  'kites.0.tradition': '',
  'kites.2.name': '',
  'kites.2.lengthMetres': '',
  'kites.7.name': 'Cá',
  'kites.7.lengthMetres': '0,8',
  'kites.7.hasFlute': 'no',
  'kites.7.flutes': '9',
}

/** Right answers to the whole form of the kite permit. */
export const kiteAnswers = {
  flyerName: 'Nguyễn Thị Lan',
  flyerBirthDate: '1985',
  flyerIdentityNumber: '060185012345',
  flyerPhone: '0912345678',
  kites: [{ name: 'Sáo trời', lengthMetres: 12.5, hasFlute: true, flutes: 3 }],
  largestKiteVnd: 1_234_567,
  field: { province: '99', district: '991', commune: '99101', line: 'Bãi 2' },
  from: '2024-05-20',
  to: '2024-06-01',
  hours: ['dawn', 'full-moon'],
  pictures: ['f1'],
  truth: true,
  quiet: true,
}
