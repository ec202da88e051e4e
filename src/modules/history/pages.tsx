/** The list of imports, and one import at whatever stage it is. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { Checkbox } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { historyLinks } from './api.ts'
import { atWork, type Import, type ImportState, importCan } from './domain.ts'
import { ReportSection } from './faults/pages.tsx'
import { type FiguresView, ImportFigures } from './figures/pages.tsx'
import { MappingForm, type MappingView } from './mapping/pages.tsx'
import { texts } from './texts.ts'

export const megabytesMax = 100

type Typed = Readonly<Record<string, string | undefined>>
export type ListView = {
  readonly imports: readonly Import[]
  readonly typed: Typed
  /** Why the upload was not taken. */
  readonly problem?: string | undefined
}

export function ImportsPage(view: ListView) {
  return (
    <OfficeFrame>
      <Imports {...view} />
    </OfficeFrame>
  )
}

const tones: Record<ImportState, StatusTone> = {
  reading: 'progress',
  read: 'waiting',
  checking: 'progress',
  checked: 'waiting',
  loading: 'progress',
  loaded: 'success',
  failed: 'danger',
  takenBack: 'done',
}

function Imports({ imports, typed, problem }: ListView) {
  const t = useTexts(texts)
  const columns: readonly Column<Import>[] = [
    {
      key: 'file',
      label: t.fileName,
      isRowHead: true,
      cell: ({ id, fileName, source }) => (
        <>
          <a href={historyLinks.show(id)}>{fileName}</a>
          <span class="cell-note">{source}</span>
        </>
      ),
    },
    { key: 'procedure', label: t.procedure, isCode: true, cell: ({ procedureCode }) => procedureCode },
    {
      key: 'cases',
      label: t.cases,
      isFigure: true,
      cell: ({ report }) => formatNumber(report?.casesCount ?? 0),
    },
    { key: 'made', label: t.madeAt, isSecondary: true, cell: ({ madeAt }) => formatDateTime(madeAt) },
    {
      key: 'state',
      label: t.state,
      cell: ({ state }) => <StatusTag tone={tones[state]}>{t[state]}</StatusTag>,
    },
  ]
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      {problem && <Notice tone="danger" title={problem} isResult />}
      <Section title={t.newFile} id="tep-moi" isPanel>
        <PostForm action={historyLinks.list()} hasFiles>
          <FileUpload
            name="file"
            label={t.file}
            hint={t.fileHint}
            megabytesMax={megabytesMax}
            accept=".csv,.txt,.tsv,.xes,.xml,.gz"
            kinds="CSV, XES, GZ"
            isSingle
          />
          <TextInput
            name="source"
            label={t.source}
            hint={t.sourceHint}
            value={typed.source}
            maxLength={120}
          />
          <TextInput
            name="procedure"
            label={t.procedure}
            value={typed.procedure}
            width="short"
            maxLength={20}
          />
          <TextInput
            name="unit"
            label={t.unit}
            hint={t.unitHint}
            value={typed.unit}
            width="short"
            maxLength={40}
          />
          <Checkbox name="replaces" label={t.replaces} isChecked={typed.replaces !== undefined} />
          <Button icon="upload">{t.upload}</Button>
        </PostForm>
      </Section>
      <Section title={t.imports} id="cac-lan-nhap">
        <Table
          caption={t.imports}
          isCaptionHidden
          columns={columns}
          rows={imports}
          rowKey={({ id }) => id}
          empty={<p>{t.none}</p>}
        />
      </Section>
    </>
  )
}

export type ImportView = {
  readonly one: Import
  readonly procedureName: string
  readonly mapping: MappingView
  readonly figures: FiguresView | undefined
  readonly problem?: string | undefined
}

export function ImportPage(view: ImportView) {
  return (
    <OfficeFrame>
      <One {...view} />
    </OfficeFrame>
  )
}

function One({ one, procedureName, mapping, figures, problem }: ImportView) {
  const t = useTexts(texts)
  return (
    <>
      <BackLink href={historyLinks.list()}>{t.back}</BackLink>
      <PageHead
        kicker={`${one.source} · ${one.procedureCode}`}
        title={one.fileName}
        lead={procedureName}
        tags={<StatusTag tone={tones[one.state]}>{t[one.state]}</StatusTag>}
      />
      {problem && <Notice tone="danger" title={problem} isResult />}
      {atWork.includes(one.state) && <AtWork one={one} />}
      {one.state === 'failed' && (
        <Notice tone="danger" title={t.nothingLoaded}>
          <p>{one.failure?.[usePage().language]}</p>
          <LinkButton kind="secondary" href={historyLinks.list()}>
            {t.fileAgain}
          </LinkButton>
        </Notice>
      )}
      {one.state === 'read' && <MappingForm {...mapping} />}
      {one.state === 'checked' && (
        <>
          <ReportSection one={one} />
          <Disclosure summary={t.change}>
            <MappingForm {...mapping} />
          </Disclosure>
        </>
      )}
      {figures && <ImportFigures {...figures} />}
      {one.state === 'takenBack' && <Notice title={t.takenBack}>{t.takenBackLead}</Notice>}
      {importCan('takeBack', one) && <TakeBack one={one} />}
    </>
  )
}

function AtWork({ one }: { readonly one: Import }) {
  const t = useTexts(texts)
  if (importCan('retry', one))
    return (
      <Notice tone="warning" title={t.stopped}>
        <PostForm action={historyLinks.retry(one.id)}>
          <Button kind="secondary" icon="refresh">
            {t.retry}
          </Button>
        </PostForm>
      </Notice>
    )
  const total = Math.max(1, one.totalCount)
  return (
    <Notice title={t[one.state]}>
      {one.state === 'loading' && (
        <p>
          <progress value={one.doneCount} max={total} aria-label={t.loading} />{' '}
          {t.progress(formatNumber(one.doneCount), formatNumber(one.totalCount))}
        </p>
      )}
      <p>{t.working}</p>
    </Notice>
  )
}

function TakeBack({ one }: { readonly one: Import }) {
  const t = useTexts(texts)
  return (
    <Disclosure summary={t.takeBack}>
      <p>{t.takeBackLead}</p>
      <PostForm action={historyLinks.takeBack(one.id)}>
        <Button kind="danger" icon="delete">
          {t.takeBack}
        </Button>
      </PostForm>
    </Disclosure>
  )
}
