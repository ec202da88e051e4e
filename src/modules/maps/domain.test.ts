/** The ground of both packs: what holds a point, and that sea and islands have their names wherever they are seen. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromGrid, type GridPoint, isInside } from '#kernel/geometry.ts'
import { readPack } from '#kernel/packs.ts'
import { calendarDate } from '#kernel/types.ts'
import { areaAt, nearestArea } from './api.ts'
import { groundOf } from './ground/domain.ts'

const demo = await readPack('packs/demo')
const real = await readPack('packs/binh-thuan')
const today = calendarDate('2026-03-02')
const at = (lon: number, lat: number) => ({ lon, lat })

test('a point in a commune names it, its district and the province', () => {
  const place = areaAt(demo, at(109.65, 11.65), today)
  assert.deepEqual(
    [place?.commune?.name, place?.district?.name, place?.province.name],
    ['Phường Đuôi Diều', 'Thành phố Cánh Buồm', 'Tỉnh Hòn Gió'],
  )
})

test('a town in the middle of a commune is not the commune', () => {
  assert.equal(areaAt(demo, at(109.88, 11.74), today)?.commune?.code, '99201')
  assert.equal(areaAt(demo, at(109.95, 11.85), today)?.commune?.code, '99202')
})

test('an island without a district belongs to the province', () => {
  const place = areaAt(demo, at(110.24, 11.67), today)
  assert.equal(place?.commune?.code, '99203')
  assert.equal(place?.district, undefined)
})

test('the map of the day decides: from 2028 on only the border around both wards is drawn', () => {
  const point = at(109.75, 11.65)
  assert.equal(areaAt(demo, point, today)?.commune?.code, '99103')
  const later = areaAt(demo, point, calendarDate('2028-01-01'))
  assert.deepEqual([later?.commune, later?.among.map(({ code }) => code)], [undefined, ['99101', '99103']])
})

test('a name that the law changed is the name of the day', () => {
  const point = at(109.65, 11.85)
  assert.equal(areaAt(demo, point, calendarDate('2025-06-30'))?.commune?.name, 'Phường Ư Ỡ Ẵng')
  assert.equal(areaAt(demo, point, today)?.commune?.name, 'Phường Ưỡn Ngực')
})

test('at sea there is no area, and the nearest one is told with its distance', () => {
  const point = at(110.08, 11.7)
  assert.equal(areaAt(demo, point, today), undefined)
  const { place, metres } = nearestArea(demo, point, today)
  assert.equal(place.commune?.code, '99202')
  assert.ok(metres > 4_000 && metres < 8_000, `${metres}`)
  assert.equal(nearestArea(demo, at(109.65, 11.65), today).metres, 0)
})

test('where only the border of merged communes is known, the place says which they are', () => {
  const place = areaAt(real, at(108.285, 10.945), today)
  assert.equal(place?.district?.name, 'Thành phố Phan Thiết')
  assert.equal(place?.commune, undefined)
  assert.deepEqual(place?.among.map(({ name }) => name).toSorted(), [
    'Phường Hàm Tiến',
    'Phường Mũi Né',
    'Xã Thiện Nghiệp',
  ])
  assert.equal(areaAt(real, at(108.945, 10.53), today)?.district?.code, '602')
})

test('sites stand in the district that their source names', () => {
  for (const {
    name,
    at: [lon, lat],
    within,
  } of real.geography.sites ?? []) {
    const { place, metres } = nearestArea(real, at(lon, lat), today)
    assert.ok(metres < 300, `${name} ${metres}`)
    const districts = [
      place.district?.code,
      ...place.among.map(({ code }) => real.areas.find((area) => area.code === code)?.parent),
    ]
    assert.ok(districts.includes(within), `${name} ${districts}`)
  }
})

/** Every corner of the map, and points in the middle of its borders. */
function borderPoints(pack: typeof real): GridPoint[] {
  const { borders } = groundOf(pack, today)
  return [...borders.district, ...borders.commune].flatMap((line) =>
    line.flatMap((point, index): GridPoint[] => {
      const next = line[index + 1]
      return next ? [point, [Math.round((point[0] + next[0]) / 2), Math.round((point[1] + next[1]) / 2)]] : []
    }),
  )
}

for (const pack of [demo, real])
  test(`a point on a border of ${pack.manifest.code} belongs to exactly one area`, () => {
    const ground = groundOf(pack, today)
    const outer = new Set(ground.borders.province.flat().map(String))
    let asked = 0
    borderPoints(pack).forEach((point, index) => {
      if (outer.has(String(point)) || (pack === real && index % 5)) return
      asked += 1
      const holders = ground.communes.filter(({ rings }) => isInside(rings, point))
      assert.equal(holders.length, 1, JSON.stringify(fromGrid(point)))
    })
    assert.ok(asked > 2, `${asked}`)
  })

test('districts and the province are what their communes cover', () => {
  const ground = groundOf(real, today)
  let asked = 0
  for (let lon = 107.4; lon < 109; lon += 0.037)
    for (let lat = 10.45; lat < 11.55; lat += 0.031) {
      const point: GridPoint = [Math.round(lon * 100_000), Math.round(lat * 100_000)]
      const commune = ground.communes.find(({ rings }) => isInside(rings, point))
      const districts = ground.districts.filter(({ rings }) => isInside(rings, point))
      assert.deepEqual(
        districts.map(({ code }) => code),
        commune ? [commune.within] : [],
      )
      assert.equal(isInside(ground.province.rings, point), commune !== undefined)
      asked += commune ? 1 : 0
    }
  assert.ok(asked > 300, `${asked}`)
  assert.equal(ground.communes.length, 45)
  assert.equal(ground.districts.length, 10)
})
