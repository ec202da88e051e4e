/**
 * Biểu mẫu: definitions, conditions, reading and checking answers. Pure, and the same in the browser.
 *
 * A field's HTML controls are named after its key: `x`; `x.day`, `x.month`, `x.year`; `x.province`, `x.district`,
 * `x.commune`, `x.line`; `children.0.name` in entries of groups. A control's id is its name; of radios and checkboxes
 * the first one has it. Yes and no are posted as `yes` and `no`, a tick as `yes`.
 */

export { applyAct, type FormAct, lastEntryInput, readAct, writeAct } from './forms/act.ts'
export { answerWarnings, checkAnswers } from './forms/check.ts'
export { checkForm } from './forms/check-form.ts'
export { countryCodes, countryName } from './forms/countries.ts'
export {
  type AddressAnswer,
  type Answers,
  type Area,
  type DefinitionProblem,
  type FaultKind,
  Field,
  type FieldKind,
  FormDefinition,
  type FormFacts,
  type FormFault,
  type FormLanguage,
  type FormLookups,
  type FormPage,
  type GroupField,
  type RawFields,
  type ReadPage,
  SimpleField,
  type SummaryRow,
  type Words,
} from './forms/definition.ts'
export { ethnicities } from './forms/ethnicities.ts'
export { type ExampleLists, exampleAnswers } from './forms/example.ts'
export { type GeneratedFormEntry, generatedForm } from './forms/generated.ts'
export { asksHealth, healthFields, isErased, withoutErased } from './forms/health.ts'
export { answersJsonSchema } from './forms/json-schema.ts'
export { filesMax } from './forms/kinds-places.ts'
export { mergePage, readPage } from './forms/read.ts'
export type { ControlKind, Reveal, RevealSign } from './forms/reveal.ts'
export { summarise } from './forms/summary.ts'
export { isTidy, tidy } from './forms/tidy.ts'
export {
  answersAsTyped,
  type Drawn,
  type PageView,
  pathsOf,
  type ShownField,
  type ShownGroup,
  viewPage,
} from './forms/view.ts'
export { isRequired, pruneAnswers, visiblePages } from './forms/visible.ts'
export { type FilledForm, fillForm } from './forms/whole.ts'
export { dateInWords, dayInFigures, moneyInWords } from './forms/words.ts'
