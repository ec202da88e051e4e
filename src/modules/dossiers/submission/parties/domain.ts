/**
 * Những người trong hồ sơ: owners beside the first applicant, whom to call, who acts with authority, who only helps.
 * What each may do is said once, here. Pure.
 */

import { holds } from '#kernel/expressions.ts'
import type { CalendarDate, JsonObject, JsonValue } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'

export type NewParty = {
  readonly position: number
  readonly role: 'applicant' | 'contact' | 'authorised' | 'helper'
  readonly name: string
  readonly identity: string | null
  readonly phone: string | null
  readonly scope: 'all' | 'submit' | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly paperKey: string | null
  readonly hasConsent: boolean
}

/** Somebody beside the first applicant, as a form or another system names them. */
export type Party = Pick<NewParty, 'role' | 'name'> & Partial<Omit<NewParty, 'position'>>

/** Whom the form names, by the rules of the definition; then those who were named beside it. */
export function partiesOf(
  { parties = [] }: Pick<ProcedureDefinition, 'parties'>,
  answers: JsonObject,
  beside: readonly Party[] = [],
): readonly NewParty[] {
  const named = parties.flatMap((rule): Party[] => {
    if (rule.when !== undefined && !holds(rule.when, { answers })) return []
    const entries = rule.each === undefined ? [answers] : entriesOf(answers[rule.each])
    return entries.flatMap((entry) => {
      const name = textOf(entry, rule.name)
      if (!name) return []
      const { role, scope, paper } = rule
      return [
        {
          role,
          name,
          identity: textOf(entry, rule.identity),
          phone: textOf(entry, rule.phone),
          hasConsent: role === 'helper' && rule.consent !== undefined && entry[rule.consent] === true,
          ...(role === 'authorised' && {
            scope: scope ?? 'submit',
            validFrom: textOf(entry, rule.from),
            validTo: textOf(entry, rule.to),
            paperKey: paper ?? null,
          }),
        },
      ]
    })
  })
  return [...named, ...beside].map((party, position) => ({ ...nothing, ...party, position }))
}

const nothing = {
  identity: null,
  phone: null,
  scope: null,
  validFrom: null,
  validTo: null,
  paperKey: null,
  hasConsent: false,
} as const

const entriesOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : []

function textOf(entry: JsonObject, key: string | undefined): string | null {
  const value = key === undefined ? undefined : entry[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** What each may do with the dossier. The first applicant may do all of it. */
const partyActs = {
  look: ['applicant', 'contact', 'authorised', 'helper'],
  mend: ['applicant', 'contact', 'authorised'],
  withdraw: ['applicant', 'authorised'],
  rate: ['applicant', 'authorised'],
} as const satisfies Record<string, readonly NewParty['role'][]>

export type PartyAct = keyof typeof partyActs

type Standing = Pick<NewParty, 'role' | 'scope' | 'validFrom' | 'validTo'>

/** Whether a party may do this on a day: authority has its dates, and one to submit only does not let withdraw or rate. */
export function partyMay(act: PartyAct, party: Standing, today: CalendarDate): boolean {
  const roles: readonly NewParty['role'][] = partyActs[act]
  if (!roles.includes(party.role)) return false
  if (party.role !== 'authorised') return true
  const isValid = (party.validFrom ?? today) <= today && today <= (party.validTo ?? today)
  return isValid && (act === 'look' || act === 'mend' || party.scope === 'all')
}
