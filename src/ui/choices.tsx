/** Inputs that choose among what is given: lists, radios and ticks. */
import { useTexts } from '#kernel/page.tsx'
import {
  ErrorMessage,
  Field,
  type FieldProps,
  Fieldset,
  fieldId,
  Hint,
  type InputWidth,
  inputAttributes,
} from './forms.tsx'
import { formTexts } from './texts.ts'

export type Choice = {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  readonly isDisabled?: boolean | undefined
}
export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] }

export type SelectProps = FieldProps & {
  readonly choices?: readonly Choice[] | undefined
  readonly groups?: readonly ChoiceGroup[] | undefined
  readonly value?: string | undefined
  /** First line that chooses nothing; "Chọn" unless told. `null` leaves it out. */
  readonly placeholder?: string | null | undefined
  readonly width?: InputWidth | undefined
  readonly autocomplete?: string | undefined
}

function Options({
  choices,
  value,
}: {
  readonly choices: readonly Choice[]
  readonly value: string | undefined
}) {
  return choices.map((choice) => (
    <option
      key={choice.value}
      value={choice.value}
      selected={choice.value === value}
      disabled={choice.isDisabled}
    >
      {choice.label}
    </option>
  ))
}

/** A list to choose one from; for more than seven options, otherwise use `Radios`. */
export function Select(props: SelectProps) {
  const texts = useTexts(formTexts)
  return (
    <Field {...props}>
      <select
        {...inputAttributes(props)}
        class={`input input-${props.width ?? 'long'}`}
        autocomplete={props.autocomplete as 'on'}
      >
        {props.placeholder !== null && <option value="">{props.placeholder ?? texts.choose}</option>}
        {props.choices && <Options choices={props.choices} value={props.value} />}
        {props.groups?.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options choices={group.choices} value={props.value} />
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

type ChoicesProps = FieldProps & {
  readonly choices: readonly Choice[]
  readonly isInline?: boolean | undefined
}

function ChoiceLine(props: {
  readonly kind: 'radio' | 'checkbox'
  readonly name: string
  readonly choice: Choice
  readonly isChecked: boolean
}) {
  const id = `${fieldId(props.name)}-${fieldId(props.choice.value)}`
  return (
    <div class="choice">
      <input
        type={props.kind}
        id={id}
        name={props.name}
        value={props.choice.value}
        checked={props.isChecked}
        disabled={props.choice.isDisabled}
        aria-describedby={props.choice.hint && `${id}-hint`}
      />
      <label for={id}>{props.choice.label}</label>
      {props.choice.hint && <Hint id={`${id}-hint`}>{props.choice.hint}</Hint>}
    </div>
  )
}

function choicesClass(isInline: boolean | undefined): string {
  return isInline ? 'choices choices-inline' : 'choices'
}

export function Radios(props: ChoicesProps & { readonly value?: string | undefined }) {
  return (
    <Fieldset {...props}>
      <div class={choicesClass(props.isInline)}>
        {props.choices.map((choice) => (
          <ChoiceLine
            key={choice.value}
            kind="radio"
            name={props.name}
            choice={choice}
            isChecked={choice.value === props.value}
          />
        ))}
      </div>
    </Fieldset>
  )
}

export function Checkboxes(props: ChoicesProps & { readonly values?: readonly string[] | undefined }) {
  return (
    <Fieldset {...props}>
      <div class={choicesClass(props.isInline)}>
        {props.choices.map((choice) => (
          <ChoiceLine
            key={choice.value}
            kind="checkbox"
            name={props.name}
            choice={choice}
            isChecked={props.values?.includes(choice.value) ?? false}
          />
        ))}
      </div>
    </Fieldset>
  )
}

export type CheckboxProps = Omit<FieldProps, 'isPageHeading' | 'isOptional'> & {
  readonly value?: string | undefined
  readonly isChecked?: boolean | undefined
  readonly isFocused?: boolean | undefined
}

/** One tick, such as one purpose of a consent. Never give it ticked when it asks for consent. */
export function Checkbox(props: CheckboxProps) {
  const id = fieldId(props.name)
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      {props.error && <ErrorMessage id={`${id}-error`}>{props.error}</ErrorMessage>}
      <div class="choice">
        <input
          {...inputAttributes({ ...props, isOptional: true })}
          type="checkbox"
          value={props.value ?? 'yes'}
          checked={props.isChecked}
          autoFocus={props.isFocused}
        />
        <label for={id}>{props.label}</label>
        {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
      </div>
    </div>
  )
}
