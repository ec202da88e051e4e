/**
 * Hồ sơ của từng loại bước: what an act at a step of its kind writes down, each as a small form. The same form draws the
 * page, checks what comes through the API, and tells on the timeline what was written. Pure.
 */

import { caseActs } from '#kernel/cases.ts'
import type { Answers, Field, FormDefinition, FormLookups, SummaryRow, Words } from '#kernel/forms.ts'
import { summarise } from '#kernel/forms.ts'
import { addDays, type CalendarDate, type JsonObject, type JsonValue } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { Step, Work } from '../steps/domain.ts'
import { outcomesOf } from '../steps/routing/domain.ts'

const text = (key: string, vi: string, en: string, more: Partial<Field> = {}): Field =>
  ({ kind: 'text', key, label: { vi, en }, maxLength: 300, ...more }) as Field
const words = (key: string, vi: string, en: string, more: Partial<Field> = {}): Field =>
  ({ kind: 'longText', key, label: { vi, en }, maxLength: 4000, ...more }) as Field
const day = (key: string, vi: string, en: string, more: Partial<Field> = {}): Field =>
  ({ kind: 'date', key, label: { vi, en }, ...more }) as Field
const files = (vi: string, en: string): Field => ({
  kind: 'file',
  key: 'files',
  label: { vi, en },
  paper: 'record',
  required: false,
  max: 10,
})
const coordinate = (key: string, vi: string, en: string, max: number): Field => ({
  kind: 'number',
  key,
  label: { vi, en },
  required: false,
  min: -max,
  max,
  decimals: 6,
})
const years = (count: number) => ({
  value: String(count),
  label: { vi: `${count} năm`, en: `${count} years` },
})

/** The form of each act. An act that ends a step with a choice of outcomes has `outcome` added. */
const fieldsOf = {
  askConsultation: [
    {
      kind: 'unit',
      key: 'unit',
      label: { vi: 'Cơ quan được hỏi', en: 'Agency to ask' },
    },
    words('question', 'Nội dung hỏi', 'What is asked'),
    {
      kind: 'number',
      key: 'hours',
      label: { vi: 'Trả lời trong', en: 'Answer within' },
      hint: {
        vi: 'Thời hạn chung vẫn chạy trong lúc hỏi. Quá hạn này mà cơ quan được hỏi im lặng thì coi như đồng ý.',
        en: 'The whole limit runs on meanwhile. Silence beyond this time counts as agreement.',
      },
      min: 1,
      max: 240,
      unit: { vi: 'giờ làm việc', en: 'working hours' },
    },
  ],
  answerConsultation: [
    words('answer', 'Ý kiến', 'Opinion', { required: "answers.outcome != 'agree'" }),
    files('Văn bản trả lời', 'Written answer'),
  ],
  holdMeeting: [
    day('heldOn', 'Ngày họp', 'Day of the meeting', { notAfter: 'today' } as Partial<Field>),
    text('place', 'Nơi họp', 'Place'),
    words('members', 'Thành viên có mặt', 'Members present', {
      hint: { vi: 'Mỗi người một dòng: họ tên, chức vụ.', en: 'One a line: name and office.' },
    }),
    words('conclusion', 'Kết luận của hội đồng', 'Conclusion'),
    files('Biên bản họp', 'Minutes'),
  ],
  postNotice: [
    day('from', 'Niêm yết từ ngày', 'Posted on', { notAfter: 'today' } as Partial<Field>),
    text('place', 'Nơi niêm yết', 'Where it is posted'),
  ],
  noteObjection: [
    text('by', 'Người có ý kiến', 'Who objects'),
    words('objection', 'Nội dung', 'What they say'),
  ],
  endNotice: [
    words('remark', 'Kết quả niêm yết', 'What came of it', {
      hint: {
        vi: 'Có ai phản đối không, đã xử lý thế nào.',
        en: 'Who objected, and what was done about it.',
      },
    }),
  ],
  demandPayment: [
    {
      kind: 'money',
      key: 'amountVnd',
      label: { vi: 'Số tiền phải nộp', en: 'Amount to pay' },
      min: 1000,
    },
    text('number', 'Số thông báo', 'Number of the notice'),
    files('Bản thông báo', 'The notice'),
  ],
  confirmPayment: [
    text('receiptNumber', 'Số biên lai, chứng từ', 'Number of the receipt'),
    day('paidOn', 'Ngày nộp', 'Paid on', { notAfter: 'today' } as Partial<Field>),
  ],
  recordInspection: [
    day('inspectedOn', 'Ngày kiểm tra', 'Day of the inspection', { notAfter: 'today' } as Partial<Field>),
    text('place', 'Địa điểm', 'Place'),
    coordinate('latitude', 'Vĩ độ', 'Latitude', 90),
    coordinate('longitude', 'Kinh độ', 'Longitude', 180),
    words('findings', 'Ghi nhận tại chỗ', 'Findings'),
    files('Ảnh, biên bản', 'Pictures and minutes'),
  ],
  archive: [
    text('shelf', 'Vị trí lưu', 'Shelf', {
      hint: {
        vi: 'Kho, giá, hộp; hồ sơ điện tử thì ghi kho số.',
        en: 'Room, shelf, box, or the digital archive.',
      },
    }),
    {
      kind: 'choice',
      key: 'retention',
      label: { vi: 'Thời hạn bảo quản', en: 'Kept for' },
      options: [
        ...[5, 10, 20, 50, 70].map(years),
        { value: 'permanent', label: { vi: 'Vĩnh viễn', en: 'For good' } },
      ],
    },
  ],
} as const satisfies Record<string, readonly Field[]>

