/** The book of fees, one receipt, and the fees of one dossier. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber, formatVnd } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { ErrorSummary } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import type { Book, DossierFees } from './commands.ts'
import { allMeans, type DueLine, deskMeans, numberWords, type Receipt, sumOf } from './domain.ts'
import { paymentLinks } from './links/domain.ts'
import { texts } from './texts.ts'

type PaymentFieldsProps = {
  /** Before the names of the controls: `_` at the counter. */
  readonly prefix?: string
  readonly means?: string | undefined
  readonly reference?: string | undefined
  readonly error?: string | undefined
  /** Taking nothing now may be chosen too. */
  readonly mayWait?: boolean
}

/** Thu bằng gì: cash unless said otherwise. */
export function PaymentFields({ prefix = '', means, reference, error, mayWait }: PaymentFieldsProps) {
  const t = useTexts(texts)
  const choices = deskMeans.map((value) => ({ value: value as string, label: t[value] }))
  return (
    <>
      <Radios
        name={`${prefix}means`}
        label={t.meansOf}
        choices={mayWait ? [...choices, { value: 'none', label: t.notNow }] : choices}
        value={means ?? 'cash'}
        isInline
      />
      <TextInput
        name={`${prefix}reference`}
        label={t.payReference}
        hint={t.payReferenceHint}
        error={error}
        value={reference}
        width="medium"
        isOptional
        maxLength={60}
        autocomplete="off"
      />
    </>
  )
}

type BookProps = { readonly book: Book; readonly problem?: string | undefined }

export function BookPage(props: BookProps) {
  return (
    <OfficeFrame>
      <BookBody {...props} />
    </OfficeFrame>
  )
}

const shownMax = 500

function BookBody({ book, problem }: BookProps) {
  const t = useTexts(texts)
  const { from, to, receipts } = book
  return (
    <>
      {problem && <ErrorSummary errors={[{ name: 'tu', message: problem }]} />}
      <PageHead
        title={t.book}
        lead={from === to ? formatDate(from) : t.span(formatDate(from), formatDate(to))}
        actions={
          <LinkButton
            kind="secondary"
            icon="download"
            href={paymentLinks.bookTable(`?tu=${from}&den=${to}`)}
            downloads
          >
            {t.download}
          </LinkButton>
        }
      />
      <form method="get" action={paymentLinks.book()} class="filter-form no-print">
        <TextInput name="tu" label={t.from} value={formatDate(from)} width="short" />
        <TextInput name="den" label={t.to} value={formatDate(to)} width="short" />
        <Button kind="secondary">{t.see}</Button>
      </form>
      <Receipts rows={receipts.slice(0, shownMax)} caption={t.book} />
      <TotalsOf book={book} />
    </>
  )
}

function Receipts({ rows, caption }: { readonly rows: readonly Receipt[]; readonly caption: string }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<Receipt>[] = [
    {
      key: 'number',
      label: t.number,
      isRowHead: true,
      isCode: true,
      cell: (one) => <a href={paymentLinks.receipt(one.id)}>{numberWords(one)}</a>,
    },
    {
      key: 'when',
      label: t.when,
      isSecondary: true,
      cell: ({ takenAt }) => formatDateTime(takenAt, language),
    },
    {
      key: 'payer',
      label: t.payer,
      cell: ({ payerName, code }) => (
        <>
          {payerName}
          <span class="cell-note">
            <a href={deskLinks.dossier(code)} class="dossier-code">
              {code}
            </a>
          </span>
        </>
      ),
    },
    {
      key: 'what',
      label: t.what,
      isSecondary: true,
      cell: ({ lines }) => lines.map(({ key, kind, label }) => <div key={key}>{`${t[kind]}: ${label}`}</div>),
    },
    { key: 'means', label: t.means, cell: (one) => <Means receipt={one} /> },
    { key: 'taker', label: t.taker, isSecondary: true, cell: ({ takenBy }) => takenBy ?? '–' },
    {
      key: 'amount',
      label: t.amount,
      isFigure: true,
      cell: ({ totalVnd, voidedAt }) =>
        voidedAt ? <s>{formatVnd(totalVnd, language)}</s> : formatVnd(totalVnd, language),
    },
    { key: 'state', label: t.state, cell: (one) => <StateOf receipt={one} /> },
  ]
  return (
    <Table
      caption={caption}
      isCaptionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p>{t.none}</p>}
    />
  )
}

function Means({ receipt: { means, paperNumber, providerReference } }: { readonly receipt: Receipt }) {
  const t = useTexts(texts)
  return (
    <>
      {t[means]}
      {paperNumber && <span class="cell-note">{t.paperNumber(paperNumber)}</span>}
      {providerReference && <span class="cell-note">{t.reference(providerReference)}</span>}
    </>
  )
}

function StateOf({ receipt: { voidedAt, voidedBy, voidReason } }: { readonly receipt: Receipt }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!voidedAt) return <StatusTag tone="success">{t.live}</StatusTag>
  return (
    <>
      <StatusTag tone="danger">{t.void}</StatusTag>
      <span class="cell-note">{t.voidedBy(voidedBy ?? '', formatDateTime(voidedAt, language))}</span>
      <span class="cell-note">{voidReason}</span>
    </>
  )
}

