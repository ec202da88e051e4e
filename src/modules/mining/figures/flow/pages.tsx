/** The flow, drawn twice: for a wide page and for a phone; the table below says all of it. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber, formatPercent } from '#kernel/text.ts'
import { Section } from '#ui/layout.tsx'
import type { Causes, Counted } from '../../commands.ts'
import { drawFlow, type FlowWords, narrow, wide } from '../../flow/drawing/domain.ts'
import { FlowPicture } from '../../flow/drawing/pages.tsx'
import { texts } from '../../texts.ts'
import { guardOf } from '../domain.ts'
import { SheetTable } from '../pages.tsx'
import { spanInWords, valueInWords } from '../writing/domain.ts'

type FlowProps = {
  readonly counted: Counted
  readonly causes: Causes
  readonly query: Readonly<Record<string, string | undefined>>
}

export function FlowSection({ counted, causes, query }: FlowProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { flow, sheets } = counted
  const words = useFlowWords(counted, causes)
  const pictures = [wide, narrow].map((size) => drawFlow(flow, size, words))
  const label = t.flowPicture(flow.nodes.length)
  const [first, second] = pictures
  return (
    <Section id="luong" title={t.flow}>
      <p class="hint">{t.flowLead}</p>
      <div class="flow-beside">
        <div class="steps">
          {/* A scrolling region has to take the focus, or the keyboard cannot scroll it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section class="steps-wide" aria-label={label} tabIndex={0}>
            {first && <FlowPicture drawing={first} label={label} name="w" />}
          </section>
          <div class="steps-narrow">{second && <FlowPicture drawing={second} label={label} name="n" />}</div>
          {first && <p class="hint">{t.flowShare(formatPercent(first.share, language))}</p>}
        </div>
        <div>
          <SheetTable sheet={sheets.transitions} query={query} rowsMax={40} hasHeading />
        </div>
      </div>
    </Section>
  )
}

/** Counts and times as short as they have to be in a picture, and nothing about too few cases. */
function useFlowWords({ flow, nameOf }: Counted, { fewest, minutesPerDay }: Causes): FlowWords {
  const t = useTexts(texts)
  const { language } = usePage()
  const told = guardOf(fewest.shown)
  const nodes = new Map(flow.nodes.map((node) => [node.activity, node]))
  const edges = new Map(flow.edges.map((edge) => [`${edge.from}\0${edge.to}`, edge]))
  const count = (cases: number, events: number) =>
    valueInWords(told.counted(cases, events), 'count', language)
  const time = (cases: number, minutes: number | undefined) => {
    const shown = told.of(cases, minutes)
    return shown === null ? [] : [spanInWords(shown, minutesPerDay, language)]
  }
  return {
    name: nameOf,
    box: (activity) => {
      const node = nodes.get(activity)
      if (!node) return ''
      const { cases, events, timing } = node
      return [t.times(count(cases, events)), ...time(cases, timing?.median)].join(' · ')
    },
    way: (from, to) => {
      const edge = edges.get(`${from}\0${to}`)
      if (edge) return [count(edge.cases, edge.count), ...time(edge.cases, edge.timing?.median)]
      const border = from === null ? nodes.get(to ?? '')?.starts : nodes.get(from)?.ends
      return [formatBorder(border ?? 0)]
    },
  }
  function formatBorder(cases: number): string {
    const value = told.count(cases)
    return typeof value === 'number' ? formatNumber(value, language) : valueInWords(value, 'count', language)
  }
}
