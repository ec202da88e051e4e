/** Đăng ký doanh nghiệp: what the register says of a firm. Pure. */

import { Type } from 'typebox'
import { connector } from '#kernel/connectors.ts'

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 300 })

export const businessRegister = connector({
  key: 'business',
  system: { vi: 'Hệ thống thông tin quốc gia về đăng ký doanh nghiệp', en: 'National Business Register' },
  owner: { vi: 'Bộ Tài chính', en: 'Ministry of Finance' },
  purpose: 'Lấy thông tin doanh nghiệp khi giải quyết thủ tục hành chính',
  article: 'Nghị định 01/2021/NĐ-CP',
  operations: {
    TraCuuDoanhNghiep: {
      path: '/TraCuuDoanhNghiep',
      request: Type.Object({ MaSoDN: Type.String({ pattern: '^\\d{10}(-\\d{3})?$' }) }, strict),
      answer: Type.Object(
        {
          DoanhNghiep: Type.Union([
            Type.Null(),
            Type.Object(
              {
                MaSoDN: Text,
                Ten: Text,
                DiaChi: Text,
                TrangThai: Text,
                NguoiDaiDien: Text,
                VonDieuLe: Type.Integer({ minimum: 0 }),
                NganhNghe: Type.Array(Text, { maxItems: 200 }),
              },
              strict,
            ),
          ]),
        },
        strict,
      ),
    },
    /** Whether this person represents the firm or heads the household, and nothing more of them. */
    XacThucNguoiDaiDien: {
      path: '/XacThucNguoiDaiDien',
      request: Type.Object(
        {
          MaSo: Type.String({ pattern: '^(\\d{10}(-\\d{3})?|\\d{12})$' }),
          SoDinhDanh: Type.String({ pattern: '^\\d{12}$' }),
        },
        strict,
      ),
      answer: Type.Object(
        {
          KhopDung: Type.Boolean(),
          ToChuc: Type.Union([
            Type.Null(),
            Type.Object(
              {
                MaSo: Text,
                Ten: Text,
                DiaChi: Text,
                TrangThai: Text,
                /** Doanh nghiệp hay hộ kinh doanh. */
                LoaiHinh: Type.Enum(['DN', 'HKD']),
              },
              strict,
            ),
          ]),
        },
        strict,
      ),
    },
  },
})
