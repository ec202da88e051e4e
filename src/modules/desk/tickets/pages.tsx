/** The clerk's side of tickets: the bar above the till, and the day with its waiting times. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatTime } from '#kernel/text.ts'
import { Select } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { hallLinks, tillLinks } from '../api.ts'
import type { ClerkTickets, TicketsToday } from './commands.ts'
import { type Ticket, ticketLabel } from './domain.ts'
import { texts } from './texts.ts'

/** Who is served, who waits, and the next one: always above the till. */
export function TicketBar({ tickets }: { readonly tickets: ClerkTickets }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { rules, window, serving, waiting } = tickets
  if (!window)
    return (
      <PostForm action={tillLinks.ticketAct()} class="ticket-bar" label={t.bar}>
        <Select
          name="window"
          label={t.sitAt}
          choices={rules.windows.map(({ key, name }) => ({ value: key, label: name[language] }))}
          width="medium"
        />
        <Button kind="secondary" name="act" value="sit">
          {t.sit}
        </Button>
      </PostForm>
    )
  const others = rules.windows.filter(({ key }) => key !== window.key)
  return (
    <PostForm
      action={tillLinks.ticketAct()}
      class="ticket-bar"
      label={t.bar}
      hidden={serving ? { id: serving.id } : {}}
    >
      <p class="ticket-now">
        <strong>{serving ? t.serving(ticketLabel(serving)) : t.nobody}</strong>
        <span class="hint">{`${window.name[language]}, ${t.waits(waiting)}`}</span>
      </p>
      <Button kind="secondary" name="act" value="next" altKey="N">
        {t.next}
      </Button>
      {serving && (
        <>
          <Button kind="quiet" name="act" value="recall" altKey="R">
            {t.recall}
          </Button>
          <Button kind="quiet" name="act" value="skip" altKey="B">
            {t.skip}
          </Button>
          <Button kind="quiet" name="act" value="done" altKey="X">
            {t.done}
          </Button>
        </>
      )}
      {serving && others.length > 0 && (
        <details class="menu ticket-more">
          <summary class="button button-quiet">{t.transfer}</summary>
          <div class="menu-panel">
            <Select
              name="toWindow"
              label={t.transferTo}
              choices={others.map(({ key, name }) => ({ value: key, label: name[language] }))}
              width="medium"
            />
            <Button kind="secondary" name="act" value="transfer">
              {t.transfer}
            </Button>
          </div>
        </details>
      )}
    </PostForm>
  )
}

export function TicketsPage({ view }: { readonly view: TicketsToday & { readonly unitCode: string } }) {
  return (
    <OfficeFrame>
      <Today view={view} />
    </OfficeFrame>
  )
}

function Today({ view }: { readonly view: TicketsToday & { readonly unitCode: string } }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = { waiting: t.waiting, called: t.stateCalled, done: t.stateDone, skipped: t.stateSkipped }
  const tones = { waiting: 'waiting', called: 'progress', done: 'done', skipped: 'warning' } as const
  const windowOf = (key: string | null) =>
    view.rules.windows.find((one) => one.key === key)?.name[language] ?? ''
  const columns: readonly Column<Ticket>[] = [
    { key: 'number', label: t.number, cell: ticketLabel, isRowHead: true, isCode: true },
    { key: 'taken', label: t.takenAt, cell: ({ takenAt }) => formatTime(takenAt), isFigure: true },
    {
      key: 'called',
      label: t.calledAt,
      cell: ({ calledAt }) => (calledAt ? formatTime(calledAt) : ''),
      isFigure: true,
    },
    {
      key: 'window',
      label: t.boardWindow,
      cell: ({ windowKey, forWindow }) => windowOf(windowKey ?? forWindow),
    },
    {
      key: 'state',
      label: t.state,
      cell: ({ state }) => <StatusTag tone={tones[state]}>{words[state]}</StatusTag>,
    },
  ]
  return (
    <>
      <PageHead
        title={t.today}
        actions={
          <>
            <a href={hallLinks.board(view.unitCode)}>{t.board}</a>
            <a href={hallLinks.kiosk(view.unitCode)}>{t.kiosk}</a>
          </>
        }
      />
      <Section title={t.figures} id="so-lieu">
        <Table
          caption={t.source}
          isCaptionHidden
          columns={[
            {
              key: 'group',
              label: t.group,
              cell: ({ group }) => `${group.key}. ${group.name[language]}`,
              isRowHead: true,
            },
            { key: 'waiting', label: t.waitingCount, cell: ({ waiting }) => waiting, isFigure: true },
            { key: 'count', label: t.called, cell: ({ waited }) => waited.count, isFigure: true },
            {
              key: 'median',
              label: t.median,
              cell: ({ waited }) => waited.medianMinutes ?? '–',
              isFigure: true,
            },
            { key: 'longest', label: t.longest, cell: ({ waited }) => waited.longestMinutes, isFigure: true },
          ]}
          rows={view.figures}
          rowKey={({ group }) => group.key}
          empty={t.noTickets}
          foot={t.source}
        />
      </Section>
      <Table
        caption={t.today}
        columns={columns}
        rows={view.tickets}
        rowKey={({ id }) => id}
        empty={t.noTickets}
      />
    </>
  )
}
