/** Vận hành: is all well, what is not and since when, who is on it, and the first thing to do. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Button } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import { operationsLinks } from '../api.ts'
import { BlockedByBrowsers } from '../blocked/pages.tsx'
import type { BlockedSum } from '../blocked/store.ts'
import type { AlarmView, Health } from '../status/commands.ts'
import { Journeys, StandingTag, Whole } from '../status/pages.tsx'
import { texts } from '../texts.ts'

type PageProps = {
  readonly health: Health
  readonly blocked: readonly BlockedSum[]
  readonly done?: 'taken' | 'noted' | undefined
  readonly problem?: string | undefined
}

export function ConsolePage(props: PageProps) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

function Body({ health, blocked, done, problem }: PageProps) {
  const t = useTexts(texts)
  return (
    <>
      <NotDone reason={problem} />
      {done && <Notice tone="success" title={t[`done_${done}`]} isResult />}
      <PageHead title={t.operations} actions={<a href={operationsLinks.status}>{t.status}</a>} />
      <Whole health={health} lead={t.unprovenOffice} />
      <Section id="bao-dong" title={t.alarms}>
        {health.open.length === 0 && <p class="empty">{t.noAlarms}</p>}
        <ol class="task-list">
          {health.open.map((alarm) => (
            <AlarmLine key={alarm.id} alarm={alarm} />
          ))}
        </ol>
      </Section>
      <Checks health={health} />
      <Journeys journeys={health.journeys} />
      <BlockedByBrowsers sums={blocked} />
    </>
  )
}

/** The file of the runbook stands in the repository, which an operator has even when nothing else answers. */
const runbookOf = (name: string) => `docs/runbooks/${name.slice(name.indexOf('.') + 1)}.md`

function AlarmLine({
  alarm: { id, check, checkName, because, raisedAt, takenByName, takenAt, notes, state },
}: {
  readonly alarm: AlarmView
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const title = check?.title[language] ?? checkName
  return (
    <li>
      <div class="stack">
        <p>
          <strong>{title}</strong> <StandingTag standing={state} />
        </p>
        <p>{because?.[language]}</p>
        <p class="hint">
          {t.from} {formatDateTime(raisedAt, language)}.{' '}
          {takenByName && takenAt && t.takenBy(takenByName, formatDateTime(takenAt, language))}
        </p>
        {check && (
          <p>
            {t.remedy}: {check.remedy[language]} {t.runbook} <code>{runbookOf(check.name)}</code>
          </p>
        )}
        {notes.map(({ at, text }) => (
          <p key={at}>
            {text} <span class="hint">({formatDateTime(new Date(at), language)})</span>
          </p>
        ))}
        <Disclosure summary={t.note}>
          <PostForm action={operationsLinks.note(id)} class="stack">
            <TextArea name="text" label={`${t.note} ${t.about} ${title}`} hint={t.noteHint} rows={3} />
            <Button kind="secondary">{t.publish}</Button>
          </PostForm>
        </Disclosure>
      </div>
      {!takenAt && (
        <PostForm action={operationsLinks.take(id)}>
          <Button>
            {t.take}
            <span class="visually-hidden">
              {' '}
              {t.about} {title}
            </span>
          </Button>
        </PostForm>
      )}
    </li>
  )
}

function Checks({ health: { checks } }: Pick<PageProps, 'health'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="tung-phan" title={t.checks}>
      <Table
        caption={t.checksTable}
        isCaptionHidden
        isCards
        rows={checks}
        rowKey={({ check }) => check.name}
        empty={t.never}
        columns={[
          { key: 'part', label: t.part, isRowHead: true, cell: ({ check }) => check.title[language] },
          { key: 'state', label: t.state, cell: ({ standing }) => <StandingTag standing={standing} /> },
          { key: 'found', label: t.found, cell: ({ proof }) => proof?.because?.[language] ?? '–' },
          {
            key: 'since',
            label: t.since,
            cell: ({ proof }) => (proof ? formatDateTime(proof.since, language) : t.never),
          },
          {
            key: 'proved',
            label: t.provedAt,
            cell: ({ proof }) => (proof ? formatDateTime(proof.provedAt, language) : t.never),
          },
        ]}
      />
    </Section>
  )
}
