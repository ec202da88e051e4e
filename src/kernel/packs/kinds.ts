/** The one list of the kinds of files in a pack: where they lie and which schema they obey. */
import type { TSchema } from 'typebox'
import { CalendarYear, OfficeHours } from '../calendar.ts'
import { parseExpression } from '../expressions.ts'
import { Assisted } from './assisted.ts'
import { Catalogue, Fields, Procedure } from './catalogue.ts'
import { Consents } from './consents.ts'
import { DeskFile } from './desk.ts'
import { Facts } from './facts.ts'
import { Feedback } from './feedback.ts'
import { Geography } from './geography.ts'
import { Hotlines } from './hotlines.ts'
import { WrittenSet } from './indicators.ts'
import { Oversight } from './oversight.ts'
import { PaperKinds } from './paper-kinds.ts'
import { Petitions } from './petitions.ts'
import { Areas, LifeEvents, PackManifest, People, Roles, Units } from './places.ts'
import { Report } from './reports.ts'
import { Retention } from './retention.ts'
import { CriteriaSet } from './satisfaction.ts'
import { SearchWords } from './search-words.ts'
import { WrittenForm } from './shared-pages.ts'

export type Kind = {
  /** Path inside the pack; `*` stands for one file name. */
  readonly path: string
  readonly schema: TSchema
  readonly required?: true
  readonly megabytesMax: number
}

export const kinds = {
  pack: { path: 'pack.json', schema: PackManifest, required: true, megabytesMax: 0.1 },
  areas: { path: 'areas.json', schema: Areas, required: true, megabytesMax: 2 },
  units: { path: 'units.json', schema: Units, required: true, megabytesMax: 2 },
  geography: { path: 'geography.json', schema: Geography, required: true, megabytesMax: 0.2 },
  roles: { path: 'roles.json', schema: Roles, required: true, megabytesMax: 0.2 },
  oversight: { path: 'oversight.json', schema: Oversight, required: true, megabytesMax: 0.1 },
  retention: { path: 'retention.json', schema: Retention, required: true, megabytesMax: 0.1 },
  consents: { path: 'consents.json', schema: Consents, required: true, megabytesMax: 0.2 },
  hotlines: { path: 'hotlines.json', schema: Hotlines, megabytesMax: 0.1 },
  fields: { path: 'fields.json', schema: Fields, required: true, megabytesMax: 0.2 },
  feedback: { path: 'feedback.json', schema: Feedback, required: true, megabytesMax: 0.2 },
  petitions: { path: 'petitions.json', schema: Petitions, required: true, megabytesMax: 0.1 },
  facts: { path: 'facts.json', schema: Facts, required: true, megabytesMax: 0.1 },
  catalogue: { path: 'catalogue/*.json', schema: Catalogue, megabytesMax: 2 },
  procedures: { path: 'procedures/*.json', schema: Procedure, megabytesMax: 0.2 },
  'paper-kinds': { path: 'paper-kinds.json', schema: PaperKinds, megabytesMax: 0.2 },
  'life-events': { path: 'life-events.json', schema: LifeEvents, megabytesMax: 0.2 },
  search: { path: 'search.json', schema: SearchWords, megabytesMax: 1 },
  desk: { path: 'desk.json', schema: DeskFile, megabytesMax: 0.2 },
  assisted: { path: 'assisted.json', schema: Assisted, megabytesMax: 0.1 },
  indicators: { path: 'indicators/*.json', schema: WrittenSet, megabytesMax: 0.5 },
  reports: { path: 'reports/*.json', schema: Report, megabytesMax: 0.2 },
  satisfaction: { path: 'satisfaction/*.json', schema: CriteriaSet, megabytesMax: 0.2 },
  people: { path: 'people.json', schema: People, megabytesMax: 0.5 },
  'office-hours': { path: 'calendar/hours.json', schema: OfficeHours, megabytesMax: 0.1 },
  'calendar-year': { path: 'calendar/*.json', schema: CalendarYear, megabytesMax: 0.1 },
  form: { path: 'forms/*.json', schema: WrittenForm, megabytesMax: 0.5 },
} as const satisfies Record<string, Kind>
export type KindName = keyof typeof kinds

const patterns = Object.entries<Kind>(kinds).map(
  ([name, kind]) =>
    [name as KindName, new RegExp(`^${kind.path.replaceAll('.', '\\.').replace('*', '[^/]+')}$`)] as const,
)

/** The kind of a file by its path inside the pack; `undefined` when the pack has no place for it. */
export function kindOf(path: string): KindName | undefined {
  return patterns.find(([, pattern]) => pattern.test(path))?.[0]
}

/** What is wrong with an expression, in Vietnamese; `undefined` when it can be read. */
export function expressionProblem(text: string): string | undefined {
  const result = parseExpression(text)
  if (result.kind === 'expression') return undefined
  return `Biểu thức “${text}”, vị trí ${result.position + 1}: ${result.message}`
}
