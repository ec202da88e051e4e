import type { JsonObject, JsonValue } from '../types.ts'
import type { Field, FormDefinition, GroupField } from './definition.ts'
import { entriesMin } from './fault.ts'
import { kindOf } from './kinds.ts'

/**
 * JSON Schema 2020-12 of the answers, for the API and its documentation. It holds types, lists, lengths and what is
 * always required; conditions of the form stand in `$comment` and are enforced by `checkAnswers`.
 */
export function answersJsonSchema(definition: FormDefinition): JsonObject {
  const fields = definition.pages.flatMap((page) => page.fields.map((field) => ({ page, field })))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: definition.title.vi,
    ...objectSchema(
      fields.map(({ field }) => field),
      fields
        .filter(({ page, field }) => page.when === undefined && isAlwaysRequired(field))
        .map(({ field }) => field),
    ),
  }
}

function isAlwaysRequired({ required = true, when }: Field): boolean {
  return required === true && when === undefined
}

function objectSchema(fields: readonly Field[], required: readonly Field[]): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field)])),
    required: required.map(({ key }) => key),
    additionalProperties: false,
  }
}

function fieldSchema(field: Field): JsonObject {
  const rules: Record<string, JsonValue> = {}
  if (field.when !== undefined) rules.when = field.when
  if (typeof field.required === 'string') rules.required = field.required
  const conditions = Object.entries(rules).map(([name, text]) => `${name}: ${String(text)}`)
  return {
    title: field.label.vi,
    description: field.label.en,
    ...(conditions.length > 0 && { $comment: conditions.join('; ') }),
    ...(field.kind === 'group' ? groupSchema(field) : kindOf(field).schema(field)),
  }
}

function groupSchema(field: GroupField): JsonObject {
  return {
    type: 'array',
    minItems: entriesMin(field),
    maxItems: field.max,
    items: objectSchema(field.fields, field.fields.filter(isAlwaysRequired)),
  }
}
