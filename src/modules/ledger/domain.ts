/** Sổ cái: what is a leaf of which tree, and the hashes of both. */

import { createHash } from 'node:crypto'
import { defineRefusals } from '#kernel/errors.ts'
import { hashLeaf } from '#kernel/merkle-tiles.ts'
import { canonicalJson, leafBytes } from '#kernel/receipts.ts'
import type { JsonObject } from '#kernel/types.ts'

/** What was decided, and who looked at whose data. Every head of the second is a leaf of the first. */
export const trees = ['decisions', 'accesses'] as const
export type Tree = (typeof trees)[number]

/** How a tree is called in its address. */
export const treePaths = { decisions: 'quyet-dinh', accesses: 'luot-xem' } as const satisfies Record<
  Tree,
  string
>

/** The name that a log signs under: where it is found, without `https://`. */
export const originOf = (publicUrl: string, tree: Tree): string =>
  `${publicUrl.replace(/^https?:\/\//, '')}/so-cai/${treePaths[tree]}`

export const promiseName = (publicUrl: string): string =>
  `${publicUrl.replace(/^https?:\/\//, '')}/so-cai/loi-hua`

/** By when what was promised is in the tree. */
export const promiseSeconds = 60

export const refusal = defineRefusals('ledger', {
  receiptNeeded: [
    'invalid',
    'Dán nội dung biên nhận, hoặc chọn tệp biên nhận đã tải về.',
    'Paste the receipt, or choose the file of it that you downloaded.',
  ],
  notYet: [
    'notFound',
    'Chưa có bằng chứng ghi sổ của hồ sơ này. Mở lại trang sau một phút.',
    'There is no proof of this dossier yet. Open the page again in a minute.',
  ],
  cannotProve: [
    'unavailable',
    'Sổ cái chưa ghi được lượt xem nào trong {hours} giờ, nên tạm ngừng cho xem dữ liệu của người khác. Báo cho người vận hành. Nộp hồ sơ và xem hồ sơ của chính mình vẫn được.',
    'For {hours} hours no look could be written into the ledger, so nothing of other people is shown. Tell the operator. Handing in, and seeing what is one’s own, go on.',
  ],
  noSuchTile: ['notFound', 'Sổ cái không có mảnh này.', 'The ledger has no such tile.'],
  unknownWitness: [
    'invalid',
    'Sổ cái chưa biết khóa của người làm chứng này. Nhờ người vận hành ghi khóa bằng lệnh `socai witness add`.',
    'The ledger does not know the key of this witness. Ask the operator to add it with `socai witness add`.',
  ],
})

/** A row of the log before it is a leaf: as `LedgerEntry`, with nothing left of what was forgotten. */
export type Source = {
  readonly about: JsonObject
  readonly salt: Buffer | null
  readonly details: JsonObject
}
export type EventSource = Source & { readonly txid: string; readonly position: number }
export type LookSource = Source & {
  readonly lookId: string
  readonly isCount: boolean
  readonly txid: string
}

/** The same as `leafOf` of the kernel gives, at once. */
export function commitmentOf(salt: Buffer, details: JsonObject): Buffer {
  return createHash('sha256').update(salt).update(canonicalJson(details)).digest()
}

export const leafOfCommitment = (about: JsonObject, commitment: Buffer): Buffer =>
  hashLeaf(Buffer.from(leafBytes(about, commitment)))
