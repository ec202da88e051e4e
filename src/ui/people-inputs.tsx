/** Inputs of what Vietnamese forms ask again and again: days, names, phones, identity numbers, money, addresses. */

import { useTexts } from '#kernel/page.tsx'
import { formatNumber, vndInWords } from '#kernel/text.ts'
import { type ChoiceGroup, Select } from './choices.tsx'
import { type FieldProps, Fieldset, fieldId, TextInput, type TextInputProps } from './forms.tsx'
import { formTexts } from './texts.ts'

export type DateParts = { readonly day?: string; readonly month?: string; readonly year?: string }

/** `YYYY-MM-DD` as the three fields show it; nothing for an empty text. */
export function dateParts(date: string | undefined): DateParts {
  const [year, month, day] = date?.split('-') ?? []
  return year && month && day ? { year, month: String(Number(month)), day: String(Number(day)) } : {}
}

export type DateInputProps = FieldProps & {
  readonly value?: DateParts | undefined
  /** A day of birth, which the device may fill in. */
  readonly isBirthday?: boolean | undefined
  /** The parts that are wrong; all when the error names none. */
  readonly wrongParts?: readonly (keyof DateParts)[] | undefined
}

const partNames = ['day', 'month', 'year'] as const

/** Ngày, tháng, năm in three fields, sent as `name.day`, `name.month`, `name.year`. */
export function DateInput(props: DateInputProps) {
  const texts = useTexts(formTexts)
  const wrong = props.error ? (props.wrongParts ?? partNames) : []
  return (
    <Fieldset {...props}>
      <div class="date-parts">
        {partNames.map((part) => (
          <div key={part} class="date-part">
            <label for={fieldId(`${props.name}.${part}`)}>{texts[part]}</label>
            <input
              class={`input date-${part}`}
              id={fieldId(`${props.name}.${part}`)}
              name={`${props.name}.${part}`}
              type="text"
              inputMode="numeric"
              maxLength={part === 'year' ? 4 : 2}
              value={props.value?.[part]}
              autocomplete={props.isBirthday ? (`bday-${part}` as 'on') : 'off'}
              aria-invalid={wrong.includes(part) ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
    </Fieldset>
  )
}

type PersonInputProps = Omit<TextInputProps, 'kind' | 'inputMode' | 'width'> & {
  /** The field is about the person at the device, who may let the device fill it in. */
  readonly isOwn?: boolean | undefined
}

function ownAutocomplete(props: PersonInputProps, token: string): string {
  return props.autocomplete ?? (props.isOwn === false ? 'off' : token)
}

/** Họ và tên in one field, as on the identity card. */
export function FullNameInput(props: PersonInputProps) {
  return (
    <TextInput
      {...props}
      autocomplete={ownAutocomplete(props, 'name')}
      width="long"
      maxLength={props.maxLength ?? 120}
    />
  )
}

export function PhoneInput(props: PersonInputProps) {
  return (
    <TextInput
      {...props}
      kind="tel"
      inputMode="tel"
      autocomplete={ownAutocomplete(props, 'tel')}
      width="medium"
      maxLength={props.maxLength ?? 20}
    />
  )
}

/** `079123456789` → `079 123 456 789`. Anything else stays as it was typed. */
export function groupIdentityNumber(value: string): string {
  const digits = value.replace(/\s/g, '')
  return /^\d{12}$/.test(digits) ? digits.replace(/(\d{3})(?=\d)/g, '$1 ') : value
}

/** Số định danh cá nhân, số căn cước: 12 digits shown in threes; spaces are the reader's to ignore. */
export function IdentityNumberInput(props: PersonInputProps) {
  const value = props.value === undefined ? undefined : groupIdentityNumber(props.value)
  return (
    <TextInput
      {...props}
      value={value}
      inputMode="numeric"
      autocomplete="off"
      width="medium"
      maxLength={20}
    />
  )
}

export type MoneyInputProps = Omit<TextInputProps, 'value' | 'kind' | 'inputMode' | 'suffix'> & {
  /** Whole đồng, or the text that was typed when it could not be read. */
  readonly value?: number | string | undefined
}

/** Số tiền: dots every three digits, and in words beneath once it is known. */
export function MoneyInput({ value, ...props }: MoneyInputProps) {
  const texts = useTexts(formTexts)
  const isAmount = typeof value === 'number' && Number.isInteger(value) && value >= 0
  return (
    <div class="money">
      <TextInput
        {...props}
        value={isAmount ? formatNumber(value) : value === undefined ? undefined : String(value)}
        inputMode="numeric"
        autocomplete="off"
        width="medium"
        suffix={texts.moneyUnit}
      />
      {isAmount && <p class="hint">{vndInWords(value)}</p>}
    </div>
  )
}

export type AddressValue = { readonly commune?: string | undefined; readonly line?: string | undefined }

export type AddressInputProps = FieldProps & {
  /** Communes by district, or by province where there are no districts; values are official codes. */
  readonly groups: readonly ChoiceGroup[]
  readonly value?: AddressValue | undefined
  readonly errors?: { readonly commune?: string | undefined; readonly line?: string | undefined } | undefined
  readonly isOwn?: boolean | undefined
  /** Code of the province that the communes belong to; sent as `name.province`. */
  readonly province?: string | undefined
  /** Ask for the free line as well; yes unless told. */
  readonly hasLine?: boolean | undefined
}

/** Địa chỉ: one list of communes grouped by district, then a free line; sent as `name.commune` and `name.line`. */
export function AddressInput(props: AddressInputProps) {
  const texts = useTexts(formTexts)
  return (
    <Fieldset {...props}>
      {props.province && <input type="hidden" name={`${props.name}.province`} value={props.province} />}
      <Select
        name={`${props.name}.commune`}
        label={texts.commune}
        groups={props.groups}
        value={props.value?.commune}
        placeholder={texts.chooseCommune}
        error={props.errors?.commune}
        isOptional={props.isOptional}
      />
      {props.hasLine !== false && (
        <TextInput
          name={`${props.name}.line`}
          label={texts.street}
          value={props.value?.line}
          error={props.errors?.line}
          isOptional={props.isOptional}
          autocomplete={props.isOwn === false ? 'off' : 'street-address'}
          maxLength={200}
        />
      )}
    </Fieldset>
  )
}
