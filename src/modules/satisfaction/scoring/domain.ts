/** Tự chấm và thẩm định: what is typed for a criterion, who may verify whom, and when. Pure. */

import type { UnitAt } from '#modules/indicators/api.ts'
import type { Figures, OfAgency } from '../criteria/domain.ts'
import { refusal } from '../domain.ts'

const largest = 1_000_000

/** Figures as typed, `1.234` too. Throws `satisfaction.notANumber` and `satisfaction.partMoreThanWhole`. */
export function readFigures({ figures }: Pick<OfAgency, 'figures'>, typed: (key: string) => string): Figures {
  const read = figures.map(({ key, name, unit }) => {
    const text = typed(key).replaceAll(/[\s.]/g, '')
    const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
    if (!(value <= (unit === 'yesNo' ? 1 : largest))) throw refusal.notANumber({ details: { name: name.vi } })
    return [key, value] as const
  })
  const values = new Map(read)
  for (const { key, name, partOf } of figures) {
    const whole = figures.find((one) => one.key === partOf)
    if (whole && (values.get(key) ?? 0) > (values.get(whole.key) ?? 0))
      throw refusal.partMoreThanWhole({ details: { part: name.vi, whole: whole.name.vi } })
  }
  return Object.fromEntries(read)
}

const isUnder = (above: Pick<UnitAt, 'path'>, below: Pick<UnitAt, 'path'>): boolean =>
  below.path.startsWith(`${above.path}.`)

/** Whether one agency verifies another: it stands above. An agency that none stands above is verified by a second person of its own. */
export function verifies(
  own: Pick<UnitAt, 'id' | 'path'>,
  unit: Pick<UnitAt, 'id' | 'path'>,
  judged: readonly Pick<UnitAt, 'id' | 'path'>[],
): boolean {
  if (isUnder(own, unit)) return true
  return own.id === unit.id && !judged.some((one) => isUnder(one, unit))
}
