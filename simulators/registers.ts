/** Cơ sở dữ liệu dân cư and the business register, made up: whoever is asked for exists, but for some. */

import type { Simulator } from './framework.ts'

type Person = { readonly SoDinhDanh: string; readonly HoTen: string; readonly NgaySinh: string }

/** A number that ends in 9 belongs to somebody else; everyone else is who they say. */
export const populationSimulator: Simulator = {
  key: 'population',
  operations: {
    '/XacThuc': ({ SoDinhDanh }: Person) => ({ value: { KhopDung: !SoDinhDanh.endsWith('9') } }),
    '/TraCuu': ({ SoDinhDanh, HoTen, NgaySinh }: Person) => {
      if (SoDinhDanh.endsWith('9')) return { value: { KhopDung: false, CongDan: null } }
      // The fourth digit of a personal number tells century and sex.
      const GioiTinh = Number(SoDinhDanh[3]) % 2 === 0 ? 'Nam' : 'Nữ'
      const CongDan = {
        SoDinhDanh,
        HoTen,
        NgaySinh,
        GioiTinh,
        DanToc: 'Kinh',
        NoiThuongTru: 'Số 1, đường Thử Nghiệm, phường Bãi Sau',
      }
      return { value: { KhopDung: true, CongDan } }
    },
  },
}

/** A code that ends in 9 is in no register. */
export const businessSimulator: Simulator = {
  key: 'business',
  operations: {
    '/TraCuuDoanhNghiep': ({ MaSoDN }: { MaSoDN: string }) => ({
      value: {
        DoanhNghiep: MaSoDN.endsWith('9')
          ? null
          : {
              MaSoDN,
              Ten: `Công ty TNHH Thử Nghiệm ${MaSoDN.slice(-3)}`,
              DiaChi: 'Số 9, đường Thử Nghiệm, phường Bãi Sau',
              TrangThai: 'Đang hoạt động',
              NguoiDaiDien: 'Gió Văn Diều',
              VonDieuLe: 1_000_000_000,
              NganhNghe: ['Bán lẻ'],
            },
      },
    }),
  },
}
