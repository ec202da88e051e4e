/** Phiên bản thủ tục: how a definition is drafted, checked, approved by a second person and comes into force. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import {
  checkDefinition,
  type FindLinked,
  type Procedure,
  type ProcedureFault,
  type ProcedureWorld,
  type Unit,
} from '#kernel/packs.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'
import type { ProcedureDefinition } from '../domain.ts'

/** A definition that has no number yet: only approval gives one. */
export type Unnumbered = Omit<ProcedureDefinition, 'version'>

export type DraftState = 'open' | 'submitted' | 'approved' | 'discarded'
export type DraftOrigin = 'screen' | 'pack' | 'json' | 'bpmn'

/** Something of an imported file that could not be taken over: the id of its element, and in words why. */
export type ImportNote = {
  readonly element: string
  readonly text: { readonly vi: string; readonly en: string }
}

export type Draft = {
  readonly id: string
  readonly code: string
  readonly basedOn: number
  readonly origin: DraftOrigin
  readonly state: DraftState
  readonly definition: Unnumbered
  readonly revision: number
  readonly reason: string
  readonly legal: string
  readonly validFrom: CalendarDate | null
  readonly importNotes: readonly ImportNote[]
  readonly editors: readonly string[]
  readonly editorNames: readonly string[]
  readonly draftedAt: Date
  readonly changedAt: Date
  readonly sentBack: string | null
  readonly replay: JsonObject | null
  readonly replayRevision: number | null
  readonly version: number | null
}

/** One line of the history of a procedure. */
export type Version = {
  readonly code: string
  readonly version: number
  readonly validFrom: CalendarDate
  readonly origin: 'pack' | 'office'
  readonly reason: string | null
  readonly legal: string | null
  readonly draftedBy: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly withdrawnBy: string | null
  readonly withdrawnReason: string | null
  readonly replay: JsonObject | null
  readonly definition: ProcedureDefinition
}

export const refusal = defineRefusals('versions', {
  unknownDraft: [
    'notFound',
    'Không có bản soạn thảo này. Xem các bản đang soạn ở trang Thủ tục.',
    'There is no such draft. See the open ones on the page Procedures.',
  ],
  unknownVersion: [
    'notFound',
    'Thủ tục {code} không có phiên bản {version}. Xem lịch sử của thủ tục.',
    'Procedure {code} has no version {version}. See its history.',
  ],
  draftChanged: [
    'conflict',
    'Bản soạn thảo vừa được người khác sửa. Những gì ông/bà gõ vẫn ở dưới đây; xem bản mới rồi lưu lại.',
    'Somebody else has just changed this draft. What you typed is still below; look at the new one and save again.',
  ],
  notOpen: [
    'conflict',
    'Bản này không còn sửa được. Nếu đang chờ duyệt, rút về để sửa tiếp.',
    'This draft can no longer be changed. If it waits for approval, take it back first.',
  ],
  notSubmitted: [
    'conflict',
    'Bản này không ở trạng thái chờ duyệt. Tải lại trang để xem trạng thái mới nhất.',
    'This draft does not wait for approval. Reload the page to see how it stands.',
  ],
  ownDraft: [
    'forbidden',
    'Người đã soạn hoặc sửa bản này không được duyệt. Nhờ một người khác có quyền duyệt.',
    'Whoever drafted or changed it may not approve it. Ask another person who may.',
  ],
  faulty: [
    'invalid',
    'Bản soạn thảo còn {count} lỗi. Sửa từng lỗi được nêu rồi gửi lại.',
    'The draft still has {count} faults. Mend each one and send it again.',
  ],
  nothingChanged: [
    'invalid',
    'Bản soạn thảo giống hệt phiên bản gốc, không có gì để duyệt.',
    'The draft is the same as its version; there is nothing to approve.',
  ],
  factsNeeded: [
    'invalid',
    'Ghi lý do, văn bản làm căn cứ (tên và số hiệu) và ngày có hiệu lực.',
    'State the reason, the legal text with its number, and the day it comes into force.',
  ],
  dayPassed: [
    'invalid',
    'Ngày có hiệu lực phải là hôm nay hoặc sau hôm nay.',
    'The day must be today or later.',
  ],
  beforeNewest: [
    'invalid',
    'Đã có phiên bản {version} có hiệu lực từ {day}. Chọn ngày đó hoặc sau đó.',
    'Version {version} comes into force on {day}. Choose that day or a later one.',
  ],
  olderBase: [
    'conflict',
    'Từ khi soạn bản này đã có phiên bản {version}. So sánh với phiên bản đó rồi bấm “Đã so sánh”.',
    'Version {version} has come since this draft was begun. Compare with it, then press “Compared”.',
  ],
  replayNeeded: [
    'conflict',
    'Chưa chạy thử bản này trên hồ sơ đã có, hoặc bản đã sửa sau lần chạy thử. Chạy thử rồi xem kết quả trước khi duyệt.',
    'This draft was not replayed over past dossiers since its last change. Replay it and look before approving.',
  ],
  noteNeeded: [
    'invalid',
    'Ghi lý do để người soạn biết cần sửa gì.',
    'Say why, so that the drafter knows what to mend.',
  ],
  inForceAlready: [
    'conflict',
    'Phiên bản này đã có hiệu lực nên không thu hồi được. Soạn phiên bản mới từ phiên bản trước đó.',
    'This version is in force and cannot be withdrawn. Draft a new one from the version before.',
  ],
  laterVersion: [
    'conflict',
    'Phiên bản {version} được duyệt sau và dựa trên phiên bản này. Thu hồi phiên bản {version} trước.',
    'Version {version} was approved later on top of this one. Withdraw version {version} first.',
  ],
  noFile: [
    'invalid',
    'Chọn một tệp .bpmn, .xml hoặc .json rồi gửi lại.',
    'Choose a .bpmn, .xml or .json file.',
  ],
  noSuchDay: ['invalid', 'Ngày này không có trong lịch. Ghi lại ngày, tháng, năm.', 'There is no such day.'],
  unreadableFile: ['invalid', 'Không đọc được tệp: {reason}', 'The file could not be read: {reason}'],
})

