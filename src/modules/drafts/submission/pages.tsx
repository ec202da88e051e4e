/** Kiểm tra lại trước khi nộp: all answers, what it costs, who decides and by when. */

import type { ComponentChildren } from 'preact'
import { type Due, dueAt, type TimeLimit } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import {
  answerWarnings,
  type FormFault,
  type FormPage,
  type PageView,
  type RawFields,
  summarise,
  viewPage,
  visiblePages,
} from '#kernel/forms.ts'
import { Island, PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber, formatVnd, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { applicantKindOf, familyFees, handlingUnit, memberFaults, replyDue } from '#modules/dossiers/api.ts'
import { formLists } from '#modules/organisation/api.ts'
import { type FeeLine, limitFor } from '#modules/services/api.ts'
import { BackLink, Button, ButtonGroup, SummaryList, type SummaryRow } from '#ui/elements.tsx'
import { ErrorSummary, NotDone, Notice } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { draftLinks } from '../api.ts'
import { faultsIn, type OpenDraft } from '../commands.ts'
import { declarationPage, isOnPage, pagesToGo, partsToSubmit } from '../domain.ts'
import { standingsOn } from '../known/domain.ts'
import { sourceOfControl, VouchNote } from '../known/pages.tsx'
import { texts } from '../texts.ts'

type PageAnswers = { readonly page: FormPage; readonly title: string; readonly rows: readonly SummaryRow[] }
type Fact = { readonly term: string; readonly value: string }

type CheckParts = {
  readonly open: OpenDraft
  readonly faults: readonly { readonly href: string; readonly message: string }[]
  readonly doubts: readonly FormFault[]
  readonly pages: readonly PageAnswers[]
  readonly fees: readonly FeeLine[]
  readonly next: readonly Fact[]
  readonly back: string
  readonly isDeclared: boolean
  /** What is agreed to with the same press; ticked only by whoever sends it. */
  readonly declaration: PageView | undefined
  readonly lists: FormLists
} & Sent
type Sent = {
  /** Why nothing was submitted. */
  readonly problem?: Problem
  readonly errors?: readonly FormFault[]
  readonly typed?: RawFields
}

/** The last page before submitting, and what came of sending it. */
export async function checkPageReply(context: Context, open: OpenDraft, sent: Sent = {}): Promise<Reply> {
  const parts = await partsOf(context, open, sent)
  const { checkTitle, errorTitle } = textsFor(texts, context.language)
  const isWrong = (sent.errors?.length ?? 0) > 0
  return page(
    context,
    { title: isWrong ? errorTitle(checkTitle) : checkTitle, noIndex: true },
    <PortalFrame>
      <Check {...parts} />
    </PortalFrame>,
    sent.problem?.status ?? (isWrong ? 422 : 200),
  )
}

async function partsOf(context: Context, open: OpenDraft, sent: Sent): Promise<CheckParts> {
  const { language } = context
  const { draft, definition, form, lookups } = open
  const all = visiblePages(form, draft.answers, lookups)
  const last = declarationPage(all)
  const pages = all.filter((one) => one !== last)
  const rows = summarise(form, draft.answers, language, lookups)
  const { answers } = partsToSubmit(definition, draft.answers, lookups)
  // What is ticked with the same press counts as ticked for the members, who repeat it in their own forms.
  const agreed = Object.fromEntries(last?.fields.map(({ key }) => [key, true]) ?? [])
  const whole = partsToSubmit(definition, { ...draft.answers, ...agreed }, lookups)
  const own = faultsIn(open, language).filter(({ field }) => !last || !isOnPage(last, field))
  // What is missing in the form itself is asked for first; a member can say nothing of it yet.
  const faults =
    own.length > 0 ? own : await memberFaults(context, definition, { ...whole, channel: 'online' }, lookups)
  return {
    ...sent,
    open,
    declaration: last && viewPage(form, last.key, {}, lookups, sent.typed),
    lists: { ...formLists(context), file: () => undefined, megabytesMax: 0 },
    faults: faults.map((fault) => faultLink(draft.id, pages, fault)),
    doubts: answerWarnings(form, draft.answers, language, lookups),
    pages: pages.map((one) => ({
      page: one,
      title: one.title[language],
      rows: rows
        .filter((row) => row.page === one.key)
        .map((row) => ({ term: row.label, value: valueOf(open, one, row, language) })),
    })),
    fees: await familyFees(context, definition, onlineSituation(context, definition, answers)),
    next: await nextFacts(context, open, answers),
    back: draftLinks.page(draft.id, pagesToGo(all, draft).at(-1)?.key ?? ''),
    isDeclared: all.some(({ fields }) => fields.some(({ kind }) => kind === 'declaration')),
  }
}

function onlineSituation(
  { today }: Context,
  { form }: Pick<OpenDraft['definition'], 'form'>,
  answers: OpenDraft['draft']['answers'],
) {
  return { channel: 'online', answers, today, applicant: { kind: applicantKindOf(form, answers) } } as const
}

function faultLink(
  id: string,
  pages: readonly FormPage[],
  { field, message }: Pick<FormFault, 'field' | 'message'>,
) {
  const at = pages.find((one) => isOnPage(one, field)) ?? pages[0]
  return { message, href: draftLinks.page(id, at?.key ?? '', { sua: true }) }
}

async function nextFacts(
  context: Context,
  { definition }: OpenDraft,
  answers: OpenDraft['draft']['answers'],
): Promise<Fact[]> {
  const { language, calendar, now } = context
  const t = textsFor(texts, language)
  const unit = await handlingUnit(context, definition, answers)
  const limit = limitFor(definition, onlineSituation(context, definition, answers))
  const at = ({ dueAt: moment }: Due) => formatDateTime(moment, language)
  const due = at(dueAt(calendar, definition.clock, limit, now))
  return [
    { term: t.handledBy, value: unit?.name ?? t.unknownUnit },
    { term: t.reply, value: t.replyBy(at(replyDue(calendar, now))) },
    { term: t.limit, value: t.limitFrom(limitText(limit, language), due) },
    ...(definition.limitIsAssumed ? [{ term: '', value: t.assumed }] : []),
  ]
}

function limitText({ amount, unit }: TimeLimit, language: 'vi' | 'en'): string {
  const t = textsFor(texts, language)
  return amount === 0 ? t.sameDay : t.limitOf(formatNumber(amount, language), unit)
}

/** The answer with where it came from; in the place of a paper that a register vouches for, the register. */
function valueOf(
  open: OpenDraft,
  page: FormPage,
  { field: path, value }: { readonly field: string; readonly value: string },
  language: 'vi' | 'en',
): ComponentChildren {
  const field = page.fields.find(({ key }) => key === path)
  const paper = field?.kind === 'file' && !open.draft.answers[path] ? field.paper : undefined
  if (paper && open.vouched.some(({ key }) => key === paper)) return <VouchNote paper={paper} open={open} />
  const source = sourceOfControl(open, { standings: standingsOn(open, page.key) }, language)(path)
  return (
    <>
      <Lines text={value} />
      {source && <p class="hint">{source}</p>}
    </>
  )
}

function Lines({ text }: { readonly text: string }) {
  return <span class="lines">{text}</span>
}

function Check(parts: CheckParts) {
  const t = useTexts(texts)
  const { open, faults, doubts, problem, declaration, errors = [] } = parts
  const { draft, definition } = open
  const { owner = '' } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={parts.back}>{t.back}</BackLink>
      <ErrorSummary errors={errors.map(({ inputId, message }) => ({ name: inputId, message }))} />
      <NotDone title={t.notSubmitted} reason={problem?.detail} />
      <PageHead kicker={definition.name} title={t.checkTitle} />
      {faults.length > 0 && <Missing faults={faults} />}
      {doubts.length > 0 && (
        <Notice tone="warning" title={t.doubts}>
          {doubts.map(({ field, message }) => (
            <p key={field}>{message}</p>
          ))}
        </Notice>
      )}
      {parts.pages.map((one) => (
        <Answered key={one.page.key} id={draft.id} {...one} />
      ))}
      <Fees lines={parts.fees} />
      <Section id="sau-khi-nop" title={t.next}>
        <SummaryList rows={parts.next} />
      </Section>
      {faults.length === 0 && (
        <Island
          of="offline-form"
          owner={owner}
          title={`${t.submit}: ${definition.name}`}
          group={draft.id}
          how={{ tells: true }}
        >
          <PostForm
            action={draftLinks.check(draft.id)}
            hidden={{ version: draft.version }}
            isKept
            class="stack"
          >
            {declaration && <FormFields view={declaration} errors={errors} lists={parts.lists} />}
            {!parts.isDeclared && <p>{t.declaration}</p>}
            <ButtonGroup>
              <Button icon="send">{t.submit}</Button>
            </ButtonGroup>
          </PostForm>
        </Island>
      )}
    </div>
  )
}

