/** Địa chỉ written in one line, as cards and registers give it. Pure. */

import type { Area } from '#kernel/packs.ts'
import { searchKey } from '#kernel/text.ts'

export type ReadAddress = {
  readonly province: string
  readonly district?: string
  readonly commune: string
  readonly line?: string
}

const kindWords = /^(tinh|thanh pho|thi xa|quan|huyen|phuong|xa|thi tran|dac khu|tp|tx|h|p|x|tt) /

/** A name as it is compared: `P. Mũi Né`, `Phường Mũi Né` and `Mũi Né` are one. */
const plain = (name: string): string => searchKey(name).replace(kindWords, '')

/**
 * Nơi cư trú in one line as province, district, commune and the rest, when the commune lies in this province and its
 * name leaves no doubt. The areas are those that hold today.
 */
export function readAddress(text: string, province: string, areas: readonly Area[]): ReadAddress | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const own = areas.find(({ code }) => code === province)
  if (!own || plain(parts.at(-1) ?? '') !== plain(own.name)) return undefined
  const named = (level: Area['level'], part: string) =>
    areas.filter((area) => area.level === level && plain(area.name) === plain(part))
  for (let at = parts.length - 2; at >= 0; at -= 1) {
    const around = parts.slice(at + 1).map(plain)
    const found = named('commune', parts[at] ?? '')
    const above = found.filter(({ parent }) => {
      const district = areas.find(({ code }) => code === parent)
      return district && around.includes(plain(district.name))
    })
    const [commune] = above.length === 1 ? above : found.length === 1 ? found : []
    if (!commune) continue
    const district = areas.find(({ code, level }) => code === commune.parent && level === 'district')
    const line = parts.slice(0, at).join(', ')
    return {
      province,
      ...(district && { district: district.code }),
      commune: commune.code,
      ...(line && { line }),
    }
  }
  return undefined
}
