import { type Static, type TProperties, Type } from 'typebox'
import type { Language } from '../text.ts'
import type { CalendarDate, JsonObject } from '../types.ts'

/** The two languages of every screen. */
export type FormLanguage = Language

/** Words shown to people, Vietnamese first, English second. */
const Words = Type.Object(
  { vi: Type.String({ minLength: 1, maxLength: 2000 }), en: Type.String({ minLength: 1, maxLength: 2000 }) },
  { additionalProperties: false },
)
export type Words = Static<typeof Words>

const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$' })
/** Text of the expression language (`kernel/expressions.ts`). */
const ExpressionText = Type.String({ minLength: 1, maxLength: 2000 })
const Count = Type.Integer({ minimum: 0, maximum: 100 })

/** What every field has. A field is required unless it says otherwise. */
const common = {
  key: Key,
  label: Words,
  /** What the answer is called inside a sentence ("ngày sinh của con"); needed where the label is a question. */
  noun: Type.Optional(Words),
  hint: Type.Optional(Words),
  /** `false`, or an expression that decides. */
  required: Type.Optional(Type.Union([Type.Boolean(), ExpressionText])),
  /** The field is asked only where this holds. */
  when: Type.Optional(ExpressionText),
  /** Name of the fact that fills the field beforehand: `person.fullName`, `person.birthDate`, … */
  prefill: Type.Optional(
    Type.String({ pattern: '^[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)*$', maxLength: 100 }),
  ),
  /**
   * With what the field begins when its page is opened for the first time and no fact is known, from answers before and facts of
   * the person: `if(answers.registrantIs == 'mother', answers.registrantName, known.person.fullName)`. Seen and changed like every
   * answer: on its page, or on the check of all answers where nothing of the page was left to ask.
   */
  startsAs: Type.Optional(ExpressionText),
}
/**
 * Về sức khỏe: what is said here lies at rest only sealed (`kernel/sealed-answers.ts`, docs/legal.md#sensitive-data). Only kinds
 * that name nobody have it, so that it is never what a dossier is found or decided by place with.
 */
const about = { about: Type.Optional(Type.Literal('health')) }
/** Earliest and latest day allowed, as expressions: `today`, `answers.marriedOn`, `'1990-01-01'`. */
const days = { notBefore: Type.Optional(ExpressionText), notAfter: Type.Optional(ExpressionText) }
const Choice = Type.Object(
  {
    value: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$' }),
    label: Words,
    hint: Type.Optional(Words),
  },
  { additionalProperties: false },
)

function fieldOf<K extends string, P extends TProperties>(kind: K, more: P) {
  return Type.Object({ kind: Type.Literal(kind), ...common, ...more }, { additionalProperties: false })
}

