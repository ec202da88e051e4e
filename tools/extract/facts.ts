/** Facts of one procedure out of the texts of the national portal: channels, limits, fees, laws, results. */
import type { Applicant, ChannelFacts, Flag } from '../../src/kernel/packs.ts'
import { applicantNames } from '../../src/kernel/packs.ts'
import { plain } from './words.ts'

/** A row of the source: how to file. `time` is `15 WD`, `D`, `H`, `MON` or empty; `text` begins with the fee. */
export type WayRow = {
  readonly mode: string
  readonly time: string
  readonly fee: string
  readonly text: string
}

const channelOf: Record<string, ChannelFacts['channel']> = {
  'Trực tiếp': 'direct',
  'Trực tuyến': 'online',
  'Dịch vụ bưu chính': 'post',
}
const unitOf: Record<string, NonNullable<ChannelFacts['limit']>['unit']> = {
  WD: 'workingDay',
  D: 'day',
  H: 'hour',
  MON: 'month',
}

function limitOf({ time, text }: WayRow): { limit?: ChannelFacts['limit']; flags: Flag[] } {
  const [, amount, unit = ''] = /^(\d+) (WD|D|H|MON)$/.exec(time.trim()) ?? []
  const known = unitOf[unit]
  if (amount && known && Number(amount) > 0 && Number(amount) <= 2000)
    return { limit: { amount: Number(amount), unit: known }, flags: [] }
  // Without a unit the source glues the bare number to the fee: “3Miễn phí”, “1100 VNĐ”.
  return { flags: [/^\d/.test(text.trim()) ? 'limitUnitMissing' : 'limitMissing'] }
}

const councilFee = 'Theo nghị quyết của Hội đồng nhân dân tỉnh'
const council = /hội đồng nhân dân|HĐND/i
const amountInNote = /\d[\d.,]*\s?(?:đồng|đ\b|VNĐ|VND|USD)/gi
const nothing =
  /^\(?\s*(?:không|không có|không quy định|chưa quy định|miễn phí|không thu phí|0)\s*\.?\s*\)?$/i
const thousands = (amount: number) => amount.toLocaleString('de-DE')

/** Words of the fee as published, and what is doubtful about it. Never a number to charge. */
function feeOf({ time, fee, text }: WayRow): { fee?: string; flags: Flag[] } {
  const note = plain(
    /^\d*\s?(?:Miễn phí|Không có thông tin|[\d,.]+ (?:VNĐ|Việt Nam Đồng|USD))\(([^]*)$/.exec(
      text.trim(),
    )?.[1] ?? '',
  )
  const amounts = new Set(note.match(amountInNote) ?? [])
  const flags: Flag[] = [
    ...(council.test(note) ? (['feeByCouncil'] as const) : []),
    ...(amounts.size > 1 ? (['feeByCase'] as const) : []),
  ]
  const published = plain(fee)
  if (flags.includes('feeByCouncil') && (published === '' || published === '0'))
    return { fee: councilFee, flags }
  if (published === '') return { flags: [...flags, 'feeMissing'] }
  if (published === '0') {
    const doubtful =
      amounts.size > 0 || (/thông tư|mức thu|mức phí|lệ phí|theo quy định/i.test(note) && !nothing.test(note))
    return { fee: 'Miễn phí', flags: doubtful ? [...flags, 'feeSuspect'] : flags }
  }
  const [, digits = '', currency = ''] = /^([\d,]+) (VNĐ|Việt Nam Đồng|USD)$/.exec(published) ?? []
  const amount = Number(digits.replaceAll(',', ''))
  if (currency === 'USD') return { fee: `${digits} USD`, flags: [...flags, 'feeSuspect'] }
  // Real amounts are at least a thousand đồng; groups of three after a comma are how the source writes them. A time
  // without unit may be glued in front (“1” and “100 VNĐ” make “1100 VNĐ”).
  const sound = /^\d{1,3}(,\d{3})+$/.test(digits) && amount >= 1000 && time.trim() !== ''
  const said = [...amounts].some((each) => Number(each.replaceAll(/\D/g, '')) === amount)
  if (!sound || (amounts.size > 0 && !said)) return { fee: published, flags: [...flags, 'feeSuspect'] }
  return { fee: `${thousands(amount)} đồng`, flags }
}

const channelOrder = ['direct', 'online', 'post']

/** Cách thức thực hiện: one entry per channel and case, in the order direct, online, post. */
export function channelsOf(rows: readonly WayRow[]): ChannelFacts[] {
  const entries = rows.flatMap((row): ChannelFacts[] => {
    const channel = channelOf[plain(row.mode)]
    if (!channel) return []
    const limit = limitOf(row)
    const fee = feeOf(row)
    const flags = [...new Set([...limit.flags, ...fee.flags])]
    return [
      {
        channel,
        ...(limit.limit ? { limit: limit.limit } : {}),
        ...(fee.fee ? { fee: fee.fee } : {}),
        ...(flags.length > 0 ? { flags } : {}),
      },
    ]
  })
  const different = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()]
  return different
    .map((entry) => {
      const same = different.filter(({ channel }) => channel === entry.channel)
      const varies = (of: (each: ChannelFacts) => unknown) =>
        new Set(same.map((each) => JSON.stringify(of(each)))).size > 1
      const flags: Flag[] = [
        ...(entry.flags ?? []),
        ...(varies(({ limit }) => limit) ? (['limitByCase'] as const) : []),
        ...(varies(({ fee }) => fee) ? (['feeByCase'] as const) : []),
      ]
      return flags.length > 0 ? { ...entry, flags: [...new Set(flags)] } : entry
    })
    .sort((a, b) => channelOrder.indexOf(a.channel) - channelOrder.indexOf(b.channel))
}

