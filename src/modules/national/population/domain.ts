/** Cơ sở dữ liệu quốc gia về dân cư: what is asked, and what may come back. Pure. */

import { Type } from 'typebox'
import { connector } from '#kernel/connectors.ts'

const strict = { additionalProperties: false }
const identity = Type.String({ pattern: '^\\d{12}$' })
const Name = Type.String({ minLength: 2, maxLength: 100 })
const day = Type.String({ format: 'date' })
const person = { SoDinhDanh: identity, HoTen: Name, NgaySinh: day }

/** Tra cứu dân cư: three fields that must agree; the fields come back only when all three do. */
export const population = connector({
  key: 'population',
  system: { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database' },
  owner: { vi: 'Bộ Công an', en: 'Ministry of Public Security' },
  purpose: 'Xác thực thông tin công dân khi giải quyết thủ tục hành chính',
  article: 'Nghị định 107/2021/NĐ-CP',
  operations: {
    /** Matches or not, and nothing more. */
    XacThuc: {
      path: '/XacThuc',
      request: Type.Object(person, strict),
      answer: Type.Object({ KhopDung: Type.Boolean() }, strict),
    },
    /** What the asker is to this person; both must be right, or nothing is told. */
    QuanHe: {
      path: '/QuanHe',
      request: Type.Object({ SoDinhDanhNguoiHoi: identity, ...person }, strict),
      answer: Type.Object(
        {
          KhopDung: Type.Boolean(),
          QuanHe: Type.Union([Type.Null(), Type.Enum(['cha', 'me', 'giam-ho'])]),
        },
        strict,
      ),
    },
    TraCuu: {
      path: '/TraCuu',
      request: Type.Object(person, strict),
      answer: Type.Object(
        {
          KhopDung: Type.Boolean(),
          CongDan: Type.Union([
            Type.Null(),
            Type.Object(
              {
                ...person,
                GioiTinh: Type.Enum(['Nam', 'Nữ']),
                DanToc: Type.String({ maxLength: 50 }),
                NoiThuongTru: Type.String({ maxLength: 300 }),
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
