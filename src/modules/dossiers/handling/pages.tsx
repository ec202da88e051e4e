/** What the officer may do with a dossier now, step by step. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime } from '#kernel/text.ts'
import type { OfficerAtWork } from '#modules/organisation/api.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { TextArea } from '#ui/forms.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { deskLinks } from '../api.ts'
import type { OpenDossier, WorkAtHand } from '../desk/commands.ts'
import { secondGroundOf } from '../proposals/domain.ts'
import { RecordLinks } from './sections/pages.tsx'
import { texts } from './texts.ts'

/** What was typed into a form that came back. */
export type Typed = Readonly<Record<string, string | undefined>>
type Acting = { readonly open: OpenDossier; readonly at: WorkAtHand; readonly typed: Typed }

const actionOf = ({ dossier }: OpenDossier, act: string) => `${deskLinks.dossier(dossier.code)}/${act}`
const hiddenOf = ({ open: { dossier }, at }: Pick<Acting, 'open' | 'at'>) => ({
  version: dossier.version,
  step: at.work.number,
})

type ActionsProps = {
  readonly open: OpenDossier
  readonly typed: Typed
  /** The step that was chosen among several. */
  readonly step: number | undefined
}

/** Việc đang làm: the step that was chosen or the officer's first, with its acts; those beside it in short. */
export function Actions({ open, typed, step }: ActionsProps) {
  const t = useTexts(texts)
  const wanted = typed.step === undefined ? step : Number(typed.step)
  const rank = ({ work, may }: WorkAtHand) => (work.number === wanted ? 2 : may.size > 0 ? 1 : 0)
  const mineFirst = open.atHand.toSorted((a, b) => rank(b) - rank(a))
  const isOnly = mineFirst.length === 1
  return (
    <>
      {mineFirst.map((at, index) => (
        <Section
          key={at.work.number}
          title={isOnly ? t.toDo : at.work.name}
          id={index === 0 ? 'viec' : `viec-${at.work.number}`}
          isPanel
        >
          {index === 0 ? (
            <WorkActions open={open} at={at} typed={typedAt(at, typed)} />
          ) : (
            <Beside open={open} at={at} />
          )}
        </Section>
      ))}
      {mineFirst.length === 0 && (
        <Section title={t.toDo} id="viec" isPanel>
          <p>{t.over}</p>
        </Section>
      )}
    </>
  )
}

/** What came back belongs to the step that it was typed for. */
const typedAt = ({ work }: WorkAtHand, typed: Typed): Typed =>
  typed.step === undefined || typed.step === String(work.number) ? typed : {}

/** A step beside the one that is unfolded: who has it, and the way to it where something may be done. */
function Beside({ open, at }: Pick<Acting, 'open' | 'at'>) {
  const t = useTexts(texts)
  return (
    <>
      <HeldBy open={open} at={at} />
      {at.may.size > 0 && (
        <p>
          <a href={`${deskLinks.dossier(open.dossier.code)}?buoc=${at.work.number}#viec`}>{t.unfold}</a>
        </p>
      )}
    </>
  )
}

function HeldBy({ open, at: { work, holderName, unitName } }: Pick<Acting, 'open' | 'at'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <p class="hint">
      {t.heldBy(holderName ?? t.nobody, unitName)}
      {work.dueAt && !open.dossier.pausedAt && (
        <>
          <br />
          {t.until(formatDateTime(work.dueAt, language))}
        </>
      )}
    </p>
  )
}

/** Việc ở một bước: who has it and until when, one primary act, the others folded beneath it. */
function WorkActions(acting: Acting) {
  const t = useTexts(texts)
  const { open, at } = acting
  const { may } = at
  return (
    <>
      <HeldBy open={open} at={at} />
      {may.size === 0 && !hasResultPage(acting) && <p>{t.nothing}</p>}
      {hasResultPage(acting) && (
        <ResultLink open={open} isPrimary={isAboutResult(acting) && !may.has('take')} />
      )}
      {may.has('accept') && <AcceptForm {...acting} />}
      {may.has('take') && <TakeForm {...acting} />}
      {may.has('forward') && (
        <ForwardForm {...acting} isPrimary={!may.has('take') && !isAboutResult(acting)} />
      )}
      <RecordLinks {...acting} />
      {may.has('returnResult') && <ReturnForm {...acting} />}
      {may.has('requestSupplement') && <SupplementLink {...acting} />}
      {may.has('assign') && at.assignable.length > 0 && <AssignForm {...acting} />}
      {at.earlier.length > 0 && <HandBackForm {...acting} />}
      {may.has('refuseReception') && <RefuseForm {...acting} />}
    </>
  )
}

