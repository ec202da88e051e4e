import { evaluate, expression } from '../expressions.ts'
import type { JsonObject, JsonValue } from '../types.ts'
import type { Answers, Field, FormDefinition, FormFacts, FormPage } from './definition.ts'
import { isObject } from './kind.ts'

/** The value of an expression of a definition; `item` is the entry of the group it stands in. */
export function valueIn(text: string, answers: Answers, facts: FormFacts, item?: JsonObject): JsonValue {
  const { today = null, applicant = null } = facts
  return evaluate(expression(text), { answers, today, applicant, item: item ?? null })
}

/** Whether a field is asked, given the answers before it. */
export function isAsked(
  { when }: { when?: string },
  answers: Answers,
  facts: FormFacts,
  item?: JsonObject,
): boolean {
  return when === undefined || valueIn(when, answers, facts, item) === true
}

export function isRequired(
  { required = true }: Field,
  answers: Answers,
  facts: FormFacts,
  item?: JsonObject,
): boolean {
  return typeof required === 'boolean' ? required : valueIn(required, answers, facts, item) === true
}

type Walk = { pages: FormPage[]; answers: Record<string, JsonValue> }

/**
 * Goes through the form once, from first to last. A condition sees only answers before it that are themselves asked
 * (`checkForm` refuses one that looks ahead), so that an answer hidden by a change of mind decides nothing.
 */
function walk(definition: FormDefinition, answers: Answers, facts: FormFacts): Walk {
  const kept: Walk = { pages: [], answers: {} }
  for (const page of definition.pages) {
    if (!isAsked(page, kept.answers, facts)) continue
    const fields: Field[] = []
    for (const field of page.fields) {
      if (!isAsked(field, kept.answers, facts)) continue
      fields.push(field)
      if (!Object.hasOwn(answers, field.key)) continue
      const value = answers[field.key]
      if (value !== undefined) kept.answers[field.key] = prunedValue(field, value, kept.answers, facts)
    }
    if (fields.length > 0) kept.pages.push({ ...page, fields })
  }
  return kept
}

function prunedValue(field: Field, value: JsonValue, answers: Answers, facts: FormFacts): JsonValue {
  if (field.kind !== 'group' || !Array.isArray(value)) return value
  return (value as readonly JsonValue[])
    .slice(0, field.max)
    .map((entry) => (isObject(entry) ? prunedEntry(field.fields, entry, answers, facts) : entry))
}

function prunedEntry(
  fields: readonly Field[],
  entry: JsonObject,
  answers: Answers,
  facts: FormFacts,
): JsonObject {
  const kept: Record<string, JsonValue> = {}
  for (const field of fields) {
    const value = Object.hasOwn(entry, field.key) ? entry[field.key] : undefined
    if (value !== undefined && isAsked(field, answers, facts, kept)) kept[field.key] = value
  }
  return kept
}

/** The pages to show, each with the fields that are asked. */
export function visiblePages(
  definition: FormDefinition,
  answers: Answers,
  facts: FormFacts = {},
): FormPage[] {
  return walk(definition, answers, facts).pages
}

/** The answers to what is asked; answers to hidden pages and fields, and unknown keys, are dropped. */
export function pruneAnswers(definition: FormDefinition, answers: Answers, facts: FormFacts = {}): Answers {
  return walk(definition, answers, facts).answers
}
