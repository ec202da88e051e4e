/** The end of the day: figures, counts, differences line by line, two signatures. Prints as it stands. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber, formatVnd } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { paymentLinks } from '#modules/payments/api.ts'
import { Button, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { MoneyInput } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { tillLinks } from '../api.ts'
import { type ClosingView, lineKey } from './commands.ts'
import type { Figures } from './domain.ts'
import { texts } from './texts.ts'

export type ClosingProps = {
  readonly view: ClosingView
  readonly problem?: string | undefined
  readonly typed?: Readonly<Record<string, string | undefined>>
}

export function ClosingPage(props: ClosingProps) {
  return (
    <OfficeFrame>
      <ClosingBody {...props} />
    </OfficeFrame>
  )
}

const figureKeys = [
  'received',
  'receivedOnline',
  'accepted',
  'refused',
  'supplements',
  'feesDueVnd',
  'feesNotedVnd',
  'feesOtherVnd',
  'receipts',
  'voided',
  'papersAtDesk',
  'handedOver',
  'resultsWaiting',
  'resultsGiven',
  'tickets',
  'ticketsServed',
  'ticketsSkipped',
] as const satisfies readonly (keyof Figures)[]

function ClosingBody({ view, problem, typed = {} }: ClosingProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { day, figures, closing, maySign, mayCheck } = view
  return (
    <>
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      <PageHead
        title={`${t.title} ${formatDate(day)}`}
        tags={
          <StatusTag tone={closing?.checkedAt ? 'done' : closing ? 'progress' : 'waiting'}>
            {closing ? (closing.checkedAt ? t.checkedBy : t.notChecked) : t.open}
          </StatusTag>
        }
        actions={
          <LinkButton href={paymentLinks.book(`?tu=${day}&den=${day}`)} kind="secondary" icon="list">
            {t.book}
          </LinkButton>
        }
      />
      <form method="get" action={tillLinks.closing()} class="filter-form no-print">
        <TextInput name="ngay" label={t.day} value={day} width="short" isOptional />
        <Button kind="secondary">{t.see}</Button>
      </form>
      <Section title={t.figures} id="so-lieu">
        <dl class="till-facts till-facts-wide closing-figures">
          {figureKeys.map((key) => (
            <div key={key}>
              <dt>{t[key]}</dt>
              <dd>
                {key.endsWith('Vnd')
                  ? formatVnd(figures[key] ?? 0, language)
                  : formatNumber(figures[key] ?? 0, language)}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <PostForm action={tillLinks.closing()} hidden={{ day }} class="stack">
        {maySign && (
          <Section title={t.counted} id="kiem-dem">
            <div class="till-page">
              <div class="form-fields">
                <MoneyInput name="cash" label={t.cash} value={typed.cash ?? ''} />
                <TextInput
                  name="papers"
                  label={t.papers}
                  value={typed.papers}
                  inputMode="numeric"
                  width="short"
                  autocomplete="off"
                />
              </div>
            </div>
          </Section>
        )}
        <Section title={t.differences} id="chenh-lech">
          <Differences view={view} typed={typed} />
        </Section>
        {maySign && (
          <Button icon="pen" name="act" value="sign" altKey="T">
            {t.sign}
          </Button>
        )}
      </PostForm>
      {closing && (
        <SummaryList
          rows={[
            { term: t.cash, value: formatVnd(closing.cashVnd, language) },
            { term: t.papers, value: formatNumber(closing.papers, language) },
            { term: t.signedBy, value: `${closing.signedBy}, ${formatDateTime(closing.signedAt, language)}` },
            {
              term: t.checkedBy,
              value:
                closing.checkedBy && closing.checkedAt
                  ? `${closing.checkedBy}, ${formatDateTime(closing.checkedAt, language)}`
                  : t.notChecked,
            },
          ]}
        />
      )}
      {mayCheck && (
        <PostForm action={tillLinks.closing()} hidden={{ day, act: 'check' }}>
          <Button icon="check" altKey="K">
            {t.check}
          </Button>
        </PostForm>
      )}
    </>
  )
}

type Line = ClosingView['differences'][number]

function Differences({ view, typed }: Required<Pick<ClosingProps, 'view' | 'typed'>>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = (line: Line): string => {
    const { expected = 0, counted = 0, label } = line.details
    if (line.kind === 'cash')
      return t.cashDiffers(formatVnd(expected, language), formatVnd(counted, language))
    if (line.kind === 'papers') return t.papersDiffer(expected, counted)
    return `${t[line.kind]}: ${label}`
  }
  const columns: readonly Column<Line>[] = [
    { key: 'line', label: t.line, isRowHead: true, cell: words },
    {
      key: 'since',
      label: t.since,
      isSecondary: true,
      cell: ({ firstDay }) => formatDate(calendarDate(firstDay ?? view.day)),
    },
    {
      key: 'explanation',
      label: t.explanation,
      cell: (line) =>
        view.maySign ? (
          <ExplainLine line={line} typed={typed} />
        ) : (
          <>
            {line.explanation}
            {line.explainedBy && <span class="cell-note">{t.explainedBy(line.explainedBy)}</span>}
          </>
        ),
    },
  ]
  return (
    <Table
      caption={t.line}
      isCaptionHidden
      columns={columns}
      rows={view.differences}
      rowKey={lineKey}
      empty={t.noDifferences}
    />
  )
}

function ExplainLine({ line, typed }: { readonly line: Line; readonly typed: ClosingProps['typed'] }) {
  const t = useTexts(texts)
  const name = `why.${lineKey(line)}`
  return (
    <>
      <TextInput
        name={name}
        label={t.explanation}
        value={typed?.[name] ?? line.explanation ?? ''}
        isOptional
        maxLength={500}
        autocomplete="off"
      />
      {line.kind === 'feeNotNoted' && (
        <p>
          <a href={deskLinks.fees(line.subject)}>{t.takeFees}</a>
        </p>
      )}
    </>
  )
}
