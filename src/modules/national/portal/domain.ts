/**
 * Cổng Dịch vụ công quốc gia: the record of a dossier as it is synchronised, field by field (docs/legal.md#portal-sync), and
 * how one of ours becomes one. Names are those of the other side, as they stand in its interface. Pure.
 */

import { type Static, Type } from 'typebox'
import { type CaseState, caseStates } from '#kernel/cases.ts'
import { provinceOffsetMinutes } from '#kernel/types.ts'

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 4_000 })
/** `yyyyMMddHHmmss`, or empty. */
const Time = Type.String({ pattern: '^(\\d{14})?$' })
const Flag = Type.Integer({ minimum: 0, maximum: 2 })

const PortalFile = Type.Object({ fileId: Text, sha256: Text, name: Text }, strict)
export type PortalFile = Static<typeof PortalFile>

/** Hồ sơ. `MaHoSo` and the numbers of files are given by the portal and filled in when the record is sent. */
export const PortalDossier = Type.Object(
  {
    MaHoSo: Text,
    MaTTHC: Text,
    TenTTHC: Text,
    MaLinhVuc: Text,
    KenhThucHien: Type.Enum(['1', '2', '3']),
    ChuHoSo: Text,
    LoaiDoiTuong: Type.Enum(['0', '1', '2']),
    MaDoiTuong: Text,
    ThongTinNguoiNop: Type.Object(
      { Ten: Text, SoDinhDanh: Text, SoDienThoai: Text, Email: Text, DiaChi: Text },
      strict,
    ),
    MaDonViTiepNhan: Text,
    NoiNopHoSo: Text,
    DonViXuLy: Text,
    TrichYeuHoSo: Text,
    GhiChu: Text,
    NgayNopHoSo: Time,
    NgayTiepNhan: Time,
    NgayHenTra: Time,
    NgayKetThucXuLy: Time,
    NgayTraKetQua: Time,
    NgayTuChoi: Time,
    HinhThuc: Type.Enum(['0', '1']),
    TaiLieuNop: Type.Array(
      Type.Object(
        {
          TepDinhKemId: Text,
          TenTepDinhKem: Text,
          MaThanhPhanHoSo: Text,
          IsDeleted: Flag,
          DuocSoHoa: Flag,
          DuocTaiSuDung: Flag,
          DuocLayTuKhoDMQG: Flag,
          MaKetQuaThayThe: Text,
        },
        strict,
      ),
    ),
    DanhSachLePhi: Type.Array(
      Type.Object(
        { TenPhiLePhi: Text, HinhThucThu: Type.Enum(['1', '2', '4']), Gia: Type.Integer() },
        strict,
      ),
    ),
    DanhSachHoSoBoSung: Type.Array(
      Type.Object({ LanBoSung: Type.Integer(), NgayYeuCau: Time, NoiDung: Text }, strict),
    ),
    DanhSachGiayToKetQua: Type.Array(
      Type.Object({ TenGiayTo: Text, MaKetQua: Text, SoKyHieu: Text, TepDinhKemId: Text }, strict),
    ),
    HoSoCoThanhPhanSoHoa: Flag,
  },
  strict,
)
export type PortalDossier = Static<typeof PortalDossier>

/** Tiến trình: one row for each change. */
export const PortalProgress = Type.Object(
  {
    MaHoSo: Text,
    NguoiXuLy: Text,
    ChucDanh: Text,
    ThoiDiemXuLy: Time,
    PhongBanXuLy: Text,
    NoiDungXuLy: Text,
    TrangThai: Type.Integer({ minimum: 1, maximum: 10 }),
    NgayBatDau: Time,
    NgayKetThucTheoQuyDinh: Time,
  },
  strict,
)
export type PortalProgress = Static<typeof PortalProgress>

/** What one event of a dossier sends: the whole record, its row of progress, and the files that it names by our ids. */
export const PortalMessage = Type.Object(
  { record: PortalDossier, progress: PortalProgress, files: Type.Array(PortalFile) },
  strict,
)
export type PortalMessage = Static<typeof PortalMessage>

/** A moment as the portal writes it, in the province's time. */
export function portalTime(moment: Date | null | undefined): string {
  if (!moment) return ''
  const local = new Date(moment.getTime() + provinceOffsetMinutes * 60_000)
  return local.toISOString().replace(/\D/g, '').slice(0, 14)
}

/** What each event says in the row of progress. */
export const progressWords = {
  'dossier.submitted': 'Nộp hồ sơ',
  'dossier.accepted': 'Tiếp nhận hồ sơ',
  'dossier.receptionRefused': 'Từ chối tiếp nhận hồ sơ',
  'dossier.forwarded': 'Chuyển bước xử lý',
  'dossier.supplementRequested': 'Yêu cầu bổ sung hồ sơ',
  'dossier.supplemented': 'Công dân đã bổ sung hồ sơ',
  'dossier.clockStopped': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  'dossier.clockResumed': 'Đã thực hiện nghĩa vụ tài chính',
  'dossier.extended': 'Hẹn lại ngày trả kết quả',
  'dossier.stopped': 'Dừng xử lý hồ sơ',
  'dossier.withdrawn': 'Công dân rút hồ sơ',
  'result.signed': 'Ký kết quả',
  'dossier.resultReturned': 'Trả kết quả',
} as const
export type PortalEvent = keyof typeof progressWords

export const portalState = (state: CaseState): number => caseStates[state].code

/** Times by state: the end of processing belongs to 9 and later, the return to 10 alone. */
export function endTimes(
  state: CaseState,
  { endedAt, deliveredAt }: { readonly endedAt: Date | null; readonly deliveredAt: Date | null },
): Pick<PortalDossier, 'NgayKetThucXuLy' | 'NgayTraKetQua' | 'NgayTuChoi'> {
  return {
    NgayKetThucXuLy: state === 'done' || state === 'returned' ? portalTime(endedAt) : '',
    NgayTraKetQua: state === 'returned' ? portalTime(deliveredAt ?? endedAt) : '',
    NgayTuChoi: state === 'notAccepted' ? portalTime(endedAt) : '',
  }
}
