/** Đề xuất: writing one, deciding one, and the list of those that wait. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { BackLink, Button, ButtonGroup, SummaryList } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DateInput, type DateParts } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { deskLinks } from '../api.ts'
import type { OpenDossier } from '../desk/commands.ts'
import { type Proposal, type ProposalKind, proposalKinds } from './domain.ts'
import type { WaitingProposal } from './store.ts'
import { texts } from './texts.ts'

export type ProposalView = {
  readonly open: OpenDossier
  readonly kind: ProposalKind
  readonly typed: {
    readonly reason?: string | undefined
    readonly legalBasis?: string | undefined
    readonly day?: DateParts | undefined
  }
  readonly problem?: Problem | undefined
}

type ProposalPageProps = {
  readonly view: ProposalView
  /** How many days before the appointment an apology goes out at the latest. */
  readonly apologyDays: number
}

export function ProposalPage(props: ProposalPageProps) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

const leads = {
  extension: 'extensionLead',
  stop: 'stopLead',
  secondSupplement: 'secondSupplementLead',
} as const satisfies Record<Exclude<ProposalKind, 'apology'>, keyof (typeof texts)['vi']>

function Body({ view: { open, kind, typed, problem }, apologyDays }: ProposalPageProps) {
  const t = useTexts(texts)
  const { hasDay, hasBasis, slug } = proposalKinds[kind]
  const { dossier, details, definition } = open
  return (
    <>
      <BackLink href={deskLinks.dossier(dossier.code)}>{t.back}</BackLink>
      <NotDone title={t.notSent} reason={problem?.detail} />
      <PageHead
        kicker={`${dossier.code} – ${details.applicantName}`}
        title={t[kind]}
        lead={kind === 'apology' ? t.apologyLead(apologyDays) : t[leads[kind]]}
      />
      {kind === 'extension' && <Allowed open={open} />}
      <PostForm
        action={deskLinks.propose(dossier.code, slug)}
        hidden={{ version: dossier.version }}
        class="stack"
      >
        {hasDay && (
          <>
            <PresentDay open={open} />
            <DateInput name="day" label={t.newDay} hint={t.newDayHint} value={typed.day} />
          </>
        )}
        <TextArea
          name="reason"
          label={t.reason}
          hint={kind === 'secondSupplement' ? t.reasonChief : t.reasonApplicant}
          value={typed.reason}
          rows={4}
        />
        {hasBasis && (
          <TextArea
            name="legalBasis"
            label={t.legalBasis}
            hint={
              definition.legalBasis.length > 0
                ? t.legalBasisHint(definition.legalBasis.join('; '))
                : undefined
            }
            value={typed.legalBasis}
            rows={2}
          />
        )}
        <Button icon="send">{kind === 'secondSupplement' ? t.sendChief : t.send}</Button>
      </PostForm>
    </>
  )
}

function PresentDay({ open: { dossier } }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const due = dossier.dueAt ?? dossier.dueBeforePause
  return due && <SummaryList rows={[{ term: t.presentDay, value: formatDateTime(due, language) }]} />
}

/** What the law of the procedure allows, and how long. */
function Allowed({ open: { definition } }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const allowed = definition.lawAllows?.extension
  if (!allowed) return null
  const { amount, unit } = allowed.atMost
  const words = { hour: t.limitHour, workingDay: t.limitWorkingDay, day: t.limitDay, month: t.limitMonth }
  return (
    <p class="hint">
      {t.allowedBy(allowed.legal)}. {t.atMost(words[unit](formatNumber(amount, language)))}.
    </p>
  )
}

/** Đề xuất của hồ sơ: those that wait with their decision, those decided in a line. */
export function Proposals({ open }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { all } = open.proposals
  if (all.length === 0) return null
  return (
    <Section title={t.title} id="de-xuat" isPanel={all.some(({ decidedAt }) => !decidedAt)}>
      {all.map((proposal) => (
        <OneProposal key={proposal.id} open={open} proposal={proposal} />
      ))}
    </Section>
  )
}

type One = { readonly open: OpenDossier; readonly proposal: Proposal }

function OneProposal({ open, proposal }: One) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { kind, reason, legalBasis, dueAfter, proposerName, proposedAt, decidedAt, note } = proposal
  const mayDecide = !decidedAt && open.proposals.mayDecide.has(kind)
  return (
    <div class="card">
      <h3>{t[kind]}</h3>
      <p class="hint">{t.proposedBy(proposerName, formatDateTime(proposedAt, language))}</p>
      <p>{reason}</p>
      {legalBasis && <p class="hint">{t.allowedBy(legalBasis)}</p>}
      {dueAfter && <p>{t.until(formatDateTime(dueAfter, language))}</p>}
      <Standing open={open} proposal={proposal} />
      {note && <p>{note}</p>}
      {mayDecide && <DecideForm open={open} proposal={proposal} />}
    </div>
  )
}

function Standing({ open, proposal: { decidedAt, deciderName, isApproved } }: One) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!decidedAt) return <StatusTag tone="waiting">{open.atHand.length > 0 ? t.waits : t.over}</StatusTag>
  const moment = formatDateTime(decidedAt, language)
  const words = (isApproved ? t.approvedBy : t.declinedBy)(deciderName ?? '', moment)
  return <StatusTag tone={isApproved ? 'success' : 'done'}>{words}</StatusTag>
}

function DecideForm({ open: { dossier }, proposal: { id, kind } }: One) {
  const t = useTexts(texts)
  return (
    <PostForm
      action={deskLinks.decide(dossier.code)}
      hidden={{ version: dossier.version, proposal: id }}
      label={t[kind]}
      class="act"
    >
      <TextArea name="note" label={t.note} hint={t.noteHint} rows={2} isOptional />
      <ButtonGroup>
        <Button icon="pen" name="decision" value="approve">
          {kind === 'secondSupplement' ? t.allow : t.approve}
        </Button>
        <Button kind="secondary" name="decision" value="decline">
          {t.decline}
        </Button>
      </ButtonGroup>
    </PostForm>
  )
}

export function WaitingPage({ rows }: { readonly rows: readonly WaitingProposal[] }) {
  return (
    <OfficeFrame>
      <Waiting rows={rows} />
    </OfficeFrame>
  )
}

function Waiting({ rows }: { readonly rows: readonly WaitingProposal[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<WaitingProposal>[] = [
    {
      key: 'kind',
      label: t.kind,
      isRowHead: true,
      cell: ({ code, kind, reason, applicantName }) => (
        <>
          <a href={`${deskLinks.dossier(code)}#de-xuat`}>{t[kind]}</a>
          <span class="cell-note">
            {applicantName}, <span class="dossier-code">{code}</span>
          </span>
          <span class="cell-note">{reason}</span>
        </>
      ),
    },
    { key: 'proposer', label: t.proposer, isSecondary: true, cell: ({ proposerName }) => proposerName },
    { key: 'due', label: t.due, cell: ({ dueAt }) => (dueAt ? formatDateTime(dueAt, language) : '–') },
  ]
  return (
    <>
      <PageHead title={t.waiting} lead={t.waitingLead} />
      <Table
        caption={t.waiting}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ code, kind }) => `${code} ${kind}`}
        empty={<p>{t.nothingWaits}</p>}
      />
    </>
  )
}
