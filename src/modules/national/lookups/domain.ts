/** Tra cứu for a dossier: which registers there are, and what must be typed for each. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { AskedBy, RegisterKey } from '#kernel/packs.ts'
import { dayOfParts } from '#kernel/types.ts'

export type Register = RegisterKey

export const refusal = defineRefusals('lookups', {
  notYours: [
    'forbidden',
    'Chỉ người đang giữ bước của hồ sơ mới được tra cứu cho hồ sơ đó.',
    'Only whoever has a step of the dossier may look up registers for it.',
  ],
  badIdentity: [
    'invalid',
    'Số định danh chưa đúng. Ghi đủ 12 chữ số.',
    'The number is not right. Write all 12 digits.',
  ],
  badName: ['invalid', 'Ghi họ và tên như trên căn cước.', 'Write the full name as on the card.'],
  badBirth: [
    'invalid',
    'Ngày sinh chưa đúng. Ghi dạng 31/12/1990.',
    'The day is not right. Write it as 31/12/1990.',
  ],
  badTaxCode: [
    'invalid',
    'Mã số doanh nghiệp chưa đúng. Ghi 10 chữ số.',
    'The code is not right. Write 10 digits.',
  ],
  badPlot: [
    'invalid',
    'Thửa đất chưa đúng. Ghi mã xã 5 chữ số, số tờ bản đồ và số thửa bằng chữ số.',
    'The plot is not right. Write the 5 digits of the commune, map sheet and plot as numbers.',
  ],
})

/** What a form may hold, as it was typed. */
export type Typed = Readonly<Partial<Record<AskedBy, string>>>

const digits = (text = '') => text.replace(/[\s.]/g, '')

export function identityIn({ identity }: Typed): string {
  const number = digits(identity)
  if (!/^\d{12}$/.test(number)) throw refusal.badIdentity()
  return number
}

export function personIn(typed: Typed) {
  const SoDinhDanh = identityIn(typed)
  const HoTen = (typed.name ?? '').trim().normalize('NFC').toLocaleUpperCase('vi')
  if (HoTen.length < 2 || HoTen.length > 100) throw refusal.badName()
  const [, day, month, year] = /^(\d{1,2})\D(\d{1,2})\D(\d{4})$/.exec((typed.birth ?? '').trim()) ?? []
  const NgaySinh = dayOfParts(day, month, year)
  if (!NgaySinh) throw refusal.badBirth()
  return { SoDinhDanh, HoTen, NgaySinh }
}

export function firmIn({ taxCode }: Typed): { readonly MaSoDN: string } {
  const MaSoDN = digits(taxCode)
  if (!/^\d{10}(-\d{3})?$/.test(MaSoDN)) throw refusal.badTaxCode()
  return { MaSoDN }
}

export function plotIn({ commune, map, plot }: Typed) {
  const found = { XaId: digits(commune), SoHieuBanDo: digits(map), SoThuTuThua: digits(plot) }
  if (
    !/^\d{5}$/.test(found.XaId) ||
    !/^\d{1,5}$/.test(found.SoHieuBanDo) ||
    !/^\d{1,6}$/.test(found.SoThuTuThua)
  )
    throw refusal.badPlot()
  return found
}