export type RecordAct = keyof typeof fieldsOf
export const recordActs = Object.keys(fieldsOf) as readonly RecordAct[]

/** Where the page of each act lies. */
export const recordSlugs = {
  askConsultation: 'hoi-y-kien',
  answerConsultation: 'tra-loi',
  holdMeeting: 'hop',
  postNotice: 'niem-yet',
  noteObjection: 'phan-doi',
  endNotice: 'het-niem-yet',
  demandPayment: 'thong-bao-nop',
  confirmPayment: 'da-nop',
  recordInspection: 'kiem-tra',
  archive: 'luu-tru',
} as const satisfies Record<RecordAct, string>

/** Acts that end the step they are done at. */
const ending: ReadonlySet<RecordAct> = new Set([
  'answerConsultation',
  'holdMeeting',
  'endNotice',
  'confirmPayment',
  'recordInspection',
  'archive',
])
export const endsStep = (act: RecordAct): boolean => ending.has(act)

type Outcome = { readonly key: string; readonly label: Words }

/** How a consulted agency may answer. */
const consultOutcomes: readonly Outcome[] = [
  { key: 'agree', label: { vi: 'Đồng ý', en: 'Agrees' } },
  { key: 'disagree', label: { vi: 'Không đồng ý', en: 'Does not agree' } },
  { key: 'conditional', label: { vi: 'Đồng ý có điều kiện', en: 'Agrees on conditions' } },
]

/** What else a step may have ended with, in words; plain ends say nothing. */
const otherOutcomes: Readonly<Record<string, Words>> = {
  silent: {
    vi: 'Không trả lời trong hạn, coi như đồng ý',
    en: 'No answer in time, which counts as agreement',
  },
}

/** Kết luận của bước, in words; `undefined` where there is nothing to tell beyond that it is done. */
export function outcomeWords(
  definition: Pick<ProcedureDefinition, 'steps'>,
  { key, outcome }: Pick<Work, 'key' | 'outcome'>,
): Words | undefined {
  if (outcome === null) return undefined
  const chosen = [...outcomesOf(definition, key), ...consultOutcomes].find((one) => one.key === outcome)
  return chosen?.label ?? otherOutcomes[outcome]
}

/** The outcomes among which the act chooses. */
function choicesOf(
  act: RecordAct,
  work: Pick<Work, 'key' | 'type'>,
  definition: Pick<ProcedureDefinition, 'steps'>,
) {
  if (act === 'answerConsultation') return consultOutcomes
  return endsStep(act) ? outcomesOf(definition, work.key) : []
}

const pageKey = 'record'

/** The form of an act at a step. */
export function recordForm(
  act: RecordAct,
  work: Pick<Work, 'key' | 'type'>,
  definition: Pick<ProcedureDefinition, 'steps'>,
): FormDefinition {
  const choices = choicesOf(act, work, definition)
  const outcome: Field = {
    kind: 'choice',
    key: 'outcome',
    label: { vi: 'Kết luận', en: 'Outcome' },
    options: choices.map(({ key: value, label }) => ({ value, label })),
  }
  const fields: readonly Field[] = fieldsOf[act]
  return formOf(act, choices.length > 0 ? [outcome, ...fields] : fields)
}

