import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Area } from '#kernel/packs.ts'
import { readAddress } from './domain.ts'

const area = (code: string, level: Area['level'], name: string, parent?: string): Area => ({
  code,
  level,
  kind: level === 'province' ? 'Tỉnh' : level === 'district' ? 'Huyện' : 'Xã',
  name,
  validFrom: '2000-01-01',
  ...(parent && { parent }),
})
const areas = [
  area('99', 'province', 'Tỉnh Hòn Gió'),
  area('991', 'district', 'Thành phố Cánh Buồm', '99'),
  area('992', 'district', 'Huyện Ngược Gió', '99'),
  area('99101', 'commune', 'Phường Đuôi Diều', '991'),
  area('99201', 'commune', 'Lặng', '992'),
  area('99102', 'commune', 'Phường Lặng', '991'),
]

test('an address in one line finds its commune, also where two have one name', () => {
  const read = (text: string) => readAddress(text, '99', areas)
  assert.deepEqual(read('Số 1 Ngọn Gió, tổ 3, Đuôi Diều, Cánh Buồm, Hòn Gió'), {
    province: '99',
    district: '991',
    commune: '99101',
    line: 'Số 1 Ngọn Gió, tổ 3',
  })
  assert.equal(read('Tổ 1, thị trấn Lặng, huyện Ngược Gió, tỉnh Hòn Gió')?.commune, '99201')
  assert.equal(read('Tổ 1, Lặng, Cánh Buồm, Hòn Gió')?.commune, '99102')
  assert.equal(read('Tổ 1, Lặng, Hòn Gió'), undefined, 'in doubt')
  assert.equal(read('Tổ 1, Đuôi Diều, Cánh Buồm, Hòn Khác'), undefined, 'another province')
})
