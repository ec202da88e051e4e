/** Nhúng: the score of an agency for other sites, as a frame and as a picture. Nothing in it can be acted on. */

import type { ComponentChildren } from 'preact'
import { usePage, useSurface, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber, textsFor } from '#kernel/text.ts'
import { Spark } from '#ui/charts.tsx'
import { Disclosure } from '#ui/layout.tsx'
import type { UnitBoard } from '../board/domain.ts'
import { texts as boardTexts } from '../board/texts.ts'
import { indicatorLinks } from '../links/domain.ts'
import { periodInside } from '../periods/domain.ts'
import { texts } from './texts.ts'

type EmbedProps = { readonly board: UnitBoard; readonly publicUrl: string }

const shareOf = (share: number | null | undefined) =>
  typeof share === 'number' ? Math.round(share * 100) / 100 : undefined

export function EmbedPage(props: EmbedProps) {
  return <Framed {...props} />
}

function Framed({ board, publicUrl }: EmbedProps) {
  useSurface('portal')
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language, province } = usePage()
  const { own, period, set, trend, completeUntil } = board
  const share = shareOf(own.score.share)
  const values = trend.map(({ score }) => shareOf(score?.share))
  const told = values
    .map((value) => (value === undefined ? b.noData : formatNumber(value, language, 1)))
    .join('; ')
  const first = trend[0]?.period ?? period
  return (
    <main class="embed">
      <p class="kicker">{`${t.kicker}, ${periodInside(period)[language]}`}</p>
      <h1>{own.unit.name}</h1>
      <p class="embed-figure">
        {share === undefined ? (
          b.tooLittle
        ) : (
          <>
            <strong>{formatNumber(share, language, 2)}</strong> {t.outOf(formatNumber(set.points, language))}
          </>
        )}
        {own.score.label && <span class="embed-label">{own.score.label.name[language]}</span>}
      </p>
      <Spark values={values} most={set.points} words={b.trendWords(told)} />
      <p class="hint">{t.span(periodInside(first)[language], periodInside(period)[language])}</p>
      <p class="hint">
        {b.completeUntil(formatDateTime(completeUntil, language))}. {province.name}.{' '}
        <a href={`${publicUrl}${indicatorLinks.unit(own.unit.code, period)}`} target="_blank" rel="noopener">
          {t.see}
        </a>
      </p>
    </main>
  )
}

export type Ground = 'sang' | 'toi'
const inks = {
  sang: {
    ground: '#FFFFFF',
    edge: '#D9CFBF',
    text: '#14232B',
    muted: '#4A5B66',
    now: '#0B5C7A',
    bar: '#2C9A88',
    hatch: '#5F6F7A',
  },
  toi: {
    ground: '#0C171D',
    edge: '#2F4653',
    text: '#EAF2F5',
    muted: '#A9BAC4',
    now: '#6CC5E0',
    bar: '#0A78BD',
    hatch: '#7F95A1',
  },
} as const satisfies Record<Ground, object>
const face = 'Be Vietnam Pro, system-ui, Roboto, Segoe UI, Noto Sans, sans-serif'
const [width, height] = [360, 168]
const barMost = 56
const letters = 34

/** Words of a long name over at most two lines; a picture does not break lines by itself. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length <= 2
    ? lines
    : [
        lines[0] ?? '',
        `${lines
          .slice(1)
          .join(' ')
          .slice(0, letters - 1)}…`,
      ]
}

type InkedProps = {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly fill: string
  readonly weight?: number
  readonly anchor?: 'start' | 'middle'
  readonly children: ComponentChildren
}

function Inked({ x, y, size, fill, weight = 400, anchor = 'start', children }: InkedProps) {
  return (
    <text
      x={x}
      y={y}
      fill={fill}
      font-family={face}
      font-size={size}
      font-weight={weight}
      text-anchor={anchor}
    >
      {children}
    </text>
  )
}

type PictureProps = { readonly board: UnitBoard; readonly ground: Ground }

/** The picture: colours stand in it, for no style sheet follows it to other sites. */
export function ScorePicture(props: PictureProps) {
  return <Picture {...props} />
}

