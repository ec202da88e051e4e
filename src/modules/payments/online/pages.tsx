/** Paying: one page for whoever pays, one for those who watch what came in. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber, formatVnd } from '#kernel/text.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { Button, ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { numberWords, type Receipt } from '../domain.ts'
import { paymentLinks } from '../links/domain.ts'
import type { Refund } from '../refunds/store.ts'
import type { PayView } from './commands.ts'
import type { DayProof, Transaction } from './store.ts'
import { texts } from './texts.ts'

export type PayProps = {
  readonly view: PayView
  /** Whoever looks has the dossier in their account. */
  readonly isOwn: boolean
  /** Came back from the platform, or pressed to look again. */
  readonly isBack: boolean
  readonly problem?: string | undefined
}

export function PayPage(props: PayProps) {
  return (
    <PortalFrame>
      <Pay {...props} />
    </PortalFrame>
  )
}

function Pay({ view, isOwn, isBack, problem }: PayProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { order, lines, hasGateway } = view
  const total = formatVnd(order.totalVnd, language)
  return (
    <>
      <NotDone reason={problem} />
      {order.state === 'paid' && (
        <Notice tone="success" title={t.paid} isResult>
          <p>{t.paidLead(total)}</p>
        </Notice>
      )}
      {order.state === 'replaced' && (
        <Notice tone="warning" title={t.replaced}>
          <p>{t.replacedLead}</p>
        </Notice>
      )}
      {order.state === 'open' && isBack && (
        <Notice tone="information" title={t.waiting} isResult>
          <p>{t.waitingLead}</p>
        </Notice>
      )}
      <PageHead
        kicker={order.procedureName}
        title={t.pay}
        lead={order.state === 'open' ? t.payLead : undefined}
      />
      <Section id="khoan-nop" title={t.forWhat}>
        <SummaryList
          rows={[
            { term: t.dossier, value: order.code },
            ...lines.map(({ label, vnd, legal }) => ({
              term: label[language],
              value: (
                <>
                  {formatVnd(vnd, language)}
                  <span class="cell-note" lang="vi">
                    {legal}
                  </span>
                </>
              ),
            })),
            { term: t.total, value: <strong>{total}</strong> },
          ]}
        />
      </Section>
      {order.state === 'open' && (
        <>
          <Transfer view={view} />
          {hasGateway && (
            <Section id="cong" title={t.byGateway}>
              <p>{t.byGatewayLead}</p>
              <LinkButton href={paymentLinks.gateway(order.secret)} kind={view.qr ? 'secondary' : 'primary'}>
                {t.toGateway}
              </LinkButton>
            </Section>
          )}
          <PostForm action={paymentLinks.check(order.secret)}>
            <Button kind="secondary">{t.check}</Button>
          </PostForm>
        </>
      )}
      {isOwn && <Receipts code={order.code} receipts={view.receipts} />}
    </>
  )
}

function Transfer({ view: { order, account, bankName, qr } }: { readonly view: PayView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!account || !qr) return null
  return (
    <Section id="chuyen-khoan" title={t.byTransfer}>
      <p>{t.byTransferLead}</p>
      <div class="pay-transfer">
        <div class="pay-code" role="img" aria-label={t.qrLabel} dangerouslySetInnerHTML={{ __html: qr }} />
        <SummaryList
          rows={[
            { term: t.bank, value: bankName ? `${bankName} (${account.bankBin})` : account.bankBin },
            { term: t.account, value: account.number },
            { term: t.holder, value: account.holder },
            { term: t.amount, value: formatVnd(order.totalVnd, language) },
            { term: t.memo, value: <strong>{order.memo}</strong> },
          ]}
        />
      </div>
    </Section>
  )
}

type ReceiptsProps = { readonly code: string; readonly receipts: readonly Receipt[] }

function Receipts({ code, receipts }: ReceiptsProps) {
  const t = useTexts(texts)
  return (
    <Section id="bien-lai" title={t.receipts}>
      {receipts.length === 0 && <p class="hint">{t.noReceipts}</p>}
      <ul>
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <a href={paymentLinks.ownReceiptPdf(code, receipt.id)}>{t.receiptNo(numberWords(receipt))}</a>
          </li>
        ))}
      </ul>
      <LinkButton href={dossierLinks.show(code)} kind="quiet">
        {t.toDossier}
      </LinkButton>
    </Section>
  )
}

/** Nothing to pay now: why, and what was paid. */
export function NothingToPayPage({ reason, ...props }: ReceiptsProps & { readonly reason: string }) {
  return (
    <PortalFrame>
      <NothingToPay reason={reason} />
      <Receipts {...props} />
    </PortalFrame>
  )
}

function NothingToPay({ reason }: { readonly reason: string }) {
  return <PageHead title={useTexts(texts).pay} lead={reason} />
}

export type BooksProps = {
  readonly unmatched: readonly Transaction[]
  readonly newest: readonly Transaction[]
  readonly refunds: readonly Refund[]
  readonly days: readonly DayProof[]
  readonly mayDecide: boolean
  readonly personId: string
  readonly problem?: string | undefined
}

export function BooksPage(props: BooksProps) {
  return (
    <OfficeFrame>
      <Books {...props} />
    </OfficeFrame>
  )
}

function Books({ unmatched, newest, refunds, days, mayDecide, personId, problem }: BooksProps) {
  const t = useTexts(texts)
  return (
    <>
      <NotDone reason={problem} />
      <PageHead title={t.books} lead={t.booksLead} />
      <Section title={t.unmatched} id="chua-khop">
        <Transactions rows={unmatched} caption={t.unmatched} empty={t.noUnmatched} />
      </Section>
      <Section title={t.refunds} id="hoan-tra">
        <Refunds rows={refunds} mayDecide={mayDecide} personId={personId} />
      </Section>
      <Section title={t.days} id="doi-soat">
        <Days rows={days} />
      </Section>
      <Section title={t.newest} id="giao-dich">
        <Transactions rows={newest} caption={t.newest} empty={t.none} />
      </Section>
    </>
  )
}

