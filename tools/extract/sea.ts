/**
 * The sea and its islands as facts: names and where they are written, in degrees to a hundredth or two, and a coarse line of
 * the land beside the province. For a map to look at, not to measure or to sail by.
 */
import type { Geography, MapLabel } from '../../src/kernel/packs.ts'

type Place = readonly [lon: number, lat: number]

const label = (
  kind: MapLabel['kind'],
  vi: string,
  en: string,
  at: Place,
  zoomFrom: number,
  zoomTo?: number,
): MapLabel => ({
  name: { vi, en },
  kind,
  at: [...at],
  zoomFrom,
  ...(zoomTo === undefined ? {} : { zoomTo }),
})

const sea = (at: Place, zoomFrom: number, zoomTo?: number) =>
  label('sea', 'Biển Đông', 'East Sea (Biển Đông)', at, zoomFrom, zoomTo)

/** The nation's sea and archipelagos, on the map of every province; each at every zoom from which it can be seen. */
const nation: readonly MapLabel[] = [
  sea([112.6, 13.1], 0, 6),
  label('archipelago', 'Quần đảo Hoàng Sa (Đà Nẵng)', 'Hoàng Sa Islands (Đà Nẵng)', [112.0, 16.35], 0),
  label('archipelago', 'Quần đảo Trường Sa (Khánh Hòa)', 'Trường Sa Islands (Khánh Hòa)', [113.3, 9.4], 0),
  label('island', 'Đảo Hoàng Sa', 'Hoàng Sa', [111.61, 16.53], 7),
  label('island', 'Đảo Phú Lâm', 'Phú Lâm', [112.34, 16.83], 7),
  label('island', 'Đảo Tri Tôn', 'Tri Tôn', [111.2, 15.78], 7),
  label('island', 'Đảo Trường Sa', 'Trường Sa', [111.92, 8.64], 7),
  label('island', 'Đảo Song Tử Tây', 'Song Tử Tây', [114.33, 11.43], 7),
  label('island', 'Đảo Nam Yết', 'Nam Yết', [114.36, 10.18], 7),
  label('island', 'Đảo Sinh Tồn', 'Sinh Tồn', [114.33, 9.89], 8),
  label('island', 'Đảo An Bang', 'An Bang', [112.92, 7.89], 7),
  label('island', 'Đảo Lý Sơn', 'Lý Sơn', [109.12, 15.38], 6),
  label('island', 'Côn Đảo (Côn Sơn)', 'Côn Đảo (Côn Sơn)', [106.61, 8.69], 5),
]

/** What lies off Bình Thuận. Closer than this, whoever draws names the sea wherever there is enough of it. */
export const labels: readonly MapLabel[] = [
  ...nation,
  sea([108.5, 10.62], 7, 9),
  label('island', 'Đảo Phú Quý', 'Phú Quý', [108.945, 10.53], 5),
  label('island', 'Hòn Hải', 'Hòn Hải', [109.09, 9.97], 8),
]

/** Mainland from the north of the map round to its west, coarse; along the province it stays inland of the true coast. */
export const land: Geography['land'] = [
  [
    [104.3, 17.9],
    [106.5, 17.9],
    [106.63, 17.48],
    [107.18, 16.91],
    [107.65, 16.56],
    [108.0, 16.32],
    [108.33, 16.12],
    [108.4, 15.88],
    [108.82, 15.4],
    [108.95, 15.23],
    [109.08, 14.67],
    [109.25, 13.77],
    [109.2, 13.4],
    [109.34, 13.09],
    [109.46, 12.89],
    [109.4, 12.65],
    [109.2, 12.45],
    [109.2, 12.25],
    [109.18, 12.05],
    [109.24, 11.9],
    [109.13, 11.75],
    [109.05, 11.58],
    [109.02, 11.37],
    [108.9, 11.33],
    [108.75, 11.34],
    [108.45, 11.25],
    [108.2, 11.1],
    [107.95, 10.85],
    [107.75, 10.75],
    [107.56, 10.62],
    [107.55, 10.51],
    [107.42, 10.47],
    [107.25, 10.38],
    [107.08, 10.33],
    [106.97, 10.4],
    [106.8, 10.28],
    [106.72, 10.08],
    [106.68, 9.98],
    [106.58, 9.65],
    [106.08, 9.3],
    [105.75, 9.15],
    [105.42, 9.03],
    [105.0, 8.62],
    [104.72, 8.58],
    [104.83, 9.2],
    [104.85, 9.6],
    [105.08, 10.0],
    [104.75, 10.2],
    [104.48, 10.38],
    [104.3, 10.45],
    [104.3, 17.9],
  ],
]

/** As far as the map goes: the nation's sea, and no other country's coast beyond the mainland's edge. */
export const world: Geography['world'] = [104.3, 7, 116.5, 17.9]
