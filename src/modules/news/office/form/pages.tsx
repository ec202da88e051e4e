/** Fields that the forms of articles, guides and warnings share. */

import type { FieldError } from '#kernel/errors.ts'
import { useTexts } from '#kernel/page.tsx'
import { Checkbox } from '#ui/choices.tsx'
import { TextInput } from '#ui/forms.tsx'
import { DateInput } from '#ui/people-inputs.tsx'
import { FileUpload } from '#ui/upload.tsx'
import type { Places } from '../../areas/domain.ts'
import type { Picture } from '../../articles/domain.ts'
import { newsLinks } from '../../domain.ts'
import { type Fields, typed } from '../domain.ts'
import { texts } from '../texts.ts'

export type FormProps<Content> = {
  readonly fields: Fields
  readonly errors: readonly FieldError[]
  readonly places: Places
  /** What the draft holds already. */
  readonly kept: Content | undefined
}

type ErrorOf = (name: string) => string | undefined

export const pictureMegabytesMax = 15

/** One picture with the words for those who do not see it. */
export function PictureField({
  name,
  fields,
  kept,
  errorOf,
  label,
}: {
  readonly name: string
  readonly fields: Fields
  readonly kept: Picture | null
  readonly errorOf: ErrorOf
  readonly label?: string
}) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      {kept && <img class="news-picture-small" src={newsLinks.file(kept.file)} alt={kept.alt} />}
      <FileUpload
        name={name}
        label={label ?? t.picture}
        hint={t.pictureHint}
        error={errorOf(name)}
        megabytesMax={pictureMegabytesMax}
        accept="image/jpeg,image/png,image/webp"
        kinds="JPG, PNG, WebP"
        isSingle
        isOptional
      />
      <TextInput
        name={`${name}-mo-ta`}
        label={label ? `${label}: ${t.alt}` : t.alt}
        hint={t.altHint}
        value={typed(fields, `${name}-mo-ta`)}
        error={errorOf(`${name}-mo-ta`)}
        maxLength={300}
        isOptional
      />
      {kept && (
        <Checkbox
          name={`bo-${name}`}
          label={t.removePicture}
          isChecked={Boolean(typed(fields, `bo-${name}`))}
        />
      )}
    </div>
  )
}

/** A day and an hour. */
export function MomentField({
  name,
  label,
  hint,
  fields,
  error,
  isOptional,
}: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fields: Fields
  readonly error?: string | undefined
  readonly isOptional?: boolean
}) {
  const t = useTexts(texts)
  const [day, month, year] = ['day', 'month', 'year'].map((part) => typed(fields, `${name}.${part}`))
  return (
    <div class="moment">
      <DateInput
        name={name}
        label={label}
        hint={hint}
        value={{ day: day ?? '', month: month ?? '', year: year ?? '' }}
        error={error}
        isOptional={isOptional}
      />
      <TextInput
        name={`${name}-gio`}
        label={`${t.hour} – ${label.toLocaleLowerCase('vi')}`}
        hint={t.hourHint}
        value={typed(fields, `${name}-gio`)}
        width="short"
        maxLength={5}
        isOptional={isOptional}
      />
    </div>
  )
}
