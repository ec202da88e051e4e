/** What goes wrong when: a list of faults that follows from a seed alone, so that a run that failed can be done again. Pure. */

/** A fixed sequence of chances in [0, 1). */
export function chancesOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Between whom bytes can be held up. */
export const lineNames = ['clients', 'database', 'simulators'] as const
export type LineName = (typeof lineNames)[number]

/**
 * `kill`: SIGKILL. `freeze`: SIGSTOP, and SIGCONT later. `cut`: connections end and none is made. `slow`: every piece comes late.
 * `hang`: connections stay and nothing comes through, as when a cable is pulled. `misbehave`: as `simulators/framework.ts` has it.
 * `announce`: the payment platform says that something was paid, several times at once. `fill`: no room for another file.
 * `clock`: the clock of one process jumps ahead or back, and to what is right again later.
 */
export type Fault =
  | { readonly kind: 'kill'; readonly what: 'web' | 'worker' | 'database' | 'backend' }
  | { readonly kind: 'freeze'; readonly what: 'web' | 'worker' | 'backend'; readonly ms: number }
  | { readonly kind: 'cut' | 'slow' | 'hang'; readonly line: LineName; readonly ms: number }
  | {
      readonly kind: 'misbehave'
      readonly system: 'payment' | 'portal' | 'sms'
      readonly as: 'down' | 'lost' | 'doubled' | 'reordered' | 'garbage'
      readonly ms: number
    }
  | { readonly kind: 'announce'; readonly times: number }
  | { readonly kind: 'fill'; readonly ms: number }
  | { readonly kind: 'clock'; readonly what: 'web' | 'worker'; readonly seconds: number; readonly ms: number }

export type Planned = {
  /** Milliseconds after the one before has begun. */
  readonly afterMs: number
  readonly fault: Fault
  /** Which of the processes or connections at hand, in [0, 1). */
  readonly which: number
}

/** How often each comes, in parts of all. The deaths that R1 and R2 promise to survive come most. */
const weights: readonly (readonly [number, (chance: () => number) => Fault])[] = [
  [24, () => ({ kind: 'kill', what: 'web' })],
  [14, () => ({ kind: 'kill', what: 'worker' })],
  [6, () => ({ kind: 'kill', what: 'database' })],
  [6, () => ({ kind: 'kill', what: 'backend' })],
  [6, (chance) => ({ kind: 'freeze', what: 'web', ms: between(chance, 500, 4_000) })],
  [4, (chance) => ({ kind: 'freeze', what: 'worker', ms: between(chance, 500, 6_000) })],
  [4, (chance) => ({ kind: 'freeze', what: 'backend', ms: between(chance, 500, 4_000) })],
  [10, (chance) => ({ kind: 'cut', line: oneOf(chance, lineNames), ms: between(chance, 200, 3_000) })],
  [8, (chance) => ({ kind: 'slow', line: oneOf(chance, lineNames), ms: between(chance, 1_000, 5_000) })],
  [4, (chance) => ({ kind: 'hang', line: oneOf(chance, lineNames), ms: between(chance, 1_000, 6_000) })],
  [
    8,
    (chance) => ({
      kind: 'misbehave',
      system: oneOf(chance, ['payment', 'portal', 'sms'] as const),
      as: oneOf(chance, ['down', 'lost', 'doubled', 'reordered', 'garbage'] as const),
      ms: between(chance, 1_000, 8_000),
    }),
  ],
  [4, (chance) => ({ kind: 'announce', times: between(chance, 2, 6) })],
  [2, (chance) => ({ kind: 'fill', ms: between(chance, 1_000, 4_000) })],
  [
    4,
    (chance) => ({
      kind: 'clock',
      what: oneOf(chance, ['web', 'worker'] as const),
      seconds: between(chance, 2, 3_600) * oneOf(chance, [-1, 1] as const),
      ms: between(chance, 3_000, 9_000),
    }),
  ],
]

const between = (chance: () => number, least: number, most: number) =>
  Math.round(least + chance() * (most - least))
const oneOf = <T>(chance: () => number, all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T

/** A fault every one to three seconds, so many of them. */
export function scheduleOf(seed: number, count: number): readonly Planned[] {
  const chance = chancesOf(seed)
  const all = weights.reduce((sum, [weight]) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    let left = chance() * all
    const found = weights.find(([weight]) => {
      left -= weight
      return left < 0
    })
    const fault = (found ?? weights[0])?.[1](chance) as Fault
    return { afterMs: between(chance, 1_000, 3_000), fault, which: chance() }
  })
}

/** The word under which a fault is counted. */
export const nameOf = (fault: Fault): string => {
  if ('what' in fault) return `${fault.kind} ${fault.what}`
  if ('line' in fault) return `${fault.kind} ${fault.line}`
  return fault.kind === 'misbehave' ? `${fault.system} ${fault.as}` : fault.kind
}
