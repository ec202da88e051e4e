/** Checks of the criteria of satisfaction: numbers once, every sum of points in a class, every name in an award explained. */
import { expression } from '../expressions.ts'
import { type Contents, type Located, problemAt } from './contents.ts'
import { expressionProblem } from './kinds.ts'
import type { Problem } from './messages.ts'
import type { CriteriaSet } from './satisfaction.ts'

export function satisfactionProblems({ satisfaction }: Contents): Problem[] {
  return satisfaction.flatMap((set) => {
    const { criteria, classes } = set.value
    const numbers = criteria.map(({ number }) => number)
    const overall = criteria.filter((one) => one.of === 'opinion' && one.isOverall)
    return [
      ...(classes.some(({ from }) => from === 0)
        ? []
        : [problemAt(set, '/classes', 'Phải có một loại bắt đầu từ 0 điểm.')]),
      ...(overall.length > 1
        ? [problemAt(set, '/criteria', 'Chỉ một tiêu chí được là đánh giá chung (isOverall).')]
        : []),
      ...criteria.flatMap((one, index) => [
        ...(numbers.indexOf(one.number) === index
          ? []
          : [problemAt(set, `/criteria/${index}/number`, `Tiêu chí ${one.number} ghi hai lần.`)]),
        ...('levels' in one && !one.levels.every(({ points }, at) => points === 2 - at)
          ? [problemAt(set, `/criteria/${index}/levels`, 'Các mức phải theo thứ tự 2, 1, 0 điểm.')]
          : []),
        ...(one.of === 'agency' ? awardProblems(set, one, `/criteria/${index}`) : []),
      ]),
    ]
  })
}

type OfAgency = Extract<CriteriaSet['criteria'][number], { readonly of: 'agency' }>

function awardProblems(set: Located<CriteriaSet>, criterion: OfAgency, at: string): Problem[] {
  const { figures, award, least } = criterion
  const formulas = [
    ['award', award] as const,
    ...figures.flatMap((figure, index) =>
      (['of', 'per', 'known'] as const).flatMap((name) =>
        figure[name] === undefined ? [] : [[`figures/${index}/${name}`, figure[name]] as const],
      ),
    ),
  ]
  const broken = formulas.flatMap(([place, text]) => {
    const problem = expressionProblem(text)
    return problem ? [problemAt(set, `${at}/${place}`, problem)] : []
  })
  if (broken.length > 0) return broken
  const keys = new Set(figures.map(({ key }) => key))
  const lost = figures.findIndex(({ partOf }) => partOf !== undefined && !keys.has(partOf))
  if (lost >= 0)
    return [problemAt(set, `${at}/figures/${lost}/partOf`, 'Tiêu chí không có số liệu này (partOf).')]
  const thresholds = least ? Object.values(least) : []
  const isKnown = (name: string) =>
    keys.has(name) ||
    (thresholds.length > 0 && thresholds.every((own) => name.startsWith('least.') && name.slice(6) in own))
  return expression(award)
    .names.filter((name) => !isKnown(name))
    .map((name) =>
      problemAt(
        set,
        `${at}/award`,
        `“${name}” không phải số liệu của tiêu chí, cũng không phải ngưỡng có ở mọi cấp.`,
      ),
    )
}
