/** What each form says of a dossier (docs/legal.md#official-forms): plain values in, the template's input out. Pure. */

import type { TimeLimit } from '#kernel/calendar.ts'
import { formatDate, formatNumber, formatTime, formatVnd } from '#kernel/text.ts'
import { dateOf, type JsonObject, type JsonValue } from '#kernel/types.ts'
import { type Paperwork, type PrintedSigner, type PrintedStep, promisedLimit } from '#modules/dossiers/api.ts'
import { signatureLines } from '../../domain.ts'
import { actOf, type DossierForm, type Edition, officialForms } from '../domain.ts'

/** `08 giờ 15 phút, ngày 15/7/2024`, on the province's clock. */
export function momentInWords(at: Date): string {
  const [hour, minute] = formatTime(at).split(':')
  return `${hour} giờ ${minute} phút, ngày ${formatDate(at)}`
}

const unitWords = { hour: 'giờ làm việc', workingDay: 'ngày làm việc', day: 'ngày', month: 'tháng' } as const

/** Thời hạn in words: `05 ngày làm việc`; a limit of nothing means the same day. */
export function limitInWords(limit: TimeLimit | undefined): string | undefined {
  if (!limit) return undefined
  if (limit.amount === 0) return 'Trong ngày làm việc'
  const amount = Number.isInteger(limit.amount)
    ? String(limit.amount).padStart(2, '0')
    : formatNumber(limit.amount)
  return `${amount} ${unitWords[limit.unit]}`
}

export const returnWords = {
  online: 'Tài khoản trên cổng và kho dữ liệu cá nhân',
  desk: 'Bộ phận Tiếp nhận và Trả kết quả',
  post: 'Dịch vụ bưu chính, tại địa chỉ trên',
} as const

/** What is known of the dossier from elsewhere: its agencies, and whether tax or a fee is paid on the way. */
export type Around = {
  readonly hasFinancialStep: boolean
  /** Cơ quan giải quyết hồ sơ. */
  readonly decidingUnit: string
  /** Dossiers that the declaration sets going: one receipt for all of them. */
  readonly linked?: readonly { readonly name: string; readonly code?: string; readonly unit?: string }[]
  /** People beside the first applicant. */
  readonly parties?: readonly { readonly role: string; readonly name: string }[]
}

/** What the template of the form reads, beside agency and the way to look the dossier up. */
export function formInputs(
  kind: DossierForm,
  paperwork: Paperwork,
  edition: Edition,
  around: Around,
): JsonObject {
  const [, period = '', serial = ''] = /-(\d+)-(\d+)$/.exec(paperwork.code) ?? []
  const on = actOf(kind, paperwork) ?? paperwork.openedAt
  return {
    form: edition,
    document: {
      number: `${serial}/${officialForms[kind].sign}`,
      signedOn: dateOf(on),
      // The book of the day: numbers of dossiers begin anew each day (docs/legal.md#dossier-code).
      book: period,
      serial,
    },
    dossier: factsOf(paperwork),
    ...ownInputs(kind, paperwork, around),
  }
}

function factsOf(paperwork: Paperwork): JsonObject {
  const { receivedAt, dueAt, feeVnd, returnMethod } = paperwork
  return {
    code: paperwork.code,
    receivedFrom: paperwork.applicantName,
    submittedBy: paperwork.isHelped
      ? `do ${paperwork.submitterName} (tổ công nghệ số cộng đồng) hỗ trợ`
      : paperwork.submitterName,
    address: paperwork.applicantAddress,
    phone: paperwork.applicantPhone,
    email: paperwork.applicantEmail,
    identityNumber: paperwork.applicantIdentity,
    request: paperwork.procedureName,
    sets: '01',
    limit: limitInWords(promisedLimit(paperwork.clock)) ?? null,
    receivedAt: receivedAt && momentInWords(receivedAt),
    dueAt: dueAt && momentInWords(dueAt),
    resultBy: returnWords[returnMethod],
    feeVnd: feeVnd > 0 ? formatVnd(feeVnd) : 'Không thu',
  }
}

function ownInputs(kind: DossierForm, paperwork: Paperwork, around: Around): JsonObject {
  switch (kind) {
    case 'receipt':
      return receiptInputs(paperwork, around)
    case 'supplement':
      return supplementInputs(paperwork)
    case 'refusal':
      return refusalInputs(paperwork)
    case 'apology':
      return apologyInputs(paperwork)
    case 'stop':
      return stopInputs(paperwork)
    case 'controlSheet':
      return controlInputs(paperwork, around)
  }
}

const officerOf = (name: string | null): JsonObject => (name ? { name } : {})

const partyWords: Readonly<Record<string, string>> = {
  applicant: 'Đồng chủ hồ sơ',
  contact: 'Người liên hệ',
  authorised: 'Người được ủy quyền',
  helper: 'Người giúp nộp',
}

