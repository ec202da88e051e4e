/**
 * Nhường đường: when more is asked than can be done, what can wait is told so at once, the least needed first. How long the
 * event loop and the pool make everyone wait says how much; it is let go step by step and taken back more slowly. Pure.
 */

import { type Sheddable, sheddable } from '#kernel/service-levels.ts'

export type Pressure = {
  /** How late the event loop was in the last moment, in milliseconds. */
  readonly loopMs: number
  /** Requests that wait for a connection of the database. */
  readonly poolWaiting: number
}

/** From each on, one more kind of request waits. */
const loopSteps = [80, 160, 320, 640] as const
const poolSteps = [12, 24, 48, 96] as const
/** So many looks in a row before one kind more waits, or one is let in again. A single late moment is no crowd. */
const [pressedLooks, calmLooks] = [3, 8]

const stepsOf = (value: number, steps: readonly number[]) => steps.filter((step) => value >= step).length

/** How much is let go now: 0 nothing, 4 every page that is only read. */
export class Shedding {
  #level = 0
  #pressed = 0
  #calm = 0

  /** One look at the pressure, many times a second. */
  look({ loopMs, poolWaiting }: Pressure): void {
    const wanted = Math.max(stepsOf(loopMs, loopSteps), stepsOf(poolWaiting, poolSteps))
    this.#pressed = wanted > this.#level ? this.#pressed + 1 : 0
    this.#calm = wanted < this.#level ? this.#calm + 1 : 0
    if (this.#pressed >= pressedLooks) this.#step(1)
    else if (this.#calm >= calmLooks) this.#step(-1)
  }

  /** One at a time: the step before is given time to help. */
  #step(by: 1 | -1): void {
    this.#level += by
    this.#pressed = 0
    this.#calm = 0
  }

  get level(): number {
    return this.#level
  }

  /** Whether a request of this kind is to come again later. */
  lets(kind: Sheddable): boolean {
    return sheddable.indexOf(kind) >= this.#level
  }
}

/** Seconds after which to come again, spread so that not all come at once. `chance` is from 0 up to 1. */
export const comeAgainSeconds = (level: number, chance: number): number => 2 + Math.floor(chance * 8 * level)