function Transactions({
  rows,
  caption,
  empty,
}: {
  readonly rows: readonly Transaction[]
  readonly caption: string
  readonly empty: string
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<Transaction>[] = [
    {
      key: 'reference',
      label: t.reference,
      isRowHead: true,
      isCode: true,
      cell: ({ reference, code }) => (
        <>
          {reference}
          {code && <span class="cell-note">{code}</span>}
        </>
      ),
    },
    { key: 'when', label: t.when, cell: ({ paidAt }) => formatDateTime(paidAt, language) },
    {
      key: 'way',
      label: t.way,
      isSecondary: true,
      cell: ({ way, payer, memo }) => (
        <>
          {t[way]}
          <span class="cell-note">{[payer, memo].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { key: 'amount', label: t.amount, isFigure: true, cell: ({ vnd }) => formatVnd(vnd, language) },
    { key: 'state', label: t.state, cell: (one) => <TransactionState one={one} /> },
  ]
  return (
    <Table
      caption={t.tableOf(caption)}
      isCaptionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      empty={<p>{empty}</p>}
    />
  )
}

function TransactionState({
  one: { id, why, receiptNumber, refund, isVoid },
}: {
  readonly one: Transaction
}) {
  const t = useTexts(texts)
  const isOpen = !isVoid && (refund === null || refund === 'declined')
  return (
    <>
      {why && <StatusTag tone="warning">{t[why]}</StatusTag>}
      {receiptNumber !== null && (
        <StatusTag tone={isVoid ? 'done' : 'success'}>
          {isVoid ? t.voided : t.matched(String(receiptNumber).padStart(7, '0'))}
        </StatusTag>
      )}
      {refund && <span class="cell-note">{`${t.refunds}: ${t[refund]}`}</span>}
      {isOpen && (
        <details>
          <summary>{t.askRefund}</summary>
          <PostForm action={paymentLinks.askRefund(id)}>
            <TextInput name={`reason.${id}`} label={t.refundReason} maxLength={300} />
            <Button kind="secondary">{t.askRefund}</Button>
          </PostForm>
        </details>
      )}
    </>
  )
}

const refundTones = { asked: 'waiting', declined: 'done', approved: 'warning', done: 'success' } as const

function Refunds({
  rows,
  mayDecide,
  personId,
}: {
  readonly rows: readonly Refund[]
  readonly mayDecide: boolean
  readonly personId: string
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Table
      caption={t.tableOf(t.refunds)}
      isCaptionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p>{t.noRefunds}</p>}
      columns={[
        {
          key: 'reference',
          label: t.reference,
          isRowHead: true,
          isCode: true,
          cell: ({ reference, code }) => (
            <>
              {reference}
              {code && <span class="cell-note">{code}</span>}
            </>
          ),
        },
        { key: 'amount', label: t.amount, isFigure: true, cell: ({ vnd }) => formatVnd(vnd, language) },
        { key: 'reason', label: t.refundReason, cell: ({ reason }) => reason },
        {
          key: 'asked',
          label: t.askedBy,
          isSecondary: true,
          cell: ({ askedBy, askedAt }) => (
            <>
              {askedBy}
              <span class="cell-note">{formatDateTime(askedAt, language)}</span>
            </>
          ),
        },
        {
          key: 'state',
          label: t.state,
          cell: ({ id, state, askedById }) => (
            <>
              <StatusTag tone={refundTones[state]}>{t[state]}</StatusTag>
              {state === 'asked' && mayDecide && askedById !== personId && (
                <PostForm action={paymentLinks.decideRefund(id)}>
                  <ButtonGroup>
                    <Button name="act" value="approve">
                      {t.approve}
                    </Button>
                    <Button name="act" value="decline" kind="secondary">
                      {t.decline}
                    </Button>
                  </ButtonGroup>
                </PostForm>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

function Days({ rows }: { readonly rows: readonly DayProof[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const side = (count: number, vnd: number) =>
    t.counted(formatNumber(count, language), formatVnd(vnd, language))
  const amount = (vnd: number | null) => (vnd === null ? t.absent : formatVnd(vnd, language))
  return (
    <>
      <Table
        caption={t.tableOf(t.days)}
        isCaptionHidden
        rows={rows}
        rowKey={({ day }) => day}
        empty={<p>{t.noDays}</p>}
        columns={[
          { key: 'day', label: t.day, isRowHead: true, cell: ({ day }) => formatDate(day) },
          { key: 'ours', label: t.ours, cell: (one) => side(one.oursCount, one.oursVnd) },
          { key: 'theirs', label: t.theirs, cell: (one) => side(one.theirsCount, one.theirsVnd) },
          {
            key: 'differences',
            label: t.differences,
            cell: ({ differences }) =>
              differences.length === 0 ? (
                <StatusTag tone="success">{t.agrees}</StatusTag>
              ) : (
                differences.map(({ reference, ours, theirs }) => (
                  <div key={reference}>{t.differs(reference, amount(ours), amount(theirs))}</div>
                ))
              ),
          },
        ]}
      />
      <PostForm action={paymentLinks.reconcile()}>
        <TextInput
          name="ngay"
          label={t.toReconcile}
          width="short"
          value={rows[0] ? formatDate(rows[0].day) : ''}
        />
        <Button kind="secondary">{t.reconcile}</Button>
      </PostForm>
    </>
  )
}
