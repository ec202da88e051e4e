/** One limit, fee, step or paper of a draft as a form. */

import { type StepType, stepTypes } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { Checkbox, Checkboxes, Radios, Select } from '#ui/choices.tsx'
import { BackLink, Button, ButtonGroup } from '#ui/elements.tsx'
import { ErrorSummary, NotDone } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead } from '#ui/layout.tsx'
import { DateInput } from '#ui/people-inputs.tsx'
import { Table } from '#ui/tables.tsx'
import { catalogueLinks } from '../../api.ts'
import { inWords } from '../../conditions/domain.ts'
import type { Draft } from '../../versions/domain.ts'
import { type InputFault, type InputSpec, inputsOf, type PartName, partLists, type Typed } from '../domain.ts'
import { DesignerFrame } from '../pages.tsx'
import { texts } from '../texts.ts'

type Choice = { readonly value: string; readonly label: string }

export type EntryView = {
  readonly draft: Draft
  readonly part: PartName
  readonly index: number | undefined
  readonly typed: Typed
  readonly faults: readonly InputFault[]
  readonly roles: readonly Choice[]
  readonly units: readonly Choice[]
  readonly pages: readonly Choice[]
  readonly problem?: string | undefined
}

export function EntryPage({ view }: { readonly view: EntryView }) {
  return (
    <DesignerFrame code={view.draft.code}>
      <EntryMatter view={view} />
    </DesignerFrame>
  )
}

function EntryMatter({ view }: { readonly view: EntryView }) {
  const t = useTexts(texts)
  const { draft, part, index, faults } = view
  const list = partLists[part]
  const say = useFaults(faults)
  return (
    <div class="result-form stack">
      <BackLink href={`${catalogueLinks.draft(draft.id)}#${part}`}>{t.back}</BackLink>
      <ErrorSummary errors={faults.map((fault) => ({ name: fault.name, message: say(fault.name) ?? '' }))} />
      <NotDone reason={view.problem} />
      <PageHead
        kicker={draft.definition.name}
        title={index === undefined ? t[`new.${list}`] : t[`edit.${list}`]}
      />
      <PostForm
        action={catalogueLinks.entry(draft.id, part, index ?? 'moi')}
        hidden={{ revision: draft.revision }}
        class="stack"
      >
        {inputsOf[list]
          .filter(({ isOnlyNew }) => !isOnlyNew || index === undefined)
          .map((input) => (
            <Input key={input.path} input={input} view={view} say={say} />
          ))}
        <ButtonGroup>
          <Button name="act" value="luu">
            {t.save}
          </Button>
        </ButtonGroup>
      </PostForm>
      <ConditionHelp draft={draft} />
    </div>
  )
}

type Say = (name: string) => string | undefined

function useFaults(faults: readonly InputFault[]): Say {
  const t = useTexts(texts)
  return (name) => {
    const found = faults.find((fault) => fault.name === name)
    if (!found) return undefined
    const { fault, detail = '' } = found
    if (fault === 'expression' || fault === 'notInRange' || fault === 'pairs')
      return t[`fault.${fault}`](detail)
    return t[`fault.${fault}`]
  }
}

type LabelKey = Extract<keyof typeof texts.vi, `input.${string}`>
type ChoiceKey = Extract<keyof typeof texts.vi, `choice.${string}`>

