/** Dự kiến trên trang của người dân: the range in words, where it lies between reception and the legal date, and on what it rests. */

import type { ComponentChildren } from 'preact'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { type CalendarDate, dateOf } from '#kernel/types.ts'
import { Notice } from '#ui/feedback.tsx'
import { Section } from '#ui/layout.tsx'
import type { Days } from '../courses/domain.ts'
import { forecastLinks } from '../links/domain.ts'
import { againstDue, type Given, type Told, type ToldRunning, type WorkingDays } from '../reading/domain.ts'
import { dayWords, texts } from './texts.ts'

type Props = {
  readonly told: Told | undefined
  /** The appointment, where the clock runs. */
  readonly dueAt: Date | null
  readonly today: CalendarDate
}

/** A part of the page of a dossier; nothing where nothing can be said. The finding is its heading. */
export function ForecastSection({ told, dueAt, today }: Props) {
  const t = useTexts(texts)
  const words = useForecastWords(told, today)
  if (!told || !words) return null
  return (
    <Section id="du-kien" title={words} isPanel>
      {told.kind === 'days' && <TimeStrip told={told} dueAt={dueAt} today={today} />}
      {told.kind === 'days' && <AgainstDue days={told.days} dueAt={dueAt} />}
      {told.kind === 'waiting' && <p>{t.waitingWhy}</p>}
      <Basis told={told} today={today} />
    </Section>
  )
}

/** One sentence for a list of what comes next. */
export function useForecastWords(told: Told | undefined, today: CalendarDate): string | undefined {
  const t = useTexts(texts)
  const { language } = usePage()
  const daysWords = useWorkingDays()
  if (!told) return undefined
  switch (told.kind) {
    case 'usual':
      return t.usual(daysWords(told.days))
    case 'waiting':
      return t.waiting(daysWords(told.days))
    case 'outgrown':
      return t.outgrown
    case 'ended': {
      const { verdict } = told.given
      return verdict && verdict !== 'void' ? t[`ended.${verdict}`](formatDate(told.endedOn)) : undefined
    }
    default: {
      const { from, to } = told.days
      const day = (one: CalendarDate) => dayWords(one, language, today)
      if (to <= today) return t.today
      if (from <= today) return t.until(day(to))
      return from === to ? t.on(day(from)) : t.between(day(from), day(to))
    }
  }
}

function useWorkingDays() {
  const t = useTexts(texts)
  return ({ low, high }: WorkingDays) => (low === high ? t.oneDay(high) : t.days(low, high))
}

type UsualProps = {
  readonly told: Extract<Told, { kind: 'usual' }>
  /** The case it is about, where the procedure has several. */
  readonly ofLimit?: string | undefined
}

/** Thường mất, before anything is submitted. */
export function UsualTime({ told, ofLimit }: UsualProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const daysWords = useWorkingDays()
  const days = daysWords(told.days)
  const words = told.level === 'unit' ? t.usualHere(days) : t.usualProvince(days)
  return (
    <section class="panel" aria-label={t.title}>
      <p>
        <strong>{ofLimit ? t.ofLimit(ofLimit, words) : words}</strong>
      </p>
      <p class="hint">
        {t[`basis.${told.level}`](formatNumber(told.cases, language))} {t.share}{' '}
        <a href={forecastLinks.procedure(told.procedure)}>{t.howOften}</a>
      </p>
    </section>
  )
}

function AgainstDue({ days, dueAt }: { readonly days: Days; readonly dueAt: Date | null }) {
  const t = useTexts(texts)
  const standing = againstDue(days, dueAt)
  if (!dueAt || standing === 'unknown') return null
  const due = formatDate(dueAt)
  if (standing === 'within') return <p>{t.within(due)}</p>
  return (
    <Notice tone="warning" title={standing === 'late' ? t.lateTitle : undefined}>
      <p>{t[standing](due)}</p>
    </Notice>
  )
}

function Basis({ told, today }: { readonly told: Told; readonly today: CalendarDate }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const given = 'given' in told ? told.given : undefined
  return (
    <p class="hint">
      {'level' in told && `${t[`basis.${told.level}`](formatNumber(told.cases, language))} ${t.share} `}
      {given && <GivenWords given={given} now={told.kind === 'days' ? told.days : undefined} today={today} />}
      <a href={forecastLinks.procedure(told.procedure)}>{t.howOften}</a>
    </p>
  )
}

/** What was said at first, where something else is said now. */
function GivenWords({
  given,
  now,
  today,
}: {
  readonly given: Given
  readonly now: Days | undefined
  readonly today: CalendarDate
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (now && now.from === given.from && now.to === given.to) return null
  const day = (one: CalendarDate) => dayWords(one, language, today)
  return `${given.from === given.to ? t.givenOn(day(given.from)) : t.given(day(given.from), day(given.to))} `
}

const stripHeight = 34

/** From reception to the last of what is known: the range as a band, today and the legal date as marks. The words say the same. */
function TimeStrip({ told, dueAt, today }: Props & { readonly told: ToldRunning }) {
  const t = useTexts(texts)
  const { days, receivedOn } = told
  const due = dueAt ? dateOf(dueAt) : undefined
  const dayNumber = (day: CalendarDate) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
  const first = dayNumber(receivedOn)
  const last = Math.max(dayNumber(days.to), dayNumber(due ?? days.to), dayNumber(today)) + 1
  const share = (from: number, to: number) => `${(((to - from) / (last - first)) * 100).toFixed(2)}%`
  const middle = (day: CalendarDate) => share(first, dayNumber(day) + 0.5)
  const from = Math.max(dayNumber(days.from), first)
  return (
    <div>
      <svg width="100%" height={stripHeight} aria-hidden="true" focusable="false">
        <rect class="share-ground" y="12" width="100%" height="10" rx="5" />
        <rect
          class="share-value"
          x={share(first, from)}
          y="8"
          width={share(from, dayNumber(days.to) + 1)}
          height="18"
          rx="4"
        />
        <line class="hatch-line" x1={middle(today)} x2={middle(today)} y1="0" y2={stripHeight} />
        {due && <line class="share-target" x1={middle(due)} x2={middle(due)} y1="0" y2={stripHeight} />}
      </svg>
      <p class="tags hint">
        <Key label={t.range}>
          <rect class="share-value" width="18" height="14" rx="4" />
        </Key>
        <Key label={t.now}>
          <line class="hatch-line" x1="9" x2="9" y1="0" y2="14" />
        </Key>
        {due && (
          <Key label={t.due}>
            <line class="share-target" x1="9" x2="9" y1="0" y2="14" />
          </Key>
        )}
      </p>
    </div>
  )
}

function Key({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <span>
      <svg width="18" height="14" aria-hidden="true" focusable="false">
        {children}
      </svg>{' '}
      {label}
    </span>
  )
}
