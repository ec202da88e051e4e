import type { JsonObject, JsonValue } from '../types.ts'
import type { Area, FormLookups } from './definition.ts'
import {
  blank,
  type Fault,
  type FieldOf,
  fault,
  isObject,
  type Kind,
  missing,
  nounOf,
  pick,
  type Reading,
  sentence,
  unread,
  words,
} from './kind.ts'
import { isTidy, lengthOf, tidy } from './tidy.ts'

const code = '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'
const codeShape = new RegExp(code)
const fileId = '^[A-Za-z0-9_-]{1,128}$'
const fileIdShape = new RegExp(fileId)
const lineMax = 200
export const filesMax = 10

type AddressField = FieldOf<'address'>
const asksLine = (field: AddressField) => field.line !== false
const addressParts = ['province', 'district', 'commune', 'line'] as const

/** Areas from the commune upwards: commune, district where there is one, province. */
function areasAbove(commune: string, lookups: FormLookups): Area[] {
  const areas: Area[] = []
  let code: string | null = commune
  while (code !== null && areas.length < 4) {
    const area: Area | undefined = lookups.area(code)
    if (!area) break
    areas.push(area)
    code = area.parent
  }
  return areas
}

function isWithin(commune: string, code: string, lookups: FormLookups): boolean {
  let current: string | null = commune
  for (let step = 0; current !== null && step < 4; step += 1) {
    if (current === code) return true
    current = lookups.area(current)?.parent ?? null
  }
  return false
}

function readAddress(field: AddressField, one: (part?: string) => string): Reading {
  const noun = nounOf(field)
  const [province = '', district = '', commune = '', typed = ''] = addressParts.map((part) => tidy(one(part)))
  const line = asksLine(field) ? typed : ''
  if (commune === '' && line === '') return blank
  if (commune === '') {
    return unread(
      `Chọn xã, phường hoặc thị trấn của ${noun.vi}.`,
      `Select the commune, ward or town of the ${noun.en}.`,
      'commune',
    )
  }
  if (province === '')
    return unread(`Chọn tỉnh của ${noun.vi}.`, `Select the province of the ${noun.en}.`, 'province')
  if (![province, district || 'x', commune].every((each) => codeShape.test(each))) {
    return unread('Chọn tỉnh, huyện, xã trong danh sách.', 'Select the areas from the lists.', 'commune')
  }
  if (lengthOf(line) > lineMax) {
    return unread(
      `Viết địa chỉ ngắn hơn ${lineMax} ký tự.`,
      `Keep the address under ${lineMax} characters.`,
      'line',
    )
  }
  return { value: { province, ...(district && { district }), commune, ...(line && { line }) } }
}

function addressFault(field: AddressField, value: JsonObject, lookups: FormLookups): Fault | undefined {
  const noun = nounOf(field)
  const { province, district, commune, line } = value as Record<string, string | undefined>
  if (lookups.area(commune ?? '')?.level !== 'commune') {
    return fault(
      `Chọn lại xã, phường hoặc thị trấn của ${noun.vi} trong danh sách.`,
      `Select the commune of the ${noun.en} from the list again.`,
      'commune',
    )
  }
  const isInside = [province, district].every((each) => !each || isWithin(commune ?? '', each, lookups))
  if (!isInside || lookups.area(province ?? '')?.level !== 'province') {
    return fault(
      `Xã, phường đã chọn không thuộc huyện hoặc tỉnh đã chọn. Chọn lại ${noun.vi}.`,
      `The commune does not belong to the district or province. Select the ${noun.en} again.`,
      'commune',
    )
  }
  if (!asksLine(field)) return undefined
  if (!line) {
    return missing(
      'Nhập số nhà, tên đường hoặc thôn, khu phố, ví dụ 12 Trần Phú.',
      'Enter the house number and street, or the hamlet, for example 12 Trần Phú.',
      'line',
    )
  }
  return isTidy(line)
    ? undefined
    : fault(
        'Địa chỉ có ký tự không nhìn thấy. Xóa và nhập lại.',
        'The address has invisible characters.',
        'line',
      )
}

function fitsAddress(field: AddressField, value: JsonValue): boolean {
  if (!isObject(value)) return false
  const known: readonly string[] = asksLine(field) ? addressParts : addressParts.slice(0, 3)
  if (!Object.keys(value).every((key) => known.includes(key))) return false
  const codes = [value.province, value.commune, value.district ?? 'x']
  if (Object.hasOwn(value, 'district') && value.district === null) return false
  if (!codes.every((each) => typeof each === 'string' && codeShape.test(each))) return false
  if (!Object.hasOwn(value, 'line')) return true
  return typeof value.line === 'string' && value.line !== '' && lengthOf(value.line) <= lineMax
}

