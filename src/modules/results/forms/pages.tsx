/** Every form that can be printed of one dossier. */

import { useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { BackLink } from '#ui/elements.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { resultLinks } from '../api.ts'
import type { PrintedForm, PrintedForms } from './commands.ts'
import { texts } from './texts.ts'

export function PrintedFormsPage(props: PrintedForms) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

function Body({ code, applicantName, procedureName, forms }: PrintedForms) {
  const t = useTexts(texts)
  const columns: readonly Column<PrintedForm>[] = [
    {
      key: 'form',
      label: t.form,
      isRowHead: true,
      cell: ({ edition }) => (
        <>
          {edition.title}
          {edition.number && edition.regulation && (
            <span class="cell-note">{t.numbered(edition.number, edition.regulation)}</span>
          )}
        </>
      ),
    },
    { key: 'day', label: t.day, isSecondary: true, cell: ({ at }) => formatDateTime(at) },
    { key: 'print', label: t.print, cell: (form) => <PrintLinks code={code} form={form} /> },
  ]
  return (
    <>
      <BackLink href={deskLinks.dossier(code)}>{t.back}</BackLink>
      <PageHead
        kicker={procedureName}
        title={t.printed}
        lead={t.lead}
        tags={
          <>
            <span class="dossier-code">{code}</span> <span>{applicantName}</span>
          </>
        }
      />
      <Table
        caption={t.printed}
        isCaptionHidden
        columns={columns}
        rows={forms}
        rowKey={({ kind }) => kind}
        empty={<p>{t.empty}</p>}
      />
    </>
  )
}

function PrintLinks({
  code,
  form: { kind, edition },
}: {
  readonly code: string
  readonly form: PrintedForm
}) {
  const t = useTexts(texts)
  const named = <span class="visually-hidden"> {edition.title}</span>
  if (kind === 'controlSheet')
    return (
      <a href={resultLinks.controlSheet(code)}>
        {t.one}
        {named}
      </a>
    )
  if (kind === 'apology' || kind === 'stop')
    return (
      <a href={resultLinks.form(kind, code)}>
        {t.one}
        {named}
      </a>
    )
  const wishes = [
    ['ca-hai', t.both],
    ['khach', t.hand],
    ['luu', t.keep],
  ] as const
  return (
    <ul class="inline-list">
      {wishes.map(([wish, label]) => (
        <li key={wish}>
          <a href={`${resultLinks.form(kind, code)}?lien=${wish}`}>
            {label}
            {named}
          </a>
        </li>
      ))}
    </ul>
  )
}
