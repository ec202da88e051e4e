/** The map of the province and of one place: lists first, then the picture that a script makes move. */

import type { MapLayer } from '#kernel/map-layers.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { Checkboxes } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { MapFigure, type MapMark, type MapPicture } from '#ui/map.tsx'
import { Table } from '#ui/tables.tsx'
import type { ReadyMap } from './api.ts'
import type { Agency, PlaceEntry } from './commands.ts'
import { mapLinks } from './domain.ts'
import { texts } from './texts.ts'

type ProvinceProps = {
  readonly name: string
  readonly places: readonly PlaceEntry[]
  readonly layers: readonly MapLayer[]
  readonly chosen: readonly string[]
  readonly map: ReadyMap
  readonly marks: readonly MapMark[]
  readonly sea: MapPicture
}

export function ProvincePage(props: ProvinceProps) {
  return (
    <PortalFrame>
      <ProvinceMap {...props} />
    </PortalFrame>
  )
}

function ProvinceMap({ name, places, layers, chosen, map, marks, sea }: ProvinceProps) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.titleOf(name)} lead={t.lead} />
      <Section title={t.places} id="noi">
        <ul class="map-places">
          {places.map((place) => (
            <li key={place.code}>
              <a href={mapLinks.place(place.code)}>{place.name}</a>
              {place.communes > 1 && <span class="hint">{t.communes(place.communes)}</span>}
            </li>
          ))}
        </ul>
      </Section>
      {layers.length > 0 && <LayerForm layers={layers} chosen={chosen} />}
      <Section title={t.map} id="ban-do">
        <div class="map-pair">
          <MapFigure
            id="ban-do-tinh"
            caption={`${t.caption(name)}. ${t.press}`}
            picture={map.picture}
            marks={marks}
            live={map.live}
            source={t.source}
          />
          <MapFigure id="bien-dong" caption={t.sea} picture={sea} isInset />
        </div>
      </Section>
    </div>
  )
}

function LayerForm({
  layers,
  chosen,
}: {
  readonly layers: readonly MapLayer[]
  readonly chosen: readonly string[]
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <form method="get" action={mapLinks.map()} class="stack map-layers">
      <Checkboxes
        name="lop"
        label={t.layers}
        isOptional
        values={chosen}
        choices={layers.map(({ name, words }) => ({ value: name, label: words[language] }))}
        isInline
      />
      <p class="map-lists">
        <Button kind="secondary">{t.show}</Button>
        {layers.map(({ name, words, list }) => (
          <a key={name} href={list}>
            {t.asList(words[language])}
          </a>
        ))}
      </p>
    </form>
  )
}

type PlaceProps = {
  /** Name of the map of the province, in the language of the page. */
  readonly parent: string
  readonly name: string
  readonly rows: readonly PlaceRow[]
  readonly isMerged: boolean
  readonly map: ReadyMap
}
/** A shape of the map, and the agencies of the communes that lie in it. */
export type PlaceRow = { readonly code: string; readonly name: string; readonly agencies: readonly Agency[] }

export function PlacePage(props: PlaceProps) {
  return (
    <PortalFrame breadcrumb={[{ href: mapLinks.map(), label: props.parent }]}>
      <PlaceMap {...props} />
    </PortalFrame>
  )
}

function PlaceMap({ name, rows, isMerged, map }: PlaceProps) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.titleOf(name)} />
      <Section title={t.communesHere} id="xa">
        {isMerged && <p class="hint">{t.merged}</p>}
        <Table
          caption={t.tableOf(name)}
          isCaptionHidden
          isCards
          rows={rows}
          rowKey={({ code }) => code}
          empty={<p>{t.noPlaces}</p>}
          columns={[
            {
              key: 'shape',
              label: t.shape,
              isRowHead: true,
              cell: (row) => <span id={`noi-${row.code}`}>{row.name}</span>,
            },
            { key: 'members', label: t.members, cell: (row) => <Agencies agencies={row.agencies} /> },
          ]}
        />
      </Section>
      <Section title={t.map} id="ban-do">
        <MapFigure
          id="ban-do-noi"
          caption={t.caption(name)}
          picture={map.picture}
          live={map.live}
          source={t.source}
        />
        <p>
          <a href={mapLinks.map()}>{t.back}</a>
        </p>
      </Section>
    </div>
  )
}

function Agencies({ agencies }: { readonly agencies: readonly Agency[] }) {
  const t = useTexts(texts)
  return (
    <ul class="map-agencies">
      {agencies.map(({ area, desk, address, phone }) => (
        <li key={area}>
          {desk ?? area}
          {address && <span class="hint">{address}</span>}
          {phone && <span class="hint">{t.phone(phone)}</span>}
        </li>
      ))}
    </ul>
  )
}

export type SiteRow = { readonly name: string; readonly kind: string; readonly where: string }

export function SitesPage({ rows }: { readonly rows: readonly SiteRow[] }) {
  return (
    <PortalFrame>
      <Sites rows={rows} />
    </PortalFrame>
  )
}

function Sites({ rows }: { readonly rows: readonly SiteRow[] }) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.sites} lead={t.sitesLead} />
      <p>
        <a href={mapLinks.map(['di-tich'])}>{t.onMap}</a>
      </p>
      <Table
        caption={t.sitesTable}
        isCaptionHidden
        isCards
        rows={rows}
        rowKey={({ name }) => name}
        empty={<p>{t.noSites}</p>}
        columns={[
          { key: 'name', label: t.siteName, isRowHead: true, cell: ({ name }) => name },
          { key: 'kind', label: t.siteKind, cell: ({ kind }) => kind },
          { key: 'where', label: t.siteWhere, cell: ({ where }) => where },
        ]}
      />
    </div>
  )
}
