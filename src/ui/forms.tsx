/** Inputs of one thing. Every one has a label by type; hint and error are tied to it; names become ids. */
import type { ComponentChildren } from 'preact'
import { useTexts } from '#kernel/page.tsx'
import { formTexts } from './texts.ts'

export type FieldProps = {
  /** Name in the sent form; also where the error summary leads. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined
  readonly isOptional?: boolean | undefined
  /** The label is the heading of a page that asks this one thing. */
  readonly isPageHeading?: boolean | undefined
}

/** The id of the input called `name`: the anchor of its error. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\w-]+/g, '-')}`
}

/** Ids of hint and error, for `aria-describedby`. */
export function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>) {
  const ids = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** What every input needs beside its own attributes. */
export function inputAttributes(props: FieldProps) {
  return {
    id: fieldId(props.name),
    name: props.name,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error ? ('true' as const) : undefined,
    required: props.isOptional ? undefined : true,
  }
}

export function Hint({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  return (
    <p class="hint" id={id}>
      {children}
    </p>
  )
}

export function ErrorMessage({
  id,
  children,
}: {
  readonly id: string
  readonly children: ComponentChildren
}) {
  const texts = useTexts(formTexts)
  return (
    <p class="error-message" id={id}>
      <span class="visually-hidden">{texts.error} </span>
      {children}
    </p>
  )
}

function Optional() {
  return <span class="optional"> {useTexts(formTexts).optional}</span>
}

/** Label, hint, error and one input, in this order. */
export function Field(props: FieldProps & { readonly children: ComponentChildren }) {
  const id = fieldId(props.name)
  const label = (
    <label class={props.isPageHeading ? 'label label-page' : 'label'} for={id}>
      {props.label}
      {props.isOptional && <Optional />}
    </label>
  )
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      {props.isPageHeading ? <h1 class="label-heading">{label}</h1> : label}
      {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
      {props.error && <ErrorMessage id={`${id}-error`}>{props.error}</ErrorMessage>}
      {props.children}
    </div>
  )
}

/** Several inputs that answer one question. Its id leads to its first input's group. */
export function Fieldset(props: FieldProps & { readonly children: ComponentChildren }) {
  const id = fieldId(props.name)
  const legend = (
    <>
      {props.label}
      {props.isOptional && <Optional />}
    </>
  )
  return (
    <fieldset
      class={props.error ? 'field field-wrong' : 'field'}
      id={id}
      aria-describedby={describedBy(props)}
      tabIndex={props.error ? -1 : undefined}
    >
      <legend class={props.isPageHeading ? 'label label-page' : 'label'}>
        {props.isPageHeading ? <h1 class="label-heading">{legend}</h1> : legend}
      </legend>
      {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
      {props.error && <ErrorMessage id={`${id}-error`}>{props.error}</ErrorMessage>}
      {props.children}
    </fieldset>
  )
}

export type InputWidth = 'full' | 'long' | 'medium' | 'short'

export type TextInputProps = FieldProps & {
  readonly value?: string | undefined
  readonly kind?: 'text' | 'email' | 'search' | 'url' | 'password' | 'tel' | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined
  readonly autocomplete?: string | undefined
  readonly width?: InputWidth | undefined
  readonly maxLength?: number | undefined
  readonly isReadOnly?: boolean | undefined
  readonly isFocused?: boolean | undefined
  /** What may be meant; the browser offers it, a script may do better. */
  readonly suggestions?: readonly string[] | undefined
  /** Words after the input, such as a unit. */
  readonly suffix?: string | undefined
}

export function TextInput(props: TextInputProps) {
  const { suggestions = [] } = props
  const listId = suggestions.length > 0 ? `${fieldId(props.name)}-list` : undefined
  const input = (
    <input
      {...inputAttributes(props)}
      class={`input input-${props.width ?? 'full'}`}
      type={(props.kind ?? 'text') as 'text'}
      value={props.value}
      inputMode={props.inputMode}
      autocomplete={props.autocomplete as 'on'}
      maxLength={props.maxLength}
      readOnly={props.isReadOnly}
      autoFocus={props.isFocused}
      list={listId}
    />
  )
  return (
    <Field {...props}>
      {listId && (
        <datalist id={listId}>
          {suggestions.map((text) => (
            <option key={text}>{text}</option>
          ))}
        </datalist>
      )}
      {props.suffix ? (
        <div class="input-with-suffix">
          {input}
          <span class="input-suffix">{props.suffix}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}

export type TextAreaProps = FieldProps & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  /** The limit is told beneath; text already there is counted. */
  readonly maxLength?: number | undefined
}

export function TextArea(props: TextAreaProps) {
  const texts = useTexts(formTexts)
  const used = props.value?.length ?? 0
  return (
    <Field {...props}>
      <textarea {...inputAttributes(props)} class="input" rows={props.rows ?? 5} maxLength={props.maxLength}>
        {props.value}
      </textarea>
      {props.maxLength && (
        <p class="hint count">
          {used > 0 ? texts.charactersUsed(used, props.maxLength) : texts.characters(props.maxLength)}
        </p>
      )}
    </Field>
  )
}
