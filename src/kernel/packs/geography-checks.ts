/** Checks of a map: rings close, lines meet at their ends only, all lies in the box, every code is known, the sea has its names. */
import { crossingOf, fromGrid, gridPerDegree, lineOf, ringOf } from '../geometry.ts'
import { type Contents, type Located, problemAt } from './contents.ts'
import type { Geography } from './geography.ts'
import type { Problem } from './messages.ts'

/** What a map of any province of Viet Nam names (docs/legal.md#maps). */
const namesNeeded = ['Biển Đông', 'Hoàng Sa', 'Trường Sa'] as const

export function geographyProblems(contents: Contents): Problem[] {
  const { geography } = contents
  if (!geography) return []
  return [...shapeProblems(geography), ...codeProblems(geography, contents), ...nameProblems(geography)]
}

function shapeProblems(geography: Located<Geography>): Problem[] {
  const { box, lines: written, areas } = geography.value
  const lines = written.map(lineOf)
  const [west, south, east, north] = box.map((side) => side * gridPerDegree) as [
    number,
    number,
    number,
    number,
  ]
  const outside = lines.flatMap((line, index) =>
    line.every(([x, y]) => x >= west && x <= east && y >= south && y <= north)
      ? []
      : [problemAt(geography, `/lines/${index}`, 'Đường này ra ngoài khung “box” của tỉnh.')],
  )
  const open = areas.flatMap(({ rings, name }, index) =>
    rings.flatMap((ring, at) =>
      ringOf(lines, ring)
        ? []
        : [
            problemAt(
              geography,
              `/areas/${index}/rings/${at}`,
              `Vòng ${at + 1} của ${name} không khép kín: các đường phải nối tiếp nhau và về lại điểm đầu.`,
            ),
          ],
    ),
  )
  const crossing = crossingOf(lines)
  const place = crossing && fromGrid(crossing)
  return [
    ...outside,
    ...open,
    ...(place
      ? [problemAt(geography, '/lines', `Các đường cắt nhau gần kinh độ ${place.lon}, vĩ độ ${place.lat}.`)]
      : []),
  ]
}

function codeProblems(geography: Located<Geography>, { areas, areaChanges }: Contents): Problem[] {
  const communes = new Set(areas.flatMap(({ value }) => (value.level === 'commune' ? [value.code] : [])))
  const above = new Set(areas.flatMap(({ value }) => (value.level === 'commune' ? [] : [value.code])))
  const coming = new Set(areaChanges.flatMap(({ value }) => (value.into ?? []).map(({ code }) => code)))
  const ofSites = siteProblems(geography, above)
  const ofAreas = geography.value.areas.flatMap((area, index) => {
    const at = (property: string, message: string) =>
      problemAt(geography, `/areas/${index}/${property}`, message)
    return [
      ...(communes.has(area.code) || coming.has(area.code)
        ? []
        : [at('code', `areas.json không có xã ${area.code}, kể cả trong các thay đổi.`)]),
      ...(above.has(area.within) ? [] : [at('within', `areas.json không có huyện hay tỉnh ${area.within}.`)]),
      ...(area.formedFrom ?? [])
        .filter((code) => !communes.has(code))
        .map((code) => at('formedFrom', `areas.json không có xã ${code}.`)),
    ]
  })
  return [...ofAreas, ...ofSites]
}

function siteProblems(geography: Located<Geography>, above: ReadonlySet<string>): Problem[] {
  const { box, sites = [] } = geography.value
  const [west, south, east, north] = box
  return sites.flatMap(({ at: [lon, lat], within }, index) => [
    ...(lon >= west && lon <= east && lat >= south && lat <= north
      ? []
      : [problemAt(geography, `/sites/${index}/at`, 'Điểm này ra ngoài khung “box” của tỉnh.')]),
    ...(above.has(within)
      ? []
      : [problemAt(geography, `/sites/${index}/within`, `areas.json không có huyện hay tỉnh ${within}.`)]),
  ])
}

function nameProblems(geography: Located<Geography>): Problem[] {
  const missing = namesNeeded.filter(
    (needed) => !geography.value.labels.some(({ name }) => name.vi.includes(needed)),
  )
  return missing.map((name) => problemAt(geography, '/labels', `Bản đồ phải ghi tên ${name}.`))
}