type StepType = WorkAtHand['work']['type']
const withResult: ReadonlySet<StepType> = new Set([
  'inspect',
  'appraise',
  'draft',
  'approve',
  'sign',
  'seal',
  'number',
])
const deciding: ReadonlySet<StepType> = new Set(['approve', 'sign', 'seal', 'number'])

function hasResultPage({ open: { dossier }, at: { work } }: Pick<Acting, 'open' | 'at'>): boolean {
  return dossier.state !== 'registered' && withResult.has(work.type)
}

/** The step is done on the page of the result: the draft before a decision, and the decision. */
function isAboutResult({ open, at }: Pick<Acting, 'open' | 'at'>): boolean {
  const next = at.waysOn[0]?.places[0]
  return (
    hasResultPage({ open, at }) &&
    (deciding.has(at.work.type) || (next !== undefined && deciding.has(next.step.type)))
  )
}

/** Kết quả: written, approved and signed on its own page. */
function ResultLink({
  open: { dossier },
  isPrimary,
}: Pick<Acting, 'open'> & { readonly isPrimary: boolean }) {
  const t = useTexts(texts)
  return (
    <p>
      <LinkButton
        href={deskLinks.result(dossier.code)}
        kind={isPrimary ? 'primary' : 'secondary'}
        icon="document"
      >
        {t.result}
      </LinkButton>
    </p>
  )
}

function AcceptForm(acting: Acting) {
  const t = useTexts(texts)
  return (
    <PostForm action={actionOf(acting.open, 'tiep-nhan')} hidden={hiddenOf(acting)} class="act">
      <NextHolder {...acting} />
      <Button icon="check">{t.accept}</Button>
      <p class="hint">{t.acceptHint}</p>
    </PostForm>
  )
}

function TakeForm(acting: Acting) {
  const t = useTexts(texts)
  return (
    <PostForm action={actionOf(acting.open, 'nhan-viec')} hidden={hiddenOf(acting)} class="act">
      <p>{t.takeHint}</p>
      <Button>{t.take}</Button>
    </PostForm>
  )
}

function ForwardForm({ isPrimary, ...acting }: Acting & { readonly isPrimary: boolean }) {
  const t = useTexts(texts)
  const { open, at, typed } = acting
  const [way, another] = at.waysOn
  const steps = way && !another ? way.places.map(({ step }) => step.name.vi) : []
  if (!way || (steps.length === 0 && !another && at.beside.length === 0)) return null
  return (
    <PostForm action={actionOf(open, 'chuyen')} hidden={hiddenOf(acting)} class="act">
      {way.outcome && <Outcomes {...acting} />}
      <NextHolder {...acting} />
      <TextArea name="note" label={t.note} value={typed.note} rows={2} isOptional />
      <Button kind={isPrimary ? 'primary' : 'secondary'} icon="send">
        {steps.length > 0 ? t.forward(steps.join(', ')) : t.finish}
      </Button>
    </PostForm>
  )
}

/** Kết luận của bước, each with where it leads. */
function Outcomes({ at, typed }: Acting) {
  const t = useTexts(texts)
  const { language } = usePage()
  const choices = at.waysOn.flatMap(({ outcome, places }) => {
    if (!outcome) return []
    const steps = places.map(({ step }) => step.name[language]).join(', ')
    return [
      { value: outcome.key, label: outcome.label[language], hint: steps ? t.leadsTo(steps) : undefined },
    ]
  })
  return <Radios name="outcome" label={t.outcome} choices={choices} value={typed.outcome} />
}

