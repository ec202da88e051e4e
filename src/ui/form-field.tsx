/** One field of a form that a pack defines, as the element that fits its kind. */

import type { ComponentChildren } from 'preact'
import {
  countryCodes,
  countryName,
  ethnicities,
  type FormFault,
  type RawFields,
  type ShownField,
  type SimpleField,
  writeAct,
} from '#kernel/forms.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { assertNever } from '#kernel/types.ts'
import { Checkbox, Checkboxes, type Choice, type ChoiceGroup, Radios, Select } from './choices.tsx'
import { fieldId, TextArea, TextInput } from './forms.tsx'
import {
  AddressInput,
  DateInput,
  type DateParts,
  FullNameInput,
  IdentityNumberInput,
  MoneyInput,
  PhoneInput,
} from './people-inputs.tsx'
import { formTexts } from './texts.ts'
import { FileUpload, type UploadedFile } from './upload.tsx'

/** What fields are chosen from. */
export type FormLists = {
  /** Code of the province and its communes, by district where there are districts. */
  readonly province: string
  readonly communes: readonly ChoiceGroup[]
  readonly units: readonly Choice[]
  /** A file that was uploaded before, by its id; nothing for one that is not the viewer's. */
  readonly file: (id: string) => UploadedFile | undefined
  readonly megabytesMax: number
  /** What may be meant in a text field. */
  readonly suggestions?: ((path: string) => readonly string[] | undefined) | undefined
  /** What may be given instead of a file, for the paper that a field asks for. */
  readonly offers?: ((paper: string, path: string) => ComponentChildren) | undefined
  /** What stands in the place of a paper that need not be given; nothing for one that must. */
  readonly instead?: ((paper: string) => ComponentChildren) | undefined
  /** Where the value came from, in words beside the hint. */
  readonly source?: ((path: string) => string | undefined) | undefined
}

export type FormFieldProps = {
  readonly shown: ShownField
  readonly typed: RawFields
  readonly errors: readonly FormFault[]
  readonly lists: FormLists
  readonly isPageHeading?: boolean | undefined
}

/** More options than this are a list instead of buttons. */
const radiosMax = 7

type Parts = {
  readonly common: {
    readonly name: string
    readonly label: string
    readonly hint: string | undefined
    readonly error: string | undefined
    readonly isOptional: boolean
    readonly isPageHeading: boolean
  }
  readonly fault: FormFault | undefined
  readonly one: (part?: string) => string | undefined
  readonly many: readonly string[]
  readonly language: 'vi' | 'en'
  readonly isOwn: boolean
}

export function FormField(props: FormFieldProps) {
  const { language } = usePage()
  const { shown, typed, errors } = props
  const { field, path } = shown
  const valuesOf = (name: string): readonly string[] => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined
    return value === undefined ? [] : [value].flat()
  }
  const fault = errors.find((each) => each.field === path)
  const parts: Parts = {
    common: {
      name: path,
      label: field.label[language],
      hint: [field.hint?.[language], props.lists.source?.(path)].filter(Boolean).join(' ') || undefined,
      error: fault?.message,
      isOptional: !shown.isRequired,
      isPageHeading: props.isPageHeading ?? false,
    },
    fault,
    one: (part) => valuesOf(part ? `${path}.${part}` : path)[0],
    many: valuesOf(path),
    language,
    isOwn: field.prefill?.startsWith('person.') ?? false,
  }
  return <Control field={field} parts={parts} lists={props.lists} />
}

type ControlProps = { readonly field: SimpleField; readonly parts: Parts; readonly lists: FormLists }

function Control({ field, parts, lists }: ControlProps) {
  const { common, one, isOwn, language } = parts
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          value={one()}
          maxLength={field.maxLength ?? 200}
          width={widthOf(field.maxLength)}
          suggestions={lists.suggestions?.(common.name)}
        />
      )
    case 'longText':
      return <TextArea {...common} value={one()} maxLength={field.maxLength ?? 2000} />
    case 'fullName':
      return <FullNameInput {...common} value={one()} isOwn={isOwn} />
    case 'identityNumber':
      return <IdentityNumberInput {...common} value={one()} />
    case 'taxCode':
      return <TextInput {...common} value={one()} inputMode="numeric" width="medium" maxLength={20} />
    case 'phone':
      return <PhoneInput {...common} value={one()} isOwn={isOwn} />
    case 'email':
      return (
        <TextInput
          {...common}
          value={one()}
          kind="email"
          inputMode="email"
          autocomplete={isOwn ? 'email' : 'off'}
          width="long"
        />
      )
    case 'number':
      return (
        <TextInput
          {...common}
          value={one()}
          inputMode={field.decimals ? 'decimal' : 'numeric'}
          width="short"
          suffix={field.unit?.[language]}
        />
      )
    case 'money':
      return <MoneyInput {...common} value={amountOf(one())} />
    case 'date':
    case 'partialDate':
      return <DateControl field={field} parts={parts} />
    default:
      return <ChoiceControl field={field} parts={parts} lists={lists} />
  }
}

