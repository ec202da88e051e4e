import type { Field, FormDefinition, SimpleField } from './definition.ts'

/** Where what is said about health lies sealed, beside the answers that are not. No key of a form begins with `$`. */
export const sealedName = '$sealed'

/** Whether a question, or one of a list of entries, is about somebody's health. */
export const asksHealth = (field: Field | SimpleField): boolean =>
  ('about' in field && field.about !== undefined) || (field.kind === 'group' && field.fields.some(asksHealth))

/** The fields of a form that ask about health; a list of entries as a whole where one of its questions does. */
export function healthFields({ pages }: Pick<FormDefinition, 'pages'>): ReadonlySet<string> {
  return new Set(
    pages
      .flatMap((page) => page.fields)
      .filter(asksHealth)
      .map(({ key }) => key),
  )
}

/** Whether something was said about health of which the key was destroyed, so that nobody reads it any more. */
export const isErased = (said: object): boolean => sealedName in said

/** What is left of it, as if it had never been said. */
export function withoutErased<Said extends object>(said: Said): Said {
  const { [sealedName]: _, ...left } = said as Said & { readonly [sealedName]?: unknown }
  return left as unknown as Said
}
