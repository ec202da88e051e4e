/** The work queue: lists, conditions, lines, acts on many. */

import { type CaseState, caseStates } from '#kernel/cases.ts'
import type { Sentence } from '#kernel/errors.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Select } from '#ui/choices.tsx'
import { Button, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DeadlineTag, StatusTag } from '#ui/status.tsx'
import { BulkActionForm, type Chip, type Column, FilterBar, Pagination, Table } from '#ui/tables.tsx'
import { deskLinks } from '../api.ts'
import { bulkActOf, type QueueTab, type ShownDeadline } from './domain.ts'
import type { ProcedureChoice, QueueCounts, QueueRow } from './store.ts'
import { texts } from './texts.ts'

export type QueueFilters = {
  readonly procedure?: string | undefined
  readonly field?: string | undefined
  readonly state?: CaseState | undefined
  readonly text?: string | undefined
}

export type QueueLine = QueueRow & {
  readonly deadline: ShownDeadline
  /** Who is away, when the officer would do it in their place. */
  readonly inPlaceOf?: string | undefined
}

export type QueueView = {
  readonly tab: QueueTab
  readonly tabs: readonly QueueTab[]
  readonly counts: QueueCounts
  readonly lines: readonly QueueLine[]
  readonly next: string | undefined
  readonly isFirstPage: boolean
  readonly filters: QueueFilters
  readonly procedures: readonly ProcedureChoice[]
  readonly fields: readonly ProcedureChoice[]
  readonly mayReceive: boolean
  readonly result?: QueueResult | undefined
}

/** What an act on many did. */
export type QueueResult = {
  readonly done: number
  readonly refused: readonly { readonly code: string; readonly reason: Sentence }[]
  readonly nothingChosen?: boolean
}

const names = {
  tab: 'danh-sach',
  procedure: 'thu-tuc',
  field: 'linh-vuc',
  state: 'trang-thai',
  text: 'q',
} as const

/** The address of a list with its conditions: the address of the page is the view. */
export function queueLink(tab: QueueTab, filters: QueueFilters = {}, after?: string): string {
  const query = new URLSearchParams({ [names.tab]: tab })
  for (const key of ['procedure', 'field', 'state', 'text'] as const) {
    const value = filters[key]
    if (value) query.set(names[key], value)
  }
  if (after) query.set('sau', after)
  return `${deskLinks.queue()}?${query}`
}

export function QueuePage({ view }: { readonly view: QueueView }) {
  return (
    <OfficeFrame query={view.filters.text}>
      <QueueBody view={view} />
    </OfficeFrame>
  )
}

