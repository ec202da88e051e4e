/** Names of invented people: counts of Kinh names from the source, names of four other peoples written by hand. */
import type { NameGroup } from '../../src/kernel/packs.ts'
import { plain } from './words.ts'

export type NameTables = {
  /** Columns name, count. */
  readonly families: readonly Readonly<Record<string, string>>[]
  readonly middles: readonly Readonly<Record<string, string>>[]
  readonly givens: readonly Readonly<Record<string, string>>[]
  /** One middle and given name per line. */
  readonly male: string
  readonly female: string
}
type Counted = { name: string; count: number }

const pairsMax = 450
const countsOf = (rows: NameTables['families']): Counted[] =>
  rows.map(({ name = '', count = '' }) => ({ name: plain(name), count: Number(count) }))

/** Pairs that a sample would meet most often: the weight grows with how common both words are. */
function commonPairs(
  lines: string,
  middles: ReadonlyMap<string, number>,
  givens: ReadonlyMap<string, number>,
): Counted[] {
  const pairs = lines
    .split('\n')
    .map(plain)
    .filter((line) => line.includes(' '))
  return [...new Set(pairs)]
    .map((name) => {
      const [middle = '', ...given] = name.split(' ')
      const weight = Math.sqrt((middles.get(middle) ?? 1) * (givens.get(given.join(' ')) ?? 1))
      return { name, count: Math.max(1, Math.round(weight)) }
    })
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'vi'))
    .slice(0, pairsMax)
}

/** Names separated by commas, the commonest first. */
const listed = (text: string): Counted[] => {
  const names = text.split(',').map(plain)
  return names.map((name, index) => ({ name, count: Math.max(1, Math.round(20 / (index + 2))) }))
}

/** Shares follow the census of 2019 in round figures; areas are districts where these people mostly live. */
const written: readonly NameGroup[] = [
  {
    ethnicity: 'Chăm',
    share: 0.032,
    families: listed(
      'Thông, Qua, Lưu, Đàng, Bá, Não, Xích, Mang, Ức, Lâm, Đổng, Tài, Dụng, Thường, Kinh, Nguyễn, Từ, Huỳnh, Châu',
    ),
    male: listed(
      'Văn Hải, Ngọc Thạch, Minh Đức, Văn Phú, Thanh Sơn, Văn Tỷ, Quốc Dũng, Văn Đạo, Ngọc Sáng, Thái Hòa, Văn Châu, Xuân Hổ, Minh Trí, Văn Khánh, Ngọc Ảnh',
    ),
    female: listed(
      'Thị Mai, Thị Ngọc Lan, Thị Thu Hà, Thị Kim Phượng, Thị Bích, Nữ Hoàng Yến, Thị Hồng, Thị Sa, Thị Thanh Tuyền, Thị Mỹ Lệ, Nữ Thảo My, Thị Đào, Thị Ri, Thị Nhung',
    ),
    areas: ['595', '596', '597', '599'],
  },
  {
    ethnicity: 'Raglai',
    share: 0.014,
    families: listed('Mang, Mấu, Cao, Bo Bo, Pi Năng, Tro, Chamaléa, Katơr, Tà Yên, Patâu Axá, Pupur'),
    male: listed('Hùng, Thanh, Đạt, Văn Tâm, Lâm, Xuân Điểm, Quý, Hà Danh, Văn Nam, Tới, Ngọc, Sửu, Hoàng'),
    female: listed(
      'Thị Lan, Thị Hương, Thị Nhành, Thị Dôi, Thị Mến, Thị Lúa, Thị Hoa, Thị Sáu, Thị Điệp, Thị Thảo',
    ),
    areas: ['596', '598', '601'],
  },
  {
    ethnicity: "K'Ho",
    share: 0.011,
    families: listed("K'"),
    femaleFamilies: listed('Ka'),
    male: listed('Văn Brểu, Tèo, Brèm, Thế Sơn, Lâm, Văn Minh, Hòa, Tôn, Diệp, Broi, Sáu, Phước, Long, Bôn'),
    female: listed('Hương, Thủy, Nhẫn, Ngọc, Dôi, Hiền, Mai, Lý, Thoa, Rìn, Brèn, Nga, Thu, Huệ'),
    areas: ['596', '597', '599'],
  },
  {
    ethnicity: 'Hoa',
    share: 0.008,
    families: listed(
      'Trần, Lâm, Huỳnh, Trương, Quách, Tăng, Lý, Ngô, Trịnh, Châu, Ôn, Thái, La, Giang, Mạch, Vòng, Chướng, Sú, Hồng, Tsằn',
    ),
    male: listed(
      'Vĩnh Phát, Gia Hào, Chí Cường, Cẩm Hùng, A Sáng, Kiến Minh, Vĩnh Khang, A Phúc, Tuấn Kiệt, Quốc Hòa, Hán Dân, Chí Bình, Minh Tài',
    ),
    female: listed(
      'Mỹ Linh, Tú Trân, Ngọc Phụng, Muội, Bảo Châu, Tuyết Nga, Lệ Hoa, Tiểu Yến, Cẩm Tiên, Mỹ Dung, Ngọc Anh, A Kíu',
    ),
    areas: ['593', '595', '596'],
  },
]

/** The groups of names, shares adding up to 1. */
export function peopleOf(tables: NameTables): NameGroup[] {
  const middles = new Map(countsOf(tables.middles).map(({ name, count }) => [name, count]))
  const givens = new Map(countsOf(tables.givens).map(({ name, count }) => [name, count]))
  const others = written.reduce((sum, { share }) => sum + share, 0)
  const kinh: NameGroup = {
    ethnicity: 'Kinh',
    share: Math.round((1 - others) * 1000) / 1000,
    families: countsOf(tables.families),
    male: commonPairs(tables.male, middles, givens),
    female: commonPairs(tables.female, middles, givens),
    areas: [],
  }
  return [kinh, ...written]
}