/** What begins next and who gets it: a choice only where there is one. */
function NextHolder({ at, typed }: Acting) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (at.beside.length > 0) return <p class="hint">{t.waitsFor(at.beside.join(', '))}</p>
  const [way, another] = at.waysOn
  if (!way || another) return null
  const several = way.places.filter(({ officers }) => officers.length > 1)
  const officers = [
    ...new Map(several.flatMap((place) => place.officers.map((one) => [one.personId, one]))).values(),
  ]
  return (
    <>
      {way.places.map(({ step, unit, officers: [only, ...others] }) => (
        <p key={step.key} class="hint">
          {t.goesTo(step.name[language], unit.name)}
          {only && others.length === 0 && (
            <>
              <br />
              {t.goesToPerson(`${only.name}, ${only.title}`)}
            </>
          )}
        </p>
      ))}
      {officers.length > 0 && (
        <Select
          name="nextHolder"
          label={t.nextHolder}
          choices={choicesOf(officers, t)}
          value={typed.nextHolder}
          placeholder={t.anyone}
          isOptional
        />
      )}
    </>
  )
}

type Words = Pick<(typeof texts)['vi'], 'away'>

/** Whoever is away says so, with who stands for them. */
const choicesOf = (officers: readonly OfficerAtWork[], t: Words) =>
  officers.map(({ personId, name, title, awayUntil, deputyName }) => ({
    value: personId,
    label: [`${name}, ${title}`, awayUntil && t.away(formatDate(awayUntil), deputyName)]
      .filter(Boolean)
      .join(' – '),
  }))

function ReturnForm(acting: Acting) {
  const t = useTexts(texts)
  const { open, typed } = acting
  const ways = [
    { value: 'online', label: t.wayOnline },
    { value: 'desk', label: t.wayDesk },
    { value: 'post', label: t.wayPost },
  ]
  return (
    <PostForm action={actionOf(open, 'tra-ket-qua')} hidden={hiddenOf(acting)} class="act">
      <Radios name="way" label={t.way} choices={ways} value={typed.way ?? open.details.returnMethod} />
      <Button icon="check">{t.returnResult}</Button>
    </PostForm>
  )
}

function SupplementLink({ open }: Acting) {
  const t = useTexts(texts)
  const { supplementCount } = open.dossier
  const isSecond = supplementCount === 1 && secondGroundOf(open.definition, open.proposals.all) !== undefined
  if (supplementCount > 0 && !isSecond) return <p class="hint">{t.supplementUsed}</p>
  return (
    <ButtonGroup>
      <LinkButton href={actionOf(open, 'bo-sung')} kind="secondary" icon="edit">
        {isSecond ? t.supplementAgain : t.supplement}
      </LinkButton>
    </ButtonGroup>
  )
}

function AssignForm(acting: Acting) {
  const t = useTexts(texts)
  const { open, at, typed } = acting
  return (
    <Disclosure summary={t.assign}>
      <PostForm action={actionOf(open, 'giao')} hidden={hiddenOf(acting)} class="act">
        <Select
          name="holder"
          label={t.assignTo}
          choices={choicesOf(at.assignable, t)}
          value={typed.holder ?? at.work.holderId ?? undefined}
        />
        <Button kind="secondary">{t.assignButton}</Button>
      </PostForm>
    </Disclosure>
  )
}

function HandBackForm(acting: Acting) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { open, at, typed } = acting
  const choices = at.earlier.map(({ key, name }) => ({ value: key, label: name[language] }))
  const [only, another] = choices
  return (
    <Disclosure summary={only && !another ? t.handBack(only.label) : t.handBackAny}>
      <PostForm action={actionOf(open, 'tra-lai')} hidden={hiddenOf(acting)} class="act">
        {another && (
          <Select name="to" label={t.handBackTo} choices={choices} value={typed.to ?? only?.value} />
        )}
        <TextArea name="reason" label={t.handBackReason} value={typed.reason} rows={3} />
        <Button kind="secondary">{t.handBackButton}</Button>
      </PostForm>
    </Disclosure>
  )
}

function RefuseForm(acting: Acting) {
  const t = useTexts(texts)
  const { open, typed } = acting
  const { legalBasis } = open.definition
  return (
    <Disclosure summary={t.refuse}>
      <PostForm action={actionOf(open, 'tu-choi')} hidden={hiddenOf(acting)} class="act">
        <TextArea name="ground" label={t.ground} hint={t.groundHint} value={typed.ground} rows={3} />
        <TextArea
          name="legalBasis"
          label={t.legalBasis}
          hint={legalBasis.length > 0 ? t.legalBasisHint(legalBasis.join('; ')) : undefined}
          value={typed.legalBasis}
          rows={2}
        />
        <Button kind="danger">{t.sendRefusal}</Button>
      </PostForm>
    </Disclosure>
  )
}
