/** Giám sát: one picture at the top, what is lacking beneath, an act in each line. */

import type { LackFacts } from '#kernel/cases.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { BackLink, Button, KeyFigure, KeyFigures, LinkButton } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { Disclosure, PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { oversightLinks } from '../api.ts'
import { texts } from '../texts.ts'
import type { MonitorView, ShownFinding } from './commands.ts'
import type { SentMend } from './domain.ts'

type PageProps = {
  readonly view: MonitorView
  readonly now: Date
  readonly done?: SentMend | 'restore' | undefined
  readonly problem?: string | undefined
}

export function MonitorPage(props: PageProps) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

function Body({ view, now, done, problem }: PageProps) {
  const t = useTexts(texts)
  return (
    <>
      <NotDone reason={problem} />
      {done && (
        <Notice tone="success" title={t[`done_${done}`]} isResult>
          <p>{t.nextProof}</p>
        </Notice>
      )}
      <PageHead title={t.title} />
      <Picture view={view} now={now} />
      {view.counts.length > 0 && <Kinds view={view} />}
      {view.counts.length > 0 && <Findings view={view} />}
      {view.schedules.length > 0 && <Schedules view={view} now={now} />}
    </>
  )
}

const tones = { proven: 'success', lacking: 'warning', stale: 'danger', never: 'danger' } as const

/** The answer in one sentence, with its age: green only when proven in the last five minutes. */
function Picture({ view: { standing, run, own }, now }: Pick<PageProps, 'view' | 'now'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = (value: number) => formatNumber(value, language)
  const titles = { proven: t.proven, lacking: t.lacking(figure(own.lacking)), stale: t.stale, never: t.never }
  const leads = { proven: t.provenLead, lacking: t.lackingLead, stale: t.staleLead, never: t.staleLead }
  return (
    <>
      <Notice tone={tones[standing]} title={titles[standing]}>
        <p>{leads[standing]}</p>
      </Notice>
      <KeyFigures>
        <KeyFigure label={t.open} value={figure(own.open)} />
        <KeyFigure label={t.fine} value={figure(Math.max(0, own.open - own.lacking))} />
        <KeyFigure label={t.lackingCount} value={figure(own.lacking)} />
        {run && (
          <KeyFigure
            label={t.proof}
            value={t.ago(Math.floor((now.getTime() - run.startedAt.getTime()) / 60_000))}
            note={t.whole(figure(run.examined), figure(run.filesSeen))}
          />
        )}
      </KeyFigures>
    </>
  )
}

const titleOf = (facts: LackFacts | undefined, kind: string, language: 'vi' | 'en') =>
  facts?.title[language] ?? kind

function Kinds({ view: { counts, filter } }: { readonly view: MonitorView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="loai" title={t.byKind}>
      <Table
        caption={t.byKind}
        isCaptionHidden
        rows={counts}
        rowKey={({ kind }) => kind}
        isCurrent={({ kind }) => kind === filter.kind}
        empty={t.none}
        columns={[
          {
            key: 'kind',
            label: t.kind,
            isRowHead: true,
            cell: ({ kind, facts }) => (
              <>
                <a href={`${oversightLinks.monitor({ kind })}#tung-ho-so`}>
                  {titleOf(facts, kind, language)}
                </a>
                <span class="cell-note">{facts?.remedy[language]}</span>
              </>
            ),
          },
          {
            key: 'count',
            label: t.count,
            isFigure: true,
            cell: ({ cases }) => formatNumber(cases, language),
          },
        ]}
      />
    </Section>
  )
}

