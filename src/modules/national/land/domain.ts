/** Cơ sở dữ liệu đất đai: what it says of a plot. Fields of the plot as published (docs/legal.md#registers). Pure. */

import { Type } from 'typebox'
import { connector } from '#kernel/connectors.ts'

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 300 })

export const landRegister = connector({
  key: 'land',
  system: { vi: 'Cơ sở dữ liệu đất đai', en: 'Land register' },
  owner: { vi: 'Sở Tài nguyên và Môi trường', en: 'Department of Natural Resources and Environment' },
  purpose: 'Đối chiếu thông tin thửa đất khi giải quyết thủ tục hành chính',
  article: 'Nghị định 43/2014/NĐ-CP',
  operations: {
    TraCuuThuaDat: {
      path: '/TraCuuThuaDat',
      request: Type.Object(
        {
          XaId: Type.String({ pattern: '^\\d{5}$' }),
          SoHieuBanDo: Type.String({ pattern: '^\\d{1,5}$' }),
          SoThuTuThua: Type.String({ pattern: '^\\d{1,6}$' }),
        },
        strict,
      ),
      answer: Type.Object(
        {
          ThuaDat: Type.Union([
            Type.Null(),
            Type.Object(
              {
                DienTich: Type.Number({ minimum: 0 }),
                MucDichSuDung: Text,
                DiaChi: Text,
                NguoiSuDung: Text,
                SoGiayChungNhan: Text,
                HanChe: Type.Array(Text, { maxItems: 20 }),
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
