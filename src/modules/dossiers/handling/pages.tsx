/** What the officer may do with a dossier now, step by step. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import type { OfficerPost } from '#modules/organisation/api.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { TextArea } from '#ui/forms.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { deskLinks, dossierLinks } from '../api.ts'
import type { OpenDossier, WorkAtHand } from '../desk/commands.ts'
import { texts } from './texts.ts'

/** What was typed into a form that came back. */
export type Typed = Readonly<Record<string, string | undefined>>
type Acting = { readonly open: OpenDossier; readonly at: WorkAtHand; readonly typed: Typed }

const actionOf = ({ dossier }: OpenDossier, act: string) => `${deskLinks.dossier(dossier.code)}/${act}`
const hiddenOf = ({ open: { dossier }, at }: Pick<Acting, 'open' | 'at'>) => ({
  version: dossier.version,
  step: at.work.number,
})

/** Việc đang làm: a section for each open step, those of this officer first. */
export function Actions({ open, typed }: { readonly open: OpenDossier; readonly typed: Typed }) {
  const t = useTexts(texts)
  const mineFirst = open.atHand.toSorted((a, b) => Number(b.may.size > 0) - Number(a.may.size > 0))
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
          <WorkActions open={open} at={at} typed={typedAt(at, typed)} />
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

/** Việc ở một bước: who has it and until when, one primary act, the others folded beneath it. */
function WorkActions(acting: Acting) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { open, at } = acting
  const { may, work } = at
  const { pausedAt } = open.dossier
  return (
    <>
      <p class="hint">
        {t.heldBy(at.holderName ?? t.nobody, at.unitName)}
        {work.dueAt && !pausedAt && (
          <>
            <br />
            {t.until(formatDateTime(work.dueAt, language))}
          </>
        )}
      </p>
      {may.size === 0 && !hasResultPage(acting) && <p>{t.nothing}</p>}
      {hasResultPage(acting) && (
        <ResultLink open={open} isPrimary={isAboutResult(acting) && !may.has('take')} />
      )}
      {may.has('accept') && <AcceptForm {...acting} />}
      {may.has('take') && <TakeForm {...acting} />}
      {may.has('forward') && (
        <ForwardForm {...acting} isPrimary={!may.has('take') && !isAboutResult(acting)} />
      )}
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

/** Phiếu, giấy của hồ sơ này, to open or to print. */
export function PrintedPapers({ open: { dossier } }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { code, state } = dossier
  const hasResult = state === 'done' || state === 'returned'
  const papers = [
    dossier.receivedAt && ([dossierLinks.receiptPdf(code), t.receiptPaper] as const),
    dossier.supplementCount > 0 && ([dossierLinks.supplementPdf(code), t.supplementPaper] as const),
    state === 'notAccepted' && ([dossierLinks.refusalPdf(code), t.refusalPaper] as const),
    hasResult && ([deskLinks.result(code), t.resultPaper] as const),
  ].filter((paper) => paper !== false && paper !== null)
  if (papers.length === 0) return null
  return (
    <Section title={t.printed} id="giay-in">
      <ul>
        {papers.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Section>
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
    return [{ value: outcome.key, label: outcome.label[language], hint: steps ? t.then(steps) : undefined }]
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
          choices={choicesOf(officers)}
          value={typed.nextHolder}
          placeholder={t.anyone}
          isOptional
        />
      )}
    </>
  )
}

const choicesOf = (officers: readonly OfficerPost[]) =>
  officers.map(({ personId, name, title }) => ({ value: personId, label: `${name}, ${title}` }))

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
  if (open.dossier.supplementCount > 0) return <p class="hint">{t.supplementUsed}</p>
  return (
    <ButtonGroup>
      <LinkButton href={actionOf(open, 'bo-sung')} kind="secondary" icon="edit">
        {t.supplement}
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
          choices={choicesOf(at.assignable)}
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