function QueueBody({ view }: { readonly view: QueueView }) {
  const t = useTexts(texts)
  return (
    <>
      <PageHead
        title={t.queue}
        actions={
          view.mayReceive && (
            <LinkButton href="/lam-viec/tiep-nhan-tai-quay" kind="secondary" icon="add">
              {t.counter}
            </LinkButton>
          )
        }
      />
      {view.result && <Result result={view.result} />}
      <nav class="queue-tabs" aria-label={t.lists}>
        <ul>
          {view.tabs.map((tab) => (
            <li key={tab}>
              <a href={queueLink(tab)} aria-current={tab === view.tab ? 'page' : undefined}>
                {t[tab]}
                {tab !== 'all' && <span class="count-badge">{view.counts[tab]}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Filters view={view} />
      <div class="queue-lines">
        <Lines view={view} />
      </div>
      <Pagination
        previousHref={view.isFirstPage ? undefined : queueLink(view.tab, view.filters)}
        nextHref={view.next && queueLink(view.tab, view.filters, view.next)}
        summary={summaryOf(view, t)}
      />
    </>
  )
}

type Words = (typeof texts)['vi']

function summaryOf({ lines, tab, filters, counts, next, isFirstPage }: QueueView, t: Words) {
  const isWhole = Object.values(filters).every((value) => !value) && tab !== 'all'
  if (lines.length === 0) return undefined
  return isWhole && (next || !isFirstPage) ? t.shown(lines.length, counts[tab]) : t.shownOnly(lines.length)
}

function Result({ result }: { readonly result: QueueResult }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (result.nothingChosen) return <Notice tone="warning" isResult title={t.chooseSome} />
  return (
    <>
      {result.done > 0 && <Notice tone="success" isResult title={t.handedOver(result.done)} />}
      {result.refused.length > 0 && (
        <Notice tone="warning" isResult title={t.refusedSome(result.refused.length)}>
          <ul>
            {result.refused.map(({ code, reason }) => (
              <li key={code}>
                <a href={deskLinks.dossier(code)}>{code}</a>: {reason[language]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function Filters({ view }: { readonly view: QueueView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { filters, tab } = view
  const without = (key: keyof QueueFilters) => queueLink(tab, { ...filters, [key]: undefined })
  const nameIn = (list: readonly ProcedureChoice[], code: string) =>
    list.find((one) => one.code === code)?.name ?? code
  const chips: Chip[] = [
    filters.text && { label: `“${filters.text}”`, removeHref: without('text') },
    filters.procedure && {
      label: nameIn(view.procedures, filters.procedure),
      removeHref: without('procedure'),
    },
    filters.field && { label: nameIn(view.fields, filters.field), removeHref: without('field') },
    filters.state && { label: caseStates[filters.state][language], removeHref: without('state') },
  ].filter((chip) => typeof chip === 'object')
  const choicesOf = (list: readonly ProcedureChoice[]) =>
    list.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <FilterBar action={deskLinks.queue()} chips={chips} clearHref={queueLink(tab)}>
      <input type="hidden" name={names.tab} value={tab} />
      <TextInput name={names.text} label={t.search} value={filters.text} kind="search" isOptional />
      <Select
        name={names.procedure}
        label={t.procedure}
        choices={choicesOf(view.procedures)}
        value={filters.procedure}
        placeholder={t.any}
        isOptional
      />
      <Select
        name={names.field}
        label={t.field}
        choices={choicesOf(view.fields)}
        value={filters.field}
        placeholder={t.any}
        isOptional
      />
      {(tab === 'unit' || tab === 'all') && (
        <Select
          name={names.state}
          label={t.state}
          choices={Object.entries(caseStates).map(([value, words]) => ({ value, label: words[language] }))}
          value={filters.state}
          placeholder={t.any}
          isOptional
        />
      )}
    </FilterBar>
  )
}

function Lines({ view }: { readonly view: QueueView }) {
  const t = useTexts(texts)
  const act = bulkActOf[view.tab]
  const isFiltered = Object.values(view.filters).some(Boolean)
  const table = (
    <Table
      caption={t.caption(t[view.tab])}
      isCaptionHidden
      columns={useColumns(view.tab === 'mine')}
      rows={view.lines}
      rowKey={({ id, step }) => `${id} ${step}`}
      empty={<p>{isFiltered || view.tab === 'all' ? t.nothingFound : t.nothing}</p>}
      selection={
        act && {
          name: 'chosen',
          value: chosenValue,
          label: ({ code }) => code,
          chosen: view.lines
            .filter(({ code }) => view.result?.refused.some((one) => one.code === code))
            .map(chosenValue),
        }
      }
    />
  )
  if (!act || view.lines.length === 0) return table
  return (
    <BulkActionForm
      action="/lam-viec/ban-giao"
      hidden={{ tab: view.tab }}
      actions={<Button kind="primary">{t[act]}</Button>}
    >
      {table}
    </BulkActionForm>
  )
}

const chosenValue = ({ code, version, step }: QueueLine) => `${code}_${version}_${step}`

function useColumns(isMine: boolean): readonly Column<QueueLine>[] {
  const t = useTexts(texts)
  const { language } = usePage()
  return [
    {
      key: 'dossier',
      label: t.dossier,
      isRowHead: true,
      cell: (line) => (
        <>
          <a href={deskLinks.dossier(line.code)} class="dossier-code">
            {line.code}
          </a>
          <span class="cell-note">{line.procedureName}</span>
        </>
      ),
    },
    {
      key: 'applicant',
      label: t.applicant,
      cell: (line) => (
        <>
          {line.applicantName}
          <span class="cell-note">{t[line.channel]}</span>
        </>
      ),
    },
    {
      key: 'step',
      label: t.step,
      isSecondary: true,
      cell: (line) => (
        <>
          {line.stepName}
          <span class="cell-note">
            {isMine && line.stepDueAt
              ? t.stepBy(formatDateTime(line.stepDueAt, language))
              : `${line.holderName ?? t.nobody}, ${line.holderUnitName}`}
          </span>
          {line.inPlaceOf && <span class="cell-note">{t.inPlaceOf(line.inPlaceOf)}</span>}
        </>
      ),
    },
    { key: 'due', label: t.due, cell: (line) => <DueCell line={line} /> },
  ]
}

function DueCell({ line }: { readonly line: QueueLine }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const moment = line.dueAt && formatDateTime(line.dueAt, language)
  return (
    <>
      <DossierDeadline deadline={line.deadline} state={line.state} />
      {moment && line.deadline.state !== 'ended' && (
        <span class="cell-note">{line.receivedAt ? t.dueOn(moment) : t.replyBy(moment)}</span>
      )}
    </>
  )
}

/** Hạn, or the state in words once the case has ended. */
export function DossierDeadline({
  deadline,
  state,
  isSolid,
}: {
  readonly deadline: ShownDeadline
  readonly state: CaseState
  readonly isSolid?: boolean | undefined
}) {
  const t = useTexts(texts)
  if (deadline.state === 'ended')
    return (
      <StatusTag tone="done">
        <StateWords state={state} />
      </StatusTag>
    )
  if (deadline.state === 'stopped')
    return <DeadlineTag deadline={{ state: 'stopped', awaited: t[deadline.waitsFor] }} isSolid={isSolid} />
  return <DeadlineTag deadline={deadline} isSolid={isSolid} />
}

export function StateWords({ state }: { readonly state: CaseState }) {
  const { language } = usePage()
  return <>{caseStates[state][language]}</>
}
