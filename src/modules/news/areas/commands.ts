/** The areas of the province as they hold today, and those that an agency may speak for. */

import type { Context } from '#kernel/context.ts'
import { fullAreaName, holds } from '#modules/organisation/api.ts'
import { refusal } from '../domain.ts'
import { isIn, type Places, withoutNested } from './domain.ts'

type Asking = Pick<Context, 'pack' | 'today'>
const kept = new WeakMap<Context['pack'], { readonly on: string; readonly places: Places }>()

/** Made once a day: a pack never changes while it is open. */
export function placesOf({ pack, today }: Asking): Places {
  const known = kept.get(pack)
  if (known?.on === today) return known.places
  const places: Places = new Map(
    pack.areas
      .filter((area) => holds(area, today))
      .map((area) => [
        area.code,
        { code: area.code, level: area.level, name: fullAreaName(area), parent: area.parent },
      ]),
  )
  kept.set(pack, { on: today, places })
  return places
}

/** The area that an agency answers for: its own, or that of the nearest one above; nothing for an agency nobody knows. */
export function areaOfUnit(asking: Asking, unitCode: string): string | undefined {
  const unit = asking.pack.units.find((one) => one.code === unitCode && holds(one, asking.today))
  return unit && (unit.area ?? (unit.parent ? areaOfUnit(asking, unit.parent) : undefined))
}

/**
 * The areas without repetition, if the agency may speak for them. Throws `news.unknownArea`, `news.wrongArea`. None stands for
 * the whole province, which only an agency of the province speaks for.
 */
export function demandAreas(asking: Asking, unitCode: string, codes: readonly string[]): readonly string[] {
  const places = placesOf(asking)
  const { areaCode } = asking.pack.manifest
  const own = areaOfUnit(asking, unitCode)
  if (codes.some((code) => !places.has(code))) throw refusal.unknownArea()
  const wrong = (codes.length === 0 ? [areaCode] : codes).find((code) => !own || !isIn(places, code, own))
  if (wrong) throw refusal.wrongArea({ details: { area: places.get(wrong)?.name ?? wrong } })
  return withoutNested(places, codes)
}