function receiptInputs(paperwork: Paperwork, around: Around): JsonObject {
  const { hasFinancialStep, linked = [], parties = [] } = around
  const { receivedBy, papers, duty, dueAt, certification } = paperwork
  return {
    papers: [
      { name: 'Tờ khai', electronic: 1 },
      ...papers.map(({ name, copyKind }) => ({
        name,
        ...(copyKind === 0 && { original: 1 }),
        ...(copyKind === 1 && { copied: 1 }),
        ...(copyKind === 2 && { electronic: 1 }),
      })),
    ],
    ...(linked.length > 0 && { linked: linked.map((one) => ({ ...one })) }),
    ...(parties.length > 0 && {
      parties: parties.map(({ role, name }) => `${partyWords[role] ?? ''}: ${name}`).join('; '),
    }),
    ...(certification && {
      certification: { pages: certification.pages, sheets: certification.sheets },
    }),
    ...(hasFinancialStep && {
      secondStage: {
        expected: true,
        receivedAt: duty ? momentInWords(new Date(duty.fulfilledAt)) : null,
        dueAt: duty && dueAt ? momentInWords(dueAt) : null,
      },
    }),
    officer: officerOf(receivedBy),
  }
}

function supplementInputs({ supplement }: Paperwork): JsonObject {
  if (!supplement) return {}
  return {
    faults: supplement.faults.map((fault) => ({
      text: `${fault.label}: ${fault.reason}`,
      ...('ground' in fault && typeof fault.ground === 'string' && { ground: fault.ground }),
    })),
    reason: supplement.reason,
    contact: officerOf(supplement.askedBy),
    officer: officerOf(supplement.askedBy),
  }
}

function refusalInputs({ refusal, receivedBy }: Paperwork): JsonObject {
  if (!refusal) return {}
  return {
    stage: 'tiếp nhận',
    reasons: [{ text: refusal.ground, ground: refusal.legalBasis }],
    officer: officerOf(receivedBy),
  }
}

/** A sentence ends with its own full stop on paper. */
const clause = (text: string) => text.trim().replace(/\.{1,100}$/, '')

function signerOf({ signedBy, signerTitle, inPlaceOf }: PrintedSigner) {
  return {
    ...(signerTitle ? signatureLines(signerTitle, inPlaceOf ?? undefined) : {}),
    ...officerOf(signedBy),
  }
}

function apologyInputs(paperwork: Paperwork): JsonObject {
  const { extension } = paperwork
  if (!extension) return {}
  return {
    // As it stood when the apology was written, not as it stands now.
    dossier: { ...factsOf(paperwork), dueAt: momentInWords(new Date(extension.dueBefore)) },
    reason: clause(extension.reason),
    newDueAt: momentInWords(new Date(extension.dueAfter)),
    ...(extension.legalBasis && { legalBasis: clause(extension.legalBasis) }),
    signer: signerOf(extension),
  }
}

function stopInputs({ stop }: Paperwork): JsonObject {
  if (!stop) return {}
  return {
    reason: clause(stop.ground),
    legalBasis: clause(stop.legalBasis),
    signer: signerOf(stop),
  }
}

function controlInputs(paperwork: Paperwork, { decidingUnit }: Around): JsonObject {
  const others = paperwork.steps
    .map(({ unitName }) => unitName)
    .filter((name) => name !== decidingUnit && name !== paperwork.steps[0]?.unitName)
  return {
    deciding: decidingUnit,
    cooperating: [...new Set(others)].join(', '),
    handovers: handoversOf(paperwork.steps),
  }
}

const outcomeWords: Readonly<Record<string, string>> = {
  handedBack: 'Trả lại bước trước',
  withdrawn: 'Người nộp rút hồ sơ',
  stopped: 'Dừng giải quyết',
  signed: 'Đã ký kết quả',
  returned: 'Đã trả kết quả',
}

/** Trước hạn, đúng hạn, quá hạn: by the instant when late, by the day when not (docs/legal.md#official-forms). */
export function standing(
  endedAt: Date,
  dueAt: Date | null,
): 'Trước hạn' | 'Đúng hạn' | 'Quá hạn' | undefined {
  if (!dueAt) return undefined
  if (endedAt > dueAt) return 'Quá hạn'
  return dateOf(endedAt) === dateOf(dueAt) ? 'Đúng hạn' : 'Trước hạn'
}

/**
 * Các lần giao, nhận: each finished step was given on to whoever began at that moment, side by side where there are
 * several; one that waited for another is given on when that one is done. The last row is who holds the dossier now.
 */
export function handoversOf(steps: readonly PrintedStep[]): readonly JsonValue[] {
  return steps.flatMap((step) => {
    if (!step.endedAt) return []
    const ended = new Date(step.endedAt)
    return receiversOf(steps, step, ended).map((next) => ({
      from: step.unitName,
      to: next?.unitName ?? '',
      at: momentInWords(ended),
      giver: doerOf(step),
      receiver: doerOf(next),
      result: standing(ended, step.dueAt ? new Date(step.dueAt) : null) ?? '',
      note: noteOf(step),
    }))
  })
}

/** Who did it, and for whom when somebody was away. */
const doerOf = (step: PrintedStep | undefined): string =>
  step?.representedName
    ? `${step.holderName ?? ''} thay ${step.representedName}`.trim()
    : (step?.holderName ?? '')

function receiversOf(
  steps: readonly PrintedStep[],
  { number }: PrintedStep,
  ended: Date,
): readonly (PrintedStep | undefined)[] {
  const later = steps.filter((step) => step.number > number && new Date(step.startedAt) >= ended)
  const begun = later.filter(({ startedAt }) => new Date(startedAt).getTime() === ended.getTime())
  return begun.length > 0 ? begun : [later[0]]
}

function noteOf({ name, outcome, note }: PrintedStep): string {
  const words = outcome ? outcomeWords[outcome] : undefined
  return [name, words, note].filter(Boolean).join(': ')
}