function Input({
  input,
  view,
  say,
}: {
  readonly input: InputSpec
  readonly view: EntryView
  readonly say: Say
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { path, kind, isOptional } = input
  const { typed, draft } = view
  const one = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '')
  const label = t[`input.${path}` as LabelKey]
  const hint = hintOf(path, t)
  const field = { name: path, label, isOptional, error: say(path), value: one(path), hint }
  switch (kind) {
    case 'words':
      return (
        <>
          <TextInput
            {...field}
            name={`${path}.vi`}
            value={one(`${path}.vi`)}
            error={say(`${path}.vi`)}
            maxLength={500}
          />
          <TextInput
            name={`${path}.en`}
            label={`${label}, ${t.english}`}
            hint={t.englishHint}
            value={one(`${path}.en`)}
            isOptional
            maxLength={500}
          />
        </>
      )
    case 'number':
    case 'whole':
      return <TextInput {...field} inputMode="decimal" width="short" />
    case 'day':
      return (
        <DateInput
          name={path}
          label={label}
          isOptional
          error={say(`${path}.day`)}
          value={{ day: one(`${path}.day`), month: one(`${path}.month`), year: one(`${path}.year`) }}
        />
      )
    case 'choice':
      return (
        <Select
          {...field}
          choices={choicesOf(input, view, t)}
          placeholder={isOptional ? t.anyChoice : undefined}
        />
      )
    case 'amount':
    case 'condition': {
      const isRead = one(path) !== '' && !say(path) && /[a-z]/.test(one(path))
      const words = isRead
        ? `${t.asWords}: ${inWords(one(path), draft.definition.form, language)}`
        : undefined
      return <TextInput {...field} hint={words ?? hint} maxLength={500} />
    }
    case 'need':
    case 'answer':
      return (
        <>
          <Radios
            {...field}
            label={t[`input.${kind}`]}
            choices={(['always', 'ifAny', 'when'] as const).map((value) => ({
              value,
              label: t[`${kind}.${value}`],
            }))}
          />
          <TextInput
            name={`${path}.when`}
            label={t[`input.${kind}.when`]}
            value={one(`${path}.when`)}
            error={say(`${path}.when`)}
            isOptional
            maxLength={500}
          />
        </>
      )
    case 'tick':
      return <Checkbox name={path} label={label} hint={hint} isChecked={one(path) === 'yes'} />
    case 'outcomes':
    case 'options':
    case 'expressions':
    case 'pairs':
      return <TextArea {...field} rows={4} maxLength={8000} />
    case 'ticks':
      return <Checkboxes {...field} choices={choicesOf(input, view, t)} values={[typed[path] ?? []].flat()} />
    default:
      return <TextInput {...field} maxLength={500} />
  }
}

type HintKey = Extract<keyof typeof texts.vi, `hint.${string}`>
const hintOf = (path: string, t: (typeof texts)['vi']): string | undefined =>
  `hint.${path}` in t ? t[`hint.${path}` as HintKey] : undefined

function choicesOf(
  { path, choices = [] }: InputSpec,
  { roles, units, pages }: EntryView,
  t: (typeof texts)['vi'],
): readonly Choice[] {
  if (choices === 'roles') return roles
  if (choices === 'units') return units
  if (choices === 'pages') return pages
  if (path === 'type') return choices.map((value) => ({ value, label: stepTypes[value as StepType] }))
  return choices.map((value) => ({ value, label: t[`choice.${value}` as ChoiceKey] }))
}

function ConditionHelp({ draft }: Pick<EntryView, 'draft'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const fields = draft.definition.form.pages.flatMap((page) => page.fields)
  const rows = fields.flatMap((field) => [
    {
      name: `answers.${field.key}`,
      label: field.label[language],
      values: 'options' in field ? field.options.map(({ value }) => `'${value}'`).join(', ') : '',
    },
    ...(field.kind === 'group'
      ? field.fields.map((inner) => ({
          name: `answers.${field.key}.${inner.key}`,
          label: `${field.label[language]}: ${inner.label[language]}`,
          values: 'options' in inner ? inner.options.map(({ value }) => `'${value}'`).join(', ') : '',
        }))
      : []),
  ])
  return (
    <Disclosure summary={t.conditionHelp}>
      <p>{t.conditionHelpText}</p>
      <Table
        caption={t.answersOfForm}
        rows={rows}
        rowKey={({ name }) => name}
        empty={t.answersOfForm}
        columns={[
          { key: 'name', label: t.writeAs, isRowHead: true, cell: ({ name }) => <code>{name}</code> },
          { key: 'label', label: t.name, cell: ({ label }) => label },
          { key: 'values', label: t.values, cell: ({ values }) => <code>{values}</code> },
        ]}
      />
    </Disclosure>
  )
}
