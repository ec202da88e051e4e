/** Gathers the sound files of a pack into one value, remembering where each part was written. */
import type { CalendarYear, OfficeHours } from '../calendar.ts'
import type { FormDefinition } from '../forms.ts'
import type { Assisted } from './assisted.ts'
import type { CatalogueEntry, Field, Procedure } from './catalogue.ts'
import type { ConsentPurpose } from './consents.ts'
import type { DeskFile } from './desk.ts'
import type { Facts } from './facts.ts'
import type { Feedback } from './feedback.ts'
import type { Geography } from './geography.ts'
import type { Hotline } from './hotlines.ts'
import { type IndicatorSet, type WrittenSet, wholeSet } from './indicators.ts'
import type { KindName } from './kinds.ts'
import type { Problem } from './messages.ts'
import type { Oversight } from './oversight.ts'
import type { PaperKind } from './paper-kinds.ts'
import type { Petitions } from './petitions.ts'
import type { Area, AreaChange, LifeEvent, NameGroup, PackManifest, Role, Unit } from './places.ts'
import type { PackFile } from './read.ts'
import type { Report } from './reports.ts'
import type { RetentionRule } from './retention.ts'
import type { CriteriaSet } from './satisfaction.ts'
import type { SearchWords } from './search-words.ts'
import { type WrittenForm, wholeForm } from './shared-pages.ts'

/** A part of the pack and the place where it is written. */
export type Located<T> = { readonly value: T; readonly file: PackFile; readonly pointer: string }

export type Contents = {
  readonly manifest: Located<PackManifest> | undefined
  readonly areas: readonly Located<Area>[]
  readonly areaChanges: readonly Located<AreaChange>[]
  readonly geography: Located<Geography> | undefined
  readonly units: readonly Located<Unit>[]
  readonly roles: readonly Located<Role>[]
  readonly stepRoles: readonly Located<readonly [string, string]>[]
  readonly oversight: Located<Oversight> | undefined
  readonly retention: readonly Located<RetentionRule>[]
  readonly consents: readonly Located<ConsentPurpose>[]
  readonly hotlines: readonly Located<Hotline>[]
  readonly fields: readonly Located<Field>[]
  readonly facts: Located<Facts> | undefined
  readonly feedback: Located<Feedback> | undefined
  readonly petitions: Located<Petitions> | undefined
  readonly catalogue: readonly Located<CatalogueEntry>[]
  readonly procedures: readonly Located<Procedure>[]
  readonly paperKinds: readonly Located<PaperKind>[]
  readonly lifeEvents: readonly Located<LifeEvent>[]
  readonly search: Located<SearchWords> | undefined
  readonly desk: Located<DeskFile> | undefined
  readonly assisted: Located<Assisted> | undefined
  readonly writtenSets: readonly Located<WrittenSet>[]
  readonly indicators: readonly Located<IndicatorSet>[]
  readonly reports: readonly Located<Report>[]
  readonly satisfaction: readonly Located<CriteriaSet>[]
  readonly people: readonly Located<NameGroup>[]
  readonly writtenForms: readonly Located<WrittenForm>[]
  readonly forms: readonly Located<FormDefinition>[]
  readonly calendar: ReadonlyMap<string, unknown>
  readonly calendarYears: readonly Located<CalendarYear>[]
  readonly officeHours: Located<OfficeHours> | undefined
}

