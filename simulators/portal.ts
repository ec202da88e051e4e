/** Cổng Dịch vụ công quốc gia, made up: gives numbers, keeps files, records, rows of progress and states. */

import { createHash } from 'node:crypto'
import type { SimulatedAnswer, Simulator } from './framework.ts'

type HeldDossier = {
  readonly record: Readonly<Record<string, unknown>>
  readonly progress: readonly Readonly<Record<string, unknown>>[]
  readonly states: readonly number[]
}
export type PortalState = {
  numbers: number
  readonly files: Map<string, string>
  readonly dossiers: Map<string, HeldDossier>
}
type WithToken = { readonly token: string }

export function portalSimulator(): Simulator & { readonly state: PortalState } {
  const state: PortalState = { numbers: 0, files: new Map(), dossiers: new Map() }
  const { dossiers } = state
  const change = (code: string, by: (held: HeldDossier) => HeldDossier): SimulatedAnswer => {
    const held = dossiers.get(code)
    if (!held) return { refused: `Không có hồ sơ ${code}` }
    dossiers.set(code, by(held))
    return { value: { MaHoSo: code } }
  }
  return {
    key: 'portal',
    state,
    operations: {
      '/GetToken': ({ client_id, client_secret }: { client_id: string; client_secret: string }) =>
        client_id && client_secret
          ? { value: { token: `token-${client_id}` } }
          : { refused: 'Sai tài khoản' },
      '/GetNextValue': withToken(({ code }: WithToken & { code: string }, now) => {
        state.numbers += 1
        const day = now.toISOString().slice(0, 10).replaceAll('-', '')
        return { value: { value: `${code}-${day}-${String(state.numbers).padStart(7, '0')}` } }
      }),
      '/UploadFile': withToken(({ TenTep, NoiDung }: WithToken & { TenTep: string; NoiDung: string }) => {
        const HashTepTin = createHash('sha256').update(Buffer.from(NoiDung, 'base64')).digest('hex')
        const IdTepTin = `TEP${state.files.size + 1}`
        state.files.set(IdTepTin, `${TenTep} ${HashTepTin}`)
        return { value: { IdTepTin, HashTepTin } }
      }),
      '/DongBoHoSo': withToken(({ HoSo }: WithToken & { HoSo: { MaHoSo: string } }) => {
        const held = dossiers.get(HoSo.MaHoSo)
        dossiers.set(HoSo.MaHoSo, { progress: [], states: [], ...held, record: HoSo })
        return { value: { MaHoSo: HoSo.MaHoSo } }
      }),
      '/CapNhatTienTrinh': withToken(({ TienTrinh }: WithToken & { TienTrinh: { MaHoSo: string } }) =>
        change(TienTrinh.MaHoSo, (held) => ({ ...held, progress: [...held.progress, TienTrinh] })),
      ),
      '/CapNhatTrangThai': withToken(
        ({ MaHoSo, TrangThai }: WithToken & { MaHoSo: string; TrangThai: number }) =>
          change(MaHoSo, (held) => ({ ...held, states: [...held.states, TrangThai] })),
      ),
      '/TraCuuHoSo': withToken(({ MaHoSo }: WithToken & { MaHoSo: readonly string[] }) => ({
        value: {
          HoSo: MaHoSo.flatMap((code) => {
            const held = dossiers.get(code)
            const TrangThai = held?.states.at(-1)
            if (!held || TrangThai === undefined) return []
            return [{ MaHoSo: code, TrangThai, NgayHenTra: String(held.record.NgayHenTra ?? '') }]
          }),
        },
      })),
      '/GetDanhSachKetQua': withToken(({ SoDinhDanh }: WithToken & { SoDinhDanh: string }) => ({
        value: {
          KetQua: [...dossiers.values()]
            .filter(({ record }) => record.MaDoiTuong === SoDinhDanh)
            .flatMap(({ record }) =>
              (
                record.DanhSachGiayToKetQua as { TenGiayTo: string; MaKetQua: string; SoKyHieu: string }[]
              ).map(({ TenGiayTo, MaKetQua, SoKyHieu }) => ({
                TenGiayTo,
                MaKetQua,
                SoKyHieu,
                CoQuanChuQuan: String(record.DonViXuLy),
              })),
            ),
        },
      })),
    },
  }
}

const withToken =
  <Input extends WithToken>(perform: (input: Input, now: Date) => SimulatedAnswer) =>
  (input: Input, now: Date): SimulatedAnswer =>
    input.token.startsWith('token-') ? perform(input, now) : { refused: 'Token không hợp lệ' }
