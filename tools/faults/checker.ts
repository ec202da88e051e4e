/** The ten invariants, looked at after the faults: each with what it counted, and what it found where it does not hold. */

import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { foldClock } from '#kernel/calendar.ts'
import { clockCalendar } from '#kernel/calendars.ts'
import { replayStates } from '#kernel/case-course.ts'
import type { Context } from '#kernel/context.ts'
import { Refusal } from '#kernel/errors.ts'
import { dateOf } from '#kernel/types.ts'
import { modules } from '../../src/app.ts'
import { isMarks } from '../../src/modules/indicators/domain.ts'
import { foldingOver } from '../../src/modules/indicators/folding/commands.ts'
import { check } from '../../src/modules/ledger/monitor/commands.ts'
import { reconcileDay } from '../../src/modules/payments/online/commands.ts'
import type { Diary, Operation } from './diary.ts'
import type { OfficeBook } from './office.ts'
import { hashOfAnswers } from './papers.ts'
import * as store from './store.ts'

export type Invariant = {
  readonly holds: boolean
  /** How many things were looked at. */
  readonly looked: number
  /** What is wrong, each with how often or with an example. */
  readonly found: readonly string[]
}

export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const
export type Verdict = {
  readonly invariants: Readonly<Record<(typeof invariants)[number], Invariant>>
  /** Acknowledged and not there. */
  readonly lost: number
  /** Keys with two effects. */
  readonly doubled: number
}

const examplesMax = 5
const batch = 500
const leafMsMax = 60_000

function judged(looked: number, found: readonly string[]): Invariant {
  return { holds: found.length === 0, looked, found: found.slice(0, examplesMax) }
}

const wrong = (counts: readonly { readonly what: string; readonly count: number }[]): string[] =>
  counts.filter(({ count }) => count > 0).map(({ what, count }) => `${what}: ${count}`)

/** Looks at everything. The payment platform is asked, so that it must be well again. */
export async function checkAll(context: () => Context, diary: Diary, book: OfficeBook): Promise<Verdict> {
  const operations = [...diary.operations.values()]
  const acknowledged = operations.filter(({ code }) => code !== undefined)
  const kept = await comparePromised(context(), acknowledged)
  const acts = await compareActs(context(), book)
  const doubled = [...(await findDoubled(context(), operations)), ...acts.doubled]
  const [half, unexplained, holes] = [
    await store.findHalf(context()),
    await store.findUnexplained(context()),
    await store.findHoles(context()),
  ]
  const count = acknowledged.length
  return {
    lost: kept.lost.length + acts.lost.length,
    doubled: doubled.length,
    invariants: {
      I1: judged(count + book.size, [
        ...kept.lost.map((code) => `lost ${code}`),
        ...acts.lost,
        ...kept.changed,
      ]),
      I2: judged(operations.length, doubled),
      I3: judged(count, wrong(half)),
      I4: await checkFiles(context()),
      I5: judged(count, [...wrong(unexplained), ...(await findStrayed(context()))]),
      I6: judged(count, wrong(holes)),
      I7: await checkLedger(context()),
      I8: await checkClocks(context()),
      I9: await checkMoney(context),
      I10: await checkFigures(context()),
    },
  }
}

/** Dossiers whose events do not lead where they stand, or lead there by a step that the law does not know. */
async function findStrayed(context: Context): Promise<readonly string[]> {
  const strayed = (await store.findCourses(context)).filter(({ state, told }) => {
    const { states, broken } = replayStates(told)
    return broken !== undefined || states.at(-1) !== state
  })
  return strayed.map(({ code, state, told }) => `${code} is ${state} after ${told.join(', ')}`)
}

async function comparePromised(context: Context, acknowledged: readonly Operation[]) {
  const lost: string[] = []
  const changed: string[] = []
  for (let at = 0; at < acknowledged.length; at += batch) {
    const some = acknowledged.slice(at, at + batch)
    const found = await store.findDossiers(
      context,
      some.map(({ code = '' }) => code),
    )
    const byCode = new Map(found.map((one) => [one.code, one]))
    for (const { code = '', content } of some) {
      const kept = byCode.get(code)
      if (!kept) lost.push(code)
      else if (!isAsPromised(kept, content)) changed.push(`changed ${code}`)
    }
  }
  return { lost, changed }
}

