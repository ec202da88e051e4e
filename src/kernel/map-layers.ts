/** Layers of points that modules put on the map. Collect, do not reach: whoever draws maps reads what modules declare. */
import type { Context } from './context.ts'
import type { Sentence } from './errors.ts'
import type { GeoBox } from './geometry.ts'

/** One thing, or several that lie too close together to be drawn apart. */
export type MapPoint = {
  readonly lon: number
  readonly lat: number
  /** How many things it stands for; 1 for one. */
  readonly count: number
  /** Of one thing: its name and page. Never a person's. */
  readonly title?: string | undefined
  readonly href?: string | undefined
}

export type MapLayer = {
  /** Part of the layer's address. */
  readonly name: string
  readonly words: Sentence
  /** The same things as a list. */
  readonly list: string
  /**
   * What lies in the box, at most some thousands: at low zooms as clusters, from an indexed query. Public: the answer is
   * the same for everyone and may be a quarter of a minute old.
   */
  points(
    context: Context,
    asked: { readonly box: GeoBox; readonly zoom: number },
  ): Promise<readonly MapPoint[]>
}

/** From this zoom on nothing is put together. */
const clusterZoomMost = 14

/** Side of the cells in which points are put together at a zoom, in degrees; 0 where they stand alone. */
export function cellDegrees(zoom: number): number {
  return zoom > clusterZoomMost ? 0 : 45 / 2 ** zoom
}
