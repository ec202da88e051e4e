/** Hồ sơ nháp: the pages of a draft, what two devices may do to it, and what is submitted of it. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import {
  type Answers,
  type Field,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  type FormPage,
  type RawFields,
  type SimpleField,
  visiblePages,
} from '#kernel/forms.ts'
import { type Actor, citizenOf, proceduresOf } from '#kernel/policy.ts'
import {
  addDays,
  type CalendarDate,
  dateOf,
  instantAt,
  type JsonObject,
  type JsonValue,
} from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { DraftKnown } from './known/domain.ts'

export type PageSave = {
  readonly version: number
  readonly device: string
  /** Marks of what was sent lately, each made of its key and what it said: sent again it is there already. */
  readonly marks?: readonly string[]
  /** Nothing of it was left to ask: it was answered by itself, and shown on the check of all answers alone. */
  readonly isKnown?: true
}
/** How many are remembered: a device that waits long for a line has sent each of them at most once since. */
export const marksMax = 20

export type Draft = {
  readonly id: string
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly answers: Answers
  /** As typed, by page, where a page was left with mistakes. */
  readonly kept: Readonly<Record<string, RawFields>>
  readonly pages: Readonly<Record<string, PageSave>>
  readonly version: number
  readonly savedAt: Date
  /** What registers said for it, and what the person objected to. */
  readonly known: DraftKnown
  /** Set once the draft was submitted; from then on it only leads to its dossier. */
  readonly dossierCode: string | null
}

export const refusal = defineRefusals('drafts', {
  notFound: [
    'notFound',
    'Không tìm thấy bản nháp này. Có thể bản nháp đã xóa hoặc đã quá 90 ngày. Xem các bản nháp trong tài khoản.',
    'There is no such draft. It may have been deleted or be older than 90 days. See the drafts in your account.',
  ],
  alreadySubmitted: [
    'conflict',
    'Hồ sơ này đã nộp nên không sửa ở đây được nữa. Mở hồ sơ để xem và bổ sung.',
    'This dossier was submitted and can no longer be changed here. Open the dossier to see it.',
  ],
  changedMeanwhile: [
    'conflict',
    'Bản nháp vừa được sửa trên máy khác. Xem lại các câu trả lời rồi bấm nộp.',
    'The draft has just been changed on another device. Look through the answers, then submit.',
  ],
  keyOfAnother: [
    'invalid',
    'Khóa chống trùng này đã dùng cho hồ sơ khác. Dùng khóa mới cho bản nháp này.',
    'This idempotency key was used for another dossier. Use a new key for this draft.',
  ],
  wrongAnswers: [
    'invalid',
    'Có câu trả lời chưa đúng nên chưa lưu. Sửa từng mục được nêu rồi gửi lại; mục chưa có thì để trống.',
    'Some answers are not right, so nothing was saved. Mend each one named; leave out what is not known yet.',
  ],
  noSuchPaper: [
    'notFound',
    'Với các câu trả lời hiện có, bản nháp không cần giấy tờ “{key}”. Xem khóa của các giấy tờ trong bản nháp.',
    'With its present answers the draft asks for no paper “{key}”. See the keys of papers in the draft.',
  ],
  paperFull: [
    'conflict',
    'Giấy tờ “{key}” đã đủ {max} tệp. Xóa tệp cũ rồi tải lên lại.',
    'The paper “{key}” already has {max} files. Delete one, then upload again.',
  ],
  incomplete: [
    'invalid',
    'Hồ sơ còn chỗ chưa đúng nên chưa nộp được. Sửa từng chỗ được nêu rồi nộp.',
    'Some answers are not right yet, so nothing was submitted. Mend each one named and submit.',
  ],
})

/** Chủ bản nháp: the account of a person, a firm or a system; nobody else has drafts. */
export const ownerOf = (actor: Actor): string => draftsOf(actor).ownerId

/** Whose drafts the actor may see: those of the account, and in the place of another only the procedures of the mandate. */
export function draftsOf(actor: Actor): DraftsOf {
  const ownerId = actor.kind === 'service' ? actor.tokenId : citizenOf(actor).personId
  return { ownerId, procedures: proceduresOf(actor) }
}
export type DraftsOf = { readonly ownerId: string; readonly procedures: readonly string[] | null }

const keptDays = 90

/** The moment from which a draft that nobody touched may be forgotten. */
export function forgottenFrom(savedAt: Date): Date {
  return instantAt(addDays(dateOf(savedAt), keptDays + 1))
}

/** The last day on which a draft is there. */
export function keptUntil(savedAt: Date): CalendarDate {
  return addDays(dateOf(savedAt), keptDays)
}

