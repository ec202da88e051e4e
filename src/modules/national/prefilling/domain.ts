/** Điền sẵn: what a register said, in the names of forms and facts; and what is asked for a paper. Pure. */

import { evaluate, expression } from '#kernel/expressions.ts'
import { ethnicities } from '#kernel/forms.ts'
import { type Area, type AskedBy, askedBy, type VouchedBy } from '#kernel/packs.ts'
import { formatDate, searchKey } from '#kernel/text.ts'
import { calendarDate, type JsonObject, type JsonValue } from '#kernel/types.ts'
import { readAddress } from '#modules/organisation/api.ts'
import type { Typed } from '../lookups/domain.ts'
import type { Answer } from '../registers/domain.ts'

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
        people: answer.said.BanGhi.flatMap(({ NoiDung }) => NoiDung.match(/\p{Lu}+(?: \p{Lu}+)+/gu) ?? []),
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
