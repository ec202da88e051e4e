/** Số hóa: the dossier's papers, the glass, and one paper after another to compare. */

import type { Problem } from '#kernel/errors.ts'
import { uploadMegabytesMax } from '#kernel/files.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { deskLinks, type PaperState, type Paperwork } from '#modules/dossiers/api.ts'
import { type ProcedureDefinition, papersFor } from '#modules/services/api.ts'
import { BackLink, Button } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { FileUpload } from '#ui/upload.tsx'
import type { Entry } from '../domain.ts'
import { walletLinks } from '../links/domain.ts'
import type { ShownPaper, ShownScan } from './commands.ts'
import { Compare } from './compare/pages.tsx'
import { texts } from './texts.ts'

export type Typed = {
  readonly paperKey: string
  readonly fields: Readonly<Record<string, string>>
  readonly isCompared: boolean
}
export type ScanView = {
  readonly shown: ShownScan
  /** The paper to compare now. */
  readonly paper: ShownPaper | undefined
  /** A copy that is there already. */
  readonly existing: Entry | undefined
  readonly problem: Problem | undefined
  readonly typed: Typed | undefined
}
export type DigitiseView = {
  readonly paperwork: Paperwork
  readonly definition: ProcedureDefinition
  readonly papers: readonly PaperState[]
  readonly problem: Problem | undefined
  readonly isDone: boolean
  readonly review: ScanView | undefined
}

export function DigitisePage({ view }: { readonly view: DigitiseView }) {
  return (
    <OfficeFrame>
      <Digitise view={view} />
    </OfficeFrame>
  )
}

function Digitise({ view }: { readonly view: DigitiseView }) {
  const t = useTexts(texts)
  const { paperwork, review, problem } = view
  const isBusy = review !== undefined && review.shown.papers.some(({ state }) => state === 'proposed')
  return (
    <>
      <BackLink href={deskLinks.dossier(paperwork.code)}>{t.back}</BackLink>
      {problem && <ErrorSummary errors={[{ name: 'tep', message: problem.detail }]} />}
      {view.isDone && (
        <Notice tone="success" title={t.done} isResult>
          {!isBusy && <p>{t.allDone}</p>}
        </Notice>
      )}
      <PageHead kicker={`${paperwork.code} · ${paperwork.applicantName}`} title={t.title} lead={t.lead} />
      {review && <ScanReview view={review} />}
      <div class="scan-foot">
        <Glass code={paperwork.code} problem={problem} isQuiet={isBusy} />
        <PapersOf view={view} />
      </div>
    </>
  )
}

function Glass({
  code,
  problem,
  isQuiet,
}: {
  readonly code: string
  readonly problem: Problem | undefined
  readonly isQuiet: boolean
}) {
  const t = useTexts(texts)
  return (
    <Section title={t.scan} id="quet" isPanel>
      <PostForm action={walletLinks.digitise(code)} hasFiles class="stack">
        <FileUpload
          name="tep"
          label={t.files}
          hint={t.filesHint}
          error={problem?.detail}
          megabytesMax={uploadMegabytesMax}
        />
        <Button icon="scan" kind={isQuiet ? 'secondary' : 'primary'}>
          {t.start}
        </Button>
      </PostForm>
    </Section>
  )
}