const levelOf = { bộ: 'ministry', tỉnh: 'province', xã: 'commune', khác: 'other' } as const
type Level = (typeof levelOf)[keyof typeof levelOf] | 'district'

/** Cấp thực hiện: “Cấp bộ, Cấp tỉnh” → ministry, province. */
export function levelsOf(text: string): Level[] {
  const words = text.toLocaleLowerCase('vi')
  return Object.entries(levelOf).flatMap(([word, level]) => (words.includes(word) ? [level] : []))
}

const applicantCodes = new Map(
  Object.entries(applicantNames).map(([code, name]) => [name as string, code as Applicant]),
)
const applicantPattern = new RegExp(
  [...applicantCodes.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[()]/g, '\\$&'))
    .join('|'),
  'g',
)

/** Đối tượng thực hiện, as codes in the order of the table of names. Names contain commas, so no split by comma. */
export function applicantsOf(text: string): Applicant[] {
  const found = new Set((plain(text).match(applicantPattern) ?? []).map((name) => applicantCodes.get(name)))
  return [...applicantCodes.values()].filter((code) => found.has(code))
}

const agencies =
  'UBTVQH\\d{2}|QH\\d{2}|NĐ-CP|NQ-CP|QĐ-TTg|CT-TTg|NQ-HĐND|QĐ-UBND|TTLT(?:-(?:BTC|BTP|BCA|BXD|BYT|BNV|BCT|BQP|BKHĐT|BTNMT|BGTVT|BNNPTNT|NHNN|BLĐTBXH|TANDTC|VKSNDTC|BVHTTDL|BTTTT|BKHCN|BGDĐT|VPCP|TTCP|BNG))+|(?:TT|QĐ)-(?:BNNPTNT|BNNMT|BTNMT|BLĐTBXH|BVHTTDL|TANDTC|VKSNDTC|BKHĐT|BKHCN|BTTTT|BGDĐT|BGTVT|NHNN|BHXH|VPCP|TTCP|BTC|BTP|BCA|BXD|BYT|BNV|BCT|BQP|BNG|BTL)|PL-UBTVQH\\d{2}|L-CTN'
const legalNumber = new RegExp(`(\\d{1,8})/((?:19|20)\\d{2})/(${agencies})`, 'g')

/** Số của văn bản pháp lý. The source glues cells: a date may run into the number, a name into the sign. */
export function legalNumbersOf(text: string): string[] {
  const numbers = [...plain(text).matchAll(legalNumber)].map(([, digits = '', year, sign]) => {
    const own = digits.length > 3 ? digits.replace(/^\d*?(?:19|20)\d{2}(?=\d)/, '') : digits
    return `${own.length > 3 ? own.slice(-3) : own}/${year}/${sign}`
  })
  return [...new Set(numbers)].sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }))
}

const nameCharactersMax = 200
const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, text.lastIndexOf(' ', max - 1)).replace(/[\s,;:.]+$/, '')}…`

function resultName(text: string): string {
  const bare = plain(text)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replaceAll(/\s*\((?:theo|trường hợp|mẫu|ban hành|quy định)[^()]*\)/giu, '')
    .replace(/,? (?:ban hành kèm|được ban hành|theo mẫu|theo Mẫu|trong đó|nêu rõ lý do|; ).*$/isu, '')
    .replace(/[\s.;:,]+$/, '')
  return cut(bare.charAt(0).toLocaleUpperCase('vi') + bare.slice(1), nameCharactersMax)
}

/** Kết quả: “name [KQ.G15.000031] ; name” → names with their codes. */
export function resultsOf(text: string): { code?: string; name: string }[] {
  const parts = plain(text).split(/(?<=\])\s*;\s*/)
  const found = parts.flatMap((part): { code?: string; name: string }[] => {
    const code = /\[(KQ\.[GH]\d{2}\.\d{6})\]\s*$/.exec(part)?.[1]
    const name = resultName(part.replace(/\[[^\]]*\]\s*$/, ''))
    return name.length < 3 ? [] : [{ ...(code ? { code } : {}), name }]
  })
  return [...new Map(found.map((result) => [result.code ?? result.name, result])).values()]
}

/** Cơ quan: a short list of agencies, never prose. */
export function agencyOf(text: string): string | undefined {
  const name = plain(text).replace(/[\s.;,]+$/, '')
  return name.length < 2 ? undefined : cut(name, nameCharactersMax)
}

/** True when the agency named cannot be one of the level named, or belongs to another province. */
export function agencyMismatch(levels: readonly Level[], agency: string | undefined): boolean {
  if (!agency) return false
  const words = agency.toLocaleLowerCase('vi')
  const commune = /xã|phường|thị trấn|đặc khu|cơ sở/.test(words)
  const province = /tỉnh|sở |thành phố|khu vực|ban quản lý|cảng vụ|chi cục/.test(words)
  if (/hà nội|hồ chí minh|đà nẵng|hải phòng|cần thơ|thành phố huế/.test(words)) return true
  if (/huyện|cấp quận/.test(words) && !commune && !province) return true
  const only = levels.filter((level) => level !== 'ministry' && level !== 'other')
  if (only.length !== 1) return false
  return only[0] === 'commune' ? province && !commune : commune && !province
}