function Picture({ board, ground }: PictureProps) {
  const { language } = usePage()
  const t = textsFor(texts, language)
  const b = textsFor(boardTexts, language)
  const ink = inks[ground]
  const { own, period, set, trend } = board
  const share = shareOf(own.score.share)
  const figure = share === undefined ? b.tooLittle : formatNumber(share, language, 2)
  const name = linesOf(own.unit.name)
  const said = `${t.alt(own.unit.name)}, ${periodInside(period)[language]}: ${figure}`
  const step = 24
  const left = width - 16 - trend.length * step
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={said}
    >
      <title>{said}</title>
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke={ink.hatch} stroke-width="2" />
        </pattern>
      </defs>
      <rect
        x="0.5"
        y="0.5"
        width={width - 1}
        height={height - 1}
        rx="8"
        fill={ink.ground}
        stroke={ink.edge}
      />
      {name.map((line, index) => (
        <Inked key={line} x={16} y={30 + index * 20} size={16} weight={600} fill={ink.text}>
          {line}
        </Inked>
      ))}
      <Inked x={16} y={height - 70} size={share === undefined ? 20 : 36} weight={600} fill={ink.now}>
        {figure}
      </Inked>
      {share !== undefined && (
        <Inked x={16} y={height - 48} size={14} fill={ink.text}>
          {[t.outOf(formatNumber(set.points, language)), own.score.label?.name[language]]
            .filter(Boolean)
            .join(', ')}
        </Inked>
      )}
      <Inked x={16} y={height - 16} size={13} fill={ink.muted}>
        {`${t.kicker}, ${periodInside(period)[language]}`}
      </Inked>
      {trend.map(({ period: one, score }, index) => {
        const value = shareOf(score?.share)
        const tall = Math.max(2, ((value ?? set.points) / set.points) * barMost)
        const fill = value === undefined ? 'url(#hatch)' : index === trend.length - 1 ? ink.now : ink.bar
        return (
          <rect
            key={one.from}
            x={left + index * step}
            y={height - 40 - tall}
            width={step - 8}
            height={tall}
            fill={fill}
            stroke={value === undefined ? ink.hatch : undefined}
          />
        )
      })}
    </svg>
  )
}

/** The ready snippets, on the page of the agency. */
export function Snippets({ board, publicUrl }: EmbedProps) {
  const t = useTexts(texts)
  const { own } = board
  const { code, name } = own.unit
  const at = (path: string) => `${publicUrl}${path}`
  const alt = t.alt(name).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const frame = `<iframe src="${at(indicatorLinks.embed(code))}" title="${alt}" width="360" height="420" loading="lazy" style="border:0"></iframe>`
  const picture = [
    `<a href="${at(indicatorLinks.unit(code))}"><picture>`,
    `  <source media="(prefers-color-scheme: dark)" srcset="${at(indicatorLinks.picture(code, 'toi'))}">`,
    `  <img src="${at(indicatorLinks.picture(code))}" alt="${alt}" width="${width}" height="${height}">`,
    '</picture></a>',
  ].join('\n')
  return (
    <Disclosure summary={t.title}>
      <p>{t.lead}</p>
      <p>
        {t.frame} (<a href={indicatorLinks.embed(code)}>{t.preview}</a>):
      </p>
      <pre class="snippet">
        <code>{frame}</code>
      </pre>
      <p>{t.picture}:</p>
      <img
        src={indicatorLinks.picture(code)}
        alt={t.alt(name)}
        width={width}
        height={height}
        loading="lazy"
        class="embed-sample"
      />
      <pre class="snippet">
        <code>{picture}</code>
      </pre>
    </Disclosure>
  )
}
