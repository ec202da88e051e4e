/** Addresses of the map, and what it refuses. */

import { defineRefusals } from '#kernel/errors.ts'

export const groundLayer = 'nen'
/** Zooms beyond these are drawn from the tiles of the last one. */
export const zoomMost = { ground: 12, points: 16 } as const

export const refusal = defineRefusals('maps', {
  noSuchPlace: [
    'notFound',
    'Bản đồ không có nơi này. Hãy chọn trong danh sách.',
    'The map has no such place. Choose one from the list.',
  ],
  noSuchLayer: ['notFound', 'Bản đồ không có lớp này.', 'The map has no such layer.'],
  noSuchTile: ['notFound', 'Không có ô bản đồ này.', 'There is no such tile of the map.'],
})

export const mapLinks = {
  map: (layers: readonly string[] = []) =>
    layers.length > 0
      ? `/ban-do?${layers.map((one) => `lop=${encodeURIComponent(one)}`).join('&')}`
      : '/ban-do',
  place: (code: string) => `/ban-do/noi/${code}`,
  sites: '/ban-do/di-tich' as const,
  /** `{z}/{x}/{y}` is for whoever draws. */
  tiles: (layer: string, version?: string) =>
    `/ban-do/o/${layer}/{z}/{x}/{y}${version === undefined ? '' : `?v=${version}`}`,
}
