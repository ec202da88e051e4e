/** Nhập nhật ký hồ sơ: what an import is, how it goes on, and every no the module can say. Pure. */

import { defineRefusals, type Sentence } from '#kernel/errors.ts'

export type ImportState =
  | 'reading'
  | 'read'
  | 'checking'
  | 'checked'
  | 'loading'
  | 'loaded'
  | 'failed'
  | 'takenBack'

/** The worker has it in hand. */
export const atWork: readonly ImportState[] = ['reading', 'checking', 'loading']

/** What may be done when. Buttons, commands and the command line all ask here. */
const allowedIn = {
  map: ['read', 'checked'],
  load: ['checked'],
  takeBack: ['loaded'],
  retry: ['reading', 'checking', 'loading', 'failed'],
} as const satisfies Record<string, readonly ImportState[]>

type AtHand = { readonly state: ImportState; readonly isSilent: boolean }

export function importCan(act: keyof typeof allowedIn, { state, isSilent }: AtHand): boolean {
  const states: readonly ImportState[] = allowedIn[act]
  return states.includes(state) && (act !== 'retry' || state === 'failed' || isSilent)
}

/** What a column of the log tells; every other column is left out and said so. */
export const columnRoles = [
  'case',
  'activity',
  'time',
  'resource',
  'lifecycle',
  'applicantName',
  'applicantKind',
  'channel',
  'fee',
] as const
export type ColumnRole = (typeof columnRoles)[number]
export const neededRoles: readonly ColumnRole[] = ['case', 'activity', 'time']

/** Acts beside the steps of the definition that an activity may stand for. */
export const acts = [
  'submitted',
  'accepted',
  'notAccepted',
  'supplementRequested',
  'supplemented',
  'paymentAsked',
  'paid',
  'done',
  'returned',
  'withdrawn',
  'stopped',
] as const
export type Act = (typeof acts)[number]

/** `step:<key>`, an act, or `skip`: leave these events out, by a person's decision. */
export type Target = `step:${string}` | Act | 'skip'

export type Mapping = {
  readonly columns: Partial<Readonly<Record<ColumnRole, string>>>
  /** Zone of times that name none. */
  readonly zone: 'province' | 'utc'
  readonly activities: Readonly<Record<string, Target>>
  /** Resources that are units here, by the unit's code. Others keep their own name. */
  readonly resources: Readonly<Record<string, string>>
  /** What becomes of cases without an end in the log. */
  readonly unfinished: 'closed' | 'open'
}

export const emptyMapping: Mapping = {
  columns: {},
  zone: 'province',
  activities: {},
  resources: {},
  unfinished: 'closed',
}

export type Counted = { readonly name: string; readonly count: number }
export type Found = {
  readonly columns: readonly string[]
  readonly preview: readonly (readonly string[])[]
  readonly rowsCount: number
  readonly activities: readonly Counted[]
  readonly resources: readonly Counted[]
  /** Activities and resources were guessed by their names; a person has not looked yet. */
  readonly guessed: readonly string[]
}

/** One thing that is wrong on one line. */
export type Fault = { readonly line: number; readonly kind: FaultKind; readonly value: string }
export const faultKinds = [
  'cells',
  'noCase',
  'noActivity',
  'noTime',
  'time',
  'future',
  'fee',
  'channel',
  'applicantKind',
] as const
export type FaultKind = (typeof faultKinds)[number]

export type Report = {
  readonly casesCount: number
  readonly eventsCount: number
  readonly faultsCount: number
  /** The first of them; the table to download has as many. */
  readonly faults: readonly Fault[]
  readonly unmapped: readonly Counted[]
  /** Things a person should know, with how many cases or events they touch. */
  readonly remarks: readonly { readonly kind: RemarkKind; readonly count: number }[]
}
export const remarkKinds = [
  'duplicates',
  'skipped',
  'lifecycles',
  'noReception',
  'resumedByWork',
  'unfinished',
  'afterEnd',
  'noCalendar',
  'foreignResources',
  'unknownChannel',
] as const
export type RemarkKind = (typeof remarkKinds)[number]

