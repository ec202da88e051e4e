/** Điểm as software and spreadsheets get it. Pure. */

import { type Static, Type } from 'typebox'
import { indicatorLinks } from '../../links/domain.ts'
import { periodKey } from '../../periods/domain.ts'
import type { UnitBoard } from '../domain.ts'

const strict = { additionalProperties: false } as const
const OrNull = Type.Union([Type.Number(), Type.Null()])

const PublishedFigure = Type.Object(
  {
    indicator: Type.String(),
    name: Type.Object({ vi: Type.String(), en: Type.String() }, strict),
    unit: Type.String(),
    of: OrNull,
    per: OrNull,
    value: Type.Union([Type.Number(), Type.Null()], {
      description: 'Null where nothing came up or data is missing; see `state`.',
    }),
    points: OrNull,
    most: OrNull,
    state: Type.Enum(['known', 'nothing', 'missing']),
    passport: Type.String({ description: 'Where formula, inputs and version of this figure are told.' }),
  },
  strict,
)

export const PublishedScore = Type.Object(
  {
    unit: Type.Object({ code: Type.String(), name: Type.String() }, strict),
    period: Type.String(),
    set: Type.String(),
    points: Type.Number(),
    known: Type.Number({ description: 'The most that indicators with data can bring.' }),
    label: Type.Union([Type.String(), Type.Null()]),
    completeUntil: Type.String(),
    figures: Type.Array(PublishedFigure),
  },
  strict,
)
export type PublishedScore = Static<typeof PublishedScore>

export function publishedScore(board: UnitBoard, publicUrl: string): PublishedScore {
  const { own, period, set, completeUntil } = board
  const { unit, score } = own
  return {
    unit: { code: unit.code, name: unit.name },
    period: periodKey(period),
    set: `${set.code} ${set.version}`,
    points: score.points,
    known: score.known,
    label: score.label?.name.vi ?? null,
    completeUntil: completeUntil.toISOString(),
    figures: score.figures.map(({ indicator, of, per, value, points, state }) => ({
      indicator: indicator.code,
      name: indicator.name,
      unit: indicator.unit,
      of,
      per,
      value,
      points,
      most: indicator.points?.most ?? null,
      state,
      passport: `${publicUrl}${indicatorLinks.passport(unit.code, indicator.code, period)}`,
    })),
  }
}

export const scoreExample: PublishedScore = {
  unit: { code: 'H10.12', name: 'Ủy ban nhân dân xã Gió' },
  period: 'month:2026-03-01',
  set: 'qd-766 2026',
  points: 16.8,
  known: 20,
  label: 'Tốt',
  completeUntil: '2026-03-31T10:00:00.000Z',
  figures: [
    {
      indicator: '2.1',
      name: { vi: 'Tỷ lệ hồ sơ giải quyết đúng hạn', en: 'Dossiers handled on time' },
      unit: 'percent',
      of: 152,
      per: 181,
      value: 83.98,
      points: 16.8,
      most: 20,
      state: 'known',
      passport: 'https://mot-cua.example/chat-luong/H10.12/chi-tieu/2.1?ky=month%3A2026-03-01',
    },
  ],
}
