/** Hồ sơ nháp cho hệ thống khác: the shapes of the API, and how a draft becomes one. Pure. */

import { type Static, Type } from 'typebox'
import {
  type Answers,
  type Field,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  type FormPage,
  filesMax,
  visiblePages,
} from '#kernel/forms.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import {
  type Draft,
  draftForm,
  type FileField,
  keptUntil,
  returnField,
  returnFieldOf,
  returnWays,
} from '../domain.ts'

const strict = { additionalProperties: false }
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])

export const ReturnWay = Type.Enum(returnWays)
export const GivenAnswers = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
  description:
    'Answers by field, as far as they are known; their JSON Schema is part of GET /api/v1/procedures/{code}. Files are sent as papers.',
})

export const ListedDraft = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    procedure: Type.Object({ code: Type.String(), version: Type.Integer(), name: Type.String() }, strict),
    version: Type.Integer({ description: 'Counted up by every change; a change names the one it saw.' }),
    savedAt: Type.String({ format: 'date-time' }),
    keptUntil: Type.String({ format: 'date', description: 'Last day on which an untouched draft is there.' }),
    dossier: orNull(Type.String({ description: 'Code of the dossier, once submitted.' })),
  },
  strict,
)

export const DraftList = Type.Object(
  {
    items: Type.Array(ListedDraft),
    next: orNull(Type.String({ description: '`after` of the next page.' })),
  },
  strict,
)

const Missing = Type.Array(Type.Object({ field: Type.String(), message: Type.String() }, strict))

export const PublishedDraft = Type.Object(
  {
    ...ListedDraft.properties,
    answers: Type.Record(Type.String(), Type.Unknown()),
    returnMethod: orNull(ReturnWay),
    papers: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          name: Type.Object({ vi: Type.String(), en: Type.String() }, strict),
          filesMax: Type.Integer(),
          files: Type.Array(
            Type.Object(
              {
                id: Type.String({ format: 'uuid' }),
                name: Type.String(),
                mediaType: Type.String(),
                bytes: Type.Integer(),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
    missing: Type.Object(
      { answers: Missing, papers: Missing },
      { ...strict, description: 'What stands between the draft and its submission. Papers by their keys.' },
    ),
    isComplete: Type.Boolean(),
  },
  strict,
)
export type PublishedDraft = Static<typeof PublishedDraft>

/** The papers that a draft asks for with its present answers, by key. Files inside repeated groups are answers. */
export function askedPapers(
  form: FormDefinition,
  answers: Answers,
  lookups: FormLookups,
): ReadonlyMap<string, FileField> {
  const pages = visiblePages(form, answers, lookups)
  // A paper may be asked for by several questions, of which one is shown.
  return new Map(fileFields(pages).map((field) => [field.paper, field]))
}

/** The keys of all file fields, asked for or not, with their papers. */
export function paperByField(form: FormDefinition): ReadonlyMap<string, string> {
  return new Map(fileFields(form.pages).map(({ key, paper }) => [key, paper]))
}

function fileFields(pages: readonly FormPage[]): FileField[] {
  const fields: readonly Field[] = pages.flatMap((page) => page.fields)
  return fields.filter((field) => field.kind === 'file')
}

/** Where the way of return stands among the answers: in the form's own question, or in the one that a draft adds. */
export const returnKeyOf = (form: FormDefinition): string => returnFieldOf(form)?.key ?? returnField

/** The answers of a draft when the procedure's own are replaced: its files stay, and the way of return is set. */
export function replacedAnswers(
  definition: ProcedureDefinition,
  before: Answers,
  given: JsonObject,
  returnMethod: string | undefined,
): Answers {
  const files = [...paperByField(draftForm(definition)).keys()].flatMap((key) => {
    const ids = before[key]
    return ids === undefined ? [] : [[key, ids] as const]
  })
  return {
    ...given,
    ...Object.fromEntries(files),
    ...(returnMethod !== undefined && { [returnKeyOf(definition.form)]: returnMethod }),
  }
}

type Parts = {
  readonly draft: Draft
  readonly definition: ProcedureDefinition
  readonly form: FormDefinition
  readonly lookups: FormLookups
  readonly files: ReadonlyMap<string, PublishedDraft['papers'][number]['files'][number]>
  readonly faults: readonly FormFault[]
}

export function listedDraft(draft: Draft, name: string): Static<typeof ListedDraft> {
  return {
    id: draft.id,
    procedure: { code: draft.procedureCode, version: draft.procedureVersion, name },
    version: draft.version,
    savedAt: draft.savedAt.toISOString(),
    keptUntil: keptUntil(draft.savedAt),
    dossier: draft.dossierCode,
  }
}

/** One draft with its papers, and what is still missing of it. */
export function publishedDraft({ draft, definition, form, lookups, files, faults }: Parts): PublishedDraft {
  const paperOf = paperByField(form)
  const own = new Set(definition.form.pages.flatMap((page) => page.fields.map(({ key }) => key)))
  const answered = Object.entries(draft.answers).filter(([key]) => own.has(key) && !paperOf.has(key))
  const way = draft.answers[returnKeyOf(definition.form)]
  const missing = faults.map(({ field, message }) => ({ field, message }))
  return {
    ...listedDraft(draft, definition.name),
    answers: Object.fromEntries(answered) as Record<string, unknown>,
    returnMethod: returnWays.find((one) => one === way) ?? null,
    papers: [...askedPapers(form, draft.answers, lookups)].map(([key, field]) => ({
      key,
      name: { vi: field.label.vi, en: field.label.en },
      filesMax: field.max ?? filesMax,
      files: idsIn(draft.answers[field.key]).flatMap((id) => {
        const file = files.get(id)
        return file ? [{ id: file.id, name: file.name, mediaType: file.mediaType, bytes: file.bytes }] : []
      }),
    })),
    missing: {
      answers: missing
        .filter(({ field }) => !paperOf.has(field))
        .map(({ field, message }) => ({ field: field === returnField ? 'returnMethod' : field, message })),
      papers: missing.flatMap(({ field, message }) => {
        const key = paperOf.get(field)
        return key === undefined ? [] : [{ field: key, message }]
      }),
    },
    isComplete: faults.length === 0,
  }
}

/** The ids in the answer to a file field. */
export function idsIn(answer: JsonValue | undefined): readonly string[] {
  return Array.isArray(answer) ? answer.map(String) : []
}

export const listedExample = {
  id: '019cabcd-0000-7000-8000-000000000002',
  procedure: { code: '1.001193', version: 1, name: 'Đăng ký khai sinh' },
  version: 2,
  savedAt: '2026-03-02T01:00:00.000Z',
  keptUntil: '2026-05-31',
  dossier: null,
}

export const draftExample = {
  ...listedExample,
  answers: { childName: 'Trần Nguyễn Gia Hân' },
  returnMethod: 'online',
  papers: [
    {
      key: 'giay-chung-sinh',
      name: { vi: 'Giấy chứng sinh', en: 'Birth notice' },
      filesMax: 10,
      files: [],
    },
  ],
  missing: {
    answers: [{ field: 'birthDate', message: 'Nhập ngày sinh của con.' }],
    papers: [{ field: 'giay-chung-sinh', message: 'Chụp ảnh hoặc chọn tệp giấy chứng sinh.' }],
  },
  isComplete: false,
}
