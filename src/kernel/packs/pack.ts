/** Reads and checks a whole pack. */
import type { FormDefinition } from '../forms.ts'
import type { Assisted } from './assisted.ts'
import { calendarWarnings } from './calendar-checks.ts'
import type { CatalogueEntry, Field, Procedure } from './catalogue.ts'
import type { ConsentPurpose } from './consents.ts'
import { type Contents, contentsOf, type Located } from './contents.ts'
import { crossProblems } from './crosschecks.ts'
import type { DeskFile } from './desk.ts'
import type { Facts } from './facts.ts'
import type { Feedback } from './feedback.ts'
import type { Geography } from './geography.ts'
import type { Hotline } from './hotlines.ts'
import type { IndicatorSet } from './indicators.ts'
import type { Problem } from './messages.ts'
import type { Oversight } from './oversight.ts'
import type { PaperKind } from './paper-kinds.ts'
import type { Petitions } from './petitions.ts'
import type { Area, AreaChange, LifeEvent, NameGroup, PackManifest, Role, Unit } from './places.ts'
import { readFiles, repeatedKeys } from './read.ts'
import type { Report } from './reports.ts'
import type { RetentionRule } from './retention.ts'
import type { CriteriaSet } from './satisfaction.ts'
import type { SearchWords } from './search-words.ts'

/** Gói tỉnh, read and found sound. `forms` and `calendar` are keyed by file name without `.json`. */
export type Pack = {
  readonly folder: string
  readonly manifest: PackManifest
  readonly areas: readonly Area[]
  readonly areaChanges: readonly AreaChange[]
  readonly geography: Geography
  readonly units: readonly Unit[]
  readonly roles: readonly Role[]
  readonly stepRoles: Readonly<Record<string, string>>
  readonly oversight: Oversight
  readonly retention: readonly RetentionRule[]
  readonly consents: readonly ConsentPurpose[]
  readonly hotlines: readonly Hotline[]
  readonly fields: readonly Field[]
  readonly facts: Facts
  readonly feedback: Feedback
  readonly petitions: Petitions
  readonly catalogue: readonly CatalogueEntry[]
  readonly procedures: readonly Procedure[]
  readonly paperKinds: readonly PaperKind[]
  readonly lifeEvents: readonly LifeEvent[]
  readonly search: SearchWords | undefined
  readonly desk: DeskFile | undefined
  readonly assisted: Assisted | undefined
  readonly indicators: readonly IndicatorSet[]
  readonly reports: readonly Report[]
  readonly satisfaction: readonly CriteriaSet[]
  readonly people: readonly NameGroup[]
  readonly forms: ReadonlyMap<string, FormDefinition>
  readonly calendar: ReadonlyMap<string, unknown>
}

/** A pack that may not be used. `problems` says all that is wrong with it. */
export class PackError extends Error {
  readonly problems: readonly Problem[]
  constructor(folder: string, problems: readonly Problem[]) {
    super([`Gói ${folder} có ${problems.length} lỗi:`, ...problems.map(problemLine)].join('\n'))
    this.name = 'PackError'
    this.problems = problems
  }
}

/** A problem on one line, as compilers write it, so that an editor can jump to it. */
export function problemLine({ file, line, path, message }: Problem): string {
  return `${file}:${line}: ${message}${path ? ` (${path})` : ''}`
}

async function load(folder: string): Promise<{ contents: Contents; problems: readonly Problem[] }> {
  const { files, problems } = await readFiles(folder)
  const contents = contentsOf(files)
  // A broken file hides what it holds; cross-checks would then report its contents as missing everywhere.
  return { contents, problems: problems.length > 0 ? problems : crossProblems(contents, folder) }
}

/**
 * Kiểm tra gói: everything wrong with the pack in `folder`, by file and line; empty when it is sound.
 * Cross-file checks run once every file by itself is right.
 */
export async function checkPack(folder: string): Promise<readonly Problem[]> {
  const { files, problems } = await readFiles(folder)
  const own = [...problems, ...repeatedKeys(files)]
  const found = own.length > 0 ? own : crossProblems(contentsOf(files), folder)
  return found.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

/** Cảnh báo: what a person should look at again in a pack that is sound, by file and line. */
export async function packWarnings(folder: string): Promise<readonly Problem[]> {
  return calendarWarnings((await load(folder)).contents)
}

/** Reads the pack in `folder`. Throws a `PackError` that lists every problem found. */
export async function readPack(folder: string): Promise<Pack> {
  const { contents, problems } = await load(folder)
  const manifest = contents.manifest?.value
  const oversight = contents.oversight?.value
  const facts = contents.facts?.value
  const geography = contents.geography?.value
  const feedback = contents.feedback?.value
  const petitions = contents.petitions?.value
  if (problems.length > 0 || !manifest || !oversight || !facts || !geography || !feedback || !petitions)
    throw new PackError(folder, problems)
  const values = <T>(parts: readonly Located<T>[]): readonly T[] => parts.map(({ value }) => value)
  return {
    folder,
    manifest,
    areas: values(contents.areas),
    areaChanges: values(contents.areaChanges),
    geography,
    units: values(contents.units),
    roles: values(contents.roles),
    stepRoles: Object.fromEntries(values(contents.stepRoles)),
    oversight,
    retention: values(contents.retention),
    consents: values(contents.consents),
    hotlines: values(contents.hotlines),
    fields: values(contents.fields),
    facts,
    feedback,
    petitions,
    catalogue: values(contents.catalogue),
    procedures: values(contents.procedures),
    paperKinds: values(contents.paperKinds),
    lifeEvents: values(contents.lifeEvents),
    search: contents.search?.value,
    desk: contents.desk?.value,
    assisted: contents.assisted?.value,
    indicators: values(contents.indicators),
    reports: values(contents.reports),
    satisfaction: values(contents.satisfaction),
    people: values(contents.people),
    forms: new Map(contents.forms.map(({ value }) => [value.key, value])),
    calendar: contents.calendar,
  }
}