const address: Kind<AddressField> = {
  parts: (field) => (asksLine(field) ? addressParts : addressParts.slice(0, 3)),
  read: (field, controls) => readAddress(field, controls.one),
  fits: fitsAddress,
  shape: () =>
    words('{ province, district, commune, line } bằng mã', '{ province, district, commune, line } by codes'),
  fault: (field, value, { lookups }) => (isObject(value) ? addressFault(field, value, lookups) : undefined),
  schema: (field) => ({
    type: 'object',
    properties: {
      province: { type: 'string', pattern: code },
      district: { type: 'string', pattern: code },
      commune: { type: 'string', pattern: code },
      ...(asksLine(field) && { line: { type: 'string', minLength: 1, maxLength: lineMax } }),
    },
    required: ['province', 'commune'],
    additionalProperties: false,
  }),
  show(_field, value, _language, lookups) {
    if (!isObject(value)) return ''
    const names = areasAbove(String(value.commune), lookups).map((area) => area.name)
    return [value.line, ...names].filter((part) => typeof part === 'string').join(', ')
  },
  missing: (field) => pick(field, 'province'),
}

const unit: Kind<FieldOf<'unit'>> = {
  parts: () => [''],
  read(field, controls) {
    const value = tidy(controls.one())
    if (value === '') return blank
    return codeShape.test(value) ? { value } : { fault: pick(field) }
  },
  fits: (_field, value) => typeof value === 'string' && codeShape.test(value),
  shape: () => words('mã cơ quan', 'the code of an agency'),
  fault(field, value, { lookups }) {
    if (lookups.unit(String(value))) return undefined
    const noun = nounOf(field)
    return fault(`Chọn ${noun.vi} trong danh sách.`, `Select ${noun.en} from the list.`)
  },
  schema: () => ({ type: 'string', pattern: code }),
  show: (_field, value, _language, lookups) => lookups.unit(String(value))?.name ?? String(value),
  missing: (field) => pick(field),
}

const file: Kind<FieldOf<'file'>> = {
  parts: () => [''],
  many: true,
  read(_field, controls) {
    const ids = [...new Set(controls.many().map((text) => tidy(text)))].filter((id) => id !== '')
    if (ids.length === 0) return blank
    if (ids.every((id) => fileIdShape.test(id))) return { value: ids }
    return unread('Tải tệp lên lại.', 'Upload the file again.')
  },
  fits: (field, value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= (field.max ?? filesMax) &&
    new Set(value).size === value.length &&
    value.every((id) => typeof id === 'string' && fileIdShape.test(id)),
  shape: (field) =>
    words(`từ 1 đến ${field.max ?? filesMax} mã tệp`, `1 to ${field.max ?? filesMax} ids of files`),
  fault(field, value, { lookups }) {
    const ids = Array.isArray(value) ? value : []
    const noun = nounOf(field)
    const { min = 1, max = filesMax } = field
    if (ids.length < min)
      return fault(`Tải lên ít nhất ${min} tệp của ${noun.vi}.`, `Upload at least ${min} files.`)
    if (ids.length > max)
      return fault(`Chỉ nhận ${max} tệp. Bỏ bớt.`, `Only ${max} files are taken. Remove some.`)
    const isLost = lookups.file !== undefined && ids.some((id) => !lookups.file?.(String(id)))
    return isLost
      ? fault(
          `${sentence(noun.vi)}: không tìm thấy tệp. Tải tệp lên lại.`,
          'The file was not found. Upload it again.',
        )
      : undefined
  },
  schema: (field) => ({
    type: 'array',
    uniqueItems: true,
    minItems: Math.max(1, field.min ?? 1),
    maxItems: field.max ?? filesMax,
    items: { type: 'string', pattern: fileId },
  }),
  show(_field, value, language, lookups) {
    const ids = Array.isArray(value) ? value.map(String) : []
    const names = ids.map((id) => lookups.file?.(id)?.name).filter((name) => name !== undefined)
    if (names.length === ids.length) return names.join('; ')
    return language === 'vi' ? `${ids.length} tệp` : `${ids.length} files`
  },
  missing(field) {
    const noun = nounOf(field)
    return missing(`Chụp ảnh hoặc tải lên ${noun.vi}.`, `Photograph or upload ${noun.en}.`)
  },
}

export const placeKinds = { address, unit, file }
