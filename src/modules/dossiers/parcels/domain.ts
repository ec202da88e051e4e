/** Trả kết quả qua bưu chính công ích (docs/legal.md#public-post): the order, and how a parcel may move. Pure. */

import { type Static, Type } from 'typebox'

export const parcelStates = ['lacking', 'ordered', 'collected', 'delivered', 'returning', 'cameBack'] as const
export type ParcelState = (typeof parcelStates)[number]

export type Parcel = {
  readonly state: ParcelState
  readonly itemCode: string | null
  readonly at: Date
  /** The post's own words about where it is. */
  readonly told: string
}

const strict = { additionalProperties: false }
const Text = Type.String({ maxLength: 300 })
const ItemCode = Type.String({ minLength: 5, maxLength: 40, pattern: '^[A-Za-z0-9]+$' })
const itemsMax = 100

/** Names of the other side, as far as they are published. */
export const PostOrder = Type.Object(
  {
    OrderNumber: Text,
    CODAmount: Type.Integer({ minimum: 0 }),
    SenderName: Text,
    SenderAddress: Text,
    SenderTel: Text,
    ReceiverName: Text,
    ReceiverAddress: Text,
    ReceiverTel: Text,
    ReceiverEmail: Text,
  },
  strict,
)
export type PostOrder = Static<typeof PostOrder>

export const postOperations = {
  TaoDonHang: {
    path: '/TaoDonHang',
    request: PostOrder,
    answer: Type.Object({ ItemCode }, strict),
  },
  TraCuuBuuGui: {
    path: '/TraCuuBuuGui',
    request: Type.Object({ ItemCode: Type.Array(ItemCode, { minItems: 1, maxItems: itemsMax }) }, strict),
    answer: Type.Object(
      {
        BuuGui: Type.Array(
          Type.Object(
            {
              ItemCode,
              TrangThai: Type.Enum(['cho-lay', 'da-lay', 'da-phat', 'chuyen-hoan', 'da-hoan']),
              ThoiDiem: Type.String({ format: 'date-time' }),
              NoiDung: Text,
            },
            strict,
          ),
          { maxItems: itemsMax },
        ),
      },
      strict,
    ),
  },
} as const
export const parcelsAtOnce = itemsMax

type Tracking = Static<(typeof postOperations)['TraCuuBuuGui']['answer']>['BuuGui'][number]

const stateOf: Readonly<Record<Tracking['TrangThai'], ParcelState>> = {
  'cho-lay': 'ordered',
  'da-lay': 'collected',
  'da-phat': 'delivered',
  'chuyen-hoan': 'returning',
  'da-hoan': 'cameBack',
}
const rank: Readonly<Record<ParcelState, number>> = {
  lacking: 0,
  ordered: 1,
  collected: 2,
  returning: 3,
  delivered: 4,
  cameBack: 4,
}

/** The parcel after what the post says now; `undefined` when nothing is new. Old news, told late, moves nothing back. */
export function moved(
  { state }: Pick<Parcel, 'state'>,
  { TrangThai, ThoiDiem, NoiDung }: Tracking,
): Omit<Parcel, 'itemCode'> | undefined {
  const next = stateOf[TrangThai]
  if (rank[next] <= rank[state]) return undefined
  return { state: next, at: new Date(ThoiDiem), told: NoiDung }
}
