/** Areas of the province with their official codes, the changes of 2025, and the committees of districts and communes. */
import type { Area, AreaChange, Unit } from '../../src/kernel/packs.ts'
import { agencies, since } from './departments.ts'
import { plain } from './words.ts'

export type Cells = Readonly<Record<string, string>>
export type PlaceTables = {
  /** Province and districts; columns level, code, name, type, parent_code. */
  readonly units: readonly Cells[]
  /** The communes of February 2024; columns district_code, commune_code, commune_name, commune_type. */
  readonly communes: readonly Cells[]
  /** Old commune → new commune on 2025-07-01; columns as in the source. */
  readonly mapping: readonly Cells[]
}

const byCode = (a: { code: string }, b: { code: string }) => Number(a.code) - Number(b.code)

/** The 135 areas of February 2024. The source vouches for that day, so it is where their validity begins. */
export function areasOf({ units, communes }: PlaceTables): Area[] {
  const upper = units
    .filter(({ level }) => level === '1' || level === '2')
    .map(
      ({ level, code = '', name = '', type = '', parent_code: parent = '' }): Area => ({
        code,
        level: level === '1' ? 'province' : 'district',
        kind: type as Area['kind'],
        name: plain(name),
        ...(parent ? { parent } : {}),
        validFrom: since,
      }),
    )
  const lower = communes.map(
    ({
      commune_code: code = '',
      commune_name: name = '',
      commune_type: kind = '',
      district_code: parent = '',
    }): Area => ({
      code,
      level: 'commune',
      kind: kind as Area['kind'],
      name: plain(name),
      parent,
      validFrom: since,
    }),
  )
  return [...upper.sort(byCode), ...lower.sort(byCode)]
}

/**
 * What the law changed after February 2024: on 2025-01-01 three wards of Phan Thiết ended and the name of one moved to
 * another code; on 2025-07-01 the district level and the province ended and communes were merged. They are not
 * applied to the areas: the province applies them on their day.
 */
export function changesOf(tables: PlaceTables): AreaChange[] {
  const later = new Map(
    tables.units.filter(({ level }) => level === '3').map(({ code = '', name = '' }) => [code, plain(name)]),
  )
  const onNewYear = tables.communes.flatMap(
    ({ commune_code: code = '', commune_name: name = '' }): AreaChange[] => {
      const newName = later.get(code)
      if (newName === undefined) return [{ on: '2025-01-01', code, change: 'abolished' }]
      return newName === plain(name) ? [] : [{ on: '2025-01-01', code, change: 'renamed', name: newName }]
    },
  )
  const merged = Map.groupBy(tables.mapping, ({ old_commune_code: code = '' }) => code)
  const onFirstOfJuly = [...merged].map(
    ([code, rows]): AreaChange => ({
      on: '2025-07-01',
      code,
      change: 'merged',
      into: rows.map((row) => ({
        code: row.new_commune_code ?? '',
        name: plain(row.new_commune_name ?? ''),
        province: row.new_province_code ?? '',
        share: row.share === 'full' ? 'full' : 'partial',
      })),
    }),
  )
  const ended = tables.units
    .filter(({ level }) => level === '1' || level === '2')
    .map(({ code = '' }): AreaChange => ({ on: '2025-07-01', code, change: 'abolished' }))
  return [...onNewYear.sort(byCode), ...ended.sort(byCode), ...onFirstOfJuly.sort(byCode)]
}

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)

function committee(area: Area, code: string, parent: string): Unit {
  const of = lowerFirst(area.name)
  return {
    code,
    name: `Ủy ban nhân dân ${of}`,
    shortName: `UBND ${of}`,
    kind: area.level === 'district' ? 'district' : 'commune',
    parent,
    area: area.code,
    desk: `Bộ phận Tiếp nhận và Trả kết quả UBND ${of}`,
    assumedCode: true,
    validFrom: since,
  }
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** Agencies written by hand, then the People's Committees of districts (H11.31 on) and communes (H11.31.01 on). */
export function unitsOf(areas: readonly Area[]): Unit[] {
  const written = agencies.map(
    (agency): Unit => ({
      ...agency,
      ...(agency.kind === 'vertical' ? {} : { area: '60' }),
      ...(agency.code === 'H11' ? {} : { assumedCode: true }),
      validFrom: since,
    }),
  )
  const districts = areas.filter(({ level }) => level === 'district')
  const committees = districts.flatMap((district, index) => {
    const code = `H11.${31 + index}`
    const communes = areas.filter(({ parent, level }) => parent === district.code && level === 'commune')
    return [
      committee(district, code, 'H11'),
      ...communes.map((commune, place) => committee(commune, `${code}.${twoDigits(place + 1)}`, code)),
    ]
  })
  return [...written, ...committees]
}
