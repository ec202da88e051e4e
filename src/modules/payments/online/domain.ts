/** Thanh toán trực tuyến: orders, what came in, and how both are brought together. Pure. */

import { randomBytes } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { defineRefusals } from '#kernel/errors.ts'
import { type Moment, sumOf } from '../domain.ts'

export type Account = { readonly bankBin: string; readonly number: string; readonly holder: string }

/** Lệnh thu as whoever pays sees it. */
export type Order = {
  readonly id: string
  readonly secret: string
  readonly memo: string
  readonly caseId: string
  readonly code: string
  readonly procedureName: string
  readonly unitId: string
  readonly unitName: string
  readonly moment: Moment
  readonly feeKeys: readonly string[]
  readonly totalVnd: number
  readonly madeAt: Date
  readonly state: 'open' | 'paid' | 'replaced'
  readonly gatewayId: string | null
  readonly gatewayUrl: string | null
}

/** A payment as bank or platform tells it. */
export type Told = {
  readonly reference: string
  readonly way: 'gateway' | 'transfer'
  readonly memo: string
  readonly vnd: number
  readonly paidAt: Date
  readonly payer: string | null
}

export type Mismatch = 'unknownMemo' | 'wrongAmount' | 'nothingDue'

/**
 * Why no receipt can be made of a payment, or `undefined` when it pays an order to the đồng. `lines` are those of the order
 * that are still due, at what they cost now.
 */
export function mismatchOf(
  { vnd }: Pick<Told, 'vnd'>,
  order: Pick<Order, 'feeKeys'> | undefined,
  lines: readonly { readonly vnd: number }[],
): Mismatch | undefined {
  if (!order) return 'unknownMemo'
  if (lines.length < order.feeKeys.length) return 'nothingDue'
  return sumOf(lines) === vnd ? undefined : 'wrongAmount'
}

/** No letter that is taken for a digit when read out or typed. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Nội dung chuyển khoản: `MC` and ten letters, among 32^10 that nobody guesses. */
export const newMemo = (): string => `MC${[...randomBytes(10)].map((byte) => letters[byte % 32]).join('')}`

/** The memo in what a bank made of it: small letters, other words around it, blanks within. */
export function memoIn(text: string): string | undefined {
  return /MC[2-9A-HJ-NP-Z]{10}/.exec(text.toUpperCase().replace(/[^0-9A-Z]/g, ''))?.[0]
}

export type DayDifference = {
  readonly reference: string
  readonly ours: number | null
  readonly theirs: number | null
}

type Counted = { readonly reference: string; readonly vnd: number }

/** What stands on one side only, or with another amount. */
export function differencesOf(
  ours: readonly Counted[],
  theirs: readonly Counted[],
): readonly DayDifference[] {
  const [own, other] = [ours, theirs].map(
    (side) => new Map(side.map(({ reference, vnd }) => [reference, vnd])),
  )
  return [...new Set([...ours, ...theirs].map(({ reference }) => reference))].flatMap((reference) => {
    const [mine, yours] = [own?.get(reference) ?? null, other?.get(reference) ?? null]
    return mine === yours ? [] : [{ reference, ours: mine, theirs: yours }]
  })
}

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 300 })
const Reference = Type.String({ minLength: 1, maxLength: 100 })
const Vnd = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 })
const Moment = Type.String({ format: 'date-time' })

