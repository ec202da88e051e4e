/** The figures of a log for a page, a file or a system; counted again when they are older than a moment. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { officerOf } from '#kernel/policy.ts'
import { recently } from '#kernel/recent.ts'
import { type CalendarDate, instantAt } from '#kernel/types.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import type { Split } from './comparison/domain.ts'
import { type FoundDeviation, findDeviations } from './deviations/store.ts'
import { type Fewest, type Figures, figuresOf } from './figures/domain.ts'
import { type Asked, type Choices, type ReadLog, reachOf, readLog } from './reading/commands.ts'
import type { Reach } from './reading/store.ts'

export type AskedFigures = Asked & {
  /** Received before and after it; without it the two latest versions are compared. */
  readonly split?: CalendarDate | undefined
}
export type Counted = Figures & {
  readonly read: ReadLog
  readonly split: Split | undefined
  readonly nameOf: (activity: string) => string
}
export type Causes = {
  readonly choices: Choices
  readonly counted: Counted | undefined
  readonly fewest: Fewest
  readonly minutesPerDay: number
}

/** Counting fifty thousand cases takes a second; leaders who look at the same log share it. */
const keptSeconds = 20
const defaults: Fewest = { shown: 5, compared: 12 }

export const fewestOf = ({ pack }: Pick<Context, 'pack'>): Fewest => pack.manifest.smallNumbers ?? defaults

/** Nguyên nhân: what the asker may choose, and the figures of what was chosen. Rights are asked every time. */
export async function findCauses(context: Context, asked: AskedFigures): Promise<Causes> {
  const reach = await read(context, (tx) => reachOf(tx, context))
  const key = JSON.stringify(['mining', reach, context.language, asked])
  return recently(context, key, keptSeconds, () => countCauses(context, asked, reach))
}

async function countCauses(context: Context, asked: AskedFigures, reach: Reach): Promise<Causes> {
  const { choices, read: found } = await readLog(context, asked, reach)
  const fewest = fewestOf(context)
  const { minutesPerWorkingDay: minutesPerDay } = context.calendar
  if (!found || found.log.length === 0) return { choices, counted: undefined, fewest, minutesPerDay }
  const { language } = context
  const names = stepNames(found, language)
  const nameOf = (activity: string) => names.get(activity) ?? activity
  const split = splitOf(found, asked.split)
  const roles = roleNames(context)
  const figures = figuresOf({
    ...found,
    nameOf,
    unitName: (code) => found.unitNames.get(code) ?? code,
    roleName: (role) => roles.get(role) ?? role,
    split,
    fewest,
    minutesPerDay,
    now: context.now.getTime(),
    language,
  })
  return { choices, counted: { ...figures, read: found, split, nameOf }, fewest, minutesPerDay }
}

/** Steps by the name that the latest version gives them. */
const stepNames = ({ definitions }: ReadLog, language: Context['language']) =>
  new Map(
    [...definitions.values()].flatMap(({ steps }) =>
      steps.map(({ key, name }) => [key, name[language]] as const),
    ),
  )

function roleNames({ pack, language }: Pick<Context, 'pack' | 'language'>): ReadonlyMap<string, string> {
  const names = new Map(pack.roles.map(({ code, name }) => [code, name[language]]))
  return new Map(Object.entries(pack.stepRoles).map(([step, role]) => [step, names.get(role) ?? step]))
}

function splitOf({ definitions }: ReadLog, day: CalendarDate | undefined): Split | undefined {
  if (day) return { at: instantAt(day).getTime() }
  const latest = [...definitions.keys()].at(-1)
  return definitions.size > 1 && latest !== undefined ? { version: latest } : undefined
}

const deviationsMax = 20
export type ShownDeviation = FoundDeviation & { readonly stepName: string }

/** Vừa đi khác quy trình, in the officer's reach. Never kept at hand: it is to be seen at once. */
export async function findLatest(
  context: Context,
  procedure: string | undefined,
): Promise<readonly ShownDeviation[]> {
  officerOf(context.actor)
  return read(context, async (tx) => {
    const found = await findDeviations(tx, await reachOf(tx, context), procedure, deviationsMax)
    const shown: ShownDeviation[] = []
    for (const one of found) {
      const { steps } = await getProcedureVersion(tx, context, one.procedure, one.version)
      const step = steps.find(({ key }) => key === one.stepKey)
      shown.push({ ...one, stepName: step?.name[context.language] ?? one.stepKey })
    }
    return shown
  })
}
