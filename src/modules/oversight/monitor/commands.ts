/** Không hồ sơ nào bị treo: proven every minute for every open case, and at once when people or units change. */

import type { Lack, LackFacts } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import type { Reaction } from '#kernel/events.ts'
import {
  type Job,
  job,
  type Schedule,
  type ScheduleState,
  scheduleStates,
  waitingJobs,
} from '#kernel/jobs.ts'
import { officerOf } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { unhurried } from '#kernel/unhurried.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { chiefsOf } from '#modules/organisation/api.ts'
import { tellAbsences } from '../absences/commands.ts'
import { oversightLinks } from '../api.ts'
import type { Watched } from '../commands.ts'
import { type ProofRun, refusal, type Standing, standingOf } from '../domain.ts'
import { proveFiles } from '../files/commands.ts'
import { findLost } from '../files/store.ts'
import * as store from './store.ts'

const notices = defineNotices('oversight', {
  found: {
    subject: ['{count} hồ sơ có vướng mắc mới', '{count} dossiers need attention'],
    body: [
      'Mở trang giám sát để xem từng hồ sơ, từ khi nào và cách xử lý.',
      'Open the page of the watch to see each, since when, and how to mend it.',
    ],
  },
})

/** Rà soát: all files, all open cases, then what changed since the last time. Answers the run as it is kept. */
export async function proveAll(context: Context, watched: Watched): Promise<ProofRun> {
  const { now } = context
  const began = performance.now()
  const piece = unhurried()
  const look = <T>(at: (tx: Tx) => Promise<T>) => piece(() => read(context, at))
  const openCases = await look(store.countOpenCases)
  const files = await piece(() => proveFiles(context, watched.caseFiles, { openCases }))
  const examined = openCases + (await look((tx) => countOthers(tx, watched)))
  const found: store.NewFinding[] = []
  for (const { owner, proof } of watched.proofs)
    found.push(...named(owner, await look((tx) => proof.find(tx, context))))
  found.push(...named('oversight', await look((tx) => findLost(tx, watched.caseFiles))))
  found.push(...named('oversight', await look((tx) => findLostJobs(tx, watched))))
  const run: ProofRun = {
    startedAt: now,
    endedAt: new Date(now.getTime() + performance.now() - began),
    examined,
    fine: examined - new Set(found.map(({ caseId }) => caseId)).size,
    found: found.length,
    filesSeen: files.seen,
    filesRead: files.read,
  }
  await inTransaction(context, async (tx) => {
    await store.lockFindings(tx)
    const changes = await store.saveFindings(tx, found, now)
    await store.tellChanges(tx, changes, now)
    await tellChiefs(tx, context, changes)
    await store.insertRun(tx, run)
  })
  return run
}

/** Open things that are no cases, such as field reports. */
async function countOthers(tx: Tx, { proofs }: Watched): Promise<number> {
  let count = 0
  for (const { proof } of proofs) count += (await proof.count?.(tx)) ?? 0
  return count
}

const named = (owner: string, lacks: readonly Lack[]): store.NewFinding[] =>
  lacks.map(({ kind, caseId, code, place = '', unitId, holderId = null, since, detail = null }) => ({
    kind: `${owner}.${kind}`,
    caseId,
    code,
    place,
    unitId,
    holderId,
    since: since ? new Date(since).toISOString() : null,
    detail,
  }))

/** What must be waiting in the queue for an open case and is not. */
async function findLostJobs(tx: Tx, { jobs }: Watched): Promise<readonly Lack[]> {
  const lost: { caseId: string; place: string; since: Date }[] = []
  for (const { task, expected } of jobs) {
    const [awaited, waiting] = [(await expected?.(tx)) ?? [], await waitingJobs(tx, task)]
    for (const { key, caseId, since } of awaited)
      if (!waiting.has(key)) lost.push({ caseId, place: `${task} ${key}`, since })
  }
  if (lost.length === 0) return []
  const holders = await store.findHolders(
    tx,
    lost.map(({ caseId }) => caseId),
  )
  const byCase = new Map(holders.map((holder) => [holder.caseId, holder]))
  return lost.flatMap(({ caseId, place, since }) => {
    const holder = byCase.get(caseId)
    return holder ? [{ ...holder, kind: 'jobLost', place, since }] : []
  })
}

