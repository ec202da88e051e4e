/** Dữ liệu thủ tục cho hệ thống khác: the shapes of the API and how a definition becomes one. Pure. */

import { type Static, Type } from 'typebox'
import { TimeLimit } from '#kernel/calendar.ts'
import { answersJsonSchema } from '#kernel/forms.ts'
import { channels, levels, type Pack } from '#kernel/packs.ts'
import type { Catalogue, ProcedureSummary, Wanted } from '../catalogue/domain.ts'
import { findInCatalogue } from '../catalogue/domain.ts'
import type { ProcedureDefinition } from '../domain.ts'
import { flagsOf, placeOf, publishedFees } from '../procedure/domain.ts'

const strict = { additionalProperties: false }
const Words = Type.Object({ vi: Type.String(), en: Type.String() }, strict)
const TextOrNull = Type.Union([Type.String(), Type.Null()])
const Channel = Type.Enum(channels)

const ListedProcedure = Type.Object(
  {
    code: Type.String(),
    version: Type.Integer(),
    name: Type.String(),
    field: Type.Object({ code: Type.String(), name: Type.String() }, strict),
    levels: Type.Array(Type.Enum(levels)),
    limit: TimeLimit,
    limitIsAssumed: Type.Boolean({
      description: 'The source states no usable limit; the province’s default stands.',
    }),
    url: Type.String(),
  },
  strict,
)
type ListedProcedure = Static<typeof ListedProcedure>

export const ProcedureList = Type.Object(
  {
    items: Type.Array(ListedProcedure),
    total: Type.Integer(),
    next: Type.Union([Type.String(), Type.Null()], { description: '`after` of the next page.' }),
  },
  strict,
)
export type ProcedureList = Static<typeof ProcedureList>

const Paper = Type.Object(
  {
    key: Type.String(),
    name: Words,
    required: Type.Union([Type.Boolean(), Type.String()], {
      description: 'true, false, or an expression over the answers.',
    }),
    originals: Type.Integer(),
    copies: Type.Integer(),
    case: TextOrNull,
  },
  strict,
)

const Limit = Type.Object(
  {
    channel: Type.Union([Channel, Type.Null()]),
    when: TextOrNull,
    validFrom: TextOrNull,
    validTo: TextOrNull,
    label: Type.Union([Words, Type.Null()]),
    limit: TimeLimit,
  },
  strict,
)

const Fee = Type.Object(
  {
    key: Type.String(),
    label: Words,
    kind: Type.Enum(['fee', 'charge']),
    collect: Type.Enum(['onReceipt', 'onSupplement', 'onReturn']),
    channel: Type.Union([Channel, Type.Null()]),
    when: TextOrNull,
    validFrom: TextOrNull,
    validTo: TextOrNull,
    vnd: Type.Union([Type.Integer(), Type.String()], {
      description: 'Whole đồng, or an expression giving them.',
    }),
    legal: Type.String(),
  },
  strict,
)

export const PublishedProcedure = Type.Object(
  {
    ...ListedProcedure.properties,
    inDepth: Type.Boolean({ description: 'false: form and steps are generated from the list of papers.' }),
    decision: TextOrNull,
    applicants: Type.Array(Type.String()),
    papers: Type.Array(Paper),
    limits: Type.Array(Limit),
    fees: Type.Array(Fee, {
      description: 'What is charged. Empty for a procedure without checked fee rules.',
    }),
    publishedFees: Type.Array(Type.Object({ channels: Type.Array(Channel), text: Type.String() }, strict), {
      description: 'Fees as the source words them; never charged.',
    }),
    result: Type.Object({ code: TextOrNull, name: Words }, strict),
    competence: Type.Object(
      { level: Type.Enum(['province', 'district', 'commune']), unit: TextOrNull },
      strict,
    ),
    legalBasis: Type.Array(Type.String()),
    flags: Type.Array(Type.String(), { description: 'What should be checked against the source.' }),
    answersSchema: Type.Record(Type.String(), Type.Unknown(), {
      description: 'JSON Schema 2020-12 of the answers that a submission must carry.',
    }),
  },
  strict,
)
export type PublishedProcedure = Static<typeof PublishedProcedure>

type Where = { readonly publicUrl: string; readonly pack: Pick<Pack, 'fields' | 'units'> }

function listed(summary: ProcedureSummary, publicUrl: string): ListedProcedure {
  const { code, version, name, field, fieldName, levels: own, limit, limitIsAssumed } = summary
  return {
    code,
    version,
    name,
    field: { code: field, name: fieldName },
    levels: [...own],
    limit,
    limitIsAssumed,
    url: `${publicUrl}/thu-tuc/${code}`,
  }
}

/** A page of the catalogue as the API gives it. */
export function procedureList(
  catalogue: Catalogue,
  wanted: Wanted,
  limit: number,
  publicUrl: string,
): ProcedureList {
  const { hits, total, next } = findInCatalogue(catalogue, wanted, limit)
  return { items: hits.map(({ summary }) => listed(summary, publicUrl)), total, next: next ?? null }
}

/** One procedure with all that a submission needs. */
export function publishedProcedure(
  procedure: ProcedureDefinition,
  summary: ProcedureSummary,
  { publicUrl, pack }: Where,
): PublishedProcedure {
  const { facts, result, competence } = procedure
  const cases = new Map(facts.papers.map(({ key, group }) => [key, group]))
  return {
    ...listed(summary, publicUrl),
    version: procedure.version,
    inDepth: procedure.inDepth,
    decision: facts.decision ?? null,
    applicants: [...facts.applicants],
    papers: procedure.papers.map(({ key, name, required, originals, copies }) => ({
      key,
      name,
      required,
      originals,
      copies,
      case: (procedure.inDepth ? undefined : cases.get(key)) ?? null,
    })),
    limits: procedure.limits.map(({ channel, when, validFrom, validTo, label, limit }) => ({
      channel: channel ?? null,
      when: when ?? null,
      validFrom: validFrom ?? null,
      validTo: validTo ?? null,
      label: label ?? null,
      limit,
    })),
    fees: procedure.fees.map(
      ({ key, label, kind, collect, channel, when, validFrom, validTo, vnd, legal }) => ({
        key,
        label,
        kind,
        collect,
        channel: channel ?? null,
        when: when ?? null,
        validFrom: validFrom ?? null,
        validTo: validTo ?? null,
        vnd,
        legal,
      }),
    ),
    publishedFees: publishedFees(procedure).map(({ channels: by, text }) => ({ channels: [...by], text })),
    result: { code: result.code ?? null, name: result.name },
    competence: { level: competence.level, unit: placeOf(procedure, pack).unit?.code ?? null },
    legalBasis: [...procedure.legalBasis],
    flags: [...flagsOf(procedure)],
    answersSchema: answersJsonSchema(procedure.form),
  }
}
