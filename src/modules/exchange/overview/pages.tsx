/** Kết nối: every system in one line, then what needs a person. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { Button, KeyFigure, KeyFigures, LinkButton } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { FilterBar, Table } from '#ui/tables.tsx'
import { exchangeLinks } from '../api.ts'
import type { LogLine } from '../log/store.ts'
import type { Message } from '../outbox/store.ts'
import { systemName } from '../registry/domain.ts'
import type { Overview, SystemView } from './commands.ts'
import type { DoneAct } from './routes.ts'
import { texts } from './texts.ts'

type OverviewProps = {
  readonly view: Overview
  readonly done?: DoneAct | undefined
  readonly problem?: string | undefined
}

export function OverviewPage(props: OverviewProps) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

function Body({ view, done, problem }: OverviewProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = (value: number) => formatNumber(value, language)
  const waiting = view.systems.reduce((sum, { queue }) => sum + (queue?.waiting ?? 0), 0)
  return (
    <>
      <NotDone reason={problem} />
      {done && (
        <Notice tone="success" title={t[`done_${done}`]} isResult>
          <p>{t.doneLead}</p>
        </Notice>
      )}
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          view.mayManage && (
            <LinkButton kind="secondary" href={exchangeLinks.clients()}>
              {t.clients}
            </LinkButton>
          )
        }
      />
      <KeyFigures>
        <KeyFigure label={t.away} value={figure(view.systems.filter(isAway).length)} />
        <KeyFigure label={t.waiting} value={figure(waiting)} />
        <KeyFigure label={t.parked} value={figure(view.parked.length)} />
        <KeyFigure label={t.differences} value={figure(view.differences.length)} />
      </KeyFigures>
      <Systems view={view} />
      <Parked messages={view.parked} />
      <Differences view={view} />
      <Log view={view} />
    </>
  )
}

const isAway = ({ breaker }: SystemView) => breaker.openedAt !== null

function SystemState({ view: { system, breaker } }: { readonly view: SystemView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!system) return <StatusTag tone="waiting">{t.unregistered}</StatusTag>
  if (!system.isEnabled) return <StatusTag tone="waiting">{t.off}</StatusTag>
  if (breaker.openedAt)
    return (
      <>
        <StatusTag tone="danger">{t.standing}</StatusTag>
        <span class="cell-note">{t.from(formatDateTime(breaker.openedAt, language))}</span>
      </>
    )
  if (breaker.failures > 0) return <StatusTag tone="warning">{t.shaky}</StatusTag>
  return <StatusTag tone="success">{t.working}</StatusTag>
}

function Systems({ view: { systems, mayManage } }: { readonly view: Overview }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="he-thong" title={t.systems}>
      <Table
        caption={t.tableOf(t.systems)}
        isCaptionHidden
        isCards
        rows={systems}
        rowKey={({ key }) => key}
        empty={t.unregistered}
        columns={[
          {
            key: 'system',
            label: t.system,
            isRowHead: true,
            cell: ({ connector, key, system }) => (
              <>
                {mayManage ? (
                  <a href={exchangeLinks.system(key)}>{systemName(connector, key, language)}</a>
                ) : (
                  systemName(connector, key, language)
                )}
                <span class="cell-note">
                  {connector.owner[language]}
                  {system?.isSimulator && ` · ${t.simulator}`}
                </span>
              </>
            ),
          },
          { key: 'state', label: t.state, cell: (view) => <SystemState view={view} /> },
          { key: 'day', label: t.day, isSecondary: true, cell: ({ hours }) => <DayPicture hours={hours} /> },
          {
            key: 'queue',
            label: t.queue,
            isFigure: true,
            cell: ({ queue }) => (
              <>
                {formatNumber(queue?.waiting ?? 0, language)}
                {queue?.oldestAt && queue.waiting > 0 && (
                  <span class="cell-note">{t.oldest(formatDateTime(queue.oldestAt, language))}</span>
                )}
              </>
            ),
          },
          { key: 'reconciled', label: t.reconciled, cell: (view) => <Reconciled view={view} /> },
        ]}
      />
    </Section>
  )
}

function Reconciled({ view: { connector, system, reconciled } }: { readonly view: SystemView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!connector.compare) return <>–</>
  return (
    <>
      {reconciled ? (
        <>
          {formatDateTime(reconciled.startedAt, language)}
          <span class="cell-note">{t.compared(reconciled.compared, reconciled.found)}</span>
        </>
      ) : (
        t.never
      )}
      {system?.isEnabled && (
        <PostForm action={exchangeLinks.reconcile(connector.key)} label={connector.system[language]}>
          <Button kind="quiet">{t.reconcileNow}</Button>
        </PostForm>
      )}
    </>
  )
}

const hoursShown = 24
const barWidth = 5
const pictureHeight = 28

/** Calls of each hour: up for those that were answered, a mark beneath for those that were not. */
function DayPicture({ hours }: Pick<SystemView, 'hours'>) {
  const t = useTexts(texts)
  const most = Math.max(1, ...hours.map(({ good }) => good))
  const total = (of: 'good' | 'bad') => hours.reduce((sum, one) => sum + one[of], 0)
  const words = t.dayOf(total('good'), total('bad'))
  const width = hoursShown * barWidth
  return (
    <>
      <svg
        class="day-picture"
        viewBox={`0 0 ${width} ${pictureHeight + 8}`}
        width={width}
        height={pictureHeight + 8}
        aria-hidden="true"
      >
        <line class="day-base" x1="0" x2={width} y1={pictureHeight + 0.5} y2={pictureHeight + 0.5} />
        {hours.map(({ hoursAgo, good, bad }) => {
          const x = width - (hoursAgo + 1) * barWidth
          const height = good === 0 ? 0 : Math.max(2, (good / most) * pictureHeight)
          return (
            <g key={hoursAgo}>
              <rect class="day-good" x={x} y={pictureHeight - height} width={barWidth - 1} height={height} />
              {bad > 0 && (
                <rect class="day-bad" x={x} y={pictureHeight + 3} width={barWidth - 1} height="5" />
              )}
            </g>
          )
        })}
      </svg>
      <span class="cell-note">{words}</span>
    </>
  )
}

