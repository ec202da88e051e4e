/** Parts that the public page and the applicant's own page share. */

import { caseStates } from '#kernel/cases.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { type Deadline as DeadlineLook, DeadlineTag, StatusTag, type StatusTone } from '#ui/status.tsx'
import { Timeline, type TimelineStep } from '#ui/timeline.tsx'
import { DossierClock } from '../../clock/pages.tsx'
import { promisedLimit } from '../../domain.ts'
import type { ShownDeadline } from '../../queue/domain.ts'
import { DueMovedNotice } from '../../recount/pages.tsx'
import type { Followed } from '../commands.ts'
import { dossierCanBeRated, holderKind, type StoryEntry, type Tracked, waitsAtDesk } from '../domain.ts'
import { texts } from '../texts.ts'

const tones = {
  registered: 'progress',
  accepted: 'progress',
  processing: 'progress',
  supplementing: 'warning',
  financialDuty: 'warning',
  notAccepted: 'danger',
  withdrawn: 'waiting',
  stopped: 'waiting',
  done: 'success',
  returned: 'done',
} as const satisfies Record<Tracked['state'], StatusTone>

/** Trạng thái, in the words of the national portal. */
export function StateTag({ state }: { readonly state: Tracked['state'] }) {
  const { language } = usePage()
  return <StatusTag tone={tones[state]}>{caseStates[state][language]}</StatusTag>
}

/** Còn bao lâu. Nothing for what has ended or is done: its state says so. */
export function TimeLeft({ deadline }: { readonly deadline: ShownDeadline }) {
  const t = useTexts(texts)
  if (deadline.state === 'ended' || deadline.state === 'done') return null
  const look: DeadlineLook =
    deadline.state === 'stopped'
      ? {
          state: 'stopped',
          awaited: deadline.waitsFor === 'payment' ? t.awaitedPayment : t.awaitedSupplement,
        }
      : deadline.state === 'today'
        ? { state: 'today' }
        : deadline
  return <DeadlineTag deadline={look} />
}

type GlanceProps = {
  readonly followed: Followed
  readonly rateHref?: string | undefined
  /** Where the code for collecting at the desk is shown. */
  readonly collectHref: string
}

/** Four answers in ten seconds: where, who, until when, what next. */
export function Glance({ followed, rateHref, collectHref }: GlanceProps) {
  const t = useTexts(texts)
  const { dossier, deadline, stepName } = followed
  const isEnded = deadline.state === 'ended'
  return (
    <section class="panel stack" aria-labelledby="dang-o-dau">
      <h2 id="dang-o-dau">{t.glance}</h2>
      <div class="tags">
        <StateTag state={dossier.state} />
        <TimeLeft deadline={deadline} />
      </div>
      <SummaryList
        rows={[
          ...(isEnded ? [] : [{ term: t.stepNow, value: stepName }]),
          { term: t.holder, value: <Holder followed={followed} /> },
          { term: t.until, value: <Until followed={followed} /> },
          { term: t.next, value: <Next followed={followed} /> },
        ]}
      />
      <DueMovedNotice moves={followed.dueMoves} />
      {waitsAtDesk(dossier) && (
        <ButtonGroup>
          <LinkButton href={collectHref} icon="shield">
            {t.collectAct}
          </LinkButton>
        </ButtonGroup>
      )}
      {rateHref && dossierCanBeRated(dossier) && (
        <ButtonGroup>
          <LinkButton href={rateHref} kind="secondary">
            {t.rateAct}
          </LinkButton>
        </ButtonGroup>
      )}
    </section>
  )
}

/** The unit and the role. Never the officer's own name or number. */
function Holder({ followed }: { readonly followed: Followed }) {
  const t = useTexts(texts)
  const { dossier, roleName } = followed
  const kind = holderKind(dossier.state)
  if (kind === 'nobody') return t.holderNobody
  if (kind === 'applicant')
    return (
      <>
        <strong>{t.holderYou}</strong>
        <br />
        {dossier.holder.name}
        <PhoneOf phone={dossier.holder.phone} />
      </>
    )
  const place = kind === 'desk' ? dossier.desk : dossier.holder
  return (
    <>
      <strong>{place.name}</strong>
      {kind === 'unit' && roleName && `, ${roleName.toLowerCase()}`}
      {place.address && (
        <>
          <br />
          {place.address}
        </>
      )}
      <PhoneOf phone={place.phone} />
    </>
  )
}

function PhoneOf({ phone }: { readonly phone: string | null }) {
  const t = useTexts(texts)
  if (!phone) return null
  return (
    <>
      <br />
      {t.phone}: <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
    </>
  )
}

function Until({ followed }: { readonly followed: Followed }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { state, dueAt, endedAt, dueBeforePause, receivedAt } = followed.dossier
  if (caseStates[state].ended) return endedAt && t.untilEnded(formatDateTime(endedAt, language))
  if (state === 'done') return t.untilDone
  if (!dueAt)
    return (
      <>
        {t.untilPaused}
        {dueBeforePause && receivedAt && (
          <>
            <br />
            <span class="hint">{t.untilWas(formatDateTime(dueBeforePause, language))}</span>
          </>
        )}
      </>
    )
  const time = formatDateTime(dueAt, language)
  return (
    <>
      {receivedAt ? t.untilDue(time) : t.untilReply(time)}
      {followed.deadline.state === 'overdue' && (
        <>
          <br />
          {t.lateWords}
        </>
      )}
    </>
  )
}