/** The file name without folder and extension: `forms/kite-permit.json` → `kite-permit`. */
export const keyOf = (file: PackFile): string => file.path.replace(/^.*\//, '').replace(/\.json$/, '')

/** A problem at a part of the pack; `inside` is the pointer below that part. */
export function problemAt(part: Located<unknown>, inside: string, message: string): Problem {
  const pointer = `${part.pointer}${inside}`
  return { file: part.file.path, line: part.file.positions().lineOf(pointer), path: pointer, message }
}

/** Entries of one property (a list) of every sound file of a kind. The schema vouches for the type. */
function entriesOf<T>(files: readonly PackFile[], kind: KindName, property: string): Located<T>[] {
  return files
    .filter((file) => file.kind === kind && file.sound)
    .flatMap((file) => {
      const list = (file.content as Record<string, readonly T[] | undefined>)[property] ?? []
      return list.map((value, index) => ({ value, file, pointer: `/${property}/${index}` }))
    })
}

function wholes<T>(files: readonly PackFile[], kind: KindName): Located<T>[] {
  return files
    .filter((file) => file.kind === kind && file.sound)
    .map((file) => ({ value: file.content as T, file, pointer: '' }))
}

function catalogueOf(files: readonly PackFile[]): Located<CatalogueEntry>[] {
  return entriesOf<CatalogueEntry>(files, 'catalogue', 'procedures').map((entry) => ({
    ...entry,
    value: { ...entry.value, field: (entry.file.content as { field: string }).field },
  }))
}

/** Everything sound in the files, by kind. */
export function contentsOf(files: readonly PackFile[]): Contents {
  const keyed = (...names: KindName[]) =>
    new Map(
      files
        .filter((file) => names.includes(file.kind) && file.sound)
        .map((file) => [keyOf(file), file.content] as const),
    )
  const stepRoles = wholes<{ stepRoles: Record<string, string> }>(files, 'roles')
  const writtenForms = wholes<WrittenForm>(files, 'form')
  const writtenSets = wholes<WrittenSet>(files, 'indicators')
  const byKey = new Map(writtenForms.map(({ value }) => [value.key, value]))
  return {
    manifest: wholes<PackManifest>(files, 'pack')[0],
    areas: entriesOf(files, 'areas', 'areas'),
    areaChanges: entriesOf(files, 'areas', 'changes'),
    geography: wholes<Geography>(files, 'geography')[0],
    units: entriesOf(files, 'units', 'units'),
    roles: entriesOf(files, 'roles', 'roles'),
    stepRoles: stepRoles.flatMap(({ value, file }) =>
      Object.entries(value.stepRoles).map((pair) => ({
        value: pair,
        file,
        pointer: `/stepRoles/${pair[0]}`,
      })),
    ),
    oversight: wholes<Oversight>(files, 'oversight')[0],
    retention: entriesOf(files, 'retention', 'rules'),
    consents: entriesOf(files, 'consents', 'purposes'),
    hotlines: entriesOf(files, 'hotlines', 'hotlines'),
    fields: entriesOf(files, 'fields', 'fields'),
    facts: wholes<Facts>(files, 'facts')[0],
    feedback: wholes<Feedback>(files, 'feedback')[0],
    petitions: wholes<Petitions>(files, 'petitions')[0],
    catalogue: catalogueOf(files),
    procedures: wholes(files, 'procedures'),
    paperKinds: entriesOf(files, 'paper-kinds', 'kinds'),
    lifeEvents: entriesOf(files, 'life-events', 'events'),
    search: wholes<SearchWords>(files, 'search')[0],
    desk: wholes<DeskFile>(files, 'desk')[0],
    assisted: wholes<Assisted>(files, 'assisted')[0],
    writtenSets,
    indicators: writtenSets.flatMap((written) => {
      const value = wholeSet(
        writtenSets.map((one) => one.value),
        written.value,
      )
      return value ? [{ ...written, value }] : []
    }),
    reports: wholes(files, 'reports'),
    satisfaction: wholes(files, 'satisfaction'),
    people: entriesOf(files, 'people', 'groups'),
    writtenForms,
    forms: writtenForms.map((form) => ({ ...form, value: wholeForm(byKey, form.value) })),
    calendar: keyed('calendar-year', 'office-hours'),
    calendarYears: wholes(files, 'calendar-year'),
    officeHours: wholes<OfficeHours>(files, 'office-hours')[0],
  }
}
