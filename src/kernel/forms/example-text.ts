/** Made-up words for made-up answers. Nobody is meant by them. */

export type Chance = () => number

export function pickOne<T>(from: readonly T[], chance: Chance): T {
  const one = from[Math.floor(chance() * from.length)]
  if (one === undefined) throw new Error('Nothing to pick from')
  return one
}

/** A whole number from `min` to `max`, both included. */
export const between = (min: number, max: number, chance: Chance): number =>
  min + Math.floor(chance() * (max - min + 1))

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương']
const middles = ['Văn', 'Thị', 'Minh', 'Thanh', 'Ngọc', 'Hoàng', 'Quốc', 'Thu', 'Đức', 'Hải']
const givens = [
  'Lan',
  'Hùng',
  'Phương',
  'Tuấn',
  'Yến',
  'Khoa',
  'Thảo',
  'Bình',
  'Sơn',
  'Hạnh',
  'Ưng',
  'Đạt',
  'Mỹ',
]

export const exampleName = (chance: Chance): string =>
  [families, middles, givens].map((list) => pickOne(list, chance)).join(' ')

/** Words by what a label speaks of, the first that fits; the last fits everything. */
const vocabulary: readonly (readonly [RegExp, readonly string[]])[] = [
  [/nghề/i, ['Buôn bán nhỏ', 'Ngư dân', 'Giáo viên', 'Công nhân may', 'Trồng thanh long']],
  [/dân tộc/i, ['Kinh', 'Chăm', 'Raglai', 'Hoa']],
  [/quốc tịch/i, ['Việt Nam']],
  [/quan hệ/i, ['Con ruột', 'Vợ', 'Chồng', 'Anh ruột']],
  [/nơi cấp|cơ quan cấp/i, ['Cục Cảnh sát quản lý hành chính về trật tự xã hội']],
  [
    /tên (cơ sở|hộ|cửa hàng|quầy|doanh nghiệp|công ty|tổ chức)/i,
    ['Minh Phát', 'Biển Xanh', 'Hải Đăng', 'Gió Nam'],
  ],
  [/lý do|mục đích/i, ['Bổ sung hồ sơ cá nhân', 'Làm hồ sơ xin việc', 'Mở rộng kinh doanh']],
  [/số (giấy|hiệu|đăng ký|quyết định|tờ|thửa)|biển số/i, ['127', '58', '204', '91']],
  [/nơi|địa điểm|địa chỉ/i, ['12 Trần Phú', 'Khu phố 3', 'Thôn Suối Cát', '45 Nguyễn Huệ']],
  [/ngành|nghề kinh doanh|mặt hàng/i, ['Bán lẻ hàng tạp hóa', 'Quán ăn', 'Sửa chữa xe máy']],
  [/./, ['Theo giấy tờ kèm theo', 'Như đã khai ở trên', 'Không có gì thêm']],
]

/** Text that suits a label, at most `max` characters long. */
export function exampleText(label: string, max: number, chance: Chance): string {
  const [, words = ['A']] = vocabulary.find(([shape]) => shape.test(label)) ?? []
  return pickOne(words, chance).slice(0, max).trim()
}

const atom = /\[([^\]]+)\]|\\(.)|(.)/uy
const repeat = /\{(\d+)(?:,(\d*))?\}|([?*+])/uy

/** One of the choices of every group that holds no other group and is not repeated. */
function chooseInGroups(pattern: string, chance: Chance): string {
  return pattern.replace(/\((?:\?:)?([^()]*)\)(?![?*+{])/g, (_group, choices: string) =>
    pickOne(choices.split('|'), chance),
  )
}

/** Text of a plain pattern: letters, `\d`, classes, repeats and choices. `undefined` for one with nested or repeated groups. */
export function exampleOfPattern(pattern: string, chance: Chance): string | undefined {
  const plain = chooseInGroups(pattern, chance).replace(/^\^|\$$/g, '')
  if (/[(|)]/.test(plain)) return undefined
  let text = ''
  let at = 0
  while (at < plain.length) {
    atom.lastIndex = at
    const [whole = '', inClass, escaped, letter] = atom.exec(plain) ?? []
    at += whole.length
    repeat.lastIndex = at
    const [times = '', min, max, sign] = repeat.exec(plain) ?? []
    at += times.length
    const least = sign ? (sign === '+' ? 1 : 0) : Number(min ?? 1)
    const most = sign ? (sign === '?' ? 1 : 3) : max === undefined ? least : Number(max || least + 3)
    const letters = inClass
      ? lettersOf(inClass)
      : escaped === 'd'
        ? lettersOf('0-9')
        : [escaped ?? letter ?? '']
    for (let left = between(least, most, chance); left > 0; left -= 1) text += pickOne(letters, chance)
  }
  return text
}

function lettersOf(inClass: string): string[] {
  return [...inClass.matchAll(/(.)-(.)|\\(.)|(.)/gu)].flatMap(([, from, to, escaped, letter]) => {
    if (!from || !to) return escaped === 'd' ? lettersOf('0-9') : [escaped ?? letter ?? '']
    const [first = 0, last = 0] = [from.codePointAt(0), to.codePointAt(0)]
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
  })
}