function formOf(act: RecordAct, fields: readonly Field[]): FormDefinition {
  const { vi, en } = caseActs[act]
  const title = { vi, en }
  return { key: 'record', version: 1, title, pages: [{ key: pageKey, title, fields: [...fields] }] }
}
export const recordPage = pageKey

/** What stands in the form at first. */
export function firstAnswers(act: RecordAct, today: CalendarDate): Answers {
  switch (act) {
    case 'askConsultation':
      return { hours: 16 }
    case 'postNotice':
      return { from: today }
    case 'holdMeeting':
      return { heldOn: today }
    case 'recordInspection':
      return { inspectedOn: today }
    case 'confirmPayment':
      return { paidOn: today }
    case 'archive':
      return { retention: '10' }
    default:
      return {}
  }
}

/** What a step has written down under an act; the same act done again adds one more. */
export function recordsOf({ record }: Pick<Work, 'record'>, act: RecordAct): readonly JsonObject[] {
  const kept = record?.[act]
  return Array.isArray(kept) ? (kept as readonly JsonObject[]) : []
}

export const addRecord = (work: Work, act: RecordAct, answers: JsonObject): JsonObject => ({
  [act]: [...recordsOf(work, act), answers],
})

/** Whether an act with this key was written down before, so that it is not done twice. */
export const wasWritten = (work: readonly Pick<Work, 'record'>[], key: string): boolean =>
  work.some((one) => recordActs.some((act) => recordsOf(one, act).some((kept) => kept.key === key)))

/** Ngày cuối niêm yết: the day of posting is not counted (docs/legal.md#public-notice). */
export const lastNoticeDay = (from: CalendarDate, days: number): CalendarDate => addDays(from, days)

/** Until when the posted notice stands; `undefined` before it is posted. */
export function noticeUntil(work: Pick<Work, 'record'>): CalendarDate | undefined {
  return recordsOf(work, 'postNotice').at(-1)?.to as CalendarDate | undefined
}

/** What a step that begins has to know later: what is asked, and what silence means. */
export function recordAtStart({ type, name, question, onSilence = 'wait' }: Step): JsonObject | undefined {
  if (type !== 'consult') return undefined
  return { onSilence, askConsultation: [{ question: (question ?? name).vi }] }
}

/** What the applicant may read of each act: where, when and how much, not who said what. */
const forApplicant: Readonly<Record<RecordAct, readonly string[]>> = {
  askConsultation: [],
  answerConsultation: [],
  holdMeeting: ['heldOn'],
  postNotice: ['from', 'to', 'place'],
  noteObjection: [],
  endNotice: [],
  demandPayment: ['amountVnd', 'number'],
  confirmPayment: ['receiptNumber', 'paidOn'],
  recordInspection: ['inspectedOn', 'place'],
  archive: [],
}

const lastDay: Field = { kind: 'date', key: 'to', label: { vi: 'Đến hết ngày', en: 'Until' } }

/** Những gì đã ghi ở một bước, label and value; for the applicant only what concerns them. */
export function recordRows(
  work: Pick<Work, 'record'>,
  reader: 'officer' | 'applicant',
  language: 'vi' | 'en',
  lookups: FormLookups,
): readonly SummaryRow[] {
  return recordActs.flatMap((act) =>
    recordsOf(work, act).flatMap((answers) => {
      const fields: readonly Field[] = act === 'postNotice' ? [...fieldsOf[act], lastDay] : fieldsOf[act]
      const shown = fields.filter(
        ({ key, kind }) =>
          kind !== 'file' &&
          answers[key] !== undefined &&
          (reader === 'officer' || forApplicant[act].includes(key)),
      )
      if (shown.length === 0) return []
      const form = formOf(act, shown)
      return summarise(form, answers as Answers, language, lookups)
    }),
  )
}

/** Ids of the files that a step has with its records. */
export const recordFiles = (work: Pick<Work, 'record'>): readonly string[] =>
  recordActs.flatMap((act) =>
    recordsOf(work, act).flatMap(({ files: ids }) =>
      Array.isArray(ids) ? (ids as readonly JsonValue[]) : [],
    ),
  ) as readonly string[]
