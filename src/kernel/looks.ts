/**
 * Lượt xem: who read whose data, what, why and how, written in the transaction that reads, before anything leaves. The server
 * sends no answer of an office page or of the API that left none (`web/server.ts`). docs/legal.md#personal-data.
 */

import { createHash } from 'node:crypto'
import type { Context } from './context.ts'
import { sql, type Tx } from './db.ts'
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
  person: {
    vi: 'Họ tên, số định danh, ngày sinh, địa chỉ, điện thoại',
    en: 'Name, identity number, birth date, address, phone',
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
  part: { vi: 'Có phần trong hồ sơ', en: 'Has a part in the dossier' },
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

/** Says of one request whether what it read of people was told. Shared by every copy of its context. */
export type LookMark = { isTold: boolean }

/** Readings that are alike within this long are one row with a count. */
const windowMs = 30 * 60_000

/**
 * Ghi lượt xem. One statement however many subjects there are. Call it in the transaction that reads, also when nothing was
 * found: an answer without it is not sent.
 */
export async function recordLook(tx: Tx, context: Context, look: Look): Promise<void> {
  const { actor, now, looks } = context
  looks.isTold = true
  const subjects = [...new Set(look.of)].sort()
  if (subjects.length === 0) return
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
  const key = createHash('sha256').update(alike).digest().subarray(0, 16)
  const slot = new Date(Math.floor(now.getTime() / windowMs) * windowMs)
  await sql`
    insert into looks (slot, key, first_at, last_at, viewer_kind, viewer_id, represented_id, unit_id, viewer_title,
      subjects, what, why, way, words, for_dossier)
    values (${slot}, ${key}, ${now}, ${now}, ${viewer.kind}, ${viewer.id}, ${viewer.represented}, ${viewer.unit},
      ${viewer.title}, ${subjects}::uuid[], ${what}, ${why}, ${way}, ${words}, ${forDossier})
    on conflict (slot, key) do update
      set times = looks.times + 1, last_at = greatest(looks.last_at, excluded.last_at)`.execute(tx)
}

/** What was read belongs to the reader, or tells nothing of anybody: there is nothing to write down. */
export function nothingOfOthers({ looks }: Pick<Context, 'looks'>): void {
  looks.isTold = true
}
