/**
 * Nhường đường: when more is asked than can be done, what can wait is told so at once, the least needed first. A gate lets in as many
 * as can be served soon; how long the event loop and the pool make everyone wait says which kinds it lets in at all. Those are let go
 * step by step and taken back more slowly. Pure.
 */

import { type Sheddable, sheddable } from '#kernel/service-levels.ts'

export type Pressure = {
  /** How late the event loop was in the last moment, in milliseconds. */
  readonly loopMs: number
  /** Requests that wait for a connection of the database. */
  readonly poolWaiting: number
  /** How long what saves or submits takes now, in milliseconds, once its words are here; or has waited for its turn so far. */
  readonly savingMs: number
}

/**
 * From each on, one more kind of request waits. Whoever is told to come again is told so by the same loop: only while it is early itself
 * do they hear it at once.
 */
const loopSteps = [50, 80, 120, 180] as const
const poolSteps = [12, 24, 48, 96] as const
/** Whoever saves is not to feel that many read. */
const savingSteps = [200, 250, 320, 400] as const
/** So many looks in a row before one kind more waits. A single late moment is no crowd. */
const pressedLooks = 3
/**
 * So many in a row let one kind in again. Where that was too early, which shows within so many looks, the next try waits twice as
 * long, and half as long where it was not: a crowd that stays is not asked again and again whether it is gone.
 */
const [calmLooks, calmLooksMax, triedLooks] = [8, 64, 30]

const stepsOf = (value: number, steps: readonly number[]) => steps.filter((step) => value >= step).length

/** How much is let go now: 0 nothing, 4 every page that is only read. */
export class Shedding {
  #level = 0
  #pressed = 0
  #calm = 0
  #patience = calmLooks
  #sinceTry = Number.POSITIVE_INFINITY

