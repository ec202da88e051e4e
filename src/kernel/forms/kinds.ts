import type { SimpleField } from './definition.ts'
import type { FieldOf, Kind } from './kind.ts'
import { amountKinds } from './kinds-amounts.ts'
import { choiceKinds } from './kinds-choices.ts'
import { dayKinds } from './kinds-days.ts'
import { placeKinds } from './kinds-places.ts'
import { textKinds } from './kinds-text.ts'

/** Every kind of field. A kind added to the definition does not compile until it is written here. */
const kinds: { readonly [K in SimpleField['kind']]: Kind<FieldOf<K>> } = {
  ...textKinds,
  ...dayKinds,
  ...amountKinds,
  ...choiceKinds,
  ...placeKinds,
}

/** The kind of a field; its functions are to be called with that field only. */
export function kindOf<F extends SimpleField>(field: F): Kind<F> {
  return kinds[field.kind] as unknown as Kind<F>
}
