/** The console: queue, load, and who sent a report. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { formatDateTime, formatNumber, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Checkbox, Select } from '#ui/choices.tsx'
import { BackLink, KeyFigure, KeyFigures, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DeadlineTag } from '#ui/status.tsx'
import { FilterBar, Pagination, Table } from '#ui/tables.tsx'
import { type Awaited, awaitedThings, reportLinks } from '../domain.ts'
import { type Names, namesOf, ReportTag } from '../parts/pages.tsx'
import { texts as voiceTexts } from '../voices/domain.ts'
import type { Contacts, Queue } from './reading/commands.ts'
import type { UnitLoad } from './store.ts'
import { texts } from './texts.ts'

export type QueueTyped = {
  readonly cho?: string | undefined
  readonly 'linh-vuc'?: string | undefined
  readonly tim?: string | undefined
  readonly 'qua-han'?: string | undefined
  readonly trang?: number | undefined
}

export function queuePage(context: Context, queue: Queue, typed: QueueTyped): Reply {
  const { title } = textsFor(texts, context.language)
  const isDesk = hasPermission(officerOf(context.actor), 'feedback.triage')
  return page(
    context,
    { title },
    <OfficeFrame>
      <QueueView queue={queue} typed={typed} names={namesOf(context)} isDesk={isDesk} />
    </OfficeFrame>,
  )
}

const awaitedKeys = Object.keys(awaitedThings) as Awaited[]

type QueueProps = {
  readonly queue: Queue
  readonly typed: QueueTyped
  readonly names: Names
  readonly isDesk: boolean
}

function QueueView({ queue: { reports, counts, hasMore }, typed, names, isDesk }: QueueProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const voiceWords = useTexts(voiceTexts)
  const at = typed.trang ?? 0
  const pageHref = (trang: number) => {
    const given = Object.entries({ ...typed, trang: String(trang) }).filter(([, value]) => value)
    return `${reportLinks.console}?${new URLSearchParams(given as [string, string][])}`
  }
  const countOf = (what: Awaited) => counts.find(({ awaited }) => awaited === what)
  return (
    <div class="stack">
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          isDesk && (
            <LinkButton href={reportLinks.load} kind="secondary" icon="chart">
              {t.load}
            </LinkButton>
          )
        }
      />
      <KeyFigures>
        {awaitedKeys.map((what) => (
          <KeyFigure
            key={what}
            label={awaitedThings[what][language]}
            value={formatNumber(countOf(what)?.count ?? 0, language)}
            note={t.late(countOf(what)?.late ?? 0)}
            href={`${reportLinks.console}?cho=${what}`}
          />
        ))}
      </KeyFigures>
      <FilterBar action={reportLinks.console}>
        <TextInput name="tim" label={t.search} kind="search" width="medium" isOptional value={typed.tim} />
        <Select
          name="cho"
          label={t.awaited}
          placeholder={t.all}
          isOptional
          value={typed.cho}
          choices={awaitedKeys.map((value) => ({ value, label: awaitedThings[value][language] }))}
        />
        <Select
          name="linh-vuc"
          label={t.category}
          placeholder={t.all}
          isOptional
          value={typed['linh-vuc']}
          choices={names.categories}
        />
        <Checkbox name="qua-han" label={t.onlyLate} isChecked={typed['qua-han'] === 'yes'} />
      </FilterBar>
      <Table
        caption={t.list}
        isCaptionHidden
        isCards
        rows={reports}
        rowKey={({ id }) => id}
        empty={t.none}
        columns={[
          {
            key: 'code',
            label: t.code,
            isRowHead: true,
            isCode: true,
            cell: ({ code }) => <a href={reportLinks.work(code)}>{code}</a>,
          },
          {
            key: 'due',
            label: t.due,
            cell: ({ deadline }) => deadline && <DeadlineTag deadline={deadline} />,
          },
          {
            key: 'matter',
            label: t.matter,
            cell: ({ words, publicWords, category, areaCode }) => (
              <>
                {shorten(publicWords ?? words) || voiceWords.unheard}
                <span class="cell-note">
                  {names.category(category)}, {names.area(areaCode)}
                </span>
              </>
            ),
          },
          { key: 'state', label: t.state, cell: ({ state }) => <ReportTag state={state} /> },
          { key: 'unit', label: t.unit, cell: ({ unitName }) => unitName ?? '' },
        ]}
      />
      <Pagination
        previousHref={at > 0 ? pageHref(at - 1) : undefined}
        nextHref={hasMore ? pageHref(at + 1) : undefined}
      />
    </div>
  )
}

export function loadPage(context: Context, rows: readonly UnitLoad[]): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).load },
    <OfficeFrame>
      <Load rows={rows} />
    </OfficeFrame>,
  )
}

function Load({ rows }: { readonly rows: readonly UnitLoad[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = (value: number) => formatNumber(value, language)
  return (
    <div class="stack">
      <BackLink href={reportLinks.console}>{t.back}</BackLink>
      <PageHead title={t.load} lead={t.loadLead} />
      <Table
        caption={t.load}
        isCaptionHidden
        rows={rows}
        rowKey={({ unitName }) => unitName}
        empty={t.none}
        columns={[
          { key: 'unit', label: t.unit, isRowHead: true, cell: ({ unitName }) => unitName },
          { key: 'toTake', label: t.toTake, isFigure: true, cell: ({ waiting }) => figure(waiting) },
          {
            key: 'processing',
            label: t.processing,
            isFigure: true,
            cell: ({ processing }) => figure(processing),
          },
          { key: 'late', label: t.lateOnes, isFigure: true, cell: ({ late }) => figure(late) },
        ]}
      />
    </div>
  )
}

export function contactsPage(context: Context, found: Contacts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).contactTitle, noIndex: true },
    <OfficeFrame>
      <ContactsView {...found} />
    </OfficeFrame>,
  )
}

function ContactsView({ report, contacts }: Contacts) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="stack">
      <BackLink href={reportLinks.work(report.code)}>{report.code}</BackLink>
      <PageHead title={t.contactTitle} />
      <Notice tone="warning">
        <p>{t.contactLead}</p>
      </Notice>
      <Table
        caption={t.contactTitle}
        isCaptionHidden
        isCards
        rows={contacts}
        rowKey={({ id }) => id}
        empty={t.unknown}
        columns={[
          { key: 'name', label: t.name, isRowHead: true, cell: ({ name }) => name ?? t.unknown },
          { key: 'role', label: t.role, cell: ({ role }) => (role === 'sender' ? t.sender : t.joiner) },
          { key: 'phone', label: t.phone, isCode: true, cell: ({ phone }) => phone ?? t.unknown },
          { key: 'at', label: t.receivedOn, cell: ({ at }) => formatDateTime(at, language) },
        ]}
      />
    </div>
  )
}
