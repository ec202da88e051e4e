/** The procedures as those see them who keep their definitions. */

import type { ComponentChildren } from 'preact'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { catalogueLinks, serviceLinks } from '../api.ts'
import type { Difference } from '../versions/difference/domain.ts'
import { Differences } from '../versions/difference/pages.tsx'
import { standingOf, type Version } from '../versions/domain.ts'
import type { DraftLine } from '../versions/store.ts'
import type { RoleNames } from './drawing/domain.ts'
import { StepsDrawing } from './drawing/pages.tsx'
import { Rules } from './rules/pages.tsx'
import { texts } from './texts.ts'

/** A day of a version; the first one of a procedure has always been in force. */
export function useDay(): (day: CalendarDate) => string {
  const t = useTexts(texts)
  return (day) => (day < '1900' ? t.always : formatDate(day))
}

export type ListView = {
  readonly query: string
  readonly found: readonly { readonly code: string; readonly name: string; readonly versions: number }[]
  readonly drafts: readonly DraftLine[]
  readonly coming: readonly Pick<Version, 'code' | 'version' | 'validFrom' | 'approvedBy'>[]
}

export function ListPage({ view }: { readonly view: ListView }) {
  return (
    <OfficeFrame>
      <ListMatter view={view} />
    </OfficeFrame>
  )
}

function ListMatter({ view: { query, found, drafts, coming } }: { readonly view: ListView }) {
  const t = useTexts(texts)
  const day = useDay()
  return (
    <>
      <PageHead title={t.procedures} lead={t.lead} />
      <form method="get" action={catalogueLinks.list()} class="stack">
        <TextInput name="q" kind="search" label={t.search} value={query} isOptional />
        <ButtonGroup>
          <Button kind={query ? 'secondary' : 'primary'} icon="search">
            {t.find}
          </Button>
        </ButtonGroup>
      </form>
      {query && (
        <Table
          caption={t.found}
          rows={found}
          rowKey={({ code }) => code}
          empty={t.foundNone}
          columns={[
            {
              key: 'name',
              label: t.name,
              isRowHead: true,
              cell: ({ code, name }) => <a href={catalogueLinks.procedure(code)}>{name}</a>,
            },
            { key: 'code', label: t.code, isCode: true, cell: ({ code }) => code },
            { key: 'versions', label: t.versions, isFigure: true, cell: ({ versions }) => versions },
          ]}
        />
      )}
      <Table
        caption={t.drafts}
        rows={drafts}
        rowKey={({ id }) => id}
        empty={t.draftsNone}
        columns={[
          {
            key: 'name',
            label: t.name,
            isRowHead: true,
            cell: ({ id, name, code }) => (
              <>
                <a href={catalogueLinks.draft(id)}>{name}</a> <span class="code">{code}</span>
              </>
            ),
          },
          { key: 'state', label: t.state, cell: ({ state }) => <DraftTag state={state} /> },
          {
            key: 'editors',
            label: t.editors,
            isSecondary: true,
            cell: ({ editorNames }) => editorNames.join(', '),
          },
          {
            key: 'changed',
            label: t.changed,
            isCode: true,
            cell: ({ changedAt }) => formatDateTime(changedAt),
          },
        ]}
      />
      <Table
        caption={t.coming}
        rows={coming}
        rowKey={({ code, version }) => `${code} ${version}`}
        empty={t.comingNone}
        columns={[
          {
            key: 'code',
            label: t.code,
            isRowHead: true,
            cell: ({ code, version }) => <a href={catalogueLinks.procedure(code, version)}>{code}</a>,
          },
          { key: 'version', label: t.versions, isFigure: true, cell: ({ version }) => version },
          { key: 'day', label: t.validFrom, isCode: true, cell: ({ validFrom }) => day(validFrom) },
          { key: 'by', label: t.approvedBy, cell: ({ approvedBy }) => approvedBy ?? t.fromPack },
        ]}
      />
    </>
  )
}

export function DraftTag({ state }: Pick<DraftLine, 'state'>) {
  const t = useTexts(texts)
  const tones = { open: 'progress', submitted: 'warning', approved: 'success', discarded: 'done' } as const
  return <StatusTag tone={tones[state]}>{t[`draft.${state}`]}</StatusTag>
}

export type ProcedureView = {
  readonly shown: Version
  readonly versions: readonly Version[]
  readonly drafts: readonly DraftLine[]
  readonly roleNames: RoleNames
  readonly today: CalendarDate
  readonly may: { readonly draft: boolean; readonly approve: boolean; readonly repin: boolean }
  readonly problem?: string | undefined
}

export function ProcedurePage({ view }: { readonly view: ProcedureView }) {
  return (
    <DesignerFrame code={view.shown.code}>
      <ProcedureMatter view={view} />
    </DesignerFrame>
  )
}

/** Everything about one procedure stands below the list and below the procedure. */
export function DesignerFrame({
  code,
  children,
}: {
  readonly code: string
  readonly children: ComponentChildren
}) {
  const t = useTexts(texts)
  const crumbs = [
    { href: catalogueLinks.list(), label: t.procedures },
    { href: catalogueLinks.procedure(code), label: code },
  ]
  return <OfficeFrame breadcrumb={crumbs}>{children}</OfficeFrame>
}

