/** The desk: queue, load, and who sent a petition. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { formatDate, formatNumber, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Checkbox, Select } from '#ui/choices.tsx'
import { BackLink, KeyFigure, KeyFigures, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DeadlineTag } from '#ui/status.tsx'
import { FilterBar, Pagination, Table } from '#ui/tables.tsx'
import { type About, type Awaited, abouts, awaitedThings, petitionLinks } from '../domain.ts'
import { PetitionTag } from '../parts/pages.tsx'
import type { Contact, Dated, Queue } from './reading/commands.ts'
import type { UnitLoad } from './store.ts'
import { texts } from './texts.ts'

export type QueueTyped = {
  readonly cho?: string | undefined
  readonly 've-viec'?: string | undefined
  readonly tim?: string | undefined
  readonly 'qua-han'?: string | undefined
  readonly trang?: number | undefined
}

export function queuePage(context: Context, queue: Queue, typed: QueueTyped): Reply {
  const isDesk = hasPermission(officerOf(context.actor), 'petitions.receive')
  return page(
    context,
    { title: textsFor(texts, context.language).title },
    <OfficeFrame>
      <QueueView queue={queue} typed={typed} isDesk={isDesk} />
    </OfficeFrame>,
  )
}

const awaitedKeys = Object.keys(awaitedThings) as Awaited[]

type QueueProps = { readonly queue: Queue; readonly typed: QueueTyped; readonly isDesk: boolean }

function QueueView({ queue: { petitions, counts, hasMore }, typed, isDesk }: QueueProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const at = typed.trang ?? 0
  const pageHref = (trang: number) => {
    const given = Object.entries({ ...typed, trang: String(trang) }).filter(([, value]) => value)
    return `${petitionLinks.desk}?${new URLSearchParams(given as [string, string][])}`
  }
  const countOf = (what: Awaited) => counts.find(({ awaited }) => awaited === what)
  return (
    <div class="stack">
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          isDesk && (
            <LinkButton href={petitionLinks.load} kind="secondary" icon="chart">
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
            note={what === 'complete' ? t.waitsSender : t.late(countOf(what)?.late ?? 0)}
            href={`${petitionLinks.desk}?cho=${what}`}
          />
        ))}
      </KeyFigures>
      <FilterBar action={petitionLinks.desk}>
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
          name="ve-viec"
          label={t.about}
          placeholder={t.all}
          isOptional
          value={typed['ve-viec']}
          choices={(Object.keys(abouts) as About[]).map((value) => ({
            value,
            label: abouts[value][language],
          }))}
        />
        <Checkbox name="qua-han" label={t.onlyLate} isChecked={typed['qua-han'] === 'yes'} />
      </FilterBar>
      <QueueTable petitions={petitions} />
      <Pagination
        previousHref={at > 0 ? pageHref(at - 1) : undefined}
        nextHref={hasMore ? pageHref(at + 1) : undefined}
      />
    </div>
  )
}

function QueueTable({ petitions }: { readonly petitions: readonly Dated[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Table
      caption={t.list}
      isCaptionHidden
      isCards
      rows={petitions}
      rowKey={({ id }) => id}
      empty={t.none}
      columns={[
        {
          key: 'code',
          label: t.code,
          isRowHead: true,
          isCode: true,
          cell: ({ code }) => <a href={petitionLinks.work(code)}>{code}</a>,
        },
        {
          key: 'due',
          label: t.due,
          cell: ({ deadline, awaited, dueAt }) =>
            deadline ? <DeadlineTag deadline={deadline} /> : awaited && dueAt ? formatDate(dueAt) : '',
        },
        {
          key: 'matter',
          label: t.matter,
          cell: ({ words, publicTitle, about }) => (
            <>
              {publicTitle ?? shorten(words)}
              <span class="cell-note">{abouts[about][language]}</span>
            </>
          ),
        },
        { key: 'state', label: t.state, cell: ({ state }) => <PetitionTag state={state} /> },
        { key: 'unit', label: t.unit, cell: ({ unitName }) => unitName },
      ]}
    />
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
      <BackLink href={petitionLinks.desk}>{t.back}</BackLink>
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

export function contactPage(context: Context, found: Contact): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).contactTitle, noIndex: true },
    <OfficeFrame>
      <ContactView {...found} />
    </OfficeFrame>,
  )
}

function ContactView({ petition, sender }: Contact) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <BackLink href={petitionLinks.work(petition.code)}>{petition.code}</BackLink>
      <PageHead title={t.contactTitle} />
      <Notice tone="warning">
        <p>{t.contactLead}</p>
      </Notice>
      {sender ? (
        <SummaryList
          rows={[
            { term: t.name, value: sender.name },
            { term: t.phone, value: sender.phone ?? t.unknown },
            { term: t.address, value: sender.address ?? t.unknown },
          ]}
        />
      ) : (
        <p>{t.contactGone}</p>
      )}
    </div>
  )
}