/** What a unit's system was told was done, against the events: one more is an act done twice. */
async function compareActs(context: Context, book: OfficeBook) {
  const events = await store.countEvents(context, [...book.keys()])
  const lost: string[] = []
  const doubled: string[] = []
  for (const [code, acts] of book)
    for (const [name, told] of acts) {
      const there = events.get(`${code} ${name}`) ?? 0
      if (there < told) lost.push(`${code}: ${name} told ${told} times, there ${there} times`)
      if (there > told) doubled.push(`${code}: ${name} told ${told} times, there ${there} times`)
    }
  return { lost, doubled }
}

function isAsPromised(kept: store.StoredDossier, content: Operation['content']): boolean {
  const files = new Set(kept.files)
  return (
    kept.procedure === content.procedure &&
    content.files.every((sha256) => files.has(sha256)) &&
    (content.answersHash === undefined || hashOfAnswers(kept.answers) === content.answersHash)
  )
}

/** By what the clients heard and by what the database has, which know nothing of each other. */
async function findDoubled(context: Context, operations: readonly Operation[]): Promise<string[]> {
  const heard = operations.filter(({ codes }) => codes.size > 1)
  const made = operations.flatMap(({ content }) => content.files)
  return [
    ...heard.map(({ key, codes }) => `${key} was told ${[...codes].join(' and ')}`),
    ...wrong(await store.findDoubled(context, made)),
  ]
}

async function checkFiles(context: Context): Promise<Invariant> {
  const hashes = await store.findHashes(context)
  const found: string[] = []
  for (const sha256 of hashes) {
    const hash = createHash('sha256')
    try {
      for await (const piece of await context.files.open(sha256)) hash.update(piece as Buffer)
      if (hash.digest('hex') !== sha256) found.push(`changed ${sha256}`)
    } catch {
      found.push(`missing ${sha256}`)
    }
  }
  return judged(hashes.length, found)
}

async function checkLedger(context: Context): Promise<Invariant> {
  const { leaves, findings } = await check(context, undefined)
  const waiting = await leavesMissing(context)
  const found = findings.map(({ kind, tree, where }) => `${kind} ${tree} ${where}`)
  return judged(leaves, waiting > 0 ? [...found, `events that are no leaf: ${waiting}`] : found)
}

/** Workers go on meanwhile and tell of what they do: a promise is broken when an event is no leaf within a minute. */
async function leavesMissing(context: Context): Promise<number> {
  for (const began = performance.now(); ; await sleep(500)) {
    const { leaves } = await store.findUnfinished(context)
    if (leaves === 0 || performance.now() - began > leafMsMax) return leaves
  }
}

async function checkClocks(context: Context): Promise<Invariant> {
  const clocks = await store.findClocks(context)
  const found = clocks.flatMap(({ code, clock, dueAt }) => {
    const counted = foldClock(clockCalendar(context, clock), clock).dueAt
    return counted?.getTime() === dueAt?.getTime() ? [] : [`${code} is due ${dueAt?.toISOString()}`]
  })
  return judged(clocks.length, found)
}

/** The circuit of a system that failed for long is tried every ten minutes. */
const closedMsMax = 11 * 60_000

/** Asks the payment platform for its list. After much that it answered wrongly nobody asks it for a while; that is waited for. */
async function listOfMoney(context: () => Context): ReturnType<typeof reconcileDay> {
  for (const began = performance.now(); ; await sleep(5_000))
    try {
      return await reconcileDay(context(), dateOf(context().now))
    } catch (thrown) {
      const isAway = thrown instanceof Refusal && thrown.kind === 'unavailable'
      if (!isAway || performance.now() - began > closedMsMax) throw thrown
    }
}

/** What cannot be looked at does not hold, and says so; the verdict on everything else stands. */
const checkMoney = (context: () => Context): Promise<Invariant> =>
  compareMoney(context).catch((thrown: Error) => judged(0, [thrown.message]))

async function compareMoney(context: () => Context): Promise<Invariant> {
  const { differences, oursVnd, theirsVnd, theirsCount } = await listOfMoney(context)
  const found = [
    ...differences.map((one) => JSON.stringify(one)),
    ...wrong(await store.findUnbalanced(context())),
  ]
  if (oursVnd !== theirsVnd) found.push(`ours ${oursVnd} đ, theirs ${theirsVnd} đ`)
  return judged(theirsCount, found)
}

async function checkFigures(context: Context): Promise<Invariant> {
  const folding = foldingOver(modules.flatMap(({ measures = [] }) => measures).filter(isMarks))
  const { subjects, differing, sumsDiffering } = await folding.compare(context)
  return judged(
    subjects,
    wrong([
      { what: 'things counted otherwise', count: differing },
      { what: 'sums that are none', count: sumsDiffering },
    ]),
  )
}
