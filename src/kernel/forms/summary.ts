import type { JsonValue } from '../types.ts'
import type {
  Answers,
  Field,
  FormDefinition,
  FormLanguage,
  FormLookups,
  FormPage,
  SummaryRow,
} from './definition.ts'
import { healthFields, isErased } from './health.ts'
import { isObject } from './kind.ts'
import { kindOf } from './kinds.ts'
import { isAsked, pruneAnswers, visiblePages } from './visible.ts'

const unanswered = { vi: 'Không khai', en: 'Not given' } as const
const erased = { vi: 'Đã xóa vĩnh viễn', en: 'Erased for good' } as const

/** What was answered, in the order it was asked, for checking before sending and for printed forms. */
export function summarise(
  definition: FormDefinition,
  answers: Answers,
  language: FormLanguage,
  lookups: FormLookups,
): SummaryRow[] {
  const pruned = pruneAnswers(definition, answers, lookups)
  const rows = visiblePages(definition, answers, lookups).flatMap((page) =>
    page.fields.flatMap((field) => rowsOf(page, field, pruned, language, lookups)),
  )
  if (!isErased(answers)) return rows
  const gone = healthFields(definition)
  return rows.map((row) => (gone.has(row.field) ? { ...row, value: erased[language] } : row))
}

function rowsOf(
  page: FormPage,
  field: Field,
  answers: Answers,
  language: FormLanguage,
  lookups: FormLookups,
): SummaryRow[] {
  const at = { page: page.key, pageTitle: page.title[language] }
  const value = answers[field.key]
  if (field.kind !== 'group' || !Array.isArray(value)) {
    const shown = shownValue(field, value, language, lookups)
    return [{ ...at, field: field.key, label: field.label[language], value: shown }]
  }
  return (value as readonly JsonValue[]).flatMap((entry, index) => {
    const item = isObject(entry) ? entry : {}
    return field.fields
      .filter((each) => isAsked(each, answers, lookups, item))
      .map((each) => ({
        ...at,
        field: `${field.key}.${index}.${each.key}`,
        label: `${field.itemTitle[language]} ${index + 1}: ${each.label[language]}`,
        value: shownValue(each, item[each.key], language, lookups),
      }))
  })
}

/** A draft may hold anything; what is not of the right type is shown as not given. */
function shownValue(
  field: Field,
  value: JsonValue | undefined,
  language: FormLanguage,
  lookups: FormLookups,
): string {
  if (value === undefined || field.kind === 'group' || !kindOf(field).fits(field, value)) {
    return unanswered[language]
  }
  return kindOf(field).show(field, value, language, lookups)
}
