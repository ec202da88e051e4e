/** Cơ sở dữ liệu dân cư and the business register, made up: whoever is asked for exists, but for some. */

import type { Simulator } from './framework.ts'

type Person = { readonly SoDinhDanh: string; readonly HoTen: string; readonly NgaySinh: string }

/** The last four digits of two numbers: made-up families and firms are known by them, so that anybody can try. */
const isKin = (one: string, other: string) => one.slice(-4) === other.slice(-4)

/** Where somebody lives, as the register writes it; of people that nobody made up it says one place for all. */
export type Resident = {
  readonly identityNumber: string
  readonly name: string
  readonly areaCode: string
  readonly residence: string
}

/** A number that ends in 9 belongs to somebody else; everyone else is who they say. A child has its parent's last four digits. */
export const populationSimulatorOf = (residents: readonly Resident[]): Simulator => ({
  key: 'population',
  operations: {
    '/QuanHe': ({ SoDinhDanh, SoDinhDanhNguoiHoi: asker }: Person & { SoDinhDanhNguoiHoi: string }) => ({
      value: isKin(SoDinhDanh, asker)
        ? { KhopDung: true, QuanHe: Number(asker[3]) % 2 === 0 ? 'cha' : 'me' }
        : { KhopDung: !SoDinhDanh.endsWith('9'), QuanHe: null },
    }),
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
        NoiThuongTru:
          residents.find(({ identityNumber }) => identityNumber === SoDinhDanh)?.residence ??
          'Số 1, đường Thử Nghiệm, phường Bãi Sau',
      }
      return { value: { KhopDung: true, CongDan } }
    },
  },
})
export const populationSimulator = populationSimulatorOf([])

/**
 * A code that ends in 9 is in no register. Whose number ends in the same four digits represents it; codes with 8 in front are
 * of household businesses, those with 7 have closed.
 */
export const businessSimulator: Simulator = {
  key: 'business',
  operations: {
    '/XacThucNguoiDaiDien': ({ MaSo, SoDinhDanh }: { MaSo: string; SoDinhDanh: string }) => {
      if (!isKin(MaSo, SoDinhDanh)) return { value: { KhopDung: false, ToChuc: null } }
      const isHousehold = MaSo.startsWith('8') || MaSo.length === 12
      const ToChuc = {
        MaSo,
        Ten: `${isHousehold ? 'Hộ kinh doanh' : 'Công ty TNHH'} Thử Nghiệm ${MaSo.slice(-3)}`,
        DiaChi: 'Số 9, đường Thử Nghiệm, phường Bãi Sau',
        TrangThai: MaSo.startsWith('7') ? 'Đã chấm dứt hoạt động' : 'Đang hoạt động',
        LoaiHinh: isHousehold ? 'HKD' : 'DN',
      }
      return { value: { KhopDung: true, ToChuc } }
    },
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

/** A number that ends in 9 was never registered; nobody is dead. */
export const civilSimulator: Simulator = {
  key: 'civil',
  operations: {
    '/TraCuuHoTich': ({ SoDinhDanh, Loai }: { SoDinhDanh: string; Loai: string }) => ({
      value: {
        BanGhi:
          SoDinhDanh.endsWith('9') || Loai === 'khai-tu'
            ? []
            : [
                {
                  So: SoDinhDanh.slice(-3),
                  Quyen: '01/2015',
                  NgayDangKy: '12/03/2015',
                  NoiDangKy: 'Ủy ban nhân dân phường Bãi Sau',
                  HoTen: 'NGUYỄN THỊ MÂY',
                  NoiDung:
                    Loai === 'ket-hon' ? 'Kết hôn với TRẦN VĂN GIÓ' : 'Con của NGUYỄN VĂN SÓNG và LÊ THỊ CÁT',
                },
              ],
      },
    }),
  },
}

type Plot = { readonly XaId: string; readonly SoHieuBanDo: string; readonly SoThuTuThua: string }

/** Plot 999 is nowhere; even plots are pledged to a bank. A plot is of whoever was made up first in its commune. */
export const landSimulatorOf = (residents: readonly Resident[]): Simulator => ({
  key: 'land',
  operations: {
    '/TraCuuThuaDat': ({ XaId, SoHieuBanDo, SoThuTuThua }: Plot) => ({
      value: {
        ThuaDat:
          SoThuTuThua === '999'
            ? null
            : {
                DienTich: 100 + Number(SoThuTuThua),
                MucDichSuDung: 'Đất ở tại đô thị (ODT)',
                DiaChi: `Thửa ${SoThuTuThua}, tờ ${SoHieuBanDo}, phường Bãi Sau`,
                NguoiSuDung:
                  residents.find(({ areaCode }) => areaCode === XaId)?.name.toLocaleUpperCase('vi') ??
                  'NGUYỄN THỊ MÂY',
                SoGiayChungNhan: `CK ${SoHieuBanDo.padStart(3, '0')}${SoThuTuThua.padStart(3, '0')}`,
                HanChe: Number(SoThuTuThua) % 2 === 0 ? ['Đang thế chấp tại ngân hàng'] : [],
              },
      },
    }),
  },
})
export const landSimulator = landSimulatorOf([])
