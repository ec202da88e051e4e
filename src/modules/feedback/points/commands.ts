/** Phản ánh trên bản đồ: a layer of the public map; its list twin is the page of the reports. */

import { read } from '#kernel/db.ts'
import { cellDegrees, type MapLayer } from '#kernel/map-layers.ts'
import { reportLinks } from '../domain.ts'
import * as store from './store.ts'

/** More would not fit into one tile anyway. */
const pointsMax = 2_000

export const reportLayer: MapLayer = {
  name: 'phan-anh',
  words: { vi: 'Phản ánh hiện trường', en: 'Field reports' },
  list: reportLinks.list,
  async points(context, { box, zoom }) {
    const cells = await read(context, (tx) =>
      store.findCells(tx, box, { degrees: cellDegrees(zoom), max: pointsMax }),
    )
    return cells.map(({ lon, lat, count, code, place }) => ({
      lon,
      lat,
      count,
      ...(count === 1 && { title: place || code, href: reportLinks.show(code) }),
    }))
  },
}