const simpleFields = [
  fieldOf('text', {
    ...about,
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    /** A regular expression for the whole text, and the sentence to show when it does not fit. */
    format: Type.Optional(
      Type.Object(
        { pattern: Type.String({ minLength: 1, maxLength: 200 }), message: Words },
        { additionalProperties: false },
      ),
    ),
  }),
  fieldOf('longText', { ...about, maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }),
  fieldOf('fullName', {}),
  fieldOf('date', { ...about, ...days }),
  /** A day of which only the year, or the month and year, may be known. */
  fieldOf('partialDate', { ...about, ...days }),
  fieldOf('number', {
    ...about,
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
    unit: Type.Optional(Words),
  }),
  fieldOf('money', {
    min: Type.Optional(Type.Integer({ minimum: 0 })),
    max: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
  fieldOf('identityNumber', {
    /** Key of the birth date beside it; a year that disagrees gives a warning. */
    birthDate: Type.Optional(Key),
  }),
  fieldOf('taxCode', {}),
  fieldOf('phone', {}),
  fieldOf('email', {}),
  fieldOf('choice', { ...about, options: Type.Array(Choice, { minItems: 2, maxItems: 200 }) }),
  fieldOf('choices', {
    ...about,
    options: Type.Array(Choice, { minItems: 1, maxItems: 50 }),
    min: Type.Optional(Count),
    max: Type.Optional(Count),
  }),
  fieldOf('yesNo', {
    ...about,
    /** Trường hợp hiếm: shown as one box to tick; what is not ticked is no. */
    rare: Type.Optional(Type.Boolean()),
  }),
  /** Province, district where there is one, commune, and `line`: house, street, hamlet (asked unless `false`). */
  fieldOf('address', { line: Type.Optional(Type.Boolean()) }),
  fieldOf('country', {}),
  fieldOf('ethnicity', {}),
  fieldOf('unit', {}),
  /** Files of one paper of the procedure; an answer is the list of ids of files that were uploaded. */
  fieldOf('file', {
    paper: Type.String({ minLength: 1, maxLength: 100 }),
    min: Type.Optional(Count),
    max: Type.Optional(Count),
  }),
  /** A sentence the applicant agrees to by ticking; never ticked beforehand. */
  fieldOf('declaration', {}),
] as const

/** A field that holds one answer. */
export const SimpleField = Type.Union([...simpleFields])
export type SimpleField = Static<typeof SimpleField>

/** A list of entries with the same fields: children, kites, members. `item.x` names a field of the entry. */
const GroupField = fieldOf('group', {
  fields: Type.Array(SimpleField, { minItems: 1, maxItems: 30 }),
  min: Type.Optional(Count),
  max: Type.Integer({ minimum: 1, maximum: 100 }),
  /** What one entry is called: "Con thứ", followed by its number. */
  itemTitle: Words,
})
export type GroupField = Static<typeof GroupField>

export const Field = Type.Union([...simpleFields, GroupField])
export type Field = Static<typeof Field>
export type FieldKind = Field['kind']

/** One page asks one thing. */
const FormPage = Type.Object(
  {
    key: Key,
    title: Words,
    hint: Type.Optional(Words),
    when: Type.Optional(ExpressionText),
    fields: Type.Array(Field, { minItems: 1, maxItems: 30 }),
  },
  { additionalProperties: false },
)
export type FormPage = Static<typeof FormPage>

/**
 * Biểu mẫu: what is asked, in which order, under which conditions (`packs/<p>/forms/<key>.json`).
 * The fields are the one source of truth; `answersJsonSchema` derives the JSON Schema 2020-12 of the answers.
 * Expressions read `answers.<key>`, `item.<key>` inside a group, `today` and `applicant.*`.
 */
export const FormDefinition = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    key: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,79}$' }),
    version: Type.Integer({ minimum: 1 }),
    title: Words,
    pages: Type.Array(FormPage, { minItems: 1, maxItems: 60 }),
  },
  { additionalProperties: false },
)
export type FormDefinition = Static<typeof FormDefinition>

/** Answers by field key. A question that was not answered has no key. */
export type Answers = JsonObject

/** `district` is present only where the commune lies in one. */
export type AddressAnswer = { province: string; district?: string; commune: string; line?: string }

export type Area = { name: string; level: 'province' | 'district' | 'commune'; parent: string | null }

/** Facts that expressions may read beside the answers. */
export type FormFacts = { today?: CalendarDate; applicant?: JsonObject }

/** Lists of the province, valid on the day of checking. */
export type FormLookups = FormFacts & {
  today: CalendarDate
  /** Đơn vị hành chính by its official code. */
  area: (code: string) => Area | undefined
  /** Cơ quan, đơn vị by its code. */
  unit: (code: string) => { name: string } | undefined
  /** A file that was uploaded; without this function ids are only checked for their shape. */
  file?: (id: string) => { name: string } | undefined
}

/** `required`: nothing was answered. `type`: not the kind of value asked for. `unknown`: the form asks no such thing. */
export type FaultKind = 'required' | 'type' | 'unknown' | 'value'

/** One thing to mend. `field` is a path (`kites.0.length`); `inputId` is the id of the control to move to. */
export type FormFault = { kind: FaultKind; field: string; message: string; inputId: string }

/** What a page sent: names of HTML controls to what was typed. */
export type RawFields = Readonly<Record<string, string | readonly string[] | undefined>>

/** What `readPage` made of a page. `kept` is what was typed, cut to a safe length, to show again. */
export type ReadPage = {
  values: Answers
  errors: FormFault[]
  warnings: FormFault[]
  kept: Record<string, string | string[]>
}

/** One line of the page "check your answers" and of printed forms. */
export type SummaryRow = { page: string; pageTitle: string; field: string; label: string; value: string }

/** A mistake in a definition, found before it is published. */
export type DefinitionProblem = { path: string; message: string }