/** Orders a lost job again. Answers `false` when it is not awaited any more. */
export async function orderAgain(tx: Tx, { jobs }: Watched, place: string): Promise<boolean> {
  const lost = jobs.find(({ task }) => place.startsWith(`${task} `))
  const key = place.slice((lost?.task.length ?? 0) + 1)
  const order = (await lost?.expected?.(tx))?.find((one) => one.key === key)
  if (!lost || !order) return false
  await (lost as unknown as Job).enqueue(tx, order)
  return true
}

/** The chiefs of each unit hear of what is new, one message an hour at most: a dissolved unit is no flood. */
async function tellChiefs(tx: Tx, context: Context, changes: readonly store.Changed[]): Promise<void> {
  const { now } = context
  const byUnit = Map.groupBy(
    changes.filter(({ isNew }) => isNew),
    ({ unitId }) => unitId,
  )
  const hour = now.toISOString().slice(0, 13)
  for (const [unitId, found] of byUnit)
    await notify(tx, context, [
      {
        notice: notices.found,
        to: (await chiefsOf(tx, unitId, context.today)).map(({ personId }) => personId),
        subjectId: unitId,
        link: oversightLinks.monitor({ unitId }),
        facts: { count: new Set(found.map(({ caseId }) => caseId)).size },
        key: `oversight.found:${unitId}:${hour}`,
      },
    ])
}

export type ShownFinding = store.Finding & { readonly facts: LackFacts | undefined }
export type MonitorView = {
  readonly standing: Standing
  readonly run: ProofRun | undefined
  readonly own: store.OwnCount
  readonly counts: readonly (store.FindingCount & { readonly facts: LackFacts | undefined })[]
  readonly findings: readonly ShownFinding[]
  readonly filter: { readonly kind?: string | undefined; readonly unitId?: string | undefined }
  /** Recurring work as it last ran; only administrators see it. */
  readonly schedules: readonly ScheduleState[]
}

/** One finding in the officer's reach. Throws `oversight.notFound`. */
export async function viewFinding(context: Context, watched: Watched, id: string): Promise<ShownFinding> {
  const finding = await read(context, (tx) => store.findFinding(tx, officerOf(context.actor), id))
  if (!finding) throw refusal.notFound()
  return { ...finding, facts: watched.lacks.get(finding.kind) }
}

const shownMax = 100

/** Bức tranh giám sát of what lies in the officer's reach. */
export async function viewMonitor(
  context: Context,
  watched: Watched,
  filter: MonitorView['filter'],
): Promise<MonitorView> {
  const officer = officerOf(context.actor)
  const factsOf = (kind: string) => watched.lacks.get(kind)
  const seen = await read(context, async (tx) => ({
    run: await store.findLastRun(tx),
    own: await store.countOwn(tx, officer),
    counts: await store.countFindings(tx, officer),
    findings: await store.findFindings(tx, officer, { ...filter, limit: shownMax }),
  }))
  return {
    ...seen,
    standing: standingOf(seen.run, seen.own.lacking, context.now),
    counts: seen.counts.map((one) => ({ ...one, facts: factsOf(one.kind) })),
    findings: seen.findings.map((one) => ({ ...one, facts: factsOf(one.kind) })),
    filter,
    schedules: officer.permissions.has('system.view') ? await scheduleStates(context) : [],
  }
}

const keptDays = 30

/** Recurring work of the watch, jobs and reactions that look again at once. */
export function watchOf(watched: Watched): {
  readonly schedules: readonly Schedule[]
  readonly jobs: readonly [Job<{ readonly why: string }>]
  readonly reactions: readonly Reaction[]
} {
  const proveJob = job<{ readonly why: string }>({
    task: 'oversight.prove',
    attemptsMax: 3,
    run: async (context) => void (await proveAll(context, watched)),
  })
  return {
    jobs: [proveJob],
    schedules: [
      {
        name: 'oversight.prove',
        every: 'minute',
        run: async (context) => void (await proveAll(context, watched)),
      },
      {
        name: 'oversight.forgetRuns',
        every: { dayAt: '03:20' },
        run: (context) =>
          inTransaction(context, (tx) =>
            store.deleteBefore(tx, instantAt(addDays(context.today, -keptDays))),
          ),
      },
    ],
    reactions: [
      tellAbsences,
      {
        name: 'oversight.lookAgain',
        events: ['organisation.loaded', 'absence.declared', 'absence.revoked', 'post.opened', 'post.closed'],
        run: (tx, _context, event) => proveJob.enqueue(tx, { key: 'now', payload: { why: event.name } }),
      },
    ],
  }
}
