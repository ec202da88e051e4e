/** Nền tảng thanh toán, made up: invoices with a page to pay on, transfers into accounts, refunds. */

import type { SimulatedAnswer, Simulator } from './framework.ts'

type Invoice = {
  readonly memo: string
  readonly vnd: number
  readonly what: string
  readonly back: string
  isPaid: boolean
}
type Paid = {
  readonly MaThanhToan: string
  readonly Kenh: 'cong' | 'chuyenKhoan'
  readonly NoiDung: string
  readonly SoTien: number
  readonly ThoiDiem: string
  readonly NguoiNop: string
}

export type PaymentSimulator = Simulator & {
  readonly paid: Paid[]
  readonly refunds: Map<string, number>
  /** Somebody pays on the page; answers where their browser goes. */
  pay(invoice: string, at: Date, vnd?: number): string
  /** Money arrives in the account with this memo. */
  transfer(memo: string, vnd: number, at: Date, reference?: string): void
  /** The page of an invoice, or where it leads after it was paid. */
  page(rest: string): string | { readonly to: string }
}

/** `url` is where its pages are shown. */
export function paymentSimulator(url: () => string): PaymentSimulator {
  const invoices = new Map<string, Invoice>()
  const paid: Paid[] = []
  const refunds = new Map<string, number>()
  const take = (Kenh: Paid['Kenh'], NoiDung: string, SoTien: number, at: Date, reference?: string) => {
    const MaThanhToan = reference ?? `GD${String(paid.length + 1).padStart(8, '0')}`
    paid.push({ MaThanhToan, Kenh, NoiDung, SoTien, ThoiDiem: at.toISOString(), NguoiNop: 'NGUYEN VAN NOP' })
  }
  const pay = (id: string, at: Date, vnd?: number): string => {
    const invoice = invoices.get(id)
    if (!invoice) throw new Error(`No invoice ${id}`)
    if (!invoice.isPaid) take('cong', invoice.memo, vnd ?? invoice.vnd, at)
    invoice.isPaid = true
    return invoice.back
  }
  return {
    key: 'payment',
    paid,
    refunds,
    pay,
    transfer: (memo, vnd, at, reference) =>
      take('chuyenKhoan', `CHUYEN TIEN ${memo} FT2026`, vnd, at, reference),
    page(rest) {
      const [id = '', act] = rest.split('/')
      const invoice = invoices.get(id)
      if (!invoice) return '<p>Không có giao dịch này.</p>'
      if (act === 'nop') return { to: pay(id, new Date()) }
      if (act === 'chuyen-khoan' && !invoice.isPaid) {
        take('chuyenKhoan', `CHUYEN TIEN ${invoice.memo}`, invoice.vnd, new Date())
        invoice.isPaid = true
      }
      if (act) return { to: invoice.back }
      return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Nền tảng thanh toán (mô phỏng)</title><h1>Nền tảng thanh toán (mô phỏng)</h1>
        <p>${escaped(invoice.what)}: ${invoice.vnd} đ</p><p><a href="${url()}/${id}/nop">Nộp bằng thẻ</a></p>
        <p><a href="${url()}/${id}/chuyen-khoan">Như đã quét mã VietQR</a></p><p><a href="${escaped(invoice.back)}">Không nộp, quay về</a></p></html>`
    },
    operations: {
      '/CreateInvoice': (
        {
          MaHoSo,
          MaThamChieu,
          SoTien,
          DiaChiQuayVe,
        }: { MaHoSo: string; MaThamChieu: string; SoTien: number; DiaChiQuayVe: string },
        _now,
      ): SimulatedAnswer => {
        const id = `HD${String(invoices.size + 1).padStart(8, '0')}`
        invoices.set(id, { memo: MaThamChieu, vnd: SoTien, what: MaHoSo, back: DiaChiQuayVe, isPaid: false })
        return { value: { MaGiaoDich: id, DiaChiThanhToan: `${url()}/${id}` } }
      },
      '/ListTransactions': ({ Tu, Den }: { Tu: string; Den: string }): SimulatedAnswer => ({
        value: { GiaoDich: paid.filter(({ ThoiDiem }) => ThoiDiem >= Tu && ThoiDiem <= Den) },
      }),
      '/Refund': ({ MaThanhToan, SoTien }: { MaThanhToan: string; SoTien: number }): SimulatedAnswer => {
        if (!paid.some((one) => one.MaThanhToan === MaThanhToan)) return { refused: 'Không có giao dịch này' }
        refunds.set(MaThanhToan, (refunds.get(MaThanhToan) ?? 0) + SoTien)
        return { value: { MaHoanTra: `HT${MaThanhToan}` } }
      },
    },
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0) ?? 32};`)
