/** Schema of the map of a province: borders, what is land beside it, and the names of seas and islands. */
import { type Static, Type } from 'typebox'
import { AreaCode, Bilingual, Day, file, Name, record } from './shapes.ts'

const Degrees = Type.Tuple([
  Type.Number({ minimum: 95, maximum: 125 }),
  Type.Number({ minimum: 0, maximum: 30 }),
])
const Zoom = Type.Integer({ minimum: 0, maximum: 18 })

/** Vùng: the border of a commune. Districts and the province are what their communes cover together. */
export const MappedArea = record({
  code: AreaCode,
  name: Name,
  /** The district, or the province where there is none between. */
  within: AreaCode,
  validFrom: Day,
  validTo: Type.Optional(Day),
  /** Communes of the law before that lie in it, wholly or partly. */
  formedFrom: Type.Optional(Type.Array(AreaCode, { minItems: 1 })),
  /** Numbers of lines, one after another; `-1 - n` is line n backwards. A ring inside another is a hole. */
  rings: Type.Array(Type.Array(Type.Integer(), { minItems: 1 }), { minItems: 1 }),
})
export type MappedArea = Static<typeof MappedArea>

/** Tên trên bản đồ: a sea, a group of islands or an island, and the zooms at which it is written. */
export const MapLabel = record({
  name: Bilingual,
  kind: Type.Enum(['sea', 'archipelago', 'island', 'region']),
  at: Degrees,
  zoomFrom: Zoom,
  zoomTo: Type.Optional(Zoom),
})
export type MapLabel = Static<typeof MapLabel>

/** Di tích, thắng cảnh. */
export const MapSite = record({ name: Name, kind: Name, at: Degrees, within: AreaCode })
export type MapSite = Static<typeof MapSite>

export const Geography = file({
  source: Name,
  /** West, south, east, north, in degrees: everything of the province lies in it. */
  box: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  /** As far as the map goes. */
  world: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  labels: Type.Array(MapLabel, { minItems: 1 }),
  sites: Type.Optional(Type.Array(MapSite)),
  /** Land beside the province, coarse: so that what is not land is sea. */
  land: Type.Array(Type.Array(Degrees, { minItems: 4 })),
  areas: Type.Array(MappedArea, { minItems: 1 }),
  /** In 1/100 000 of a degree: longitude and latitude of the first point, then the step to each next one. */
  lines: Type.Array(Type.Array(Type.Integer(), { minItems: 4 }), { minItems: 1 }),
})
export type Geography = Static<typeof Geography>
