/** Names of banks by the six digits of VietQR, as `npm run extract` wrote them. */

import { readFileSync } from 'node:fs'

type List = { readonly banks: Readonly<Record<string, string>> }
const { banks } = JSON.parse(readFileSync(new URL('banks.json', import.meta.url), 'utf8')) as List

/** Tên ngắn của ngân hàng; `undefined` for digits that are not known. */
export const nameOfBank = (bin: string): string | undefined => banks[bin]