type PickedField = Exclude<
  SimpleField,
  {
    kind:
      | 'text'
      | 'longText'
      | 'fullName'
      | 'identityNumber'
      | 'taxCode'
      | 'phone'
      | 'email'
      | 'number'
      | 'money'
      | 'date'
      | 'partialDate'
  }
>

/** Fields that are picked rather than typed. */
function ChoiceControl({
  field,
  parts,
  lists,
}: Omit<ControlProps, 'field'> & { readonly field: PickedField }) {
  const texts = useTexts(formTexts)
  const { common, one, many, language } = parts
  switch (field.kind) {
    case 'choice': {
      const choices = field.options.map(({ value, label, hint }) => ({
        value,
        label: label[language],
        hint: hint?.[language],
      }))
      const List = choices.length > radiosMax ? Select : Radios
      return <List {...common} choices={choices} value={one()} />
    }
    case 'choices': {
      const choices = field.options.map(({ value, label, hint }) => ({
        value,
        label: label[language],
        hint: hint?.[language],
      }))
      return <Checkboxes {...common} choices={choices} values={many} />
    }
    case 'yesNo': {
      if (field.rare === true) return <Checkbox {...common} isChecked={one() === 'yes'} />
      const choices = [
        { value: 'yes', label: texts.answerYes },
        { value: 'no', label: texts.answerNo },
      ]
      return <Radios {...common} choices={choices} value={one()} isInline />
    }
    case 'declaration':
      return <Checkbox {...common} isChecked={one() === 'yes'} />
    case 'country':
      return <Select {...common} choices={countries(language)} value={one()} />
    case 'ethnicity':
      return <Select {...common} choices={peoples} value={one()} />
    case 'unit':
      return <Select {...common} choices={lists.units} value={one()} width="full" />
    case 'address':
      return <AddressControl field={field} parts={parts} lists={lists} />
    case 'file':
      return <FileControl field={field} parts={parts} lists={lists} />
    default:
      return assertNever(field)
  }
}

const peoples: readonly Choice[] = ethnicities.map(({ code, name }) => ({ value: code, label: name }))

function countries(language: 'vi' | 'en'): Choice[] {
  return countryCodes
    .map((value) => ({ value, label: countryName(value, language) }))
    .toSorted(
      (a, b) =>
        Number(b.value === 'VN') - Number(a.value === 'VN') || a.label.localeCompare(b.label, language),
    )
}

function widthOf(maxLength = 200): 'full' | 'long' | 'medium' {
  if (maxLength > 100) return 'full'
  return maxLength > 30 ? 'long' : 'medium'
}

/** A whole amount as a number, so that it is shown in words; what cannot be read stays as typed. */
function amountOf(typed: string | undefined): number | string | undefined {
  const digits = typed?.replace(/[.\s]/g, '')
  return digits && /^\d{1,15}$/.test(digits) ? Number(digits) : typed
}

type KindProps<K extends SimpleField['kind']> = Omit<ControlProps, 'field' | 'lists'> & {
  readonly field: Extract<SimpleField, { kind: K }>
}

function DateControl({ field, parts }: KindProps<'date' | 'partialDate'>) {
  const { common, fault, one } = parts
  const value: DateParts = { day: one('day') ?? '', month: one('month') ?? '', year: one('year') ?? '' }
  const part = fault?.inputId.split('.').at(-1)
  const isOnePart = fault?.kind === 'value' && (part === 'month' || part === 'year')
  return (
    <DateInput
      {...common}
      value={value}
      isBirthday={field.prefill === 'person.birthDate'}
      wrongParts={isOnePart ? [part] : undefined}
    />
  )
}

function AddressControl({ field, parts, lists }: KindProps<'address'> & { readonly lists: FormLists }) {
  const { common, fault, one, isOwn } = parts
  const isLine = fault?.inputId.endsWith('.line')
  return (
    <AddressInput
      {...common}
      error={undefined}
      errors={fault && (isLine ? { line: fault.message } : { commune: fault.message })}
      province={lists.province}
      groups={lists.communes}
      value={{ commune: one('commune'), line: one('line') }}
      hasLine={field.line !== false}
      isOwn={isOwn}
    />
  )
}

/** Ids of the files already there travel with the form, like every other answer. */
function FileControl({ field, parts, lists }: KindProps<'file'> & { readonly lists: FormLists }) {
  const { common, many } = parts
  const files = many.flatMap((id) => lists.file(id) ?? [])
  const path = common.name
  const instead = files.length === 0 && lists.instead?.(field.paper)
  if (instead)
    return (
      <div class="field" id={fieldId(path)}>
        <p class="label">{common.label}</p>
        {instead}
      </div>
    )
  const offers = lists.offers?.(field.paper, path)
  return (
    <>
      {files.map(({ id }) => (
        <input key={id} type="hidden" name={path} value={id} />
      ))}
      {offers}
      <FileUpload
        {...common}
        megabytesMax={lists.megabytesMax}
        isSingle={field.max === 1}
        isPaper
        files={files}
        acts={{
          name: 'act',
          remove: (file) => writeAct({ kind: 'drop', path, file }),
          moveUp: (file) => writeAct({ kind: 'up', path, file }),
        }}
      />
    </>
  )
}