export type StepFigure = {
  readonly stepKey: string
  readonly name: string
  readonly count: number
  /** Working minutes, by the office calendar: before the work began where the log tells it, and in all. */
  readonly waitingMinutes: number
  readonly workingMinutes: number
}
export type Figures = { readonly steps: readonly StepFigure[] }

export type Import = {
  readonly id: string
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly source: string
  readonly fileSha256: string
  readonly fileName: string
  readonly unitId: string
  readonly state: ImportState
  readonly mapping: Mapping
  readonly found: Found | null
  readonly report: Report | null
  readonly figures: Figures | null
  readonly failure: Sentence | null
  readonly replaces: string | null
  readonly doneCount: number
  readonly totalCount: number
  /** No sign of life for a minute: the worker was stopped, and the work may be started again. */
  readonly isSilent: boolean
  readonly madeAt: Date
  readonly loadedAt: Date | null
}

export const refusal = defineRefusals('history', {
  notFound: [
    'notFound',
    'Không có lần nhập này. Xem danh sách ở trang Nhập hồ sơ cũ.',
    'There is no such import.',
  ],
  notNow: [
    'conflict',
    'Lần nhập này đang ở bước khác. Tải lại trang để xem rồi làm tiếp.',
    'This import is at another stage. Reload the page and go on from there.',
  ],
  sourceNeeded: [
    'invalid',
    'Ghi tên hệ thống mà tệp được xuất ra.',
    'Name the system that the file comes from.',
  ],
  alreadyLoaded: [
    'conflict',
    'Tệp này đã được nhập cho thủ tục này. Muốn nạp lại, đánh dấu “Thay lần nhập trước”.',
    'This very file was already loaded for this procedure. To load it again, tick “Replace the earlier import”.',
  ],
  unknownUnit: ['invalid', 'Không có cơ quan mang mã {code}.', 'There is no agency with the code {code}.'],
  tooManyEvents: [
    'tooLarge',
    'Tệp có hơn {max} sự kiện. Chia thành nhiều tệp, mỗi hồ sơ nằm trọn trong một tệp.',
    'The file has more than {max} events. Split it; each case must lie in one file.',
  ],
  notText: [
    'invalid',
    'Không đọc được chữ trong tệp. Lưu lại tệp bằng bảng mã UTF-8 rồi tải lên.',
    'The text cannot be read. Save the file as UTF-8 and upload it again.',
  ],
  noRows: [
    'invalid',
    'Tệp không có dòng dữ liệu nào sau dòng tên cột.',
    'There is no row after the names of columns.',
  ],
  badTable: [
    'invalid',
    'Bảng bị lỗi ở dòng {line}: dấu ngoặc kép mở mà không đóng, hoặc đóng giữa ô. Sửa dòng ấy rồi tải lên lại.',
    'The table is broken at line {line}: a quotation mark is not closed, or closes inside a cell. Mend it and upload again.',
  ],
  badXml: [
    'invalid',
    'Tệp XES không đúng cú pháp ở dòng {line}. Xuất lại tệp từ hệ thống cũ.',
    'The XES file is not well-formed at line {line}. Export it again.',
  ],
  doctype: [
    'invalid',
    'Tệp XES có khai báo DOCTYPE nên không được nhận, vì có thể gây hại. Xuất lại tệp không có khai báo ấy.',
    'The XES file has a DOCTYPE, which may do harm. Export it without one.',
  ],
  notAllMapped: [
    'invalid',
    'Còn {count} hoạt động chưa ghép. Ghép từng hoạt động với một bước, hoặc chọn “Bỏ qua”.',
    '{count} activities are not mapped. Map each to a step, or choose “Leave out”.',
  ],
  columnsNeeded: [
    'invalid',
    'Chọn đủ ba cột: mã hồ sơ, hoạt động và thời điểm.',
    'Choose the three columns of case, activity and time.',
  ],
  hasFaults: [
    'conflict',
    'Tệp còn {count} chỗ sai. Tải danh sách lỗi, sửa trong tệp rồi nhập lại; chưa có gì được nạp.',
    'The file has {count} faults. Download the list, mend the file and import it again; nothing was loaded.',
  ],
  actedOn: [
    'conflict',
    '{count} hồ sơ của lần nhập này đã được xử lý tiếp nên không rút lại được.',
    '{count} dossiers of this import have been worked on since, so it cannot be taken back.',
  ],
})
