/** Whoever breaks things: goes through a schedule, mends what it broke after its time, and says what it did. */

import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Installation, postmasterOf } from './installation.ts'
import { listens, type Supervised } from './processes.ts'
import { type Fault, nameOf, type Planned } from './schedule.ts'
import { findBackends } from './store.ts'

export type Broken = {
  /** How often each fault was done. */
  readonly done: Readonly<Record<string, number>>
  /** What could not be done here, and why. */
  readonly skipped: Readonly<Record<string, string>>
  /** Milliseconds from each death of the database until it took connections again. */
  readonly databaseMs: readonly number[]
  /** … and from each death of a web process until it listened again. */
  readonly webMs: readonly number[]
}

export type Nemesis = {
  /** Stops breaking things; what is broken is mended when this answers. */
  end(): Promise<Broken>
}

const readyMsMax = 60_000
/** The simulators hear of a payment at this address. */
const announcedAt = '/thanh-toan/bao'

/** Goes through the schedule until it is over or ended. */
export function unleash(installation: Installation, schedule: readonly Planned[], log: string): Nemesis {
  const ending = new AbortController()
  const done: Record<string, number> = {}
  const skipped: Record<string, string> = {
    ...(installation.whyNoClock && {
      'clock web': installation.whyNoClock,
      'clock worker': installation.whyNoClock,
    }),
    ...(installation.whyNotFilled && { fill: installation.whyNotFilled }),
  }
  const times = { databaseMs: [] as number[], webMs: [] as number[] }
  const mending = new Set<Promise<void>>()
  const running = (async () => {
    for (const { afterMs, fault, which } of schedule) {
      await sleep(afterMs, undefined, { signal: ending.signal }).catch(() => undefined)
      if (ending.signal.aborted) return
      const name = nameOf(fault)
      if (skipped[name]) continue
      appendFileSync(log, `${JSON.stringify({ at: Date.now(), ...fault })}\n`)
      const mended = breakIt(installation, fault, which, times).catch(() => undefined)
      mending.add(mended)
      void mended.then(() => mending.delete(mended))
      done[name] = (done[name] ?? 0) + 1
    }
  })()
  return {
    async end() {
      ending.abort()
      await running
      await Promise.all(mending)
      return { done, skipped, ...times }
    },
  }
}

type Times = { readonly databaseMs: number[]; readonly webMs: number[] }

/** Answers when what it broke is mended. */
async function breakIt(at: Installation, fault: Fault, which: number, times: Times): Promise<void> {
  switch (fault.kind) {
    case 'kill':
      return kill(at, fault.what, which, times)
    case 'freeze':
      return freeze(await victimOf(at, fault.what, which), fault.ms)
    case 'cut':
    case 'slow':
    case 'hang':
      at.lines[fault.line].set(fault.kind)
      await sleep(fault.ms)
      return at.lines[fault.line].set('well')
    case 'misbehave':
      at.simulation.set(fault.system, { kind: fault.as, share: 0.5 })
      await sleep(fault.ms)
      return at.simulation.set(fault.system, undefined)
    case 'announce':
      await Promise.all(Array.from({ length: fault.times }, () => announce(at.url)))
      return
    case 'clock':
      return moveClock(at, fault, which)
    case 'fill':
      return fill(at.filesFolder, fault.ms)
  }
}

const pick = <T>(all: readonly T[], which: number): T | undefined => all[Math.floor(which * all.length)]

async function victimOf(
  at: Installation,
  what: 'web' | 'worker' | 'backend',
  which: number,
): Promise<number | undefined> {
  if (what === 'backend') return pick(await findBackends(at.context()), which)
  return pick(what === 'web' ? at.web : at.workers, which)?.pid()
}

async function kill(
  at: Installation,
  what: 'web' | 'worker' | 'database' | 'backend',
  which: number,
  times: Times,
): Promise<void> {
  if (what === 'database' || what === 'backend') {
    const pid = what === 'database' ? postmasterOf(at.databaseFolder) : await victimOf(at, what, which)
    if (!pid) return
    process.kill(pid, 'SIGKILL')
    return measure(times.databaseMs, async () => {
      // A moment in which the old one may still be dying counts as not being there.
      await sleep(50)
      await untilConnects(at)
    })
  }
  const all = what === 'web' ? at.web : at.workers
  const victim = pick(all, which)
  const pid = victim?.pid()
  // The last one that works is spared: how long a process takes to start is the machine's matter, not the platform's.
  const others = all.filter((one) => one !== victim && one.isReady())
  if (!victim?.isReady() || !pid || (what === 'web' && others.length === 0)) return
  process.kill(pid, 'SIGKILL')
  return measure(what === 'web' ? times.webMs : [], () => untilAgain(victim))
}

async function moveClock(
  at: Installation,
  { what, seconds, ms }: Extract<Fault, { kind: 'clock' }>,
  which: number,
): Promise<void> {
  const victim = pick(what === 'web' ? at.web : at.workers, which)
  if (!victim) return
  at.setClock(victim, seconds)
  await sleep(ms)
  at.setClock(victim, 0)
}

async function untilAgain(victim: Supervised): Promise<void> {
  for (let looks = 0; victim.isReady() && looks < 100; looks++) await sleep(20)
  // It may die once more while it starts, such as without a database, and is started again.
  for (const began = performance.now(); !victim.isReady() && performance.now() - began < readyMsMax; )
    await sleep(20)
}

async function measure(into: number[], act: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await act()
  into.push(Math.round(performance.now() - began))
}

/** Until a query is answered; a server in recovery listens and says no. */
async function untilConnects(at: Installation): Promise<void> {
  for (const began = performance.now(); performance.now() - began < readyMsMax; await sleep(50)) {
    if (!(await listens(at.databasePort, 1_000))) continue
    const answered = await findBackends(at.context()).then(
      () => true,
      () => false,
    )
    if (answered) return
  }
}

async function freeze(pid: number | undefined, ms: number): Promise<void> {
  if (!pid) return
  process.kill(pid, 'SIGSTOP')
  await sleep(ms)
  // It may have been killed meanwhile.
  try {
    process.kill(pid, 'SIGCONT')
  } catch {}
}

/** Tells the portal that something was paid, as the payment platform does; again and out of order is the same. */
async function announce(url: string): Promise<void> {
  await fetch(`${url}${announcedAt}`, { method: 'POST', signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  )
}

const pieceBytes = 1024 * 1024

/** Leaves no room on the disk of the files for a while. */
async function fill(folder: string, ms: number): Promise<void> {
  const ballast = join(folder, 'ballast')
  writeFileSync(ballast, '')
  for (const size of [pieceBytes, 64 * 1024, 1024])
    try {
      for (;;) appendFileSync(ballast, Buffer.alloc(size, 1))
    } catch {}
  await sleep(ms)
  rmSync(ballast, { force: true })
}
