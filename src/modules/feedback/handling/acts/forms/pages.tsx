/** The form of each act of officers. */

import type { ComponentChildren } from 'preact'
import type { Feedback } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { type Choice, Radios, Select } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { actFacts, reportLinks } from '../../../domain.ts'
import type { Names } from '../../../parts/pages.tsx'
import type { Work } from '../../reading/commands.ts'
import { texts } from '../../texts.ts'
import { fieldOf, type OfficerAct, officerActs, type TypedAct } from '../domain.ts'

export const answerMegabytesMax = 15

export type FormProps = {
  readonly work: Work
  readonly typed?: TypedAct | undefined
  /** The act whose form was refused. */
  readonly act?: string | undefined
  /** Code of the reply template that was chosen. */
  readonly template?: string | undefined
  readonly names: Names
  readonly feedback: Feedback
  readonly units: readonly Choice[]
  readonly name: OfficerAct
  readonly isFirst: boolean
}

/** What is done seldom. */
const quiet: readonly OfficerAct[] = ['reject', 'merge', 'split', 'giveBack', 'extend', 'sendBack']

/** The form of one act. The first that is likely stands open, others open at a press. */
export function ActForm(props: FormProps) {
  const { work, name, isFirst, act } = props
  const { language } = usePage()
  const title = actFacts(name)[language]
  const isQuiet = quiet.includes(name)
  const form = (
    <PostForm
      action={reportLinks.workAct(work.report.code, officerActs[name])}
      hasFiles={name === 'answer'}
      class="stack"
      label={title}
    >
      <ActFields {...props} />
      <Button kind={name === 'reject' ? 'danger' : isFirst ? 'primary' : 'secondary'}>{title}</Button>
    </PostForm>
  )
  if (name === 'answer') return <AnswerForm {...props}>{form}</AnswerForm>
  if (isFirst || !isQuiet || act === officerActs[name])
    return (
      <Section title={title} id={`viec-${name}`} level={3} isPanel>
        {form}
      </Section>
    )
  return <Disclosure summary={title}>{form}</Disclosure>
}

/** The form of the answer, under the choice of a template. */
function AnswerForm({
  work,
  feedback,
  template,
  children,
}: FormProps & { readonly children: ComponentChildren }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section title={actFacts('answer')[language]} id="viec-answer" level={3} isPanel>
      <form method="get" action={`${reportLinks.work(work.report.code)}#viec-answer`} class="filter-form">
        <Select
          name="mau"
          label={t.template}
          placeholder={t.templateNone}
          isOptional
          value={template}
          choices={feedback.replies.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button kind="quiet">{t.useTemplate}</Button>
      </form>
      {children}
    </Section>
  )
}

function ActFields(props: FormProps) {
  const { name } = props
  const t = useTexts(texts)
  switch (name) {
    case 'accept':
      return <AcceptFields {...props} />
    case 'reject':
      return <GroundField {...props} />
    case 'forward':
    case 'reassign':
      return <ForwardFields {...props} />
    case 'answer':
      return <AnswerFields {...props} />
    case 'giveBack':
    case 'sendBack':
      return <Reason {...props} hint={undefined} />
    case 'extend':
      return <Reason {...props} hint={t.reasonPublic} />
    case 'merge':
      return (
        <TextInput
          name={field(props, 'into')}
          label={t.into}
          hint={t.intoHint}
          width="long"
          maxLength={20}
          value={typedFor(props).into}
        />
      )
    case 'split':
      return <SplitFields {...props} />
    case 'take':
    case 'publish':
      return null
  }
}

/** Several forms stand on one page, so that each names its fields after its act. */
const field = ({ name }: FormProps, key: keyof TypedAct | 'photos'): string => fieldOf(name, key)

/** What was typed into this act's form, not into another's. */
const typedFor = ({ typed = {}, act, name }: FormProps): TypedAct => (act === officerActs[name] ? typed : {})

const inLanguage = (entries: Feedback['grounds' | 'categories'], language: 'vi' | 'en'): readonly Choice[] =>
  entries.map(({ code, name }) => ({ value: code, label: name[language] }))

function AcceptFields(props: FormProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { feedback, work } = props
  const { report } = work
  const typed = typedFor(props)
  return (
    <>
      <Select
        name={field(props, 'category')}
        label={t.category}
        choices={inLanguage(feedback.categories, language)}
        value={typed.category ?? report.category}
      />
      <Radios
        name={field(props, 'urgency')}
        label={t.urgency}
        value={typed.urgency ?? report.urgency}
        choices={feedback.classes.map(({ code, name, hint }) => ({
          value: code,
          label: name[language],
          hint: hint[language],
        }))}
      />
      <TextArea
        name={field(props, 'publicWords')}
        label={t.publicWords}
        hint={t.publicHint}
        rows={4}
        maxLength={3000}
        value={typed.publicWords ?? report.words}
      />
      <TextInput
        name={field(props, 'publicPlace')}
        label={t.publicPlace}
        maxLength={300}
        isOptional
        value={typed.publicPlace ?? report.place}
      />
    </>
  )
}

function GroundField(props: FormProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const choices = props.feedback.grounds.map(({ code, name, instead }) => ({
    value: code,
    label: name[language],
    hint: instead[language],
  }))
  return (
    <Radios name={field(props, 'ground')} label={t.ground} choices={choices} value={typedFor(props).ground} />
  )
}

function ForwardFields(props: FormProps) {
  const t = useTexts(texts)
  const { work, units } = props
  const typed = typedFor(props)
  const { proposed } = work
  return (
    <>
      <p class="hint">{proposed ? t.proposed(proposed.name) : t.proposedNone}</p>
      <Select
        name={field(props, 'unit')}
        label={t.unit}
        choices={units}
        value={typed.unit ?? proposed?.code}
        width="full"
      />
      <TextArea
        name={field(props, 'words')}
        label={t.note}
        hint={t.noteHint}
        rows={2}
        maxLength={1000}
        isOptional
        value={typed.words}
      />
    </>
  )
}

function Reason(props: FormProps & { readonly hint: string | undefined }) {
  const t = useTexts(texts)
  return (
    <TextArea
      name={field(props, 'words')}
      label={t.reason}
      hint={props.hint}
      rows={3}
      maxLength={1000}
      value={typedFor(props).words}
    />
  )
}

function AnswerFields(props: FormProps) {
  const t = useTexts(texts)
  const { feedback, template, names, work } = props
  const { category, publicPlace, place, areaCode } = work.report
  const chosen = feedback.replies.find(({ code }) => code === template)?.words
  const filled = chosen
    ?.replace('{category}', names.category(category).toLowerCase())
    .replace('{place}', publicPlace || place || names.area(areaCode))
  return (
    <>
      <TextArea
        name={field(props, 'words')}
        label={t.answer}
        hint={t.answerHint}
        rows={6}
        maxLength={4000}
        value={typedFor(props).words ?? filled}
      />
      <FileUpload
        name={field(props, 'photos')}
        label={t.photosAfter}
        kinds="JPG, PNG, WebP"
        accept="image/jpeg,image/png,image/webp"
        megabytesMax={answerMegabytesMax}
        isOptional
      />
    </>
  )
}

function SplitFields(props: FormProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const typed = typedFor(props)
  return (
    <>
      <Select
        name={field(props, 'category')}
        label={t.category}
        choices={inLanguage(props.feedback.categories, language)}
        value={typed.category}
      />
      <TextArea
        name={field(props, 'words')}
        label={t.splitWords}
        rows={3}
        maxLength={3000}
        value={typed.words}
      />
    </>
  )
}
