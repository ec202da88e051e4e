/** Waiting, work and standing clock of each step as bars: as long as the mean time, in the same scale. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import type { Counted } from '../commands.ts'
import { texts } from '../texts.ts'
import { waitsOf } from './domain.ts'

const barsMax = 8
const kinds = ['waiting', 'working', 'stopped'] as const

export function SpanBars({
  counted: { read, nameOf },
  fewest,
}: {
  readonly counted: Counted
  readonly fewest: number
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const waits = waitsOf(read.log, read.measure, read.limit)
    .filter(({ cases }) => cases >= fewest)
    .slice(0, barsMax)
    .map(({ activity, events, ...sums }) => ({
      activity,
      spans: kinds.map((kind) => ({ kind, hours: sums[kind] / events / 60 })),
    }))
  const longest = Math.max(0.1, ...waits.map(({ spans }) => spans.reduce((sum, { hours }) => sum + hours, 0)))
  return (
    <>
      <ul class="span-key">
        {kinds.map((kind) => (
          <li key={kind}>
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
              <rect class={`span-${kind}`} width={16} height={16} />
            </svg>{' '}
            {t[kind]}
          </li>
        ))}
      </ul>
      <ul class="span-bars">
        {waits.map(({ activity, spans }) => (
          <li key={activity}>
            <p>
              <strong>{nameOf(activity)}</strong>
              <span>
                {spans
                  .filter(({ hours }) => hours >= 0.05)
                  .map(
                    ({ kind, hours }) =>
                      `${t[kind]} ${formatNumber(hours, language, 1)} ${language === 'vi' ? 'giờ' : 'h'}`,
                  )
                  .join(', ')}
              </span>
            </p>
            <Bar spans={spans} longest={longest} />
          </li>
        ))}
      </ul>
    </>
  )
}

type BarProps = {
  readonly spans: readonly { readonly kind: (typeof kinds)[number]; readonly hours: number }[]
  readonly longest: number
}

function Bar({ spans, longest }: BarProps) {
  let from = 0
  return (
    <svg
      class="span-bar"
      viewBox="0 0 1000 16"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="span-ground" width={1000} height={16} />
      {spans.map(({ kind, hours }) => {
        const width = (hours / longest) * 1000
        from += width
        return <rect key={kind} class={`span-${kind}`} x={from - width} width={width} height={16} />
      })}
    </svg>
  )
}
