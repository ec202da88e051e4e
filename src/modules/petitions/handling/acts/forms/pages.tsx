/** The form of each act of officers. */

import type { ComponentChildren } from 'preact'
import type { Petitions } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { type Choice, Radios, Select } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { actFacts, paths, petitionLinks } from '../../../domain.ts'
import type { Work } from '../../reading/commands.ts'
import { texts } from '../../texts.ts'
import { fieldOf, type OfficerAct, officerActs, type TypedAct, typedLengths } from '../domain.ts'

export type FormProps = {
  readonly work: Work
  readonly typed?: TypedAct | undefined
  /** The act whose form was refused. */
  readonly act?: string | undefined
  /** Code of the reply template that was chosen. */
  readonly template?: string | undefined
  readonly petitions: Petitions
  readonly units: readonly Choice[]
  readonly name: OfficerAct
  readonly isFirst: boolean
}

/** What is done seldom. */
const quiet: readonly OfficerAct[] = [
  'askMore',
  'forward',
  'leadAway',
  'reject',
  'reassign',
  'giveBack',
  'sendBack',
  'link',
]

/** The form of one act. The first that is likely stands open, others open at a press. */
export function ActForm(props: FormProps) {
  const { work, name, isFirst, act } = props
  const { language } = usePage()
  const title = actFacts(name)[language]
  const form = (
    <PostForm
      action={petitionLinks.workAct(work.petition.code, officerActs[name])}
      class="stack"
      label={title}
    >
      <ActFields {...props} />
      <Button kind={name === 'reject' ? 'danger' : isFirst ? 'primary' : 'secondary'}>{title}</Button>
    </PostForm>
  )
  if (quiet.includes(name) && !isFirst && act !== officerActs[name])
    return <Disclosure summary={title}>{form}</Disclosure>
  return (
    <Section title={title} id={`viec-${name}`} level={3} isPanel>
      {name === 'answer' && <TemplateForm {...props} />}
      {form}
    </Section>
  )
}

/** The choice of a template, above the form of the answer. */
function TemplateForm({ work, petitions, template }: FormProps) {
  const t = useTexts(texts)
  return (
    <form method="get" action={`${petitionLinks.work(work.petition.code)}#viec-answer`} class="filter-form">
      <Select
        name="mau"
        label={t.template}
        placeholder={t.templateNone}
        isOptional
        value={template}
        choices={petitions.replies.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Button kind="quiet">{t.useTemplate}</Button>
    </form>
  )
}

function ActFields(props: FormProps): ComponentChildren {
  const { name, petitions, template } = props
  const t = useTexts(texts)
  const { language } = usePage()
  const typed = typedFor(props)
  const named = (key: keyof TypedAct) => ({ name: fieldOf(name, key), maxLength: typedLengths[key] })
  const reason = (label: string, hint?: string) => (
    <TextArea {...named('words')} label={label} hint={hint} rows={3} value={typed.words} />
  )
  switch (name) {
    case 'accept':
      return <AcceptFields {...props} />
    case 'reassign':
      return <UnitFields {...props} />
    case 'askMore':
      return reason(t.missing, t.reasonTold)
    case 'giveBack':
    case 'sendBack':
      return reason(t.reason)
    case 'forward':
      return (
        <>
          <TextInput {...named('agency')} label={t.agency} hint={t.agencyHint} value={typed.agency} />
          <TextArea
            {...named('words')}
            label={t.note}
            hint={t.noteHint}
            rows={2}
            isOptional
            value={typed.words}
          />
        </>
      )
    case 'leadAway':
      return (
        <>
          <Radios
            name={fieldOf(name, 'path')}
            label={t.path}
            value={typed.path}
            choices={paths.map((value) => ({
              value,
              label: petitions.paths[value].name[language],
              hint: petitions.paths[value].hint[language],
            }))}
          />
          {reason(t.reason, t.reasonTold)}
        </>
      )
    case 'reject':
      return (
        <Radios
          name={fieldOf(name, 'ground')}
          label={t.ground}
          value={typed.ground}
          choices={petitions.grounds.map(({ code, name: ground, instead }) => ({
            value: code,
            label: ground[language],
            hint: instead[language],
          }))}
        />
      )
    case 'answer':
      return (
        <TextArea
          {...named('words')}
          label={t.answer}
          hint={t.answerHint}
          rows={8}
          value={typed.words ?? petitions.replies.find(({ code }) => code === template)?.words}
        />
      )
    case 'publish':
      return <PublishFields {...props} />
    case 'link':
      return (
        <TextInput
          {...named('earlier')}
          label={t.earlier}
          hint={t.earlierHint}
          width="long"
          value={typed.earlier}
        />
      )
    case 'take':
      return null
  }
}

/** What was typed into this act's form, not into another's. */
const typedFor = ({ typed = {}, act, name }: FormProps): TypedAct => (act === officerActs[name] ? typed : {})

function AcceptFields(props: FormProps) {
  const t = useTexts(texts)
  const { work, units, name } = props
  const { petition } = work
  const typed = typedFor(props)
  return (
    <>
      {petition.about === 'staff' ? (
        <>
          <Select
            name={fieldOf(name, 'accused')}
            label={t.accused}
            choices={units}
            value={typed.accused ?? petition.accusedUnitCode ?? undefined}
            width="full"
          />
          <TextInput
            name={fieldOf(name, 'official')}
            label={t.official}
            isOptional
            maxLength={typedLengths.official}
            value={typed.official ?? petition.officialName ?? undefined}
          />
        </>
      ) : (
        <TextInput
          name={fieldOf(name, 'procedure')}
          label={t.procedureCode}
          hint={t.procedureHint}
          width="medium"
          isOptional
          maxLength={typedLengths.procedure}
          value={typed.procedure ?? petition.procedureCode ?? undefined}
        />
      )}
      <UnitFields {...props} />
    </>
  )
}

function UnitFields(props: FormProps) {
  const t = useTexts(texts)
  const { work, units, name } = props
  const typed = typedFor(props)
  const { proposed } = work
  return (
    <>
      <Select
        name={fieldOf(name, 'unit')}
        label={t.handleUnit}
        hint={proposed && t.proposed(proposed.name)}
        choices={units}
        value={typed.unit ?? proposed?.code}
        width="full"
      />
      <TextArea
        name={fieldOf(name, 'words')}
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

function PublishFields(props: FormProps) {
  const t = useTexts(texts)
  const { name, work } = props
  const typed = typedFor(props)
  const { words, answer } = work.petition
  return (
    <>
      <p>{t.publishLead}</p>
      <TextInput
        name={fieldOf(name, 'title')}
        label={t.publicTitle}
        maxLength={typedLengths.title}
        value={typed.title}
      />
      <TextArea
        name={fieldOf(name, 'publicWords')}
        label={t.publicWords}
        rows={5}
        maxLength={typedLengths.publicWords}
        value={typed.publicWords ?? words}
      />
      <TextArea
        name={fieldOf(name, 'words')}
        label={t.publicAnswer}
        rows={6}
        maxLength={typedLengths.words}
        value={typed.words ?? answer ?? undefined}
      />
    </>
  )
}
