/** Hộ tịch điện tử: what the civil register says of a person. Names of the calls are ours (docs/legal.md#registers). Pure. */

import { Type } from 'typebox'
import { connector } from '#kernel/connectors.ts'

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 300 })
export const civilKinds = ['khai-sinh', 'ket-hon', 'khai-tu'] as const

export const civilRegister = connector({
  key: 'civil',
  system: { vi: 'Hệ thống hộ tịch điện tử', en: 'Electronic civil register' },
  owner: { vi: 'Bộ Tư pháp', en: 'Ministry of Justice' },
  purpose: 'Đối chiếu thông tin hộ tịch khi giải quyết thủ tục hành chính',
  article: 'Nghị định 87/2020/NĐ-CP',
  operations: {
    TraCuuHoTich: {
      path: '/TraCuuHoTich',
      request: Type.Object(
        { SoDinhDanh: Type.String({ pattern: '^\\d{12}$' }), Loai: Type.Enum([...civilKinds]) },
        strict,
      ),
      answer: Type.Object(
        {
          BanGhi: Type.Array(
            Type.Object(
              { So: Text, Quyen: Text, NgayDangKy: Text, NoiDangKy: Text, HoTen: Text, NoiDung: Text },
              strict,
            ),
            { maxItems: 20 },
          ),
        },
        strict,
      ),
    },
  },
})
