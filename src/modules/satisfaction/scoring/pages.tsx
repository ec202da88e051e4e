/** Tự chấm, thẩm định, and complaints that may be found false. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { addDays } from '#kernel/types.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { periodInside, periodKey } from '#modules/indicators/api.ts'
import { Radios } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { levelWords } from '../criteria/domain.ts'
import { reportLinks, type Score } from '../reports/domain.ts'
import { Choose, FigureLines } from '../reports/frame/pages.tsx'
import type { Complaint } from '../reports/store.ts'
import type { Scoring, ToScore } from './commands.ts'
import { texts } from './texts.ts'

/** Fields of the forms that stand on one page, each with a name of its own. */
export const groundField = (of: string): string => `can-cu-${of}`
export const figureField = (number: string, key: string): string => `so-${number}-${key}`

export type ScoringProps = {
  readonly view: Scoring
  readonly side: 'self' | 'verified'
  /** Of the criterion that was sent last, and what was typed for it. */
  readonly sent?: { readonly number: string; readonly typed: (name: string) => string } | undefined
  readonly saved?: { readonly number: string; readonly points: string } | undefined
  readonly problem?: string | undefined
}

export function ScoringPage(props: ScoringProps) {
  return (
    <OfficeFrame>
      <ScoringBody {...props} />
    </OfficeFrame>
  )
}

function ScoringBody(props: ScoringProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { view, side, saved, problem } = props
  const { unit, units, period, today, criteria } = view
  const isSelf = side === 'self'
  const isRunning = period.to >= today
  const action = isSelf ? reportLinks.score() : reportLinks.verify()
  return (
    <>
      <NotDone reason={problem} />
      {saved && (
        <Notice tone="success" isResult>
          <p>{t.saved(saved.number, saved.points)}</p>
        </Notice>
      )}
      <PageHead
        kicker={`${isSelf ? t.score : t.verify}, ${periodInside(period)[language]}`}
        title={unit?.name ?? (isSelf ? t.score : t.nobody)}
        lead={unit ? (isSelf ? t.scoreLead : t.verifyLead) : isSelf ? t.noOwn : t.nobodyLead}
      />
      <Choose action={action} period={period} today={today} units={units} unit={unit} />
      {isRunning && unit && (
        <Notice tone="warning">
          <p>{t.running(formatDate(addDays(period.to, 1)))}</p>
        </Notice>
      )}
      {unit &&
        criteria.map((one) => (
          <CriterionPart key={one.criterion.number} {...props} one={one} action={action} isShut={isRunning} />
        ))}
      {unit && (
        <p>
          <a href={reportLinks.agency({ unit: unit.code, period })}>{t.report}</a>
        </p>
      )}
    </>
  )
}

type PartProps = ScoringProps & {
  readonly one: ToScore
  readonly action: string
  readonly isShut: boolean
}

function CriterionPart({ one, side, view, sent, action, isShut }: PartProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { criterion, self, verified } = one
  const { unit, period } = view
  if (!unit) return null
  const isSelf = side === 'self'
  const isOpen = !isShut && (isSelf ? !verified : self !== undefined)
  const typed = sent?.number === criterion.number ? sent.typed : undefined
  return (
    <Section
      title={`${criterion.number}. ${criterion.name[language]}`}
      id={`tieu-chi-${criterion.number}`}
      isPanel
    >
      <p>
        <State one={one} isSelf={isSelf} />
      </p>
      {(['self', 'verified'] as const).map((which) => {
        const score = which === 'self' ? self : verified
        return score && <Told key={which} one={one} score={score} />
      })}
      <Disclosure summary={t.levels}>
        <ul>
          {criterion.levels.map(({ points }) => (
            <li key={points}>{t.pointsOf(points, levelWords(criterion, points, unit.level)[language])}</li>
          ))}
        </ul>
      </Disclosure>
      {isOpen && (
        <PostForm
          action={action}
          hidden={{
            'don-vi': unit.code,
            ky: periodKey(period),
            'tieu-chi': criterion.number,
            ...(self && { 'da-xem': self.id }),
          }}
          class="stack"
        >
          <FigureFields one={one} isSelf={isSelf} typed={typed} />
          <TextArea
            name={groundField(criterion.number)}
            label={t.ground}
            hint={t.groundHint}
            value={typed?.(groundField(criterion.number)) ?? (isSelf ? self?.ground : verified?.ground)}
            rows={2}
            maxLength={1000}
          />
          <Button>{isSelf ? t.save : t.saveVerified}</Button>
        </PostForm>
      )}
    </Section>
  )
}

