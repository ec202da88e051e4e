/** Đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia: the connector, and the reaction that tells it of every change. */

import { Type } from 'typebox'
import { connector, type Difference, messageKind } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { AppendedEvent, EventName, Reaction } from '#kernel/events.ts'
import { readReleased } from '#kernel/files.ts'
import {
  findDossier,
  findHandedIn,
  findOwner,
  findPaperwork,
  leadingWork,
  type Paperwork,
} from '#modules/dossiers/api.ts'
import { connectorSecret, findSystem, send } from '#modules/exchange/api.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { findIssued } from '#modules/results/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import {
  endTimes,
  PortalDossier,
  type PortalEvent,
  PortalMessage,
  PortalProgress,
  portalState,
  portalTime,
  progressWords,
} from './domain.ts'

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 1_000 })
const token = Text
const Done = Type.Object({ MaHoSo: Text }, strict)
const codesMax = 100

const operations = {
  GetToken: {
    path: '/GetToken',
    request: Type.Object({ client_id: Text, client_secret: Text }, strict),
    answer: Type.Object({ token: Type.String({ minLength: 8, maxLength: 4_000 }) }, strict),
  },
  GetNextValue: {
    path: '/GetNextValue',
    request: Type.Object({ token, code: Text }, strict),
    answer: Type.Object({ value: Type.String({ minLength: 5, maxLength: 60 }) }, strict),
  },
  UploadFile: {
    path: '/UploadFile',
    request: Type.Object({ token, TenTep: Text, NoiDung: Type.String() }, strict),
    answer: Type.Object(
      { IdTepTin: Type.String({ minLength: 1, maxLength: 100 }), HashTepTin: Text },
      strict,
    ),
  },
  DongBoHoSo: {
    path: '/DongBoHoSo',
    request: Type.Object({ token, HoSo: PortalDossier }, strict),
    answer: Done,
  },
  CapNhatTienTrinh: {
    path: '/CapNhatTienTrinh',
    request: Type.Object({ token, TienTrinh: PortalProgress }, strict),
    answer: Done,
  },
  CapNhatTrangThai: {
    path: '/CapNhatTrangThai',
    request: Type.Object(
      { token, MaHoSo: Text, TrangThai: Type.Integer({ minimum: 1, maximum: 10 }) },
      strict,
    ),
    answer: Done,
  },
  TraCuuHoSo: {
    path: '/TraCuuHoSo',
    request: Type.Object({ token, MaHoSo: Type.Array(Text, { maxItems: codesMax }) }, strict),
    answer: Type.Object(
      {
        HoSo: Type.Array(
          Type.Object(
            { MaHoSo: Text, TrangThai: Type.Integer({ minimum: 1, maximum: 10 }), NgayHenTra: Text },
            strict,
          ),
          { maxItems: codesMax },
        ),
      },
      strict,
    ),
  },
  GetDanhSachKetQua: {
    path: '/GetDanhSachKetQua',
    request: Type.Object({ token, SoDinhDanh: Text, MaThuTuc: Text }, strict),
    answer: Type.Object(
      {
        KetQua: Type.Array(
          Type.Object({ MaKetQua: Text, TenGiayTo: Text, SoKyHieu: Text, CoQuanChuQuan: Text }, strict),
          { maxItems: 500 },
        ),
      },
      strict,
    ),
  },
} as const

const logIn = async (context: Context) => ({
  client_id: context.pack.manifest.agencyCode,
  client_secret: await connectorSecret(context, 'portal'),
})