function Findings({ view: { findings, filter } }: { readonly view: MonitorView }) {
  const t = useTexts(texts)
  return (
    <Section id="tung-ho-so" title={t.findings}>
      {(filter.kind || filter.unitId) && (
        <p>
          <a href={oversightLinks.monitor()}>{t.allKinds}</a>
        </p>
      )}
      {findings.length === 0 && <p class="empty">{t.none}</p>}
      <ol class="task-list">
        {findings.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </ol>
      {findings.length >= 100 && <p class="hint">{t.shownMax(findings.length)}</p>}
    </Section>
  )
}

/** One finding: which dossier lacks what, since when and whose it is, with the acts beside it. */
function FindingLine({ finding }: { readonly finding: ShownFinding }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, kind, facts, detail, since, unitName, holderName } = finding
  // The holder is often the detail itself.
  const whose = [unitName, holderName !== detail && holderName].filter(Boolean).join(', ')
  return (
    <li>
      <div>
        <a href={facts?.at?.(code) ?? deskLinks.dossier(code)}>{code}</a>
        <p>{[titleOf(facts, kind, language), detail].filter(Boolean).join(': ')}</p>
        <p class="hint">
          {t.since} {formatDateTime(since, language)}. {whose}
        </p>
      </div>
      <Mends finding={finding} />
    </li>
  )
}

function Mends({ finding: { id, code, facts, askedAt } }: { readonly finding: ShownFinding }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!facts) return null
  const about = (
    <span class="visually-hidden">
      {' '}
      {t.of} {code}
    </span>
  )
  return (
    <div class="button-group">
      {facts.mends.map((mend) =>
        mend === 'assign' ? (
          <LinkButton key={mend} kind="secondary" href={`${deskLinks.dossier(code)}#giao`}>
            {t.assign}
            {about}
          </LinkButton>
        ) : mend === 'upload' ? (
          <LinkButton key={mend} kind="secondary" href={oversightLinks.file(id)}>
            {t.restore}
            {about}
          </LinkButton>
        ) : mend === 'askChief' && askedAt ? (
          <span key={mend} class="hint">
            {t.asked} {formatDateTime(askedAt, language)}
          </span>
        ) : (
          <PostForm key={mend} action={oversightLinks.mend(id, mend)}>
            <Button kind="secondary">
              {t[mend]}
              {about}
            </Button>
          </PostForm>
        ),
      )}
    </div>
  )
}

/** Tải lại một tệp đã mất, or ask the applicant for it. */
export function LostFilePage({
  finding,
  problem,
}: {
  readonly finding: ShownFinding
  readonly problem?: string | undefined
}) {
  return (
    <OfficeFrame>
      <LostFile finding={finding} problem={problem} />
    </OfficeFrame>
  )
}

function LostFile({ finding: { id, code, facts, detail }, problem }: Parameters<typeof LostFilePage>[0]) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <QuestionPage>
      <BackLink href={oversightLinks.monitor()}>{t.title}</BackLink>
      <NotDone reason={problem} />
      <PageHead kicker={code} title={t.lostFile(detail ?? '')} lead={facts?.remedy[language]} />
      <PostForm action={oversightLinks.file(id)} hasFiles class="stack">
        <FileUpload name="file" label={t.chooseFile} hint={t.chooseFileHint} megabytesMax={20} isSingle />
        <Button icon="upload">{t.restore}</Button>
      </PostForm>
      <PostForm action={oversightLinks.mend(id, 'upload')}>
        <Button kind="secondary">{t.upload}</Button>
      </PostForm>
    </QuestionPage>
  )
}

/** When recurring work last ran, and whether it was late; for the administrator. */
function Schedules({ view: { schedules } }: Pick<PageProps, 'view' | 'now'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Disclosure summary={t.schedules}>
      <Table
        caption={t.schedules}
        isCaptionHidden
        rows={schedules}
        rowKey={({ name }) => name}
        empty={t.none}
        columns={[
          { key: 'name', label: t.scheduleName, isRowHead: true, cell: ({ name }) => name },
          { key: 'last', label: t.lastRun, cell: ({ startedAt }) => formatDateTime(startedAt, language) },
          {
            key: 'state',
            label: t.scheduleState,
            cell: ({ lastError, endedAt, lateSeconds, missedRuns }) => {
              if (lastError) return <StatusTag tone="danger">{t.failed(lastError)}</StatusTag>
              if (lateSeconds > 300 || missedRuns > 0)
                return <StatusTag tone="warning">{t.lateBy(lateSeconds, missedRuns)}</StatusTag>
              return endedAt ? (
                <StatusTag tone="success">{t.onTime}</StatusTag>
              ) : (
                <StatusTag tone="progress">{t.running}</StatusTag>
              )
            },
          },
        ]}
      />
    </Disclosure>
  )
}