function Missing({ faults }: Pick<CheckParts, 'faults'>) {
  const t = useTexts(texts)
  return (
    <div class="error-summary" role="alert">
      <h2>{t.missingTitle}</h2>
      <ul>
        {faults.map(({ href, message }) => (
          <li key={message}>
            <a href={href}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One page's answers; the link to change them stands once, beside its title. */
function Answered({ id, page: { key }, title, rows }: PageAnswers & { readonly id: string }) {
  const t = useTexts(texts)
  return (
    <section class="section" aria-labelledby={`trang-${key}`}>
      <div class="section-head">
        <h2 id={`trang-${key}`}>{title}</h2>
        <a class="button button-quiet" href={draftLinks.page(id, key, { sua: true })}>
          <span>
            {t.change}
            <span class="visually-hidden"> {title}</span>
          </span>
        </a>
      </div>
      <SummaryList rows={rows} />
    </section>
  )
}

function Fees({ lines }: { readonly lines: readonly FeeLine[] }) {
  const t = useTexts(texts)
  return (
    <Section id="phi" title={t.fees}>
      {lines.length === 0 ? <p>{t.noFees}</p> : <FeeList lines={lines} />}
    </Section>
  )
}

function FeeList({ lines }: { readonly lines: readonly FeeLine[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const total = lines.reduce((sum, { vnd }) => sum + vnd, 0)
  const rows: SummaryRow[] = lines.map(({ label, vnd, legal }) => ({
    term: label[language],
    value: (
      <>
        {formatVnd(vnd, language)}
        <p class="hint">{t.legal(legal)}</p>
      </>
    ),
  }))
  return (
    <>
      <SummaryList
        rows={[
          ...rows,
          ...(lines.length > 1
            ? [{ term: t.total, value: <strong>{formatVnd(total, language)}</strong> }]
            : []),
        ]}
      />
      <p>{t.payLater}</p>
    </>
  )
}