/** Every paper of the procedure, and how each stands. */
function PapersOf({ view: { definition, papers, paperwork } }: { readonly view: DigitiseView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const wanted = papersFor(definition, {}).map(({ paper }) => ({
    key: paper.key,
    name: paper.name[language],
    isOptional: paper.required !== true,
  }))
  const given = papers.filter(({ paperKey }) => !wanted.some(({ key }) => key === paperKey))
  const lines = [...wanted, ...given.map(({ paperKey, name }) => ({ key: paperKey, name, isOptional: true }))]
  return (
    <Section title={t.papers} id="giay-to-ho-so">
      <ul class="scan-papers">
        {lines.map(({ key, name, isOptional }) => {
          const own = papers.filter(({ paperKey }) => paperKey === key)
          return (
            <li key={key}>
              <span>{name}</span>
              {isOptional && own.length === 0 && <span class="cell-note">{t.optional}</span>}
              <PaperTag own={own} />
            </li>
          )
        })}
      </ul>
      <p>
        <a href={deskLinks.dossier(paperwork.code)}>{t.back}</a>
      </p>
    </Section>
  )
}

function PaperTag({ own }: { readonly own: readonly PaperState[] }) {
  const t = useTexts(texts)
  if (own.some(({ isDigitised }) => isDigitised))
    return <StatusTag tone="success">{t.stateDigitised}</StatusTag>
  if (own.some(({ isReused }) => isReused)) return <StatusTag tone="success">{t.stateReused}</StatusTag>
  if (own.some(({ fileId }) => fileId)) return <StatusTag tone="progress">{t.stateFile}</StatusTag>
  return <StatusTag tone="waiting">{t.stateMissing}</StatusTag>
}

/** A scan by itself, before there is a dossier. */
export function ScanPage({ view }: { readonly view: ScanView }) {
  return (
    <OfficeFrame>
      <ScanAlone view={view} />
    </OfficeFrame>
  )
}

function ScanAlone({ view }: { readonly view: ScanView }) {
  const t = useTexts(texts)
  const { definition, scan } = view.shown
  return (
    <>
      {scan.backTo && <BackLink href={scan.backTo}>{t.backToIntake}</BackLink>}
      <PageHead
        kicker={`${definition.name}${scan.owner.name ? ` · ${scan.owner.name}` : ''}`}
        title={t.title}
        lead={t.lead}
      />
      <ScanReview view={view} />
    </>
  )
}

/** What a scan found: progress, what could not be taken, and the paper to compare now. */
export function ScanReview({ view }: { readonly view: ScanView }) {
  const t = useTexts(texts)
  const { scan, papers } = view.shown
  if (scan.state === 'waiting' || scan.state === 'reading')
    return (
      <Notice title={t.reading} isResult>
        <p>{t.readingHint(scan.pagesDone, scan.pagesTotal)}</p>
        <progress class="scan-progress" max={scan.pagesTotal} value={scan.pagesDone} aria-label={t.reading} />
      </Notice>
    )
  const href = (paperId: string) =>
    scan.code ? walletLinks.digitise(scan.code, scan.id, paperId) : walletLinks.scan(scan.id, paperId)
  return (
    <>
      {view.problem?.errors && (
        <ErrorSummary
          errors={view.problem.errors.map(({ field, message }) => ({ name: `field.${field}`, message }))}
        />
      )}
      {view.problem && !view.problem.errors && (
        <ErrorSummary errors={[{ name: nameOf(view.problem), message: view.problem.detail }]} />
      )}
      {scan.problem && (
        <Notice tone="warning" title={scan.state === 'failed' ? t.failed : t.problems}>
          <ul>
            {scan.problem.map(({ file, page, why }) => (
              <li key={`${file} ${page}`}>{t[why](file, page)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {papers.length > 0 && (
        <Section title={t.found(papers.length)} id="luot-quet">
          <ol class="scan-papers">
            {papers.map((paper, index) => (
              <li key={paper.id}>
                <a href={href(paper.id)} aria-current={paper.id === view.paper?.id ? 'true' : undefined}>
                  <span>{`${t.paper(index + 1)}: `}</span>
                  <PaperName view={view} paper={paper} />
                </a>
                <StatusTag tone={paper.state === 'confirmed' ? 'success' : 'warning'}>
                  {paper.state === 'confirmed' ? t.confirmed : t.waiting}
                </StatusTag>
              </li>
            ))}
          </ol>
          {view.paper && <Compare view={view} paper={view.paper} />}
        </Section>
      )}
    </>
  )
}

const nameOf = ({ code }: Problem): string => (code === 'wallet.chooseKind' ? 'paperKey' : 'compared')

function PaperName({ view: { shown }, paper }: { readonly view: ScanView; readonly paper: ShownPaper }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const required = shown.definition.papers.find(({ key }) => key === paper.paperKey)
  return <strong>{required?.name[language] ?? t.unknown}</strong>
}
