/** Ghép hoạt động: which activity of a log may be which step or act. A guess is shown as a guess. Pure. */

import { searchKey } from '#kernel/text.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { Act, Counted, Target } from '../domain.ts'

type Step = ProcedureDefinition['steps'][number]

const wordsOf: Readonly<Record<Act, readonly string[]>> = {
  submitted: ['nop ho so', 'dang ky ho so', 'submitted', 'submit', 'a submitted', 'register request'],
  accepted: ['tiep nhan', 'tiep nhan ho so', 'accepted', 'received', 'receive'],
  notAccepted: ['tu choi tiep nhan', 'khong tiep nhan', 'declined at desk'],
  supplementRequested: ['yeu cau bo sung', 'yeu cau bo sung giay to', 'request information', 'incomplete'],
  supplemented: ['da bo sung', 'bo sung ho so', 'nhan bo sung', 'information received'],
  paymentAsked: ['yeu cau nop tien', 'thong bao thue', 'thong bao nghia vu tai chinh', 'payment requested'],
  paid: ['da nop tien', 'da nop thue', 'hoan thanh nghia vu tai chinh', 'payment', 'paid'],
  done: ['xu ly xong', 'da xu ly xong', 'co ket qua', 'completed', 'resolved'],
  returned: ['tra ket qua', 'da tra ket qua', 'returned', 'closed', 'archived'],
  withdrawn: ['rut ho so', 'cong dan rut ho so', 'withdrawn', 'cancelled', 'canceled'],
  stopped: ['dung xu ly', 'dung giai quyet', 'stopped', 'terminated'],
}

/** How alike two names are: shared words over all words, from 0 to 1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [new Set(searchKey(one).split(' ')), new Set(searchKey(other).split(' '))]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / (a.size + b.size - shared)
}

const likeEnough = 0.6

/** Steps of the definition come before acts, because they say more. */
export function guessTarget(activity: string, steps: readonly Step[]): Target | undefined {
  const best = steps
    .map(({ key, name }) => ({
      key,
      like: Math.max(likeness(activity, name.vi), likeness(activity, name.en)),
    }))
    .toSorted((a, b) => b.like - a.like)[0]
  if (best && best.like >= likeEnough) return `step:${best.key}`
  const key = searchKey(activity)
  const act = Object.entries(wordsOf).find(([, words]) => words.includes(key))?.[0] as Act | undefined
  const receive = steps.find(({ type }) => type === 'receive')
  const giveBack = steps.find(({ type }) => type === 'return')
  if (act === 'accepted' && receive) return `step:${receive.key}`
  return act === 'returned' && giveBack ? `step:${giveBack.key}` : act
}

type UnitName = { readonly code: string; readonly name: string; readonly shortName: string }

/** Units named as here, by code or whole name; everybody else stays who they were in the other system. */
export function guessResources(
  resources: readonly Counted[],
  units: readonly UnitName[],
): Record<string, string> {
  const byName = new Map(
    units.flatMap(({ code, name, shortName }) =>
      [code, name, shortName].map((one) => [searchKey(one), code]),
    ),
  )
  return Object.fromEntries(
    resources.flatMap(({ name }) => {
      const code = byName.get(searchKey(name))
      return code === undefined ? [] : [[name, code]]
    }),
  )
}

/** Values with their number, most first. */
export function countNames(values: Iterable<string>): Counted[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count)
}
