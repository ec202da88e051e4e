/** What systems get of the causes. Pure. */

import { Type } from 'typebox'
import { type Figures, sheetNames } from '../figures/domain.ts'
import { forSystems, sheetForSystems } from '../figures/writing/domain.ts'

const Told = Type.Union([Type.String(), Type.Number(), Type.Null()])
const Row = Type.Record(Type.String(), Told)
const numbers = ['lateShare', 'daysLost', 'pointsLost', 'medianDays', 'fitness', 'conformingShare'] as const

export const PublishedCauses = Type.Object({
  procedure: Type.String({ description: 'Mã thủ tục.' }),
  facts: Type.Record(Type.String(), Told, {
    description:
      '`cases`, `finished`, `late` as numbers, or `<5` where there are too few to be told; shares from 0 to 1; days are working days.',
  }),
  tables: Type.Object(Object.fromEntries(sheetNames.map((name) => [name, Type.Array(Row)])), {
    description: 'Hours are working hours; what is `null` is not known or not told.',
  }),
})

export const publishedCauses = (procedure: string, { facts, sheets }: Figures) => ({
  procedure,
  facts: {
    cases: forSystems(facts.cases),
    finished: forSystems(facts.finished),
    late: forSystems(facts.late),
    ...Object.fromEntries(numbers.map((name) => [name, facts[name]] as const)),
  },
  tables: Object.fromEntries(sheetNames.map((name) => [name, sheetForSystems(sheets[name])] as const)),
})

export const causesExample = {
  procedure: '1.004873',
  facts: {
    cases: 240,
    finished: 231,
    late: 36,
    lateShare: 0.15,
    daysLost: 52.5,
    pointsLost: 3,
    medianDays: 2.1,
    fitness: 0.97,
    conformingShare: 0.82,
  },
  tables: {
    ...Object.fromEntries(
      sheetNames.map((name) => [name, [] as { readonly [key: string]: string | number }[]]),
    ),
    bottlenecks: [{ step: 'Thẩm định', lateCases: 31, days: 40.2, share: 0.77, points: 2.3 }],
    rework: [{ step: 'Thẩm định', cases: '<5', loops: '<5', returns: '<5', hours: 0 }],
  },
}
