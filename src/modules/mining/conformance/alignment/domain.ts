/**
 * Đối chiếu một hồ sơ với các bước đã định: the cheapest way to read what was done as a walk through the prescribed stages.
 * A step done as prescribed costs nothing; a step left out costs one, and so does a step that was not to be done. Pure.
 */

/** `either`: prescribed under a condition that reads answers of the applicant, which mining never does. */
export type PrescribedStep = { readonly key: string; readonly isOptional: boolean }
/** Steps of one stage go side by side, in any order. */
export type PrescribedStage = readonly PrescribedStep[]

/** A step of the log in its stage, one that had no place, or a prescribed one that is missing. `index`: place in the log. */
export type AlignmentMove =
  | { readonly kind: 'both'; readonly key: string; readonly index: number }
  | { readonly kind: 'extra'; readonly key: string; readonly index: number }
  | { readonly kind: 'missing'; readonly key: string }

export type Alignment = {
  readonly moves: readonly AlignmentMove[]
  readonly cost: number
  /** 1 where nothing differs; 0 where nothing agrees. */
  readonly fitness: number
}

/** Wider stages than this no procedure has; their further steps are taken as one after the other. */
const widthMax = 10
const never = Number.POSITIVE_INFINITY

/**
 * Alignment of least cost. A case that is not `complete` may end anywhere: what comes later is not missing yet. Fitness is one
 * less the cost over what the worst reading would cost: every step of the log extra, every prescribed one missing.
 */
export function align(
  trace: readonly string[],
  prescribed: readonly PrescribedStage[],
  isComplete: boolean,
): Alignment {
  const stages = prescribed.flatMap((stage) =>
    stage.length <= widthMax
      ? [stage]
      : [stage.slice(0, widthMax), ...stage.slice(widthMax).map((one) => [one])],
  )
  const width = 2 ** Math.max(0, ...stages.map((stage) => stage.length))
  const [rows, columns] = [trace.length + 1, stages.length + 1]
  const size = columns * width
  const costs = new Float64Array(rows * size).fill(never)
  const place = (index: number, stage: number, done: number) => index * size + stage * width + done
  const missing = stages.map((stage) =>
    Array.from(
      { length: 2 ** stage.length },
      (_, done) => stage.filter(({ isOptional }, at) => !isOptional && !(done & (1 << at))).length,
    ),
  )
  costs[0] = 0
  const lower = (at: number, cost: number) => {
    if (cost < (costs[at] ?? 0)) costs[at] = cost
  }
  for (let index = 0; index < rows; index += 1)
    for (let at = 0; at < columns; at += 1) {
      const stage = stages[at]
      const masks = stage ? 2 ** stage.length : 1
      for (let done = 0; done < masks; done += 1) {
        const cost = costs[place(index, at, done)] ?? never
        if (cost === never) continue
        if (stage) lower(place(index, at + 1, 0), cost + (missing[at]?.[done] ?? 0))
        const key = trace[index]
        if (key === undefined) continue
        lower(place(index + 1, at, done), cost + 1)
        stage?.forEach((step, bit) => {
          if (step.key === key && !(done & (1 << bit))) lower(place(index + 1, at, done | (1 << bit)), cost)
        })
      }
    }
  const end = ending({ costs, place, stages, length: trace.length, isComplete })
  const moves = retraced({ costs, place, stages, missing, trace }, end)
  const cost = costs[place(trace.length, end.at, end.done)] ?? 0
  const worst = trace.length + demanded(stages, isComplete ? stages.length : end.at)
  return { moves, cost, fitness: worst === 0 ? 1 : 1 - cost / worst }
}

const demanded = (stages: readonly PrescribedStage[], until: number) =>
  stages
    .slice(0, until)
    .flat()
    .filter(({ isOptional }) => !isOptional).length

type Table = {
  readonly costs: Float64Array
  readonly place: (index: number, stage: number, done: number) => number
  readonly stages: readonly PrescribedStage[]
}
type State = { readonly index: number; readonly at: number; readonly done: number }

/** Where the reading ends: after the last stage, or, for a case under way, at the cheapest place, the furthest of several. */
function ending({
  costs,
  place,
  stages,
  length,
  isComplete,
}: Table & { readonly length: number; readonly isComplete: boolean }): State {
  let best: State = { index: length, at: stages.length, done: 0 }
  if (isComplete) return best
  let cost = costs[place(length, stages.length, 0)] ?? never
  for (let at = stages.length - 1; at >= 0; at -= 1)
    for (let done = 2 ** (stages[at]?.length ?? 0) - 1; done >= 0; done -= 1) {
      const own = costs[place(length, at, done)] ?? never
      if (own < cost) [best, cost] = [{ index: length, at, done }, own]
    }
  return best
}

/** The moves that lead to a state at its cost, last first turned round. */
function retraced(
  {
    costs,
    place,
    stages,
    missing,
    trace,
  }: Table & { readonly missing: readonly (readonly number[])[]; readonly trace: readonly string[] },
  end: State,
): readonly AlignmentMove[] {
  const moves: AlignmentMove[] = []
  const costOf = ({ index, at, done }: State) => costs[place(index, at, done)] ?? never
  let state = end
  while (state.index > 0 || state.at > 0 || state.done > 0) {
    const { index, at, done } = state
    const cost = costOf(state)
    const key = trace[index - 1]
    const step = stages[at]?.findIndex((one, bit) => one.key === key && (done & (1 << bit)) !== 0) ?? -1
    const agreed = { index: index - 1, at, done: done & ~(1 << Math.max(step, 0)) }
    const extra = { index: index - 1, at, done }
    if (index > 0 && step >= 0 && key !== undefined && costOf(agreed) === cost) {
      moves.push({ kind: 'both', key, index: index - 1 })
      state = agreed
    } else if (index > 0 && key !== undefined && costOf(extra) + 1 === cost) {
      moves.push({ kind: 'extra', key, index: index - 1 })
      state = extra
    } else {
      const stage = stages[at - 1] ?? []
      const from = (missing[at - 1] ?? []).findIndex(
        (left, mask) => costOf({ index, at: at - 1, done: mask }) + left === cost,
      )
      if (done !== 0 || from < 0) throw new Error('An alignment leads nowhere')
      const absent = stage.filter(({ isOptional }, bit) => !isOptional && !(from & (1 << bit)))
      moves.push(...absent.map(({ key: lacking }) => ({ kind: 'missing', key: lacking }) as const))
      state = { index, at: at - 1, done: from }
    }
  }
  return moves.toReversed()
}