export const operations = {
  CreateInvoice: {
    path: '/CreateInvoice',
    request: Type.Object(
      {
        MaHoSo: Text,
        MaThamChieu: Text,
        SoTien: Vnd,
        KhoanThu: Type.Array(Type.Object({ Ten: Text, Loai: Text, SoTien: Vnd }, strict), { minItems: 1 }),
        DonViThuHuong: Text,
        DiaChiQuayVe: Text,
      },
      strict,
    ),
    answer: Type.Object(
      { MaGiaoDich: Reference, DiaChiThanhToan: Type.String({ maxLength: 500, pattern: '^https?://' }) },
      strict,
    ),
  },
  ListTransactions: {
    path: '/ListTransactions',
    request: Type.Object({ Tu: Moment, Den: Moment }, strict),
    answer: Type.Object(
      {
        GiaoDich: Type.Array(
          Type.Object(
            {
              MaThanhToan: Reference,
              Kenh: Type.Enum(['cong', 'chuyenKhoan']),
              NoiDung: Text,
              SoTien: Vnd,
              ThoiDiem: Moment,
              NguoiNop: Text,
            },
            strict,
          ),
          { maxItems: 10_000 },
        ),
      },
      strict,
    ),
  },
  Refund: {
    path: '/Refund',
    request: Type.Object({ MaThanhToan: Reference, SoTien: Vnd, LyDo: Text }, strict),
    answer: Type.Object({ MaHoanTra: Reference }, strict),
  },
} as const

export const RefundBody = Type.Object(
  { refundId: Type.String({ format: 'uuid' }), reference: Reference, vnd: Vnd, reason: Text },
  strict,
)

type Listed = Static<(typeof operations)['ListTransactions']['answer']>['GiaoDich'][number]

export const toldOf = ({ MaThanhToan, Kenh, NoiDung, SoTien, ThoiDiem, NguoiNop }: Listed): Told => ({
  reference: MaThanhToan,
  way: Kenh === 'cong' ? 'gateway' : 'transfer',
  memo: NoiDung,
  vnd: SoTien,
  paidAt: new Date(ThoiDiem),
  payer: NguoiNop || null,
})

export const refusal = defineRefusals('onlinePayments', {
  notFound: [
    'notFound',
    'Không tìm thấy lệnh thanh toán này. Mở lại từ trang hồ sơ.',
    'There is no such payment. Open it again from the page of the dossier.',
  ],
  nothingDue: [
    'conflict',
    'Hồ sơ này không còn khoản nào phải nộp lúc này.',
    'Nothing is due for this dossier now.',
  ],
  notPossible: [
    'unavailable',
    'Cơ quan này chưa nhận thanh toán trực tuyến. Nộp tại bộ phận một cửa khi nhận kết quả.',
    'This agency does not take payments online yet. Pay at its counter.',
  ],
  badAddress: [
    'unavailable',
    'Nền tảng thanh toán đưa một địa chỉ lạ nên không mở. Dùng mã VietQR, hoặc báo đường dây nóng.',
    'The payment platform gave a strange address, so it is not opened. Use the VietQR code instead.',
  ],
  reasonNeeded: ['invalid', 'Ghi lý do hoàn trả.', 'Give the reason of the refund.'],
  refundAsked: [
    'conflict',
    'Khoản này đã có đề nghị hoàn trả. Xem danh sách hoàn trả.',
    'A refund of this payment was asked for already.',
  ],
  receiptVoid: [
    'conflict',
    'Biên lai của khoản này đã hủy và tiền đã trả tại quầy, nên không hoàn trả lần nữa. Bấm “Không duyệt” nếu còn đề nghị.',
    'The receipt is void and the money was given back at the counter, so it is not given back again. Decline the refund.',
  ],
  ownRefund: [
    'conflict',
    'Người đề nghị không tự duyệt hoàn trả. Nhờ người khác có quyền.',
    'Who asked for a refund cannot decide it. Ask somebody else with that right.',
  ],
  badDay: [
    'invalid',
    'Ghi ngày theo dạng 02/03/2026, không sau hôm nay.',
    'Give the day as 02/03/2026, not after today.',
  ],
  badAccount: [
    'invalid',
    'Tài khoản chưa đúng. Ghi mã ngân hàng 6 chữ số (BIN) và số tài khoản 3 đến 19 chữ, số.',
    'The account is not right. Give the six digits of the bank (BIN) and 3 to 19 letters or digits.',
  ],
})
