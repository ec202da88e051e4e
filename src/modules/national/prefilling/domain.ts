/** Điền sẵn: what a register said, in the names of forms and facts; and what is asked for a paper. Pure. */

import { Refusal, type Sentence } from '#kernel/errors.ts'
import { evaluate, expression } from '#kernel/expressions.ts'
import { ethnicities } from '#kernel/forms.ts'
import { type Area, type AskedBy, askedBy, type RegisterKey, type VouchedBy } from '#kernel/packs.ts'
import type { Vouch } from '#kernel/provenance.ts'
import { formatDate, searchKey } from '#kernel/text.ts'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  dateOf,
  type JsonObject,
  type JsonValue,
} from '#kernel/types.ts'
import type { VouchedPaper } from '#modules/dossiers/api.ts'
import { readAddress } from '#modules/organisation/api.ts'
import type { Typed } from '../lookups/domain.ts'
import { type Answer, type Question, questionOf } from '../registers/domain.ts'

/** What a register said, flat and in one language: `said` of the pack's expressions. `null` when it knows nothing of it. */
export function saidBy(answer: Answer): JsonObject | null {
  switch (answer.register) {
    case 'population': {
      const person = answer.said.CongDan
      if (!answer.said.KhopDung || !person) return null
      return {
        fullName: person.HoTen,
        identityNumber: person.SoDinhDanh,
        birthDate: person.NgaySinh,
        gender: person.GioiTinh === 'Nam' ? 'male' : 'female',
        ethnicity: ethnicities.find(({ name }) => searchKey(name) === searchKey(person.DanToc))?.code ?? null,
        residence: person.NoiThuongTru,
      }
    }
    case 'business': {
      const firm = answer.said.DoanhNghiep
      if (!firm) return null
      return {
        taxCode: firm.MaSoDN,
        name: firm.Ten,
        address: firm.DiaChi,
        state: firm.TrangThai,
        representative: firm.NguoiDaiDien,
      }
    }
    case 'civil': {
      const record = answer.said.BanGhi.at(-1)
      if (!record) return null
      return {
        number: record.So,
        book: record.Quyen,
        registeredOn: record.NgayDangKy,
        registeredAt: record.NoiDangKy,
        fullName: record.HoTen,
        /** Everybody whom the records name, in capitals. */
        people: answer.said.BanGhi.flatMap(({ NoiDung }) => NoiDung.match(/(?<!\p{Lu})\p{Lu}+(?: \p{Lu}+)+/gu) ?? []),
      }
    }
    case 'land': {
      const plot = answer.said.ThuaDat
      if (!plot) return null
      return {
        area: plot.DienTich,
        use: plot.MucDichSuDung,
        address: plot.DiaChi,
        user: plot.NguoiSuDung,
        certificate: plot.SoGiayChungNhan,
        limits: plot.HanChe,
      }
    }
  }
}

type Place = { readonly province: string; readonly areas: readonly Area[] }

/**
 * Facts about the person in what the population register said. Names come in capitals: the way the account writes the same name
 * is kept. A residence outside the province, or in doubt, is no answer to any form.
 */
export function personFacts(
  said: JsonObject,
  asked: { readonly name: string },
  { province, areas }: Place,
): readonly { readonly key: string; readonly value: JsonValue }[] {
  const address =
    typeof said.residence === 'string' ? readAddress(said.residence, province, areas) : undefined
  const values: Readonly<Record<string, JsonValue | undefined>> = {
    'person.fullName': asked.name,
    'person.identityNumber': said.identityNumber,
    'person.birthDate': said.birthDate,
    'person.gender': said.gender,
    'person.ethnicity': said.ethnicity,
    'person.address': address && { ...address },
  }
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === null ? [] : [{ key, value }],
  )
}

/** Who asks, as expressions of the pack read it. */
export type Asker = {
  readonly fullName: string
  readonly identityNumber: string
  readonly birthDate: string | null
}

/** What the register is to be asked for a paper; `undefined` while an answer it needs is missing, or the case is another. */
export function askedFor({ ask, when }: VouchedBy, answers: JsonObject, person: Asker): Typed | undefined {
  const scope = { answers, person: { ...person } }
  if (when !== undefined && evaluate(expression(when), scope) !== true) return undefined
  const typed: Partial<Record<AskedBy, string>> = {}
  for (const name of askedBy) {
    const text = ask[name]
    if (text === undefined) continue
    const value = asText(evaluate(expression(text), scope))
    if (value === undefined) return undefined
    typed[name] =
      name === 'birth' && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(calendarDate(value)) : value
  }
  return typed
}

/** What cannot be asked as it is typed is not asked: the paper is handed in instead. */
export function questionAbout(register: RegisterKey, typed: Typed): Question | undefined {
  try {
    return questionOf(register, typed)
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  }
}

/**
 * The question for a paper; `undefined` while the answers do not say what to ask. A person is asked about only by themselves, or at
 * the desk where they stand: whoever files for somebody else hands the paper in.
 */
export function questionFor(vouchedBy: VouchedBy, answers: JsonObject, about: Asker): Question | undefined {
  const typed = askedFor(vouchedBy, answers, about)
  const question = typed && questionAbout(vouchedBy.register, typed)
  if (!question) return undefined
  const isOfOther = 'SoDinhDanh' in question.request && question.request.SoDinhDanh !== about.identityNumber
  return isOfOther ? undefined : question
}

/** As it is kept beside the answer. */
export const asKept = (question: Question): string => JSON.stringify(question)

/** Of a list with one entry, that entry: a group in which one thing is named. */
function asText(value: JsonValue): string | undefined {
  if (Array.isArray(value)) {
    const [only, ...others] = value as readonly JsonValue[]
    return only === undefined || others.length > 0 ? undefined : asText(only)
  }
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether what the register said stands for the paper. */
export function isProven(
  { proves }: VouchedBy,
  said: JsonObject,
  answers: JsonObject,
  person: Asker,
): boolean {
  return (
    proves === undefined || evaluate(expression(proves), { said, answers, person: { ...person } }) === true
  )
}

/** What came of asking the register in place of a paper. */
export type PaperAsked = {
  readonly outcome: 'vouched' | 'denied' | 'away'
  readonly register: Sentence
  readonly at: string
  readonly reference: string | null
  /** What was asked: other answers are another question. */
  readonly asked: string
  /** Questions asked for this paper so far. */
  readonly times: number
}
/** By the key of the paper. */
export type PapersAsked = Readonly<Record<string, PaperAsked>>

/** Questions for one form beyond which a paper is simply handed in: the register is no guessing game. */
export const asksMax = 5

type Papers = readonly { readonly key: string; readonly vouchedBy?: VouchedBy | undefined }[]

/** Giấy tờ không phải nộp: those that a register vouches for, lately enough. */
export function vouchedPapers(
  papers: Papers,
  known: PapersAsked | undefined,
  today: CalendarDate,
): readonly VouchedPaper[] {
  return papers.flatMap(({ key, vouchedBy }): VouchedPaper[] => {
    const asked = known?.[key]
    if (!vouchedBy || asked?.outcome !== 'vouched') return []
    if (addDays(dateOf(new Date(asked.at)), vouchedBy.days) < today) return []
    const { register: name, at: asOf, reference } = asked
    const vouch: Vouch = { source: 'register', name, asOf, reference, legal: vouchedBy.legal }
    return [{ key, vouch }]
  })
}
