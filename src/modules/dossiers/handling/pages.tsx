/** What the officer may do with a dossier now: one primary act, the others folded beneath it. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import type { OfficerPost } from '#modules/organisation/api.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { TextArea } from '#ui/forms.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { deskLinks, dossierLinks } from '../api.ts'
import type { OpenDossier } from '../desk/commands.ts'
import { texts } from './texts.ts'

/** What was typed into a form that came back. */
export type Typed = Readonly<Record<string, string | undefined>>
type Acting = { readonly open: OpenDossier; readonly typed: Typed }

const actionOf = ({ dossier }: OpenDossier, act: string) => `${deskLinks.dossier(dossier.code)}/${act}`
const versionOf = ({ dossier }: OpenDossier) => ({ version: dossier.version })

/** Việc ở bước này. */
export function Actions({ open, typed }: Acting) {
  const t = useTexts(texts)
  const { may, details } = open
  const { holderName, holderUnitName } = details
  return (
    <Section title={t.toDo} id="viec" isPanel>
      <p class="hint">{t.heldBy(holderName ?? t.nobody, holderUnitName)}</p>
      {may.size === 0 && !details.endedAt && !hasResultPage(open) && <p>{t.nothing}</p>}
      {hasResultPage(open) && <ResultLink open={open} isPrimary={isAboutResult(open) && !may.has('take')} />}
      {may.has('accept') && <AcceptForm open={open} typed={typed} />}
      {may.has('take') && <TakeForm open={open} typed={typed} />}
      {may.has('forward') && (
        <ForwardForm open={open} typed={typed} isPrimary={!may.has('take') && !isAboutResult(open)} />
      )}
      {may.has('returnResult') && <ReturnForm open={open} typed={typed} />}
      {may.has('requestSupplement') && <SupplementLink open={open} typed={typed} />}
      {may.has('assign') && open.assignable.length > 0 && <AssignForm open={open} typed={typed} />}
      {open.previous && <HandBackForm open={open} typed={typed} />}
      {may.has('refuseReception') && <RefuseForm open={open} typed={typed} />}
    </Section>
  )
}

type StepType = OpenDossier['dossier']['stepType']
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

function hasResultPage({ dossier, details }: OpenDossier): boolean {
  return !details.endedAt && dossier.state !== 'registered' && withResult.has(dossier.stepType)
}

/** The step is done on the page of the result: the draft before a decision, and the decision. */
function isAboutResult(open: OpenDossier): boolean {
  const { dossier, next } = open
  return (
    hasResultPage(open) &&
    (deciding.has(dossier.stepType) || (next !== undefined && deciding.has(next.step.type)))
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
export function PrintedPapers({ open: { dossier } }: Pick<Acting, 'open'>) {
  const t = useTexts(texts)
  const { code, state } = dossier
  const hasResult = state === 'done' || state === 'returned'
  const papers = [
    dossier.receivedAt && ([dossierLinks.receiptPdf(code), t.receiptPaper] as const),
    dossier.supplementCount > 0 && ([dossierLinks.supplementPdf(code), t.supplementPaper] as const),
    state === 'notAccepted' && ([dossierLinks.refusalPdf(code), t.refusalPaper] as const),
    state === 'stopped' && ([dossierLinks.stopPdf(code), t.stopPaper] as const),
    hasResult && ([deskLinks.result(code), t.resultPaper] as const),
    dossier.receivedAt && ([deskLinks.printed(code), t.allPapers] as const),
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

function AcceptForm({ open, typed }: Acting) {
  const t = useTexts(texts)
  return (
    <PostForm action={actionOf(open, 'tiep-nhan')} hidden={versionOf(open)} class="act">
      <NextHolder open={open} typed={typed} />
      <Button icon="check">{t.accept}</Button>
      <p class="hint">{t.acceptHint}</p>
    </PostForm>
  )
}

function TakeForm({ open }: Acting) {
  const t = useTexts(texts)
  return (
    <PostForm action={actionOf(open, 'nhan-viec')} hidden={versionOf(open)} class="act">
      <p>{t.takeHint}</p>
      <Button>{t.take}</Button>
    </PostForm>
  )
}

function ForwardForm({ open, typed, isPrimary }: Acting & { readonly isPrimary: boolean }) {
  const t = useTexts(texts)
  if (!open.next) return null
  const { step } = open.next
  return (
    <PostForm action={actionOf(open, 'chuyen')} hidden={versionOf(open)} class="act">
      <NextHolder open={open} typed={typed} />
      <TextArea name="note" label={t.note} value={typed.note} rows={2} isOptional />
      <Button kind={isPrimary ? 'primary' : 'secondary'} icon="send">
        {t.forward(step.name.vi)}
      </Button>
    </PostForm>
  )
}

/** Who gets the next step: a choice only where there is one. */
function NextHolder({ open, typed }: Acting) {
  const t = useTexts(texts)
  const { next } = open
  if (!next) return null
  const [only, ...others] = next.officers
  return (
    <>
      <p class="hint">
        {t.goesTo(next.step.name.vi, next.unitName)}
        {only && others.length === 0 && (
          <>
            <br />
            {t.goesToPerson(`${only.name}, ${only.title}`)}
          </>
        )}
      </p>
      {others.length > 0 && (
        <Select
          name="nextHolder"
          label={t.nextHolder}
          choices={choicesOf(next.officers)}
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

function ReturnForm({ open, typed }: Acting) {
  const t = useTexts(texts)
  const ways = [
    { value: 'online', label: t.wayOnline },
    { value: 'desk', label: t.wayDesk },
    { value: 'post', label: t.wayPost },
  ]
  return (
    <PostForm action={actionOf(open, 'tra-ket-qua')} hidden={versionOf(open)} class="act">
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

function AssignForm({ open, typed }: Acting) {
  const t = useTexts(texts)
  return (
    <Disclosure summary={t.assign}>
      <PostForm action={actionOf(open, 'giao')} hidden={versionOf(open)} class="act">
        <Select
          name="holder"
          label={t.assignTo}
          choices={choicesOf(open.assignable)}
          value={typed.holder ?? open.dossier.holderId ?? undefined}
        />
        <Button kind="secondary">{t.assignButton}</Button>
      </PostForm>
    </Disclosure>
  )
}

function HandBackForm({ open, typed }: Acting) {
  const t = useTexts(texts)
  return (
    <Disclosure summary={t.handBack(open.previous?.name.vi ?? '')}>
      <PostForm action={actionOf(open, 'tra-lai')} hidden={versionOf(open)} class="act">
        <TextArea name="reason" label={t.handBackReason} value={typed.reason} rows={3} />
        <Button kind="secondary">{t.handBackButton}</Button>
      </PostForm>
    </Disclosure>
  )
}

function RefuseForm({ open, typed }: Acting) {
  const t = useTexts(texts)
  const { legalBasis } = open.definition
  return (
    <Disclosure summary={t.refuse}>
      <PostForm action={actionOf(open, 'tu-choi')} hidden={versionOf(open)} class="act">
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