function Parked({ messages }: { readonly messages: readonly Message[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="giu-lai" title={t.parkedTitle}>
      <Table
        caption={t.tableOf(t.parkedTitle)}
        isCaptionHidden
        isCards
        rows={messages}
        rowKey={({ id }) => id}
        empty={t.parkedNone}
        columns={[
          {
            key: 'stream',
            label: t.stream,
            isRowHead: true,
            cell: ({ id, stream }) => <a href={exchangeLinks.message(id)}>{t.open(stream)}</a>,
          },
          { key: 'problem', label: t.problem, cell: ({ lastProblem }) => lastProblem },
          {
            key: 'since',
            label: t.since,
            isSecondary: true,
            cell: ({ madeAt }) => formatDateTime(madeAt, language),
          },
        ]}
      />
    </Section>
  )
}

function Differences({ view: { differences } }: { readonly view: Overview }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="chenh-lech" title={t.differences}>
      <Table
        caption={t.tableOf(t.differences)}
        isCaptionHidden
        isCards
        rows={differences}
        rowKey={({ id }) => id}
        empty={t.differencesNone}
        columns={[
          { key: 'stream', label: t.stream, isRowHead: true, isCode: true, cell: ({ stream }) => stream },
          { key: 'what', label: t.what, cell: ({ what }) => what },
          { key: 'ours', label: t.ours, cell: ({ ours }) => ours },
          { key: 'theirs', label: t.theirs, cell: ({ theirs }) => theirs ?? t.missing },
          {
            key: 'resent',
            label: t.resent,
            isSecondary: true,
            cell: ({ resentAt }) => (resentAt ? formatDateTime(resentAt, language) : '–'),
          },
        ]}
      />
    </Section>
  )
}

const outcomeTones = { good: 'done', refused: 'warning', away: 'waiting', wrong: 'danger' } as const

function OutcomeTag({ line: { outcome } }: { readonly line: LogLine }) {
  const t = useTexts(texts)
  const words = { good: t.good, refused: t.refused, away: t.awayOutcome, wrong: t.wrong }
  if (!outcome) return <StatusTag tone="progress">{t.unanswered}</StatusTag>
  return <StatusTag tone={outcomeTones[outcome]}>{words[outcome]}</StatusTag>
}

function Log({ view: { log, dossierCode } }: { readonly view: Overview }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="nhat-ky" title={t.log}>
      <FilterBar
        action={exchangeLinks.overview()}
        label={t.log}
        clearHref={dossierCode ? exchangeLinks.overview() : undefined}
      >
        <TextInput
          name="ho-so"
          label={t.dossierCode}
          value={dossierCode}
          width="long"
          maxLength={60}
          isOptional
        />
      </FilterBar>
      <Table
        caption={t.tableOf(t.log)}
        isCaptionHidden
        isCards
        rows={log}
        rowKey={({ id }) => id}
        empty={t.logNone}
        columns={[
          {
            key: 'operation',
            label: t.operation,
            isRowHead: true,
            cell: ({ partner, operation, direction }) => (
              <>
                {operation}
                <span class="cell-note">
                  {partner}
                  {direction === 'in' && ` (${t.incoming})`}
                </span>
              </>
            ),
          },
          { key: 'at', label: t.at, cell: ({ loggedAt }) => formatDateTime(loggedAt, language) },
          {
            key: 'purpose',
            label: t.purpose,
            isSecondary: true,
            cell: ({ purpose, article }) => (
              <>
                {purpose}
                <span class="cell-note">{article}</span>
              </>
            ),
          },
          {
            key: 'dossier',
            label: t.dossierCode,
            isSecondary: true,
            isCode: true,
            cell: (line) => line.dossierCode,
          },
          {
            key: 'outcome',
            label: t.outcome,
            cell: (line) => (
              <>
                <OutcomeTag line={line} />
                {line.milliseconds !== null && <span class="cell-note">{line.milliseconds} ms</span>}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
