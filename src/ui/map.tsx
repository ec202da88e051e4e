/** Bản đồ: a picture drawn by the server, which a script replaces by a map that moves. Its list twin stands before it. */

import { Island, usePage, useSheet } from '#kernel/page.tsx'
import { Fieldset, TextInput, type TextInputProps } from './forms.tsx'

export type MapLabel = {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly kind: 'sea' | 'archipelago' | 'island' | 'region' | 'district' | 'commune'
  /** Too much for a narrow screen. */
  readonly isWide: boolean
  readonly isDotted: boolean
  readonly anchor: 'start' | 'middle' | 'end'
}
/** Shapes as paths of SVG, in a picture of `width` by `height`. */
export type MapPicture = {
  readonly width: number
  readonly height: number
  /** What is neither the province nor sea. */
  readonly land: string
  readonly province: string
  readonly areas: readonly {
    readonly code: string
    readonly name: string
    readonly path: string
    readonly href?: string | undefined
    readonly isChosen?: boolean | undefined
  }[]
  readonly borders: { readonly province: string; readonly district: string; readonly commune: string }
  readonly labels: readonly MapLabel[]
}
/** A thing on the map, or several at one spot. */
export type MapMark = {
  readonly x: number
  readonly y: number
  readonly count: number
  readonly title?: string | undefined
  readonly href?: string | undefined
}

/** What the script needs to move the map. Boxes are west, south, east, north in degrees. */
export type LiveMap = {
  /** `/…/{z}/{x}/{y}` */
  readonly ground: string
  readonly world: readonly [number, number, number, number]
  readonly view: readonly [number, number, number, number]
  readonly layers: readonly {
    readonly name: string
    readonly tiles: string
  }[]
}

type MapFigureProps = {
  readonly id: string
  /** What is seen, in a sentence. */
  readonly caption: string
  readonly picture: MapPicture
  readonly marks?: readonly MapMark[] | undefined
  /** Without it the map stays a picture. */
  readonly live?: LiveMap | undefined
  readonly source?: string | undefined
  readonly isInset?: boolean | undefined
}

/**
 * A map. Whoever shows it writes the same content as a list or table before it: what can be pressed here is left out of the
 * tab order, and the picture is hidden from screen readers.
 */
export function MapFigure({ id, caption, picture, marks = [], live, source, isInset }: MapFigureProps) {
  const { assets } = usePage()
  const drawn = <Picture picture={picture} marks={marks} />
  return (
    <figure class={isInset ? 'map map-inset' : 'map'} id={id}>
      <figcaption>{caption}</figcaption>
      {live ? (
        <Island of="map" {...live} {...libraryOf(assets)}>
          {drawn}
        </Island>
      ) : (
        drawn
      )}
      {source && <p class="map-source">{source}</p>}
    </figure>
  )
}

const libraryOf = (assets: (name: string) => string) => ({
  library: assets('map/maplibre-gl.mjs'),
  worker: assets('map/maplibre-gl-worker.mjs'),
})

function Picture({ picture, marks }: { readonly picture: MapPicture; readonly marks: readonly MapMark[] }) {
  useSheet('map.css')
  const { width, height, land, province, areas, borders, labels } = picture
  return (
    <svg class="map-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <rect class="map-sea" width={width} height={height} />
      <path class="map-beside" d={land} />
      <path class="map-land" d={province} fill-rule="evenodd" />
      {areas.map(({ code, name, path, href, isChosen }) => {
        const shape = (
          <path class={isChosen ? 'map-area map-chosen' : 'map-area'} d={path} fill-rule="evenodd">
            <title>{name}</title>
          </path>
        )
        return href ? (
          <a key={code} href={href} tabIndex={-1}>
            {shape}
          </a>
        ) : (
          <g key={code}>{shape}</g>
        )
      })}
      <path class="map-border map-border-commune" d={borders.commune} />
      <path class="map-border map-border-district" d={borders.district} />
      <path class="map-border map-border-province" d={borders.province} />
      {labels.map((label) => (
        <Label key={`${label.text} ${label.x} ${label.y}`} label={beside(marks, label)} />
      ))}
      {marks.map((mark) => (
        <Mark key={`${mark.x} ${mark.y}`} mark={mark} />
      ))}
    </svg>
  )
}

/** A name of an area makes room for what lies on it. */
function beside(marks: readonly MapMark[], label: MapLabel): MapLabel {
  if (label.kind !== 'district' && label.kind !== 'commune') return label
  const half = label.text.length * 5
  const isHidden = marks.some(
    ({ x, y }) => Math.abs(x - label.x) < half + 12 && y > label.y - 22 && y < label.y + 26,
  )
  return isHidden ? { ...label, x: label.x + 14, y: label.y + 40, anchor: 'start' } : label
}

function Label({ label }: { readonly label: MapLabel }) {
  const { x, y, text, kind, isWide, isDotted, anchor } = label
  const [first, second] = text.split(/ (?=\()/)
  const shift = !isDotted ? 0 : anchor === 'end' ? -12 : 12
  return (
    <g class={isWide ? 'map-wide' : undefined}>
      {isDotted && <circle class="map-island" cx={x} cy={y} r="4" />}
      <text
        class={`map-label map-label-${kind}`}
        x={x + shift}
        y={y}
        dy={isDotted ? '0.35em' : 0}
        text-anchor={anchor}
      >
        {first}
        {second && (
          <tspan x={x + shift} dy="1.2em">
            {second}
          </tspan>
        )}
      </text>
    </g>
  )
}

function Mark({ mark }: { readonly mark: MapMark }) {
  const { x, y, count, title, href } = mark
  const drawn =
    count > 1 ? (
      <g class="map-cluster">
        <circle cx={x} cy={y} r={14 + Math.min(18, 5 * Math.log10(count))} />
        <text x={x} y={y} text-anchor="middle" dominant-baseline="central">
          {count}
        </text>
      </g>
    ) : (
      <path class="map-mark" d={`M${x} ${y}l-9 -14a11 11 0 1 1 18 0z`}>
        {title && <title>{title}</title>}
      </path>
    )
  return href ? (
    <a href={href} tabIndex={-1}>
      {drawn}
    </a>
  ) : (
    drawn
  )
}

type PointPickerProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly isOptional?: boolean | undefined
  readonly latitude: TextInputProps
  readonly longitude: TextInputProps
  /** Without it the place where one stands and the two numbers are all there is. */
  readonly live?: LiveMap | undefined
}

/**
 * Chọn vị trí: latitude and longitude as two fields, which always work; with a script also the place where one stands and a
 * pin on a map, which comes when it is asked for.
 */
export function PointPicker({ label, hint, isOptional, latitude, longitude, live }: PointPickerProps) {
  useSheet('map.css')
  const { assets } = usePage()
  const names = { latitude: latitude.name, longitude: longitude.name }
  return (
    <Fieldset name={`${latitude.name}-${longitude.name}`} label={label} hint={hint} isOptional={isOptional}>
      <Island of="map" {...names}>
        <div class="point-fields">
          <TextInput {...latitude} width="medium" inputMode="decimal" />
          <TextInput {...longitude} width="medium" inputMode="decimal" />
        </div>
      </Island>
      {live && (
        <Island of="map" {...live} {...libraryOf(assets)} {...names}>
          <span class="map-place" />
        </Island>
      )}
    </Fieldset>
  )
}