function Next({ followed }: { readonly followed: Followed }) {
  const t = useTexts(texts)
  const { dossier, asked, story } = followed
  switch (dossier.state) {
    case 'registered':
      return t.nextRegistered
    case 'accepted':
    case 'processing': {
      const next = story.find((entry) => entry.kind === 'coming')
      return next ? t.nextProcessing(next.name.toLowerCase()) : t.nextLast
    }
    case 'supplementing':
      return t.nextSupplementing(asked?.faults.length ?? 1)
    case 'financialDuty':
      return t.nextFinancial
    case 'done':
      if (waitsAtDesk(dossier)) return t.nextDoneDesk(dossier.desk.name)
      return dossier.returnMethod === 'post' ? t.nextDonePost : t.nextDoneOnline
    case 'returned':
      return t.nextReturned
    case 'notAccepted':
      return t.nextNotAccepted
    case 'withdrawn':
      return t.nextWithdrawn
    default:
      return t.nextStopped
  }
}

type StoryProps = { readonly story: readonly StoryEntry[]; readonly channel: Tracked['channel'] }

/** Diễn biến, as an ordered list. */
export function Story({ story, channel }: StoryProps) {
  const t = useTexts(texts)
  const steps = story.map((entry, index) => ({ ...useStep(entry, channel), key: index }))
  return (
    <Section id="dien-bien" title={t.story}>
      <Timeline label={t.story} steps={steps} />
    </Section>
  )
}

function useStep(entry: StoryEntry, channel: Tracked['channel']): TimelineStep {
  const t = useTexts(texts)
  const { language } = usePage()
  const inPlace = 'inPlace' in entry ? entry.inPlace : undefined
  const inPlaceWords =
    inPlace && (inPlace.isHelp ? t.storyHelped(inPlace.agent) : t.storyInPlace(inPlace.agent, inPlace.owner))
  switch (entry.kind) {
    case 'submitted': {
      const title = channel === 'online' ? t.storySubmittedOnline : t.storySubmitted
      return { title, state: 'done', at: entry.at, holder: inPlaceWords }
    }
    case 'step':
      return {
        title: entry.isHandedBack ? t.storyHandedBack(entry.name) : entry.name,
        state: entry.state,
        holder: entry.unitName,
        at: entry.at,
        expected: entry.dueAt ? t.storyBefore(formatDateTime(entry.dueAt, language)) : undefined,
        children: entry.told.length > 0 && (
          <SummaryList rows={entry.told.map(({ label, value }) => ({ term: label, value }))} />
        ),
      }
    case 'extended': {
      const to = formatDateTime(entry.to, language)
      const title = entry.cause === 'apology' ? t.storyApology(to) : t.storyExtension(to)
      return { title, state: 'done', at: entry.at, children: <p lang="vi">{t.storyReason(entry.reason)}</p> }
    }
    case 'transferred': {
      const children = <p lang="vi">{t.storyReason(entry.reason)}</p>
      return { title: t.storyTransferred(entry.unitName), state: 'done', at: entry.at, children }
    }
    case 'repinned':
    case 'repinUndone': {
      const due = entry.dueAt ? formatDateTime(entry.dueAt, language) : undefined
      return {
        title: entry.kind === 'repinned' ? t.storyRepinned : t.storyRepinUndone,
        state: 'done',
        at: entry.at,
        children: (
          <>
            {entry.reason && <p lang="vi">{t.storyReason(entry.reason)}</p>}
            {due && <p>{t.storyDueNow(due)}</p>}
          </>
        ),
      }
    }
    case 'supplementAsked':
      return { title: t.storyAsked, state: 'stopped', at: entry.at }
    case 'supplementAnswered':
      return {
        title: t.storyAnswered,
        state: 'done',
        at: entry.at,
        holder: inPlaceWords,
      }
    case 'waiting':
      return {
        title: entry.waitsFor === 'payment' ? t.storyWaitPay : t.storyWaitMend,
        state: 'current',
      }
    case 'coming':
      return { title: entry.name, state: 'coming', expected: t.storyComing }
    case 'ended':
      return {
        title: caseStates[entry.state][language],
        state: entry.state === 'returned' ? 'done' : 'stopped',
        at: entry.at,
        holder: inPlaceWords,
      }
  }
}

/** Vì sao hẹn ngày này: the limit, then the count stretch by stretch. */
export function WhyThisDate({ followed }: { readonly followed: Followed }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { dossier, clockLines } = followed
  const { clock, receivedAt, channel } = dossier
  const limit = promisedLimit(clock)
  if (clockLines.length === 0) return null
  const amount = limit && formatNumber(limit.amount, language)
  const limitWords =
    limit &&
    {
      hour: t.limitHour,
      workingDay: t.limitWorkingDay,
      day: t.limitDay,
      month: t.limitMonth,
    }[limit.unit](amount ?? '')
  return (
    <Disclosure summary={t.why}>
      {receivedAt
        ? limitWords && <p>{t.whyLimit(limitWords)}</p>
        : channel === 'online' && <p>{t.whyReply}</p>}
      <DossierClock told={followed} dossier={dossier} />
    </Disclosure>
  )
}

/** How the result comes, in words. */
export function useReturnWords({ returnMethod }: Pick<Tracked, 'returnMethod'>): string {
  const t = useTexts(texts)
  if (returnMethod === 'online') return t.returnOnline
  return returnMethod === 'desk' ? t.returnDesk : t.returnPost
}