function TotalsOf({ book: { totals, byTaker } }: { readonly book: Book }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const money = (vnd: number) => formatVnd(vnd, language)
  const rows = [
    { term: t.receipts, value: formatNumber(totals.receipts, language) },
    { term: t.voided, value: formatNumber(totals.voided, language) },
    { term: t.fee, value: money(totals.byKind.fee) },
    { term: t.charge, value: money(totals.byKind.charge) },
    ...allMeans
      .filter((means) => totals.byMeans[means] !== 0)
      .map((means) => ({ term: t[means], value: money(totals.byMeans[means]) })),
    ...byTaker.map(({ name, totals: own }) => ({
      term: `${t.taker}: ${name || t.online}`,
      value: money(own.totalVnd),
    })),
    { term: t.total, value: <strong>{money(totals.totalVnd)}</strong> },
  ]
  return (
    <Section title={t.totals} id="cong-so">
      <SummaryList rows={rows} />
      {totals.voided > 0 && <p class="hint">{t.totalsHint}</p>}
    </Section>
  )
}

type ReceiptProps = {
  readonly receipt: Receipt
  readonly mayVoid: boolean
  readonly problem?: string | undefined
  readonly typed?: string | undefined
}

export function ReceiptPage(props: ReceiptProps) {
  return (
    <OfficeFrame>
      <ReceiptBody {...props} />
    </OfficeFrame>
  )
}

function ReceiptBody({ receipt, mayVoid, problem, typed }: ReceiptProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { id, code, payerName, lines, totalVnd, takenAt, takenBy, voidedAt } = receipt
  return (
    <>
      <BackLink href={paymentLinks.book()}>{t.toBook}</BackLink>
      {problem && <ErrorSummary errors={[{ name: 'reason', message: problem }]} />}
      <PageHead
        kicker={code}
        title={t.receipt(numberWords(receipt))}
        tags={<StateOf receipt={receipt} />}
        actions={
          !voidedAt && (
            <LinkButton href={paymentLinks.receiptPdf(id)} icon="print" altKey="B" opensBeside>
              {t.print}
            </LinkButton>
          )
        }
      />
      <SummaryList
        rows={[
          { term: t.payer, value: payerName },
          { term: t.dossier, value: <a href={deskLinks.fees(code)}>{code}</a> },
          ...lines.map((line) => ({
            term: `${t[line.kind]}: ${line.label}`,
            value: `${formatVnd(line.vnd, language)} (${line.legal})`,
          })),
          { term: t.total, value: <strong>{formatVnd(totalVnd, language)}</strong> },
          { term: t.means, value: <Means receipt={receipt} /> },
          { term: t.taker, value: `${takenBy ?? t.online}, ${formatDateTime(takenAt, language)}` },
        ]}
      />
      {mayVoid && (
        <Section title={t.voidTitle} id="huy" isPanel>
          <p class="hint">{t.voidHint}</p>
          <PostForm action={paymentLinks.receipt(id)} class="stack">
            <TextArea
              name="reason"
              label={t.voidReason}
              value={typed}
              error={problem}
              rows={2}
              maxLength={500}
            />
            <ButtonGroup>
              <Button kind="danger" icon="delete">
                {t.voidAct}
              </Button>
            </ButtonGroup>
          </PostForm>
        </Section>
      )}
    </>
  )
}

export type FeesProps = {
  readonly fees: DossierFees
  readonly problem?: string | undefined
  readonly typed?: { readonly means: string; readonly reference: string } | undefined
}

export function FeesPage(props: FeesProps) {
  return (
    <OfficeFrame>
      <FeesBody {...props} />
    </OfficeFrame>
  )
}

function FeesBody({ fees, problem, typed }: FeesProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, due, later, receipts } = fees
  return (
    <>
      <BackLink href={deskLinks.dossier(code)}>{t.toDossier}</BackLink>
      {problem && <ErrorSummary errors={[{ name: 'reference', message: problem }]} />}
      <PageHead kicker={code} title={t.fees} />
      <Section title={t.due} id="phai-thu" isPanel>
        {due.length === 0 ? (
          <p>{t.nothingDue}</p>
        ) : (
          <PostForm action={deskLinks.fees(code)} class="stack">
            <Lines lines={due} />
            <PaymentFields means={typed?.means} reference={typed?.reference} error={problem} />
            <ButtonGroup>
              <Button icon="check" altKey="T">
                {t.take(formatVnd(sumOf(due), language))}
              </Button>
            </ButtonGroup>
          </PostForm>
        )}
      </Section>
      {later.length > 0 && (
        <Section title={t.later} id="thu-sau">
          <Lines lines={later} />
        </Section>
      )}
      {receipts.length > 0 && (
        <Section title={t.taken} id="bien-lai">
          <Receipts rows={receipts} caption={t.taken} />
        </Section>
      )}
    </>
  )
}

function Lines({ lines }: { readonly lines: readonly DueLine[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <SummaryList
      rows={lines.map(({ kind = 'fee', label, vnd, legal, moment }) => ({
        term: `${t[kind]}: ${label[language]}`,
        value: (
          <>
            {formatVnd(vnd, language)}
            <span class="cell-note">{`${legal}, ${t[moment]}`}</span>
          </>
        ),
      }))}
    />
  )
}
