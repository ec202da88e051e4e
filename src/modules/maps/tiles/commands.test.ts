/** Tiles and pictures, read by another hand: every name of the sea is there at every zoom at which its place is seen. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { mercator } from '#kernel/geometry.ts'
import { readPack } from '#kernel/packs.ts'
import type { Language } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { mapFor, seaPicture } from '../api.ts'
import { zoomMost } from '../domain.ts'
import { groundOf } from '../ground/domain.ts'
import { groundTile } from './commands.ts'

const today = calendarDate('2026-03-02')
const packs = await Promise.all(['demo', 'binh-thuan'].map((name) => readPack(`packs/${name}`)))
const seen = packs.flatMap((pack) =>
  (['vi', 'en'] as const).map((language: Language) => ({ pack, today, language })),
)

const read = (bytes: Uint8Array) => new VectorTile(new PbfReader(bytes))
function namesIn(tile: VectorTile): string[] {
  const layer = tile.layers.name
  return layer
    ? Array.from({ length: layer.length }, (_, index) => String(layer.feature(index).properties.name))
    : []
}
function tileOf(lon: number, lat: number, zoom: number) {
  const { x, y } = mercator({ lon, lat })
  return { zoom, column: Math.floor(x * 2 ** zoom), row: Math.floor(y * 2 ** zoom) }
}

test('tiles name the sea, the archipelagos and the islands at every zoom', () => {
  for (const map of seen)
    for (let zoom = 0; zoom <= zoomMost.ground; zoom++) {
      const names = map.pack.geography.labels.flatMap((label) => {
        // Closer than the last tile, that tile is drawn.
        const { zoomFrom, zoomTo = 99, at } = label
        if (zoomTo < zoom || (zoomFrom > zoom && zoom < zoomMost.ground)) return []
        const name = label.name[map.language]
        const there = namesIn(read(groundTile(map, tileOf(at[0], at[1], zoom))))
        assert.ok(there.includes(name), `${name} at zoom ${zoom}`)
        return [name]
      })
      const [west, south, east, north] = map.pack.geography.box
      names.push(
        ...namesIn(
          read(groundTile(map, tileOf(east - 0.02 * (east - west), south + 0.05 * (north - south), zoom))),
        ),
      )
      for (const needed of ['Biển Đông', 'Hoàng Sa', 'Trường Sa'])
        assert.ok(
          names.some((name) => name.includes(needed)),
          `${map.pack.manifest.code} does not name ${needed} at zoom ${zoom}`,
        )
    }
})

test('every picture names what of the sea lies in it', () => {
  for (const map of seen) {
    const ground = groundOf(map.pack, today)
    const [west, south, east, north] = map.pack.geography.box
    const whole = mapFor(map)
    const pictures = [
      { picture: whole.picture, box: { west, south, east, north }, zoom: whole.zoom },
      ...ground.districts.map((around) => mapFor(map, { around, level: 'commune' })),
    ]
    for (const { picture, box, zoom } of pictures)
      for (const { name, at, zoomFrom, zoomTo = 99 } of map.pack.geography.labels) {
        const isSeen = at[0] > box.west && at[0] < box.east && at[1] > box.south && at[1] < box.north
        if (!isSeen || zoom < zoomFrom || zoom > zoomTo) continue
        const label = picture.labels.find(({ text }) => text === name[map.language])
        assert.ok(label, `${name.vi} at zoom ${zoom}`)
        assert.equal(label.isWide, false, `${name.vi} is there on a phone too`)
      }
    assert.ok(whole.picture.labels.some(({ kind }) => kind === 'sea'))
    const sea = seaPicture(map).labels.map(({ text }) => text)
    for (const needed of ['Biển Đông', 'Hoàng Sa', 'Trường Sa'])
      assert.ok(sea.some((text) => text.includes(needed)))
  }
})

test('a tile holds the shapes of every level, and holes stay holes', () => {
  const [demo] = packs
  assert.ok(demo)
  const tile = read(groundTile({ pack: demo, today, language: 'vi' }, tileOf(109.88, 11.74, 9)))
  assert.deepEqual(Object.keys(tile.layers).toSorted(), ['border', 'commune', 'district', 'name', 'province'])
  const communes = tile.layers.commune
  assert.ok(communes)
  const features = Array.from({ length: communes.length }, (_, index) => communes.feature(index))
  const around = features.find(({ properties }) => properties.code === '99202')
  assert.equal(around?.loadGeometry().length, 2)
})

test('a tile that does not exist is refused', () => {
  const [pack] = packs
  assert.ok(pack)
  for (const address of [
    { zoom: zoomMost.ground + 1, column: 0, row: 0 },
    { zoom: 1, column: 2, row: 0 },
  ])
    assert.throws(() => groundTile({ pack, today, language: 'vi' }, address), { code: 'maps.noSuchTile' })
})