function ProcedureMatter({ view }: { readonly view: ProcedureView }) {
  const t = useTexts(texts)
  const day = useDay()
  const { shown, versions, today, may } = view
  const { code, version, definition } = shown
  const standing = standingOf(shown, versions, today)
  return (
    <>
      <NotDone reason={view.problem} />
      <PageHead
        kicker={`${t.version(version)} · ${t.validFrom.toLowerCase()} ${day(shown.validFrom)}`}
        title={definition.name}
        tags={<StandingTag standing={standing} />}
      />
      <ButtonGroup>
        {may.draft && (
          <PostForm action={catalogueLinks.begin(code)} hidden={standing === 'inForce' ? {} : { version }}>
            <Button icon="edit">
              {standing === 'past' || standing === 'withdrawn' ? t.beginFrom : t.begin}
            </Button>
          </PostForm>
        )}
        <LinkButton href={catalogueLinks.bpmn(code, version)} kind="secondary" icon="download" downloads>
          {t.bpmn}
        </LinkButton>
        <LinkButton href={catalogueLinks.json(code, version)} kind="quiet" icon="download" downloads>
          {t.json}
        </LinkButton>
        {may.repin && (
          <LinkButton href={catalogueLinks.repin(code)} kind="quiet" icon="refresh">
            {t.repin}
          </LinkButton>
        )}
        <LinkButton href={serviceLinks.procedure(code)} kind="quiet" icon="external">
          {t.public}
        </LinkButton>
      </ButtonGroup>
      {view.drafts.length > 0 && (
        <Notice title={t.drafts}>
          <ul>
            {view.drafts.map(({ id, state, editorNames, changedAt }) => (
              <li key={id}>
                <a href={catalogueLinks.draft(id)}>
                  {t[`draft.${state}`]}: {editorNames.join(', ')}, {formatDateTime(changedAt)}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Section title={t.steps} id="cac-buoc">
        <StepsDrawing definition={definition} roleNames={view.roleNames} detail="office" />
      </Section>
      <Rules definition={definition} today={today} />
      <History view={view} />
      {may.approve && standing === 'coming' && <Withdraw code={code} version={version} />}
      {may.draft && <Import code={code} />}
    </>
  )
}

function StandingTag({ standing }: { readonly standing: ReturnType<typeof standingOf> }) {
  const t = useTexts(texts)
  const tones = { inForce: 'success', coming: 'warning', past: 'done', withdrawn: 'danger' } as const
  return <StatusTag tone={tones[standing]}>{t[`standing.${standing}`]}</StatusTag>
}

function History({ view: { shown, versions, today } }: { readonly view: ProcedureView }) {
  const t = useTexts(texts)
  const day = useDay()
  const before = (one: Version) =>
    versions.find(({ version, withdrawnAt }) => version < one.version && withdrawnAt === null)
  return (
    <Section title={t.history} id="lich-su">
      <Table
        caption={t.tableOf(t.history)}
        isCaptionHidden
        rows={versions}
        rowKey={({ version }) => version}
        isCurrent={({ version }) => version === shown.version}
        empty={t.history}
        columns={[
          {
            key: 'version',
            label: t.versions,
            isRowHead: true,
            cell: ({ version, code }) => (
              <a href={catalogueLinks.procedure(code, version)}>{t.version(version)}</a>
            ),
          },
          {
            key: 'state',
            label: t.state,
            cell: (one) => <StandingTag standing={standingOf(one, versions, today)} />,
          },
          { key: 'from', label: t.validFrom, isCode: true, cell: ({ validFrom }) => day(validFrom) },
          {
            key: 'reason',
            label: t.reason,
            cell: ({ reason, legal, withdrawnBy, withdrawnReason }) => (
              <>
                {reason ?? t.fromPack}
                {legal && <span class="hint"> {legal}</span>}
                {withdrawnBy && <p class="hint">{t.withdrawnLine(withdrawnBy, withdrawnReason ?? '')}</p>}
              </>
            ),
          },
          {
            key: 'by',
            label: t.approvedBy,
            isSecondary: true,
            cell: ({ draftedBy, approvedBy }) =>
              approvedBy ? `${draftedBy ?? ''} → ${approvedBy}` : t.fromPack,
          },
          {
            key: 'compare',
            label: t.compare,
            cell: (one) => {
              const older = before(one)
              return (
                older && (
                  <a href={catalogueLinks.compare(one.code, older.version, one.version)}>{t.compare}</a>
                )
              )
            },
          },
        ]}
      />
    </Section>
  )
}

function Withdraw({ code, version }: Pick<Version, 'code' | 'version'>) {
  const t = useTexts(texts)
  return (
    <Section title={t.withdraw} id="thu-hoi">
      <PostForm action={catalogueLinks.withdraw(code)} hidden={{ version }} class="stack">
        <TextInput name="reason" label={t.withdrawReason} maxLength={500} />
        <ButtonGroup>
          <Button kind="danger">{t.withdraw}</Button>
        </ButtonGroup>
      </PostForm>
    </Section>
  )
}

function Import({ code }: Pick<Version, 'code'>) {
  const t = useTexts(texts)
  return (
    <Section title={t.import} id="nhap">
      <p class="hint">{t.importHint}</p>
      <PostForm action={catalogueLinks.import(code)} hasFiles class="stack">
        <FileUpload
          name="file"
          label={t.importFile}
          accept=".bpmn,.xml,.json"
          kinds="BPMN, JSON"
          megabytesMax={1}
          isSingle
        />
        <ButtonGroup>
          <Button kind="secondary" icon="upload">
            {t.importSend}
          </Button>
        </ButtonGroup>
      </PostForm>
    </Section>
  )
}

export type CompareView = {
  readonly code: string
  readonly name: string
  readonly from: number
  readonly to: number
  readonly differences: readonly Difference[]
}

export function ComparePage({ view }: { readonly view: CompareView }) {
  return (
    <DesignerFrame code={view.code}>
      <CompareMatter view={view} />
    </DesignerFrame>
  )
}

function CompareMatter({ view: { name, from, to, differences } }: { readonly view: CompareView }) {
  const t = useTexts(texts)
  return (
    <>
      <PageHead kicker={name} title={t.compareTitle(from, to)} />
      <Differences differences={differences} />
    </>
  )
}
