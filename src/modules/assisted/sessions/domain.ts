/** Tờ khai khi hỗ trợ: everything on one page, the person typed once, conditions as ever. Pure; runs in browsers too. */

import {
  type Field,
  type FormDefinition,
  type PageView,
  type RawFields,
  type ShownField,
} from '#kernel/forms.ts'

/** What is typed of the person at the top and need not be typed again. */
export const personFacts = {
  'person.fullName': '_name',
  'person.identityNumber': '_identity',
  'person.phone': '_phone',
} as const
type PersonFact = keyof typeof personFacts

const isPersonFact = (fact: string | undefined): fact is PersonFact =>
  fact !== undefined && Object.hasOwn(personFacts, fact)

/** Questions of the form that ask for what stands at the top: the first of each. */
export function askedAbove(form: FormDefinition): ReadonlyMap<string, (typeof personFacts)[PersonFact]> {
  const found = new Map<PersonFact, string>()
  for (const { fields } of form.pages)
    for (const field of fields)
      if (field.kind !== 'group' && isPersonFact(field.prefill) && !found.has(field.prefill))
        found.set(field.prefill, field.key)
  return new Map([...found].map(([fact, key]) => [key, personFacts[fact]]))
}

/** What was typed, the person's own facts put where the form asks for them. */
export function withPerson(form: FormDefinition, typed: RawFields): RawFields {
  const filled = [...askedAbove(form)].map(([key, name]) => [key, typed[name]] as const)
  return { ...typed, ...Object.fromEntries(filled) }
}

/** Every question, whether or not it is asked: a page without a line cannot ask for another. */
export function wholeViews(form: FormDefinition, typed: RawFields): readonly PageView[] {
  return form.pages.map((page) => ({
    page,
    typed,
    fields: page.fields.map((field) => {
      if (field.kind !== 'group') return shown(field, field.key)
      const fields = field.fields.map((each) => shown(each, `${field.key}.0.${each.key}`))
      return { kind: 'group' as const, field, path: field.key, entries: [{ index: 0, fields }] }
    }),
  }))
}

const shown = (field: Exclude<Field, { kind: 'group' }>, path: string): ShownField => ({
  kind: 'one',
  field,
  path,
  isRequired: field.required !== false,
})

/** Paths that are asked, given what was typed. */
export const pathsAsked = (views: readonly PageView[]): ReadonlySet<string> =>
  new Set(
    views.flatMap(({ fields }) =>
      fields.flatMap((one) =>
        one.kind === 'one'
          ? [one.path]
          : [one.path, ...one.entries.flatMap((entry) => entry.fields.map(({ path }) => path))],
      ),
    ),
  )
