/**
 * Lượt xem: who read whose data, what, why and how, written before anything leaves: by the server together with the looks of
 * others, elsewhere in the transaction that reads. The server sends no answer of an office page or of the API that left none
 * (`web/server.ts`). docs/legal.md#personal-data.
 */

import { createHash } from 'node:crypto'
import { combine } from './combine.ts'
import type { Context } from './context.ts'
import { callFunction, inTransaction, sql, type Tx } from './db.ts'
import type { Sentence } from './errors.ts'
import { actorIdOf, actorKindOf, representedIdOf } from './events.ts'

/** What was read, in words for the person whose data it is. */
export const lookWhats = {
  list: { vi: 'Họ tên và tên việc, trong một danh sách', en: 'Name and matter, in a list' },
  dossier: { vi: 'Nội dung hồ sơ', en: 'What the dossier says' },
  file: { vi: 'Một giấy tờ trong hồ sơ', en: 'A paper of the dossier' },
  form: { vi: 'Phiếu, giấy in của hồ sơ', en: 'A printed form of the dossier' },
  result: { vi: 'Văn bản kết quả', en: 'The paper of the result' },
  paper: { vi: 'Một giấy tờ trong ví', en: 'A paper of the wallet' },
  account: { vi: 'Trang trong tài khoản', en: 'A page of the account' },
  person: {
    vi: 'Họ tên, số định danh, ngày sinh, địa chỉ, điện thoại',
    en: 'Name, identity number, birth date, address, phone',
  },
  report: { vi: 'Nội dung phản ánh hiện trường', en: 'What a field report says' },
  reporter: {
    vi: 'Họ tên, điện thoại của người gửi phản ánh',
    en: 'Name and phone of who sent a report',
  },
  petition: { vi: 'Nội dung phản ánh, kiến nghị', en: 'What a petition says' },
  petitionFile: { vi: 'Một tệp gửi kèm kiến nghị', en: 'A file that was sent with a petition' },
  petitioner: {
    vi: 'Họ tên, địa chỉ, điện thoại của người gửi kiến nghị',
    en: 'Name, address and phone of who sent a petition',
  },
  register: {
    vi: 'Thông tin về ông/bà trong cơ sở dữ liệu của Nhà nước',
    en: 'What a register of the State holds about you',
  },
} as const satisfies Record<string, Sentence>

/** Why, in words for the person whose data it is. */
export const lookWhys = {
  step: { vi: 'Làm bước đang giao', en: 'To do the step at hand' },
  desk: { vi: 'Phục vụ tại quầy một cửa', en: 'To serve at the desk' },
  work: { vi: 'Xem việc của cơ quan', en: 'To see the work of the agency' },
  field: { vi: 'Đi kiểm tra tại chỗ', en: 'For an inspection on the spot' },
  digitise: { vi: 'Số hóa giấy tờ', en: 'To digitise papers' },
  sign: { vi: 'Soạn, ký, vào sổ văn bản', en: 'To draft, sign or register a paper' },
  book: { vi: 'Mở sổ của cơ quan', en: 'To open a book of the agency' },
  oversight: { vi: 'Giám sát để hồ sơ không bị treo', en: 'To see that no dossier hangs' },
  operation: { vi: 'Xử lý lỗi kỹ thuật', en: 'To mend a technical fault' },
  api: { vi: 'Phần mềm của cơ quan xử lý', en: 'Software of the agency' },
  exchange: { vi: 'Cơ quan khác hỏi để giải quyết hồ sơ', en: 'Another agency asked, for a dossier' },
  request: { vi: 'Trả lời yêu cầu về dữ liệu', en: 'To answer a request about data' },
  secret: { vi: 'Mở bằng mã tra cứu', en: 'Opened with the lookup code' },
  mandate: { vi: 'Làm thay theo quyền thay mặt', en: 'Acting in your place by a mandate' },
  helped: {
    vi: 'Tổ công nghệ số cộng đồng hỗ trợ nộp hồ sơ',
    en: 'The community digital team helped to submit',
  },
  part: { vi: 'Có phần trong hồ sơ', en: 'Has a part in the dossier' },
  asked: { vi: 'Trả lời người dân hỏi về hồ sơ', en: 'To answer somebody who asked about it' },
  advice: { vi: 'Góp ý, hỗ trợ người đang xử lý', en: 'To help whoever works on it' },
  complaint: { vi: 'Giải quyết khiếu nại, phản ánh', en: 'To deal with a complaint' },
  inspection: { vi: 'Kiểm tra, thanh tra', en: 'For an inspection of the office' },
  other: { vi: 'Lý do khác', en: 'Another reason' },
  lookup: { vi: 'Tra cứu', en: 'To look it up' },
  prefill: { vi: 'Điền sẵn tờ khai ông/bà đang làm', en: 'To fill in the form you are working on' },
} as const satisfies Record<string, Sentence>

/** How it was read. */
export const lookWays = {
  screen: { vi: 'trên màn hình', en: 'on a screen' },
  print: { vi: 'bản in', en: 'printed' },
  export: { vi: 'tải về', en: 'downloaded' },
  api: { vi: 'qua phần mềm', en: 'by software' },
  exchange: { vi: 'qua trục trao đổi dữ liệu', en: 'through the data exchange' },
} as const satisfies Record<string, Sentence>

