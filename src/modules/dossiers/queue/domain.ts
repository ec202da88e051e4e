/** Hàng chờ việc: which lists an officer has, and how urgent each line is. Pure. */

import { urgency, type WorkingCalendar } from '#kernel/calendar.ts'
import { type CaseState, caseStates } from '#kernel/cases.ts'
import { type Capacity, hasPermission, type Officer, type Permission } from '#kernel/policy.ts'
import { anyRole, permissionOfStep } from '../steps/rights/domain.ts'

/** The lists of work, in the order in which they are shown. Each needs one of the permissions. */
const tabRights = {
  receive: ['dossier.receive'],
  mine: ['dossier.process', 'dossier.approve', 'dossier.sign', 'dossier.number', 'dossier.return'],
  free: ['dossier.process', 'dossier.approve', 'dossier.assign'],
  sign: ['dossier.sign'],
  number: ['dossier.number'],
  return: ['dossier.return'],
  waiting: ['dossier.receive', 'dossier.process', 'dossier.view'],
  unit: ['dossier.view'],
  all: ['dossier.view'],
} as const satisfies Record<string, readonly Permission[]>

export type QueueTab = keyof typeof tabRights
export const queueTabs = Object.keys(tabRights) as readonly QueueTab[]

/** The lists that the officer's permissions give. */
export function tabsOf(officer: Officer): readonly QueueTab[] {
  return queueTabs.filter((tab) => tabRights[tab].some((one) => hasPermission(officer, one)))
}

/** Whether a list is for this capacity of the officer. */
export const isFor = (tab: QueueTab, { permissions }: Capacity): boolean =>
  tabRights[tab].some((one) => permissions.has(one))

/** Steps of the pack that the officer's roles do. */
export function stepRolesOf(
  { roles, permissions }: Pick<Officer, 'roles' | 'permissions'>,
  stepRoles: Readonly<Record<string, string>>,
): readonly string[] {
  const named = Object.entries(stepRoles).filter(([, role]) => roles.includes(role))
  const any = permissions.has(permissionOfStep('consult')) ? [anyRole] : []
  return [...new Set([...named.map(([step]) => step), ...roles, ...any])]
}

/** What may be done with many chosen dossiers of a list at once. */
export const bulkActOf: Partial<Record<QueueTab, 'accept' | 'take' | 'forward'>> = {
  receive: 'accept',
  free: 'take',
  mine: 'forward',
}
export const bulkMax = 50

/** Hạn as the list shows it: what the tag of the design system takes, and the state in words where there is no date. */
export type ShownDeadline =
  | {
      readonly state: 'onTime' | 'near' | 'overdue'
      readonly days: number
      readonly hours: number
    }
  | { readonly state: 'today' }
  | { readonly state: 'done' }
  | { readonly state: 'stopped'; readonly waitsFor: 'supplement' | 'payment' }
  | { readonly state: 'ended' }

type Dated = {
  readonly state: CaseState
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
}

/** Mức độ gấp of a dossier now. */
export function shownDeadline(calendar: WorkingCalendar, now: Date, dossier: Dated): ShownDeadline {
  const { state, openedAt, receivedAt, dueAt } = dossier
  if (caseStates[state].ended) return { state: 'ended' }
  if (state === 'done') return { state: 'done' }
  if (!dueAt) return { state: 'stopped', waitsFor: state === 'financialDuty' ? 'payment' : 'supplement' }
  const clock = { receivedAt: receivedAt ?? openedAt, dueAt, now, paused: false }
  const { state: urgent, workingDays: days, workingHours: hours } = urgency(calendar, clock)
  if (urgent === 'dueToday' || urgent === 'paused') return { state: 'today' }
  // Whole days are enough until the last one; then hours count.
  return { state: urgent, days, hours: days > 0 ? 0 : hours }
}

/** Where a page of the list goes on: after this date, dossier and step. */
export type Cursor = { readonly dueAt: string; readonly id: string; readonly step: number }

const cursorShape = /^(infinity|\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})_(\d{1,4})$/

export function readCursor(text: string | undefined): Cursor | undefined {
  const [, dueAt, id, step] = cursorShape.exec(text ?? '') ?? []
  return dueAt && id ? { dueAt, id, step: Number(step) } : undefined
}

type CursorRow = { readonly dueAt: Date | null; readonly id: string; readonly step: number }

export function writeCursor({ dueAt, id, step }: CursorRow): string {
  return `${dueAt ? dueAt.toISOString() : 'infinity'}_${id}_${step}`
}
