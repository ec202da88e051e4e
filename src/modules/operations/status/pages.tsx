/** Tình trạng hệ thống, for everyone: one sentence, what happens now, what was promised and what came of it. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { journeys } from '#kernel/service-levels.ts'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { Spark } from '#ui/charts.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import type { Standing } from '../domain.ts'
import { texts } from '../texts.ts'
import type { AlarmView, Health, JourneyView } from './commands.ts'

export const tones = { well: 'success', degraded: 'warning', down: 'danger', unproven: 'waiting' } as const
const noticeTones = { well: 'success', degraded: 'warning', down: 'danger', unproven: 'warning' } as const

export function StatusPage(props: { readonly health: Health }) {
  return (
    <PortalFrame>
      <Body {...props} />
    </PortalFrame>
  )
}

function Body({ health }: { readonly health: Health }) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.status} lead={t.statusLead} />
      <Whole health={health} lead={t.unprovenLead} />
      {health.open.length > 0 && (
        <Section id="dang-xay-ra" title={t.now}>
          <Alarms alarms={health.open} />
        </Section>
      )}
      <Journeys journeys={health.journeys} />
      <Section id="da-qua" title={t.before}>
        {health.past.length === 0 ? <p class="empty">{t.noneBefore}</p> : <Alarms alarms={health.past} />}
      </Section>
    </div>
  )
}

/** The answer in one sentence, with its age. */
export function Whole({
  health: { standing, provedAt },
  lead,
}: {
  readonly health: Health
  readonly lead: string
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Notice tone={noticeTones[standing]} title={t[`all_${standing}`]}>
      {standing === 'unproven' && <p>{lead}</p>}
      <p>{provedAt ? `${t.provedAt} ${formatDateTime(provedAt, language)}` : t.never}</p>
    </Notice>
  )
}

export function StandingTag({ standing }: { readonly standing: Standing }) {
  const t = useTexts(texts)
  return <StatusTag tone={tones[standing]}>{t[`standing_${standing}`]}</StatusTag>
}

/** What people noticed, from when until when, and what they were told. */
function Alarms({ alarms }: { readonly alarms: readonly AlarmView[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <ol class="task-list">
      {alarms.map(({ id, check, checkName, raisedAt, endedAt, notes, state }) => (
        <li key={id}>
          <div>
            <strong>{check?.noticed?.[language] ?? check?.title[language] ?? checkName}</strong>
            <p class="hint">
              {t.from} {formatDateTime(raisedAt, language)}
              {endedAt && ` ${t.until} ${formatDateTime(endedAt, language)}`}
            </p>
            {notes.map(({ at, text }) => (
              <p key={at}>
                {text} <span class="hint">({formatDateTime(new Date(at), language)})</span>
              </p>
            ))}
          </div>
          <StandingTag standing={endedAt ? 'well' : state} />
        </li>
      ))}
    </ol>
  )
}

/** What is promised of each journey, and what came of it. */
export function Journeys({ journeys: rows }: { readonly journeys: readonly JourneyView[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const share = (value: number, decimals = 2) =>
    `${formatNumber(Math.floor(value * 100 * 10 ** decimals) / 10 ** decimals, language)} %`
  return (
    <Section id="muc-phuc-vu" title={t.journeys}>
      <Table
        caption={t.journeysTable}
        isCaptionHidden
        isCards
        rows={rows}
        rowKey={({ journey }) => journey}
        empty={t.noRequests}
        columns={[
          {
            key: 'journey',
            label: t.journey,
            isRowHead: true,
            cell: ({ journey }) => journeys[journey].name[language],
          },
          {
            key: 'promise',
            label: t.promise,
            cell: ({ journey }) => {
              const { promised, goodWithinMs } = journeys[journey]
              return t.promiseOf(share(promised), formatNumber(goodWithinMs / 1000, language))
            },
          },
          {
            key: 'share',
            label: t.share,
            isFigure: true,
            cell: ({ share: got }) => (got === null ? t.noRequests : share(got)),
          },
          {
            key: 'requests',
            label: t.requests,
            isFigure: true,
            cell: ({ total }) => formatNumber(total, language),
          },
          {
            key: 'budget',
            label: t.budget,
            isFigure: true,
            cell: ({ left }) => (left === null ? '–' : left <= 0 ? t.spent : share(left, 0)),
          },
          { key: 'days', label: t.days, cell: ({ journey, days }) => <Days journey={journey} days={days} /> },
        ]}
      />
      <p class="hint">{t.journeysHow}</p>
    </Section>
  )
}

/** Below this part of the way to the promise a day's column is empty: it is the last parts that matter. */
const floorFactor = 20

function Days({ journey, days }: Pick<JourneyView, 'journey' | 'days'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const known = days.flatMap(({ share }) => share ?? [])
  if (known.length === 0) return <>{t.noRequests}</>
  const floor = 1 - (1 - journeys[journey].promised) * floorFactor
  const lowest = formatNumber(Math.floor(Math.min(...known) * 10_000) / 100, language)
  return (
    <Spark
      values={days.map(({ share }) => (share === undefined ? undefined : Math.max(0, share - floor)))}
      most={1 - floor}
      words={t.dayWords(known.length, `${lowest} %`)}
    />
  )
}