export type LookWhat = keyof typeof lookWhats
export type LookWhy = keyof typeof lookWhys
export type LookWay = keyof typeof lookWays

export type Look = {
  /** Ids of cases, papers of wallets or persons. Nobody's data were shown when there is none. */
  readonly of: readonly string[]
  readonly what: LookWhat
  readonly why: LookWhy
  /** `screen` unless told; a system reads by `api`. */
  readonly way?: LookWay
  readonly words?: string | undefined
  readonly forDossier?: string | undefined
}

/**
 * Says of one request whether what it read of people was told. Shared by every copy of its context. With `waiting` the looks are
 * written together with those of other requests, by whoever sends the answer and before it does.
 */
export type LookMark = { isTold: boolean; readonly waiting?: LookRow[] }

export type LookRow = {
  readonly slot: Date
  /** In hexadecimal. */
  readonly key: string
  readonly at: Date
  readonly viewerKind: string
  readonly viewerId: string | null
  readonly representedId: string | null
  readonly unitId: string | null
  readonly viewerTitle: string | null
  readonly subjects: readonly string[]
  readonly what: LookWhat
  readonly why: LookWhy
  readonly way: LookWay
  readonly words: string | null
  readonly forDossier: string | null
}

/** Readings that are alike within this long are one row with a count. */
const windowMs = 30 * 60_000

/**
 * Ghi lượt xem. One row however many subjects there are. Call it in the transaction that reads, also when nothing was found: an
 * answer without it is not sent.
 */
export async function recordLook(tx: Tx, context: Context, look: Look): Promise<void> {
  const { looks } = context
  looks.isTold = true
  const row = rowOf(context, look)
  if (!row) return
  if (looks.waiting) looks.waiting.push(row)
  else await sql`select record_looks(${JSON.stringify([row])}::jsonb)`.execute(tx)
}

const writers = new WeakMap<object, (row: LookRow) => Promise<boolean>>()

/** Hands over what waits, to whoever writes it together with something of their own. */
export const takeLooks = ({ looks }: Pick<Context, 'looks'>): readonly LookRow[] =>
  looks.waiting?.splice(0) ?? []

type Asked = Pick<Context, 'database' | 'now' | 'looks'>
const guards = new WeakMap<object, (asked: Asked) => Promise<void>>()

/** Asks `guard` before what was read of others leaves this process; where it throws, nothing does. One guard a database. */
export function guardLooks({ database }: Pick<Context, 'database'>, guard: (asked: Asked) => Promise<void>) {
  guards.set(database, guard)
}

/** Writes what waits, for certain, before anything of it is sent: many requests cost one commit. */
export async function settleLooks(context: Asked): Promise<void> {
  const { database } = context
  const rows = takeLooks(context)
  if (rows.length === 0) return
  await guards.get(database)?.(context)
  const write =
    writers.get(database) ??
    combine<LookRow, boolean>((waiting) => callFunction({ database }, 'record_looks', waiting))
  writers.set(database, write)
  await Promise.all(rows.map(write))
}

function rowOf(context: Context, look: Look): LookRow | undefined {
  const { actor, now } = context
  const subjects = [...new Set(look.of)].sort()
  if (subjects.length === 0) return undefined
  const viewer = {
    kind: actorKindOf(context),
    id: actorIdOf(context),
    represented: representedIdOf(context),
    unit: actor.kind === 'officer' || actor.kind === 'service' ? (actor.unitId ?? null) : null,
    title: actor.kind === 'officer' ? actor.title : actor.kind === 'service' ? actor.name : null,
  }
  const way = look.way ?? (viewer.kind === 'service' ? 'api' : 'screen')
  const { what, why, words = null, forDossier = null } = look
  const alike = JSON.stringify([viewer, subjects, what, why, way, words, forDossier])
  return {
    slot: new Date(Math.floor(now.getTime() / windowMs) * windowMs),
    key: createHash('sha256').update(alike).digest('hex').slice(0, 32),
    at: now,
    viewerKind: viewer.kind,
    viewerId: viewer.id,
    representedId: viewer.represented,
    unitId: viewer.unit,
    viewerTitle: viewer.title,
    subjects,
    what,
    why,
    way,
    words,
    forDossier,
  }
}

/** What was read belongs to the reader, or tells nothing of anybody: there is nothing to write down. */
export function nothingOfOthers({ looks }: Pick<Context, 'looks'>): void {
  looks.isTold = true
}

/** Whoever acts in an account that is not theirs is told to its owner, also by pages that told nothing more exact. */
export async function tellActedFor(context: Context): Promise<void> {
  const { actor, looks } = context
  if (actor.kind !== 'citizen' || !actor.agent || looks.isTold) return
  await inTransaction(context, (tx) =>
    recordLook(tx, context, { of: [actor.personId], what: 'account', why: 'mandate' }),
  )
}

/** Why a citizen reads what is another's: acting in their place, or with a part in it. */
export const whyOf = ({ actor }: Pick<Context, 'actor'>): LookWhy =>
  actor.kind === 'citizen' && actor.agent ? 'mandate' : 'part'

/** Whether the reader reads what is another's: no part of the account, or the account of somebody represented. */
export const readsOfOthers = ({ actor }: Pick<Context, 'actor'>, ownerId: string | null): boolean =>
  actor.kind !== 'citizen' || actor.agent !== undefined || actor.personId !== ownerId