function State({ one: { self, verified }, isSelf }: { readonly one: ToScore; readonly isSelf: boolean }) {
  const t = useTexts(texts)
  if (verified) return <StatusTag tone="success">{t.done}</StatusTag>
  if (self) return <StatusTag tone="progress">{isSelf ? t.scored : t.toVerify}</StatusTag>
  return <StatusTag tone="waiting">{isSelf ? t.notYet : t.waits}</StatusTag>
}

function Told({ one: { criterion }, score }: { readonly one: ToScore; readonly score: Score }) {
  const t = useTexts(texts)
  const say = score.side === 'self' ? t.selfNow : t.verifiedNow
  return (
    <p>
      {say(String(score.points), score.byName, formatDate(score.at))}
      <FigureLines result={{ criterion }} figures={score.figures} />
      <span class="cell-note" lang="vi">
        {score.ground}
      </span>
    </p>
  )
}

type FieldsProps = {
  readonly one: ToScore
  readonly isSelf: boolean
  readonly typed: ((name: string) => string) | undefined
}

/** What was typed; else what stands on this side, what the agency told, or what the platform holds. */
function FigureFields({ one: { criterion, known, self, verified }, isSelf, typed }: FieldsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return criterion.figures.map(({ key, name, unit }) => {
    const stands = (isSelf ? self : (verified ?? self))?.figures[key] ?? known[key]
    const field = figureField(criterion.number, key)
    const value = typed?.(field) ?? (stands === null || stands === undefined ? '' : String(stands))
    const held = known[key]
    if (unit === 'yesNo')
      return (
        <Radios
          key={key}
          name={field}
          label={name[language]}
          value={value}
          isInline
          choices={[
            { value: '1', label: t.yes },
            { value: '0', label: t.no },
          ]}
        />
      )
    return (
      <TextInput
        key={key}
        name={field}
        label={name[language]}
        hint={held === null || held === undefined ? undefined : t.known(formatNumber(held, language, 0))}
        value={value}
        inputMode="numeric"
        width="short"
      />
    )
  })
}

type ComplaintsProps = {
  readonly complaints: readonly Complaint[]
  readonly sent?: { readonly code: string; readonly ground: string } | undefined
  readonly problem?: string | undefined
}

export function ComplaintsPage(props: ComplaintsProps) {
  return (
    <OfficeFrame>
      <Complaints {...props} />
    </OfficeFrame>
  )
}

function Complaints({ complaints, sent, problem }: ComplaintsProps) {
  const t = useTexts(texts)
  return (
    <>
      <NotDone reason={problem} />
      <PageHead title={t.complaints} lead={t.complaintsLead} />
      {complaints.length === 0 && <p class="empty">{t.noComplaints}</p>}
      {complaints.map(({ caseId, code, unitName, on, comment }) => (
        <Section key={caseId} title={`${code}, ${formatDate(on)}`} id={`phan-nan-${caseId}`} isPanel>
          <p>
            {unitName}. <a href={deskLinks.dossier(code)}>{code}</a>
          </p>
          <p lang="vi">{comment ? `${t.wrote}: “${comment}”` : t.wroteNothing}</p>
          <PostForm action={reportLinks.refute(code)} class="stack">
            <TextArea
              name={groundField(code)}
              label={t.refuteGround}
              value={sent?.code === code ? sent.ground : ''}
              rows={2}
              maxLength={1000}
            />
            <Button kind="secondary">{t.refute}</Button>
          </PostForm>
        </Section>
      ))}
    </>
  )
}
