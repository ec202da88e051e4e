/** Yêu cầu bổ sung: ticking what is wrong, and the words the applicant will read before they are sent. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { Select } from '#ui/choices.tsx'
import { BackLink, Button, ButtonGroup } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { fieldId, TextArea } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { deskLinks } from '../api.ts'
import type { OpenDossier } from '../desk/commands.ts'
import { secondGroundOf } from '../proposals/domain.ts'
import { type Fault, faultControls, type GivenFault, phrases } from './domain.ts'
import { texts } from './texts.ts'

export type SupplementView = {
  readonly open: OpenDossier
  readonly given: readonly GivenFault[]
  readonly reason: string
  /** Present once the words are to be looked at before sending. */
  readonly faults?: readonly Fault[] | undefined
  readonly problem?: Problem | undefined
}

export function SupplementPage({ view }: { readonly view: SupplementView }) {
  return (
    <OfficeFrame>
      <Body view={view} />
    </OfficeFrame>
  )
}

function Body({ view }: { readonly view: SupplementView }) {
  const t = useTexts(texts)
  const { open, problem } = view
  return (
    <>
      <BackLink href={deskLinks.dossier(open.dossier.code)}>{t.back}</BackLink>
      <NotDone title={t.notSent} reason={problem?.detail} />
      <PageHead
        kicker={`${open.dossier.code} – ${open.details.applicantName}`}
        title={t.title}
        lead={t.lead}
      />
      {open.dossier.supplementCount > 0 && <Second open={open} />}
      <PostForm
        action={`${deskLinks.dossier(open.dossier.code)}/bo-sung`}
        hidden={{ version: open.dossier.version }}
        class="supplement"
      >
        {view.faults && <Preview view={view} faults={view.faults} />}
        <Choices view={view} />
      </PostForm>
    </>
  )
}

/** Lần hai: what it rests on and what it costs, before a word is written. */
function Second({ open }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const ground = secondGroundOf(open.definition, open.proposals.all)
  if (open.dossier.supplementCount > 1 || !ground)
    return (
      <Notice tone="danger" title={t.secondRefused}>
        <p>{t.secondRefusedWhy}</p>
      </Notice>
    )
  if (ground.by === 'law')
    return (
      <Notice tone="warning" title={t.secondByLaw}>
        <p>{t.secondByLawWhy(ground.legal)}</p>
      </Notice>
    )
  return (
    <Notice tone="warning" title={t.secondLate}>
      <p>{t.secondLateWhy(ground.chiefName, ground.reason)}</p>
    </Notice>
  )
}

function Preview({ view, faults }: { readonly view: SupplementView; readonly faults: readonly Fault[] }) {
  const t = useTexts(texts)
  const { open } = view
  return (
    <Section title={t.previewTitle} id="loi-gui" isPanel>
      <div class="letter">
        <p>{t.greeting(open.details.applicantName, open.dossier.code)}</p>
        <ol>
          {faults.map((fault) => (
            <li key={`${fault.target} ${fault.key}`}>
              <strong>{fault.label}</strong>: {fault.reason}
            </li>
          ))}
        </ol>
        {view.reason && <p>{view.reason}</p>}
        <p>{t.afterwards}</p>
      </div>
      <ButtonGroup>
        <Button icon="send" name="act" value="send">
          {t.send}
        </Button>
        <a href="#chon">{t.change}</a>
      </ButtonGroup>
    </Section>
  )
}

function Choices({ view }: { readonly view: SupplementView }) {
  const t = useTexts(texts)
  const { open, given } = view
  const { papers, form } = open.definition
  const answers = new Map(open.answers.map(({ field, value }) => [field, value]))
  const onFile = new Set(open.papers.filter(({ removedAt }) => !removedAt).map(({ paperKey }) => paperKey))
  const pagesShown = form.pages
    .map((page) => ({ ...page, fields: page.fields.filter(({ key }) => answers.has(key)) }))
    .filter(({ fields }) => fields.length > 0)
  const line = (target: Fault['target'], key: string, label: string, now: string) => (
    <FaultLine key={key} fault={{ target, key }} label={label} now={now} given={given} />
  )
  return (
    <div class="stack" id="chon">
      {papers.length > 0 && (
        <Section title={t.papers} id="giay-to">
          {papers.map(({ key, name }) => line('paper', key, name.vi, onFile.has(key) ? t.given : t.notGiven))}
        </Section>
      )}
      <Section title={t.form} id="to-khai">
        {pagesShown.map((page) => (
          <div key={page.key}>
            <h3>{page.title.vi}</h3>
            {page.fields.map(({ key, label }) => line('field', key, label.vi, answers.get(key) ?? ''))}
          </div>
        ))}
      </Section>
      <Section title={t.other} id="khac">
        {line('other', 'other', t.other, '')}
        <TextArea name="reason" label={t.closing} value={view.reason} rows={2} isOptional />
      </Section>
      <Button kind={view.faults ? 'secondary' : 'primary'} name="act" value="preview">
        {t.preview}
      </Button>
    </div>
  )
}

type FaultLineProps = {
  readonly fault: Pick<Fault, 'target' | 'key'>
  readonly label: string
  readonly now: string
  readonly given: readonly GivenFault[]
}

/** One thing that may be wrong; its reason is asked once it is ticked. */
function FaultLine({ fault, label, now, given }: FaultLineProps) {
  const t = useTexts(texts)
  const names = faultControls(fault)
  const ticked = given.find(({ target, key }) => target === fault.target && key === fault.key)
  const phrase = ticked ? phrases.indexOf(ticked.reason as (typeof phrases)[number]) : -1
  const id = fieldId(names.tick)
  return (
    <div class="fault" role="group" aria-labelledby={`${id}-label`}>
      <div class="choice">
        <input type="checkbox" id={id} name={names.tick} value="yes" checked={ticked !== undefined} />
        <label for={id} id={`${id}-label`}>
          {label}
          {now && <span class="cell-note">{now}</span>}
        </label>
      </div>
      <div class="fault-reason">
        <Select
          name={names.phrase}
          label={t.phrase}
          choices={phrases.map((words, index) => ({ value: String(index), label: words }))}
          value={phrase >= 0 ? String(phrase) : undefined}
          placeholder={t.ownWords}
          isOptional
        />
        <TextArea
          name={names.reason}
          label={t.reason}
          value={phrase >= 0 ? '' : ticked?.reason}
          rows={2}
          isOptional
        />
      </div>
    </div>
  )
}
