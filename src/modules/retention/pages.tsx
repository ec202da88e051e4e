/** How long records are kept: the office's page with what fell due, and everyone's page with the periods. */

import type { RetentionRule } from '#kernel/packs.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { KeyFigure, KeyFigures, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import type { KeptClass, Overview } from './commands.ts'
import { ends, keepWords, retentionLinks } from './domain.ts'
import { HoldTable } from './holds/pages.tsx'
import type { ClassCounts } from './running/store.ts'
import { texts } from './texts.ts'

export function OverviewPage(props: { readonly overview: Overview }) {
  return (
    <OfficeFrame>
      <Whole {...props} />
    </OfficeFrame>
  )
}

function Whole({ overview }: { readonly overview: Overview }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { run, counts, holds } = overview
  const sum = (of: (one: ClassCounts) => number) =>
    formatNumber(
      [...counts.values()].reduce((total, one) => total + of(one), 0),
      language,
    )
  return (
    <div class="stack">
      <PageHead title={t.title} lead={t.lead} />
      <RunNotice overview={overview} />
      {run && (
        <KeyFigures>
          <KeyFigure label={t.endedNight} value={sum(({ ended }) => ended)} />
          <KeyFigure label={t.bytesRemoved} value={formatNumber(run.bytesRemoved, language)} />
          <KeyFigure label={t.inMonth} value={sum(({ dueInMonth }) => dueInMonth)} />
          <KeyFigure label={t.heldDue} value={sum(({ held }) => held)} />
        </KeyFigures>
      )}
      <Section id="lenh-giu" title={t.holds}>
        <p>{t.holdsLead}</p>
        <HoldTable holds={holds} />
        <LinkButton href={retentionLinks.newHold} kind="secondary" icon="lock">
          {t.newHold}
        </LinkButton>
      </Section>
      <Section id="nhom" title={t.classes}>
        <ClassTable overview={overview} />
      </Section>
    </div>
  )
}

function RunNotice({ overview: { run, kept } }: { readonly overview: Overview }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!run)
    return (
      <Notice title={t.neverRan}>
        <p>{t.neverRanWords}</p>
      </Notice>
    )
  if (run.endedAt) return <p class="hint">{t.ran(formatDateTime(run.endedAt, language))}</p>
  const at = kept.find(({ one }) => one.key === run.atClass)?.one.name[language] ?? t.bytesWork
  return <Notice title={t.running(run.classesDone, kept.length, at)} />
}

function ClassTable({ overview: { kept, counts, run } }: { readonly overview: Overview }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = (key: string, of: (one: ClassCounts) => number) => {
    const found = counts.get(key)
    return found ? formatNumber(of(found), language) : '–'
  }
  return (
    <Table
      caption={t.classTable}
      isCaptionHidden
      isCards
      rows={kept}
      rowKey={({ one }) => one.key}
      empty={t.neverRan}
      columns={[
        { key: 'name', label: t.className, isRowHead: true, cell: ({ one }) => one.name[language] },
        { key: 'keep', label: t.keep, cell: (each) => <Period {...each} /> },
        { key: 'ending', label: t.atEnd, cell: ({ rule }) => <End rule={rule} /> },
        {
          key: 'month',
          label: t.inMonth,
          isFigure: true,
          cell: ({ one }) => figure(one.key, (c) => c.dueInMonth),
        },
        {
          key: 'year',
          label: t.inYear,
          isFigure: true,
          cell: ({ one }) => figure(one.key, (c) => c.dueInYear),
        },
        { key: 'held', label: t.heldDue, isFigure: true, cell: ({ one }) => figure(one.key, (c) => c.held) },
        {
          key: 'waits',
          label: t.waits,
          isFigure: true,
          cell: ({ one, rule }) =>
            isForArchive(rule) ? (
              <a href={retentionLinks.handOver(one.key)}>{figure(one.key, (c) => c.due)}</a>
            ) : (
              '–'
            ),
        },
        {
          key: 'ended',
          label: t.endedInAll,
          isFigure: true,
          cell: ({ one }) => figure(one.key, (c) => c.endedInAll),
        },
      ]}
      foot={run?.endedAt ? `${t.figuresFrom} ${formatDateTime(run.endedAt, language)}` : undefined}
    />
  )
}

const isForArchive = ({ ending, exceptions = [] }: RetentionRule): boolean =>
  [ending, ...exceptions.map((one) => one.ending)].includes('archive')

/** How long, from when, by which rule. */
function Period({ one, rule }: KeptClass) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <strong>{keepWords(rule.keep)[language]}</strong>
      <br />
      <small>
        {t.since.toLowerCase()} {one.since[language]}
      </small>
      {rule.exceptions?.map(({ procedures, keep }) => (
        <small key={procedures.join()}>
          <br />
          {t.except(procedures.length)}: {keepWords(keep)[language].toLowerCase()}
        </small>
      ))}
    </>
  )
}

function End({ rule: { ending, keep, legal, sure } }: Pick<KeptClass, 'rule'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      {keep !== 'forever' && (
        <>
          {ends[ending][language]}
          <br />
        </>
      )}
      <small>
        {legal}
        {!sure && ` (${t.unsure})`}
      </small>
    </>
  )
}

export function PublishedPage({
  kept,
  erasure,
}: {
  readonly kept: readonly KeptClass[]
  readonly erasure: string
}) {
  return (
    <PortalFrame>
      <Published kept={kept} erasure={erasure} />
    </PortalFrame>
  )
}

function Published({ kept, erasure }: Parameters<typeof PublishedPage>[0]) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="stack">
      <PageHead title={t.publishedTitle} lead={t.publishedLead} />
      <Notice title={t.archiveTitle}>
        <p>{t.archiveWords}</p>
        <p>{t.holdWords}</p>
      </Notice>
      <Table
        caption={t.classes}
        isCaptionHidden
        isCards
        rows={kept}
        rowKey={({ one }) => one.key}
        empty=""
        columns={[
          { key: 'name', label: t.className, isRowHead: true, cell: ({ one }) => one.name[language] },
          { key: 'keep', label: t.keep, cell: (each) => <Period {...each} /> },
          { key: 'ending', label: t.atEnd, cell: ({ rule }) => <End rule={rule} /> },
        ]}
      />
      <p>
        <LinkButton href={erasure} kind="secondary">
          {t.askErasure}
        </LinkButton>
      </p>
    </div>
  )
}
