/** Bưu chính công ích, made up: takes orders, carries parcels within a day, and cannot find some addresses. */

import type { SimulatedAnswer, Simulator } from './framework.ts'

type Order = { readonly OrderNumber: string; readonly ReceiverAddress: string }
type Held = Order & { readonly at: Date }

const hoursToCollect = 2
const hoursToDeliver = 24

/** An address that says “không có thật” is found by nobody. */
export function postSimulator(): Simulator & { readonly orders: ReadonlyMap<string, Held> } {
  const orders = new Map<string, Held>()
  const where = (held: Held, now: Date) => {
    const hours = (now.getTime() - held.at.getTime()) / 3_600_000
    const isUnknown = held.ReceiverAddress.includes('không có thật')
    if (hours < hoursToCollect) return ['cho-lay', 'Chờ lấy hàng']
    if (hours < hoursToDeliver) return ['da-lay', 'Bưu cục đã nhận']
    if (!isUnknown) return ['da-phat', 'Người nhận đã ký']
    return hours < 2 * hoursToDeliver
      ? ['chuyen-hoan', 'Không tìm thấy địa chỉ']
      : ['da-hoan', 'Đã hoàn người gửi']
  }
  return {
    key: 'post',
    orders,
    operations: {
      '/TaoDonHang': (order: Order, at): SimulatedAnswer => {
        const ItemCode = `BT${String(orders.size + 1).padStart(9, '0')}VN`
        orders.set(ItemCode, { ...order, at })
        return { value: { ItemCode } }
      },
      '/TraCuuBuuGui': ({ ItemCode }: { ItemCode: readonly string[] }, now): SimulatedAnswer => ({
        value: {
          BuuGui: ItemCode.flatMap((code) => {
            const held = orders.get(code)
            if (!held) return []
            const [TrangThai, NoiDung] = where(held, now)
            return [{ ItemCode: code, TrangThai, ThoiDiem: now.toISOString(), NoiDung }]
          }),
        },
      }),
    },
  }
}