/** A definition in the form of a pack's file, so that one check serves both. */
export function procedureOf(definition: Unnumbered, validFrom: string): Procedure {
  const { code, form, competence, limits, steps, papers, fees, result, legalBasis } = definition
  return {
    $schema: '../../../schemas/procedures.schema.json',
    code,
    version: 1,
    validFrom,
    form: form.key,
    serviceLevel: 'full',
    competence,
    limits: [...limits],
    steps: [...steps],
    papers: [...papers],
    fees: [...fees],
    result,
    legalBasis: [...legalBasis],
  }
}

/** Kiểm tra: every fault of the draft, as the check of a pack would find it. */
export function faultsOf(
  definition: Unnumbered,
  world: ProcedureWorld,
  day: CalendarDate,
): readonly ProcedureFault[] {
  return checkDefinition(procedureOf(definition, day), definition.form, world)
}

type PackParts = {
  readonly units: readonly Unit[]
  readonly stepRoles: Readonly<Record<string, string>>
  readonly paperKinds: readonly { readonly code: string }[]
  readonly facts: { readonly facts: readonly { readonly key: string }[] }
}

/** What a definition of this installation may name; templates beyond those of its own version are not at hand. */
export function worldOf(
  { units, stepRoles, paperKinds, facts }: PackParts,
  templates: ReadonlySet<string>,
  linked: FindLinked,
): ProcedureWorld {
  return {
    units: new Set(units.map(({ code }) => code)),
    stepRoles: new Set(Object.keys(stepRoles)),
    paperKinds: new Set(paperKinds.map(({ code }) => code)),
    facts: new Set(facts.facts.map(({ key }) => key)),
    hasTemplate: (key) => templates.has(key),
    linked,
  }
}

/**
 * Where a draft begins: a procedure known only by its papers becomes one that a person answers for, so nothing about it is
 * assumed any more and its limits are said once.
 */
export function beginFrom({ version: _version, ...definition }: ProcedureDefinition): Unnumbered {
  if (definition.inDepth) return definition
  const said = new Map(definition.limits.map((one) => [JSON.stringify(one.limit), one.limit]))
  const [only] = said.values()
  const limits = said.size === 1 && only ? [{ limit: only }] : definition.limits
  return { ...definition, inDepth: true, limitIsAssumed: false, limits }
}

/** The newest version by its day: what a draft must have been compared with. */
export function newestOf(versions: readonly Version[]): Version | undefined {
  return versions
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .toSorted((a, b) =>
      a.validFrom === b.validFrom ? a.version - b.version : a.validFrom < b.validFrom ? -1 : 1,
    )
    .at(-1)
}

/** The version in force on a day. */
export function inForceOn(versions: readonly Version[], day: CalendarDate): Version | undefined {
  return newestOf(versions.filter(({ validFrom }) => validFrom <= day))
}

export type VersionStanding = 'inForce' | 'coming' | 'past' | 'withdrawn'

export function standingOf(
  version: Version,
  versions: readonly Version[],
  day: CalendarDate,
): VersionStanding {
  if (version.withdrawnAt) return 'withdrawn'
  if (version.validFrom > day) return 'coming'
  return inForceOn(versions, day)?.version === version.version ? 'inForce' : 'past'
}