const dossier = messageKind(operations, {
  label: { vi: 'Hồ sơ, tiến trình và trạng thái', en: 'Dossier, progress and state' },
  body: PortalMessage,
  async deliver({ context, body, known, keep, call }) {
    const { token } = await call('GetToken', await logIn(context))
    if (!known.MaHoSo)
      await keep('MaHoSo', (await call('GetNextValue', { token, code: body.record.MaDonViTiepNhan })).value)
    for (const { fileId, sha256, name } of body.files) {
      if (known[fileId]) continue
      const bytes = await readReleased(context, { sha256, name })
      const NoiDung = bytes.toString('base64')
      await keep(fileId, (await call('UploadFile', { token, TenTep: name, NoiDung }, fileId)).IdTepTin)
    }
    const { MaHoSo = '' } = known
    const theirs = (id: string) => known[id] ?? ''
    const { record, progress } = body
    const HoSo = {
      ...record,
      MaHoSo,
      TaiLieuNop: record.TaiLieuNop.map((one) => ({ ...one, TepDinhKemId: theirs(one.TepDinhKemId) })),
      DanhSachGiayToKetQua: record.DanhSachGiayToKetQua.map((one) => ({
        ...one,
        TepDinhKemId: theirs(one.TepDinhKemId),
      })),
    }
    await call('DongBoHoSo', { token, HoSo })
    await call('CapNhatTienTrinh', { token, TienTrinh: { ...progress, MaHoSo } })
    await call('CapNhatTrangThai', { token, MaHoSo, TrangThai: progress.TrangThai })
  },
})

