/** Invented papers for tests and benchmarks: what is printed on them, and what a clerk should find there. */

export type SamplePaper = {
  readonly kind: string
  readonly lines: readonly string[]
  /** What stands on it, by the key of its field. */
  readonly truth: Readonly<Record<string, string>>
}

const head = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']

type Person = { readonly name: string; readonly identity: string; readonly birth: string }
/** Invented names; numbers begin with 099, which no province has. */
export const people: readonly Person[] = [
  { name: 'Nguyễn Thị Hoài Thương', identity: '099190001234', birth: '1990-07-05' },
  { name: 'Trần Quốc Đạt', identity: '099085004321', birth: '1985-12-23' },
  { name: 'Lê Phạm Gia Bảo', identity: '099201007788', birth: '2001-02-28' },
  { name: 'Đặng Ngọc Ánh Tuyết', identity: '099195002468', birth: '1995-10-10' },
  { name: 'Bùi Hữu Phước Nguyên', identity: '099079001357', birth: '1979-03-19' },
]

const shown = (day: string) => day.split('-').toReversed().join('/')
const spelled = (day: string) => {
  const [year, month, date] = day.split('-')
  return `ngày ${date} tháng ${month} năm ${year}`
}

/** Giấy phép thả diều of the demo pack. */
export function kitePermit(person: Person, number = '31/GP-SGM', issued = '2025-06-17'): SamplePaper {
  return {
    kind: 'giay-phep-tha-dieu',
    lines: [
      ...head,
      'GIẤY PHÉP THẢ DIỀU',
      `Số giấy phép: ${number}`,
      `Họ và tên người thả diều: ${person.name}`,
      `Ngày, tháng, năm sinh: ${shown(person.birth)}`,
      `Số định danh cá nhân: ${person.identity}`,
      'Nơi thường trú: Thôn Gió Ngược, xã Bãi Rạng, tỉnh Hòn Gió',
      'Được thả diều cỡ lớn tại bãi phía đông ngọn hải đăng, từ sáu giờ đến mười bảy giờ hằng ngày.',
      'Dây diều dài không quá một trăm mét. Khi gió trên cấp sáu phải thu diều và buộc chặt khung tre.',
      'Người được cấp phép chịu trách nhiệm gỡ diều khi vướng cây, vướng dây điện hoặc vướng buồm.',
      `Nơi cấp: Sở Gió và Mây tỉnh Hòn Gió`,
      `Hòn Gió, ${spelled(issued)}`,
      'GIÁM ĐỐC',
    ],
    truth: {
      number,
      ownerName: person.name,
      birthDate: person.birth,
      ownerIdentity: person.identity,
      issuedOn: issued,
      issuer: 'Sở Gió và Mây tỉnh Hòn Gió',
    },
  }
}

/** Cam kết gỡ diều of the demo pack. */
export function kitePromise(person: Person, signed = '2026-02-20'): SamplePaper {
  return {
    kind: 'cam-ket-go-dieu',
    lines: [
      ...head,
      'BẢN CAM KẾT GỠ DIỀU KHI VƯỚNG DÂY ĐIỆN',
      'Kính gửi: Sở Gió và Mây tỉnh Hòn Gió',
      `Tôi tên là: ${person.name}`,
      `Số định danh cá nhân: ${person.identity}`,
      'Tôi cam kết không thả diều gần đường dây điện và trạm biến áp.',
      'Nếu diều vướng dây điện, tôi báo ngay cho người giữ hải đăng và tự trả tiền thang dài.',
      'Tôi đã đọc kỹ quy định về gió mùa, gió chướng và giờ cấm thả diều.',
      `Hòn Gió, ${spelled(signed)}`,
      'Người cam kết',
    ],
    truth: { ownerName: person.name, ownerIdentity: person.identity, issuedOn: signed },
  }
}

export const samples: readonly SamplePaper[] = people.flatMap((person, index) => [
  kitePermit(person, `${31 + index * 7}/GP-SGM`, `2025-0${(index % 8) + 1}-1${index}`),
  kitePromise(person, `2026-02-2${index}`),
])
