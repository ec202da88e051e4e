/** Gathering what the queue's page shows. */

import { clockCalendar } from '#kernel/calendars.ts'
import { caseStates } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { capacityFor } from '../steps/rights/domain.ts'
import { type QueueTab, readCursor, shownDeadline, tabsOf, writeCursor } from './domain.ts'
import type { QueueFilters, QueueResult, QueueView } from './pages.tsx'
import * as store from './store.ts'

const rowsPerPage = 50

type Ask = {
  readonly tab?: QueueTab | undefined
  readonly filters: QueueFilters
  readonly after?: string | undefined
  readonly result?: QueueResult | undefined
}

/** Hàng chờ of the officer. Without a list named, the first that has work. */
export async function viewQueue(context: Context, { tab, filters, after, result }: Ask): Promise<QueueView> {
  const officer = officerOf(context.actor)
  const { pack, now } = context
  const tabs = tabsOf(officer)
  return inTransaction(context, async (tx) => {
    const ask = {
      officer,
      stepRoles: pack.stepRoles,
      ...filters,
      after: readCursor(after),
      rowsMax: rowsPerPage + 1,
    }
    const { counts, procedures } = await store.countQueues(tx, ask)
    const wanted = tab && tabs.includes(tab) ? tab : undefined
    const shown = wanted ?? tabs.find((one) => counts[one] > 0) ?? tabs[0] ?? 'all'
    const rows = await store.findQueue(tx, { ...ask, tab: shown })
    const last = rows.length > rowsPerPage ? rows[rowsPerPage - 1] : undefined
    await recordLook(tx, context, {
      of: rows.slice(0, rowsPerPage).map(({ id }) => id),
      what: 'list',
      why: 'work',
    })
    return {
      tab: shown,
      tabs,
      counts,
      lines: rows.slice(0, rowsPerPage).map((row) => ({
        ...row,
        deadline: shownDeadline(clockCalendar(context, row.clock), now, row),
        inPlaceOf: representedAt(officer, row, pack.stepRoles),
      })),
      next: last && writeCursor(last),
      isFirstPage: ask.after === undefined,
      filters,
      procedures,
      fields: pack.fields.map(({ code, name }) => ({ code, name })),
      mayReceive: officer.permissions.has('dossier.receive'),
      result,
    }
  })
}

/** In whose place the officer would do the work of a line; as themselves wherever they may. */
function representedAt(
  officer: Officer,
  { state, stepType: type, stepRole: role, unitPath, holderId, procedureCode }: store.QueueRow,
  stepRoles: Readonly<Record<string, string>>,
): string | undefined {
  if (!officer.represents?.length || caseStates[state].ended) return undefined
  return capacityFor(officer, { type, role, unitPath, holderId }, { procedureCode }, stepRoles)?.inPlaceOf
    ?.name
}

/** The lists in which the next dossier is looked for, one after the other. */
const nextTabs = ['mine', 'sign', 'number', 'receive', 'free', 'return'] as const satisfies QueueTab[]

/** Hồ sơ tiếp theo of the officer: the most urgent that is not the one just done; `undefined` when nothing is left. */
export async function findNextCode(
  context: Context,
  doneCode: string | undefined,
): Promise<string | undefined> {
  const officer = officerOf(context.actor)
  const { stepRoles } = context.pack
  const own = new Set(tabsOf(officer))
  return read(context, async (tx) => {
    for (const tab of nextTabs.filter((one) => own.has(one))) {
      const rows = await store.findQueue(tx, { officer, stepRoles, tab, rowsMax: 3 })
      const next = rows.find(({ code }) => code !== doneCode)
      if (next) return next.code
    }
    return undefined
  })
}
