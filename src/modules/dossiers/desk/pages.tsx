/** One dossier: papers at the left; what to do, the form, the clock and the steps at the right. */

import { caseStates } from '#kernel/cases.ts'
import type { Problem } from '#kernel/errors.ts'
import type { SummaryRow } from '#kernel/forms.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { type AnswerSource, provenanceWords } from '#kernel/provenance.ts'
import { formatDateTime, formatVnd } from '#kernel/text.ts'
import { SentMessages } from '#modules/notifications/api.ts'
import { DocumentViewer } from '#ui/documents.tsx'
import { Button, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { CommentThread } from '#ui/timeline.tsx'
import { deskLinks } from '../api.ts'
import { DossierClock } from '../clock/pages.tsx'
import { FamilySection } from '../families/pages.tsx'
import { Actions, type Typed } from '../handling/pages.tsx'
import { PrintedPapers } from '../handling/sections/pages.tsx'
import { texts as actTexts, type Done, doneTexts } from '../handling/texts.ts'
import { ParcelSection } from '../parcels/pages.tsx'
import { Proposals as ProposalsMade } from '../proposals/pages.tsx'
import { DossierDeadline } from '../queue/pages.tsx'
import { DueMovedNotice } from '../recount/pages.tsx'
import { partyLine, usePartyWords } from '../submission/parties/pages.tsx'
import type { OpenDossier } from './commands.ts'
import { OtherActs } from './others/pages.tsx'
import type { PaperOnFile } from './store.ts'
import { texts } from './texts.ts'
import { Steps } from './timeline/pages.tsx'

export type DossierView = {
  readonly open: OpenDossier
  /** The paper in the viewer; the first one unless chosen. */
  readonly paperId?: string | undefined
  readonly done?: Done | undefined
  readonly problem?: Problem | undefined
  readonly typed?: Typed | undefined
  /** The open step whose acts are unfolded, where several are. */
  readonly step?: number | undefined
}

const tones: Partial<Record<OpenDossier['dossier']['state'], StatusTone>> = {
  registered: 'warning',
  supplementing: 'waiting',
  financialDuty: 'waiting',
  done: 'success',
  returned: 'done',
  withdrawn: 'done',
  notAccepted: 'done',
  stopped: 'done',
}

export function DossierPage({ view }: { readonly view: DossierView }) {
  return (
    <OfficeFrame>
      <Body view={view} />
    </OfficeFrame>
  )
}

function Body({ view }: { readonly view: DossierView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { open, typed = {} } = view
  const { dossier, details, deadline } = open
  return (
    <>
      <Outcome view={view} />
      <PageHead
        kicker={details.procedureName}
        title={open.isGuest ? t.matter : details.applicantName}
        tags={
          <>
            <span class="dossier-code">{dossier.code}</span>
            <StatusTag tone={tones[dossier.state] ?? 'progress'}>
              {caseStates[dossier.state][language]}
            </StatusTag>
            {deadline.state !== 'ended' && deadline.state !== 'done' && (
              <DossierDeadline deadline={deadline} state={dossier.state} />
            )}
          </>
        }
      />
      <DueMovedNotice moves={open.dueMoves} />
      <div class="dossier-split">
        <Papers view={view} />
        <div class="dossier-work">
          <Actions open={open} typed={typed} step={view.step} />
          <ProposalsMade open={open} />
          <OtherActs open={open} />
          <FamilySection
            family={open.family}
            code={dossier.code}
            hrefOf={({ code, mayOpen }) => (mayOpen ? deskLinks.dossier(code) : undefined)}
          />
          <PrintedPapers open={open} />
          <Supplements open={open} />
          <Answers rows={open.answers} title={t.answers} sources={details.prefilled?.sources} />
          {!open.isGuest && <Contact open={open} />}
          <ParcelSection parcel={open.parcel} />
          <SentMessages attempts={open.sent} />
          <Clock open={open} />
          <Steps open={open} />
          {!open.isGuest && <Notes open={open} typed={typed} />}
        </div>
      </div>
    </>
  )
}

function Outcome({ view: { done, problem, open } }: { readonly view: DossierView }) {
  const acts = useTexts(actTexts)
  if (problem) return <NotDone reason={problem.detail} />
  if (!done) return null
  return (
    <Notice tone="success" title={acts[doneTexts[done]]} isResult>
      <p>
        <a href={`/lam-viec/tiep-theo?sau=${open.dossier.code}`}>{acts.nextDossier}</a>
      </p>
    </Notice>
  )
}

function Papers({ view: { open, paperId } }: { readonly view: DossierView }) {
  const t = useTexts(texts)
  const { papers, dossier } = open
  const shown = papers.find(({ id }) => id === paperId) ?? papers.find(({ fileId }) => fileId !== null)
  return (
    <section class="dossier-papers" aria-labelledby="giay-to">
      <h2 id="giay-to">{t.papers}</h2>
      {papers.length === 0 && <p class="empty">{t.noPapers}</p>}
      {papers.length > 0 && (
        <ol class="paper-list">
          {papers.map((paper) => (
            <li key={paper.id}>
              <PaperLine paper={paper} code={dossier.code} isShown={paper.id === shown?.id} />
            </li>
          ))}
        </ol>
      )}
      {open.mayDigitise && (
        <p>
          <a href={deskLinks.digitise(dossier.code)}>{t.digitise}</a>
        </p>
      )}
      {shown?.fileId && shown.mediaType && (
        <DocumentViewer
          title={shown.name}
          href={deskLinks.file(shown.fileId)}
          contentType={shown.mediaType}
        />
      )}
    </section>
  )
}

function PaperLine({
  paper,
  code,
  isShown,
}: {
  readonly paper: PaperOnFile
  readonly code: string
  readonly isShown: boolean
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { fileName, pages, removedAt } = paper
  return (
    <>
      {paper.fileId ? (
        <a
          href={`${deskLinks.dossier(code)}?giay=${paper.id}#giay-to`}
          aria-current={isShown ? 'true' : undefined}
        >
          {paper.name}
        </a>
      ) : (
        <span>{paper.name}</span>
      )}
      <span class="cell-note">
        {[
          fileName ?? (paper.vouch ? t.notNeeded : t.noFile),
          pages && t.pages(pages),
          removedAt && t.replaced,
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      {paper.vouch && (
        <span class="cell-note">
          {t.vouched(provenanceWords(paper.vouch, language), paper.vouch.legal)}
          {paper.vouch.reference && <> {t.callNumber(paper.vouch.reference)}</>}
        </span>
      )}
      {paper.entryId && (
        <span class="cell-note">
          {paper.isDigitised ? t.digitised : t.fromWallet(paper.source ?? '')}{' '}
          <a href={deskLinks.proof(paper.entryId)}>
            {t.prove}
            <span class="visually-hidden"> {paper.name}</span>
          </a>
        </span>
      )}
    </>
  )
}

/** Answers by page of the form; the page's title stands once above its rows. */
export function Answers({
  rows,
  title,
  sources = {},
}: {
  readonly rows: readonly SummaryRow[]
  readonly title: string
  readonly sources?: Readonly<Record<string, AnswerSource>> | undefined
}) {
  const pages = Map.groupBy(rows, ({ page }) => page)
  return (
    <Section title={title} id="to-khai">
      {[...pages].map(([page, answers]) => (
        <div key={page} class="answers">
          <h3>{answers[0]?.pageTitle}</h3>
          <SummaryList
            rows={answers.map(({ label, value, field }) => {
              const source = Object.hasOwn(sources, field) ? sources[field] : undefined
              return { term: label, value: source ? <Sourced value={value} source={source} /> : value }
            })}
          />
        </div>
      ))}
    </Section>
  )
}

/** The answer with its source; where the person says otherwise, both stand side by side. */
function Sourced({ value, source }: { readonly value: string; readonly source: AnswerSource }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { otherwise } = source
  const words = provenanceWords(source, language)
  if (!otherwise)
    return (
      <>
        {value}
        <p class="hint">{words}</p>
      </>
    )
  const { known, why, request } = otherwise
  return (
    <>
      <p>{value}</p>
      <p class="hint">{t.saidByPerson}</p>
      <p>
        <strong>{words}</strong>: {known}
      </p>
      {why && <p class="hint">{t.because(why, request ?? '')}</p>}
    </>
  )
}

/** Người nộp: whoever helped or acted by a mandate is told as such. */
function submitterOf(
  t: (typeof texts)['vi'],
  { submitterName, isInPlace, isHelped }: OpenDossier['details'],
): string {
  if (isHelped) return t.helpedByTeam(submitterName)
  return isInPlace ? t.inPlaceByMandate(submitterName) : submitterName
}

function Contact({ open: { details, dossier, parties, mayTakeFees } }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const partyWords = usePartyWords()
  const ways = { online: t.returnOnline, desk: t.returnDesk, post: t.returnPost }
  const facts: readonly (readonly [string, string | null])[] = [
    [t.applicant, details.applicantName],
    [t.submitter, submitterOf(t, details)],
    [t.identity, details.applicantIdentity],
    [t.phone, details.applicantPhone],
    [t.email, details.applicantEmail],
    [t.address, details.applicantAddress],
    [t.channel, t[dossier.channel]],
    [t.returnMethod, ways[details.returnMethod]],
    ...parties.map((party) => [partyWords[party.role], partyLine(party)] as const),
    [t.help, details.helpUnitName],
    [t.receiving, details.receivingUnitName],
    [t.competent, details.competentUnitName],
    [t.fee, details.feeVnd > 0 ? formatVnd(details.feeVnd, language) : t.free],
  ]
  return (
    <Section title={t.contact} id="lien-he">
      <SummaryList rows={facts.flatMap(([term, value]) => (value ? [{ term, value }] : []))} />
      {mayTakeFees && (
        <p>
          <a href={deskLinks.fees(dossier.code)}>{t.fees}</a>
        </p>
      )}
    </Section>
  )
}

/** Thời hạn, explained stretch by stretch. */
function Clock({ open }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { dossier } = open
  const { openedAt, receivedAt, dueAt } = dossier
  const moments: readonly (readonly [string, Date | null])[] = [
    [t.submittedAt, openedAt],
    [t.receivedAt, receivedAt],
    [receivedAt ? t.dueAt : t.replyBy, dueAt],
  ]
  return (
    <Section title={t.clock} id="thoi-han">
      <SummaryList
        rows={moments.flatMap(([term, at]) => (at ? [{ term, value: formatDateTime(at, language) }] : []))}
      />
      <DossierClock told={open} dossier={dossier} />
    </Section>
  )
}

function Supplements({ open: { supplements } }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (supplements.length === 0) return null
  return (
    <Section title={t.supplements} id="bo-sung">
      {supplements.map((one) => (
        <div key={one.number} class="card">
          <p class="hint">{t.askedBy(one.askedBy ?? '', formatDateTime(one.askedAt, language))}</p>
          <ul>
            {one.faults.map((fault) => (
              <li key={`${fault.target} ${fault.key}`}>
                <strong>{fault.label}</strong>: {fault.reason}
              </li>
            ))}
          </ul>
          {one.reason && <p>{one.reason}</p>}
          {one.isCountedLate && <StatusTag tone="danger">{t.countedLate}</StatusTag>}
          <p class="hint">
            {one.answeredAt ? t.answeredAt(formatDateTime(one.answeredAt, language)) : t.waiting}
          </p>
        </div>
      ))}
    </Section>
  )
}

function Notes({ open, typed }: { readonly open: OpenDossier; readonly typed: Typed }) {
  const t = useTexts(texts)
  return (
    <Section title={t.notes} id="trao-doi">
      <CommentThread
        comments={open.notes.map((note) => ({ ...note, internalNote: t.internal }))}
        empty={t.noNotes}
      />
      <PostForm action={`${deskLinks.dossier(open.dossier.code)}/y-kien`} class="act">
        <TextArea name="body" label={t.writeNote} rows={2} value={typed.body} />
        <Button kind="secondary">{t.send}</Button>
      </PostForm>
    </Section>
  )
}
