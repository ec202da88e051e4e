/**
 * Pages and tiles that everyone may read take turns: a few in each round of the event loop. A crowd of readers then waits in
 * its own queue, and what somebody sends is carried on between two of them instead of behind all of them.
 */

const readsInARound = 2
const waiting: (() => void)[] = []

function round(): void {
  for (const begin of waiting.splice(0, readsInARound)) begin()
  if (waiting.length > 0) setImmediate(round)
}

/** Resolves when it is the reader's turn: in the next round, when nobody waits before them. */
export function takeTurn(): Promise<void> {
  return new Promise((begin) => {
    if (waiting.push(begin) === 1) setImmediate(round)
  })
}