  /** One look at the pressure, many times a second. */
  look({ loopMs, poolWaiting, savingMs }: Pressure): void {
    const wanted = Math.max(
      stepsOf(loopMs, loopSteps),
      stepsOf(poolWaiting, poolSteps),
      stepsOf(savingMs, savingSteps),
    )
    this.#pressed = wanted > this.#level ? this.#pressed + 1 : 0
    this.#calm = wanted < this.#level ? this.#calm + 1 : 0
    this.#sinceTry += 1
    if (this.#pressed >= pressedLooks) {
      if (this.#sinceTry <= triedLooks) this.#patience = Math.min(calmLooksMax, this.#patience * 2)
      this.#sinceTry = Number.POSITIVE_INFINITY
      this.#step(1)
    } else if (this.#calm >= this.#patience) {
      this.#step(-1)
      this.#sinceTry = 0
    } else if (this.#sinceTry === triedLooks + 1) this.#patience = Math.max(calmLooks, this.#patience / 2)
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

/** Of so long ago, and no fewer than so many, say how long saving takes: one that waits for a system of others is no crowd. */
const [savedMsMax, savedMin] = [2_000, 8]

/** How long saving took those who saved just now. Times are milliseconds of any clock. */
export class SavingPace {
  #saved: { readonly at: number; readonly ms: number }[] = []

  done(ms: number, at: number): void {
    this.#saved.push({ at, ms })
  }

  /** Half of them took longer; 0 where too few saved to say. */
  medianMs(now: number): number {
    this.#saved = this.#saved.filter(({ at }) => now - at <= savedMsMax)
    if (this.#saved.length < savedMin) return 0
    return this.#saved.map(({ ms }) => ms).toSorted((a, b) => a - b)[this.#saved.length >> 1] ?? 0
  }
}

/**
 * Cửa quay: whoever saves is never sent away, but so few at once are at work that each is done soon; the others wait before anything is
 * asked of the database for them. One that takes long waits for a system of others: after some time the next one goes in all the same.
 */
export class Turnstile {
  static readonly atWorkMax = 8
  static readonly atWorkMsMax = 500
  #atWork = 0
  #line: { readonly since: number; readonly goOn: () => void }[] = []

  /** Resolves when it is their turn. Times are milliseconds of any clock. */
  enter(now: number): Promise<void> {
    if (this.#atWork < Turnstile.atWorkMax) {
      this.#atWork += 1
      return Promise.resolve()
    }
    return new Promise((goOn) => this.#line.push({ since: now, goOn }))
  }

  /** Once for each who entered. */
  leave(): void {
    const next = this.#line.shift()
    if (next) next.goOn()
    else this.#atWork -= 1
  }

  /** How long the first in line has waited. */
  waitedMs(now: number): number {
    const [first] = this.#line
    return first ? now - first.since : 0
  }
}

/** How long each may wait for its turn; what would wait longer is told so when it comes. */
const patienceMs = { export: 200, search: 500, dashboard: 800, reading: 1_500 } as const satisfies Record<
  Sheddable,
  number
>
/**
 * So many that can wait are at work together. There are more connections of the database than that, which are left to whatever saves
 * or submits; and what so few have to write out does not hold up the loop for long.
 */
const [atWorkMin, atWorkMax] = [2, 8]
/** A later loop, and slower saving, has fewer of them at once; early and quick have more. */
const [lateMs, earlyMs] = [40, 20]
const [slowMs, quickMs] = [200, 120]
/** How much of the newest pace counts, of one that was served after another. */
const newestShare = 0.1

type Waiting = { readonly kind: Sheddable; readonly since: number; told(isIn: boolean): void }
export type Entry = 'now' | 'later' | 'away'

/** The pace may fall while somebody stands in line; longer than this nobody does. */
const inLineMsMax = 3_000

/**
 * Cổng: lets in a few of those that can wait, has some stand in line, and sends away at once whoever would not be served soon, by the
 * pace at which the others are. Times are milliseconds of any clock.
 */
export class Gate {
  #atWork = 0
  #most: number = atWorkMax
  #line: Waiting[] = []
  #paceMs = 0
  #leftAt: number | undefined

  /** What becomes of somebody who comes now; `told` hears whether they are let in, once that is known. */
  enter(kind: Sheddable, now: number, told: (isIn: boolean) => void): Entry {
    if (this.#atWork < this.#most && this.#line.length === 0) {
      this.#atWork += 1
      told(true)
      return 'now'
    }
    if ((this.#line.length + 1) * this.#paceMs > patienceMs[kind]) {
      told(false)
      return 'away'
    }
    this.#line.push({ kind, since: now, told })
    return 'later'
  }

  /** One of those that were let in is done, or gone. */
  leave(now: number): void {
    // Only while others stand in line does the time between two say how many can be served.
    const isBusy = this.#line.length > 0
    if (isBusy && this.#leftAt !== undefined)
      this.#paceMs += (now - this.#leftAt - this.#paceMs) * newestShare
    this.#leftAt = isBusy ? now : undefined
    this.#atWork -= 1
    this.#letIn()
  }

  /** How late the loop was in the last moment, and how slow saving. Whoever stood in line for too long, or is of a kind that is let go now, is sent away. */
  look(
    { loopMs, savingMs }: Pick<Pressure, 'loopMs' | 'savingMs'>,
    now: number,
    lets: (kind: Sheddable) => boolean,
  ): void {
    const stays = ({ kind, since }: Waiting) => now - since <= inLineMsMax && lets(kind)
    const { true: staying = [], false: leaving = [] } = Object.groupBy(this.#line, (one) => `${stays(one)}`)
    this.#line = staying
    for (const { told } of leaving) told(false)
    if (loopMs > lateMs || savingMs > slowMs) this.#most = Math.max(atWorkMin, this.#most - 1)
    else if (loopMs < earlyMs && savingMs < quickMs) this.#most = Math.min(atWorkMax, this.#most + 1)
    this.#letIn()
  }

  #letIn(): void {
    while (this.#atWork < this.#most) {
      const next = this.#line.shift()
      if (!next) return
      this.#atWork += 1
      next.told(true)
    }
  }
}

/** Seconds after which to come again, spread so that not all come at once. `chance` is from 0 up to 1. */
export const comeAgainSeconds = (level: number, chance: number): number => 2 + Math.floor(chance * 8 * level)
