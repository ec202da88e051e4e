/** Registers and their lines. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { type Column, Pagination, Table } from '#ui/tables.tsx'
import { resultLinks } from '../api.ts'
import type { Entry, Register, Unconfirmed } from './store.ts'
import { texts } from './texts.ts'

export const bookQuery = ({ unitCode, year }: Pick<Register, 'unitCode' | 'year'>) =>
  `?don-vi=${encodeURIComponent(unitCode)}&nam=${year}`

type RegistersProps = {
  readonly registers: readonly Register[]
  readonly unconfirmed: readonly Unconfirmed[]
}

export function RegistersPage(props: RegistersProps) {
  return (
    <OfficeFrame>
      <Registers {...props} />
    </OfficeFrame>
  )
}

function Registers({ registers, unconfirmed }: RegistersProps) {
  const t = useTexts(texts)
  const columns: readonly Column<Register>[] = [
    {
      key: 'register',
      label: t.register,
      isRowHead: true,
      cell: (one) => (
        <a href={resultLinks.register(one.register, bookQuery(one))}>
          <Name book={one} />
        </a>
      ),
    },
    { key: 'agency', label: t.agency, cell: ({ unitName }) => unitName, isSecondary: true },
    { key: 'last', label: t.lastNumber, cell: ({ lastNumber }) => lastNumber, isCode: true },
    { key: 'count', label: t.count, cell: ({ count }) => formatNumber(count), isFigure: true },
  ]
  return (
    <>
      <PageHead title={t.registers} lead={t.lead} />
      {unconfirmed.length > 0 && <Unconfirmed rows={unconfirmed} />}
      <Table
        caption={t.registers}
        isCaptionHidden
        columns={columns}
        rows={registers}
        rowKey={(one) => `${one.unitCode} ${one.register} ${one.year}`}
        empty={<p>{t.empty}</p>}
      />
    </>
  )
}

/** Tên sổ: the agency's two common ones, else what the procedure's own register is for. */
function nameOf({ register, title, year }: Register, t: (typeof texts)['vi']): string {
  const name = register === 'chung' ? t.common : register === 'tu-choi' ? t.refusals : t.own(title)
  return t.inYear(name, year)
}

function Name({ book }: { readonly book: Register }) {
  const t = useTexts(texts)
  return <>{nameOf(book, t)}</>
}

function Unconfirmed({ rows }: { readonly rows: readonly Unconfirmed[] }) {
  const t = useTexts(texts)
  const columns: readonly Column<Unconfirmed>[] = [
    {
      key: 'document',
      label: t.document,
      isRowHead: true,
      cell: (one) => (
        <>
          <a href={resultLinks.work(one.code)}>{one.title}</a>
          <span class="cell-note">
            {one.applicantName} · <span class="dossier-code">{one.code}</span>
          </span>
        </>
      ),
    },
    { key: 'number', label: t.number, cell: ({ label }) => label ?? '–', isCode: true },
    { key: 'step', label: t.step, cell: ({ stepName }) => stepName, isSecondary: true },
    {
      key: 'confirm',
      label: t.confirm,
      cell: ({ code, version }) => (
        <PostForm
          action={`${resultLinks.work(code)}/vao-so`}
          hidden={{ version, resultVersion: 0 }}
          label={`${t.confirm} ${code}`}
        >
          <Button kind="secondary" icon="seal">
            {t.confirm} <span class="visually-hidden">{code}</span>
          </Button>
        </PostForm>
      ),
    },
  ]
  return (
    <Section title={t.toConfirm} id="cho-vao-so">
      <Table
        caption={t.toConfirm}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        empty={<p>{t.nothingToConfirm}</p>}
      />
    </Section>
  )
}

type RegisterProps = {
  readonly book: Register
  readonly entries: readonly Entry[]
  readonly next: number | undefined
}

export function RegisterPage(props: RegisterProps) {
  return (
    <OfficeFrame>
      <Book {...props} />
    </OfficeFrame>
  )
}

const tones: Record<Entry['state'], StatusTone> = {
  draft: 'waiting',
  proposed: 'waiting',
  signed: 'success',
  cancelled: 'done',
  withdrawn: 'danger',
}

function Book({ book, entries, next }: RegisterProps) {
  const t = useTexts(texts)
  const query = bookQuery(book)
  const columns: readonly Column<Entry>[] = [
    { key: 'number', label: t.number, isRowHead: true, isCode: true, cell: ({ label }) => label },
    { key: 'day', label: t.day, isCode: true, cell: ({ numberedAt }) => formatDate(numberedAt) },
    {
      key: 'dossier',
      label: t.dossier,
      isCode: true,
      cell: ({ code }) => <a href={resultLinks.work(code)}>{code}</a>,
    },
    { key: 'person', label: t.person, cell: ({ applicantName }) => applicantName },
    { key: 'signer', label: t.signer, cell: ({ signerName }) => signerName ?? '–', isSecondary: true },
    {
      key: 'state',
      label: t.state,
      cell: ({ state, endedReason }) => (
        <>
          <StatusTag tone={tones[state]}>{t[state]}</StatusTag>
          {endedReason && <span class="cell-note">{endedReason}</span>}
        </>
      ),
    },
  ]
  return (
    <>
      <BackLink href={resultLinks.registers()}>{t.back}</BackLink>
      <PageHead
        kicker={book.unitName}
        title={nameOf(book, t)}
        actions={
          <LinkButton
            kind="secondary"
            icon="download"
            href={resultLinks.registerTable(book.register, query)}
            downloads
          >
            {t.download}
          </LinkButton>
        }
      />
      <Table
        caption={t.register}
        isCaptionHidden
        columns={columns}
        rows={entries}
        rowKey={({ number }) => number}
        empty={<p>{t.empty}</p>}
      />
      <Pagination
        nextHref={next ? resultLinks.register(book.register, `${query}&truoc-so=${next}`) : undefined}
      />
    </>
  )
}