const papersPage = 'giay-to'
const returnPage = 'nhan-ket-qua'
export const returnField = 'draftReturnBy'
export const returnWays = ['online', 'desk', 'post'] as const
type ReturnMethod = (typeof returnWays)[number]

/**
 * Everything a draft asks: the procedure's form, then the papers that are no field of it, then how to receive the
 * result where the form does not ask. Keys of the added pages have a hyphen, which a form's own keys cannot have.
 */
export function draftForm(definition: ProcedureDefinition): FormDefinition {
  const { form } = definition
  const added = [...papersPages(definition), ...(returnFieldOf(form) ? [] : [askReturn(form)])]
  const last = form.pages.at(-1)
  // A form that ends with its declaration still ends with it.
  const isDeclared = last?.fields.every(({ kind }) => kind === 'declaration') ?? false
  if (!last || !isDeclared) return { ...form, pages: [...form.pages, ...added] }
  return { ...form, pages: [...form.pages.slice(0, -1), ...added, last] }
}

function papersPages({ form, papers }: ProcedureDefinition): FormPage[] {
  const covered = new Set(fileFieldsOf(form.pages.flatMap((page) => page.fields)).map(({ paper }) => paper))
  const fields = papers
    .filter(({ key }) => !covered.has(key))
    .map(
      (paper, index): Field => ({
        kind: 'file',
        key: `draftPaper${index + 1}`,
        paper: paper.key,
        label: paper.name,
        required: paper.required,
        max: 10,
        ...(paper.hint && { hint: paper.hint }),
      }),
    )
  if (fields.length === 0) return []
  return [
    {
      key: papersPage,
      title: { vi: 'Giấy tờ kèm theo', en: 'Papers' },
      hint: {
        vi: 'Đặt giấy tờ ở nơi đủ sáng, chụp rõ bốn góc. Một giấy tờ nhiều trang thì chụp từng trang.',
        en: 'Put the paper in good light and photograph all four corners, page by page.',
      },
      fields,
    },
  ]
}

export type FileField = Extract<SimpleField, { kind: 'file' }>

function fileFieldsOf(fields: readonly Field[]): FileField[] {
  return fields.flatMap((field) => {
    if (field.kind === 'group') return fileFieldsOf(field.fields)
    return field.kind === 'file' ? [field] : []
  })
}

/** The form's own question of how the result is received, known by its options. */
export function returnFieldOf(form: FormDefinition): Field | undefined {
  const ways: readonly string[] = returnWays
  return form.pages
    .flatMap((page) => page.fields)
    .find((field) => field.kind === 'choice' && field.options.every(({ value }) => ways.includes(value)))
}

/** By post only where the form knows an address to send it to. */
function askReturn(form: FormDefinition): FormPage {
  const hasAddress = form.pages.some(({ fields }) =>
    fields.some(({ kind, prefill }) => kind === 'address' && prefill?.endsWith('.address')),
  )
  const post = {
    value: 'post',
    label: { vi: 'Gửi về nhà qua bưu điện', en: 'By post' },
    hint: {
      vi: 'Gửi đến địa chỉ đã khai. Người nhận trả cước bưu điện.',
      en: 'To the address you gave. The receiver pays the postage.',
    },
  }
  return {
    key: returnPage,
    title: { vi: 'Nhận kết quả bằng cách nào?', en: 'How to receive the result?' },
    fields: [
      {
        kind: 'choice',
        key: returnField,
        label: { vi: 'Cách nhận kết quả', en: 'Way to receive the result' },
        options: [
          {
            value: 'online',
            label: { vi: 'Bản điện tử, xem trên cổng này', en: 'Electronically, on this portal' },
            hint: { vi: 'Có giá trị như bản giấy.', en: 'As valid as paper.' },
          },
          { value: 'desk', label: { vi: 'Đến nhận tại Bộ phận Một cửa', en: 'At the one-stop desk' } },
          ...(hasAddress ? [post] : []),
        ],
      },
    ],
  }
}

/** Trang cam đoan: what is agreed to at the end stands where the answers are checked, beside the button that sends them. */
export function declarationPage(pages: readonly FormPage[]): FormPage | undefined {
  const last = pages.at(-1)
  return last?.fields.every(({ kind }) => kind === 'declaration') ? last : undefined
}

/** The pages that a person goes through: neither the declaration nor what is known as a whole, unless it is this one. */
export function pagesToGo(
  pages: readonly FormPage[],
  draft: Pick<Draft, 'pages'>,
  here?: string,
): readonly FormPage[] {
  const last = declarationPage(pages)
  return pages.filter((page) => page !== last && (page.key === here || !draft.pages[page.key]?.isKnown))
}

