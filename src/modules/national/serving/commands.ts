/** Dịch vụ cho cơ quan khác: state of a dossier, proof of a result, papers of a citizen for a dossier elsewhere. */

import { Type } from 'typebox'
import { caseStates } from '#kernel/cases.ts'
import { type ServedService, servedService } from '#kernel/connectors.ts'
import { inTransaction } from '#kernel/db.ts'
import { dossierRefusal, loadDossier, parseDossierCode } from '#modules/dossiers/api.ts'
import { findIssued, parseVerifyCode } from '#modules/results/api.ts'
import { findEntriesOf, standingOf, tellView } from '#modules/wallet/api.ts'

const strict = { additionalProperties: false }
const Text = Type.String()
const orNull = Type.Union([Text, Type.Null()])

const dossierState = servedService({
  code: 'trang-thai-ho-so',
  version: 'v1',
  scope: 'dossiers.state',
  personal: 'none',
  summary: { vi: 'Trạng thái hồ sơ theo mã', en: 'State of a dossier by its code' },
  input: Type.Object({ maHoSo: Type.String({ maxLength: 60, examples: ['H99-THU-0001'] }) }, strict),
  answer: Type.Object(
    {
      maHoSo: Text,
      maTTHC: Text,
      trangThai: Type.Integer({ minimum: 1, maximum: 10 }),
      tenTrangThai: Text,
      ngayNop: Text,
      ngayHenTra: orNull,
    },
    strict,
  ),
  async handle(context, { maHoSo }) {
    const code = parseDossierCode(maHoSo)
    if (!code) throw dossierRefusal.notFound()
    // Nothing of a person is in the answer, so the log of the exchange alone tells who asked.
    const dossier = await loadDossier({ ...context, actor: { kind: 'system' } }, code)
    if (!dossier) throw dossierRefusal.notFound()
    const { code: trangThai, vi } = caseStates[dossier.state]
    return {
      maHoSo: dossier.code,
      maTTHC: dossier.procedureCode,
      trangThai,
      tenTrangThai: vi,
      ngayNop: dossier.openedAt.toISOString(),
      ngayHenTra: dossier.dueAt?.toISOString() ?? null,
    }
  },
  sandbox: ({ maHoSo }) =>
    maHoSo === 'H99-THU-0001'
      ? {
          maHoSo,
          maTTHC: '9.000001',
          trangThai: 4,
          tenTrangThai: caseStates.processing.vi,
          ngayNop: '2026-03-02T01:00:00.000Z',
          ngayHenTra: '2026-03-09T10:00:00.000Z',
        }
      : undefined,
})

const resultProof = servedService({
  code: 'kiem-tra-ket-qua',
  version: 'v1',
  scope: 'results.verify',
  personal: 'none',
  summary: { vi: 'Kiểm tra kết quả theo mã xác thực', en: 'Proof of a result by its code' },
  input: Type.Object({ ma: Type.String({ maxLength: 40, examples: ['THUTHUTHUTHU'] }) }, strict),
  answer: Type.Object(
    { coHieuLuc: Type.Boolean(), soKyHieu: Text, tenGiayTo: Text, coQuan: Text, ngayKy: Text },
    strict,
  ),
  async handle(context, { ma }) {
    const verifyCode = parseVerifyCode(ma)
    const issued = verifyCode
      ? await inTransaction(context, (tx) => findIssued(tx, { verifyCode }))
      : undefined
    if (!issued) throw dossierRefusal.notFound()
    return {
      coHieuLuc: issued.state === 'signed',
      soKyHieu: issued.numberLabel,
      tenGiayTo: issued.title,
      coQuan: issued.agencyName,
      ngayKy: issued.signedAt.toISOString(),
    }
  },
  sandbox: ({ ma }) =>
    ma === 'THUTHUTHUTHU'
      ? {
          coHieuLuc: true,
          soKyHieu: '01/GP-THU',
          tenGiayTo: 'Giấy phép thả diều',
          coQuan: 'Sở Gió và Mây',
          ngayKy: '2026-03-05T02:00:00.000Z',
        }
      : undefined,
})

const papersOf = servedService({
  code: 'ket-qua-cua-cong-dan',
  version: 'v1',
  scope: 'wallet.exchange',
  personal: 'told',
  summary: {
    vi: 'Kết quả của một người, cho hồ sơ đang giải quyết ở cơ quan khác',
    en: 'Results of a person, for a dossier at another agency',
  },
  input: Type.Object(
    {
      soDinhDanh: Type.String({ pattern: '^\\d{10,13}$', examples: ['099190000001'] }),
      maHoSo: Type.String({ minLength: 5, maxLength: 60, description: 'Hồ sơ của cơ quan gọi' }),
    },
    strict,
  ),
  answer: Type.Object(
    {
      ketQua: Type.Array(
        Type.Object(
          { maKetQua: Text, tenGiayTo: Text, soKyHieu: orNull, coQuan: Text, ngayHieuLuc: Text },
          strict,
        ),
      ),
    },
    strict,
  ),
  handle: (context, { soDinhDanh, maHoSo }) =>
    inTransaction(context, async (tx) => {
      const found = await findEntriesOf(tx, soDinhDanh)
      const valid = found.filter((entry) => standingOf(entry, context.today) === 'valid')
      // The owner sees which agency looked.
      await tellView(
        tx,
        context,
        valid.map(({ id }) => id),
        { why: 'exchange', way: 'exchange', forDossier: maHoSo },
      )
      return {
        ketQua: valid.map((entry) => ({
          maKetQua: entry.kindCode,
          tenGiayTo: entry.title,
          soKyHieu: entry.number,
          coQuan: entry.agencyName,
          ngayHieuLuc: entry.validFrom,
        })),
      }
    }),
  sandbox: ({ soDinhDanh }) =>
    soDinhDanh === '099190000001'
      ? {
          ketQua: [
            {
              maKetQua: 'KQ.H99.000001',
              tenGiayTo: 'Giấy phép thả diều',
              soKyHieu: '01/GP-THU',
              coQuan: 'Sở Gió và Mây',
              ngayHieuLuc: '2026-03-05',
            },
          ],
        }
      : undefined,
})

export const served: readonly ServedService[] = [dossierState, resultProof, papersOf]