export const nationalPortal = connector({
  key: 'portal',
  system: { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Public Service Portal' },
  owner: { vi: 'Văn phòng Chính phủ', en: 'Office of the Government' },
  purpose: 'Đồng bộ hồ sơ thủ tục hành chính',
  article: 'Nghị định 61/2018/NĐ-CP',
  operations,
  messages: { dossier },
  async compare(context, beliefs, call) {
    const numbered = beliefs.flatMap(({ stream, known, body }) =>
      known.MaHoSo ? [{ stream, MaHoSo: known.MaHoSo, message: body as PortalMessage }] : [],
    )
    const { token } = await call('GetToken', await logIn(context))
    const { HoSo } = await call('TraCuuHoSo', { token, MaHoSo: numbered.map(({ MaHoSo }) => MaHoSo) })
    const theirs = new Map(HoSo.map((one) => [one.MaHoSo, one]))
    return numbered.flatMap(({ stream, MaHoSo, message }): Difference[] => {
      const found = theirs.get(MaHoSo)
      if (!found) return [{ stream, what: 'MaHoSo', ours: MaHoSo, theirs: null }]
      const pairs = [
        ['TrangThai', String(message.progress.TrangThai), String(found.TrangThai)],
        ['NgayHenTra', message.record.NgayHenTra, found.NgayHenTra],
      ] as const
      return pairs.flatMap(([what, ours, others]) =>
        ours === others ? [] : [{ stream, what, ours, theirs: others }],
      )
    })
  },
})

/** Tells the portal of every change of a dossier since the day of connection. */
export const tellPortal: Reaction = {
  name: 'national.tellPortal',
  events: Object.keys(progressWords) as EventName[],
  async run(tx, context, event) {
    const system = await findSystem(tx, nationalPortal.key)
    if (!system || event.at < system.connectedAt) return
    const owner = await findOwner(tx, event.subjectId)
    if (!owner) return
    const body = await messageOf(tx, context, event, owner.code)
    if (body)
      await send(tx, context, nationalPortal, {
        kind: 'dossier',
        stream: owner.code,
        dossierCode: owner.code,
        body,
      })
  },
}

const kinds = { citizen: '0', enterprise: '1', household: '2' } as const
const channels = { direct: '1', online: '2', post: '3' } as const

async function messageOf(
  tx: Tx,
  context: Context,
  event: AppendedEvent,
  code: string,
): Promise<PortalMessage | undefined> {
  const paperwork = await findPaperwork(tx, { actor: context.actor }, code)
  const found = await findDossier(tx, context.actor, code)
  if (!paperwork || !found) return undefined
  const definition = await getProcedureVersion(
    tx,
    context,
    paperwork.procedureCode,
    paperwork.procedureVersion,
  )
  const papers = await findHandedIn(tx, paperwork.caseId)
  const issued = await findIssued(tx, { caseId: paperwork.caseId })
  const competent = await findUnit(tx, paperwork.competentUnitId)
  const receiving = await findUnit(tx, paperwork.receivingUnitId)
  const step = leadingWork(found)
  const present = papers.filter(({ fileId }) => fileId !== null)
  const files = present.map(({ fileId, sha256, fileName, name }) => ({
    fileId: fileId ?? '',
    sha256: sha256 ?? '',
    name: fileName ?? name,
  }))
  const signed = issued?.state === 'signed' ? [issued] : []
  return {
    record: {
      ...people(paperwork),
      MaHoSo: '',
      MaTTHC: paperwork.procedureCode,
      TenTTHC: paperwork.procedureName,
      MaLinhVuc: definition.field,
      KenhThucHien: channels[paperwork.channel],
      MaDonViTiepNhan: receiving?.code ?? context.pack.manifest.agencyCode,
      NoiNopHoSo: receiving?.name ?? '',
      DonViXuLy: competent?.name ?? '',
      TrichYeuHoSo: paperwork.procedureName,
      GhiChu: `Mã hồ sơ của tỉnh: ${code}`,
      NgayNopHoSo: portalTime(paperwork.openedAt),
      NgayTiepNhan: portalTime(paperwork.receivedAt),
      NgayHenTra: portalTime(paperwork.dueAt),
      ...endTimes(found.state, found),
      HinhThuc: paperwork.returnMethod === 'post' ? '1' : '0',
      TaiLieuNop: papers.map((paper) => ({
        TepDinhKemId: paper.fileId ?? '',
        TenTepDinhKem: paper.fileName ?? '',
        MaThanhPhanHoSo: paper.paperKey,
        IsDeleted: paper.isRemoved ? 1 : 0,
        DuocSoHoa: paper.isDigitised ? 1 : 0,
        DuocTaiSuDung: paper.isReused ? 1 : 0,
        DuocLayTuKhoDMQG: paper.isFromNationalStore ? 1 : 0,
        MaKetQuaThayThe: paper.resultCode ?? '',
      })),
      DanhSachLePhi:
        paperwork.feeVnd > 0 ? [{ TenPhiLePhi: 'Phí, lệ phí', HinhThucThu: '1', Gia: paperwork.feeVnd }] : [],
      DanhSachHoSoBoSung: paperwork.supplement
        ? [
            {
              LanBoSung: paperwork.supplement.number,
              NgayYeuCau: portalTime(new Date(paperwork.supplement.askedAt)),
              NoiDung: paperwork.supplement.reason,
            },
          ]
        : [],
      DanhSachGiayToKetQua: signed.map((one) => ({
        TenGiayTo: one.title,
        MaKetQua: definition.result.code ?? '',
        SoKyHieu: one.numberLabel,
        TepDinhKemId: one.fileId,
      })),
      HoSoCoThanhPhanSoHoa: papers.some(({ isDigitised }) => isDigitised) ? 1 : 0,
    },
    progress: {
      MaHoSo: '',
      NguoiXuLy: '',
      ChucDanh: '',
      ThoiDiemXuLy: portalTime(event.at),
      PhongBanXuLy: competent?.name ?? '',
      NoiDungXuLy: progressWords[event.name as PortalEvent],
      TrangThai: portalState(paperwork.state),
      NgayBatDau: portalTime(step?.startedAt),
      NgayKetThucTheoQuyDinh: portalTime(step?.dueAt),
    },
    files: [
      ...files,
      ...signed.map(({ fileId, sha256, title }) => ({ fileId, sha256, name: `${title}.pdf` })),
    ],
  }
}

const people = (paperwork: Paperwork) => ({
  ChuHoSo: paperwork.applicantName,
  LoaiDoiTuong: kinds[paperwork.applicantKind],
  MaDoiTuong: paperwork.applicantIdentity ?? '',
  ThongTinNguoiNop: {
    Ten: paperwork.submitterName,
    SoDinhDanh:
      paperwork.submitterName === paperwork.applicantName ? (paperwork.applicantIdentity ?? '') : '',
    SoDienThoai: paperwork.applicantPhone ?? '',
    Email: paperwork.applicantEmail ?? '',
    DiaChi: paperwork.applicantAddress ?? '',
  },
})