/** The page after this one, or the check of all answers after the last. */
export function pageAfter(pages: readonly FormPage[], key: string): string {
  const at = pages.findIndex((page) => page.key === key)
  return pages[at + 1]?.key ?? checkPage
}
export const checkPage = 'kiem-tra'

/** Where a person who comes back goes on: the first page not yet answered rightly, else the check. */
export function pageToResume(
  pages: readonly FormPage[],
  draft: Pick<Draft, 'pages' | 'kept'>,
  faults: readonly FormFault[],
): string {
  const open = pages.find(
    (page) => !draft.pages[page.key] || draft.kept[page.key] !== undefined || isFaulty(page, faults),
  )
  return open?.key ?? checkPage
}

/** Whether one of the faults lies on the page. */
function isFaulty(page: FormPage, faults: readonly FormFault[]): boolean {
  return faults.some((fault) => isOnPage(page, fault.field))
}

export function isOnPage(page: FormPage, path: string): boolean {
  const [key] = path.split('.')
  return page.fields.some((field) => field.key === key)
}

/**
 * Whether someone else wrote this page after the sender had seen it. Going back in the same browser and sending again
 * is no conflict, nor is a change of another page.
 */
export function isConflict(
  draft: Pick<Draft, 'pages'>,
  pageKey: string,
  seen: { readonly version: number; readonly device: string },
): boolean {
  const save = draft.pages[pageKey]
  return save !== undefined && save.version > seen.version && save.device !== seen.device
}

/** Every file field of a page as posted: `pictures`, `children.0.photo`. */
export function fileFieldAt(page: FormPage, path: string): FileField | undefined {
  const [key, , inner] = path.split('.')
  const field = page.fields.find((each) => each.key === key)
  if (field?.kind === 'group') return fileFieldsOf(field.fields.filter((each) => each.key === inner))[0]
  return field?.kind === 'file' && inner === undefined ? field : undefined
}

export type FileList = { readonly field: FileField; readonly path: string; readonly ids: readonly string[] }

/** The lists of files among answers, in the order of the form. */
export function fileLists(form: FormDefinition, answers: Answers): FileList[] {
  return form.pages.flatMap((page) => listsIn(page.fields, answers, ''))
}

function listsIn(fields: readonly Field[], answers: JsonObject, prefix: string): FileList[] {
  return fields.flatMap((field): FileList[] => {
    const value = answers[field.key]
    if (!Array.isArray(value)) return []
    const list = value as readonly JsonValue[]
    const path = prefix + field.key
    if (field.kind === 'file') return [{ field, path, ids: list.map(String) }]
    if (field.kind !== 'group') return []
    return list.flatMap((entry, index) =>
      typeof entry === 'object' && entry !== null && !Array.isArray(entry)
        ? listsIn(field.fields, entry as JsonObject, `${path}.${index}.`)
        : [],
    )
  })
}

/** The answers with one list of files in the place of another. */
export function withFiles(answers: Answers, path: string, ids: readonly string[]): Answers {
  const [key = '', index, inner] = path.split('.')
  if (index === undefined || inner === undefined) return { ...answers, [key]: ids }
  const entries = (answers[key] as readonly JsonObject[]).map((entry, place) =>
    place === Number(index) ? { ...entry, [inner]: ids } : entry,
  )
  return { ...answers, [key]: entries }
}

export type SubmittedParts = {
  readonly answers: Answers
  readonly papers: readonly { readonly key: string; readonly fileId: string }[]
  readonly returnMethod: ReturnMethod
}

/** What a draft says to the agency: answers to the procedure's own form, papers by their keys, the way of return. */
export function partsToSubmit(
  definition: ProcedureDefinition,
  answers: Answers,
  lookups: FormLookups,
): SubmittedParts {
  const pages = visiblePages(draftForm(definition), answers, lookups)
  const asked = new Set(pages.flatMap((page) => page.fields.map(({ key }) => key)))
  const kept = Object.fromEntries(Object.entries(answers).filter(([key]) => asked.has(key)))
  const own = new Set(definition.form.pages.flatMap((page) => page.fields.map(({ key }) => key)))
  const papers = fileLists(draftForm(definition), kept).flatMap(({ field, ids }) =>
    ids.map((fileId) => ({ key: field.paper, fileId })),
  )
  const way = kept[returnFieldOf(definition.form)?.key ?? returnField]
  return {
    answers: Object.fromEntries(Object.entries(kept).filter(([key]) => own.has(key))),
    papers,
    returnMethod: returnWays.find((each) => each === way) ?? 'desk',
  }
}
