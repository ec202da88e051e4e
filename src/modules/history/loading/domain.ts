/** Rows of an imported case. Pure. */

import { type WorkingCalendar } from '#kernel/calendar.ts'
import { searchKey } from '#kernel/text.ts'
import type { JsonObject } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { type BuiltCase, type BuiltStep, officeMinutes } from '../building/cases/domain.ts'
import type { StepFigure } from '../domain.ts'

/** A case with all that belongs to it, as columns of the tables it goes to. */
export type CaseRows = {
  readonly case: JsonObject
  readonly dossier: JsonObject
  readonly counted: JsonObject
  readonly steps: readonly JsonObject[]
  readonly events: readonly JsonObject[]
}

/** What the rows need beside the case itself. */
export type Placing = {
  readonly importId: string
  readonly source: string
  readonly definition: ProcedureDefinition
  /** Unit of a resource that is one here, or the one where the work of strangers is shown. */
  readonly unitOf: (resource: string) => { readonly id: string; readonly isKnown: boolean }
  readonly unitId: string
}
export type Named = { readonly id: string; readonly code: string; readonly lookupSecret: string }

const nobody = 'Không có trong dữ liệu cũ'

export function rowsOf(built: BuiltCase, { id, code, lookupSecret }: Named, placing: Placing): CaseRows {
  const { definition, importId, source, unitId } = placing
  const { facts, step } = built
  const name = facts.applicantName ?? nobody
  const summary = `Hồ sơ ${built.key} của ${source}`
  return {
    case: {
      id,
      code,
      definition_code: definition.code,
      definition_version: definition.version,
      state: built.state,
      step_key: step.key,
      step_type: step.type,
      step_role: step.role,
      holder_unit_id: placing.unitOf(built.steps.at(-1)?.resource ?? '').id,
      opened_at: iso(built.openedAt),
      received_at: iso(built.receivedAt),
      due_at: iso(built.dueAt),
      paused_at: iso(built.pausedAt),
      due_before_pause: iso(built.dueBeforePause),
      ended_at: iso(built.endedAt),
      clock: JSON.parse(JSON.stringify(built.clock)) as JsonObject[],
    },
    dossier: {
      case_id: id,
      procedure_code: definition.code,
      procedure_name: definition.name,
      channel: built.channel,
      receiving_unit_id: unitId,
      competent_unit_id: unitId,
      applicant_kind: facts.applicantKind ?? 'citizen',
      applicant_name: name,
      summary,
      fee_vnd: facts.feeVnd ?? 0,
      lookup_secret: lookupSecret,
      search_text: searchKey([name, code, built.key, definition.name].join(' ')),
    },
    counted: {
      case_id: id,
      import_id: importId,
      foreign_case: built.key,
      variant: built.variant,
      throughput_minutes: built.throughputMinutes,
      on_time: built.onTime,
    },
    steps: built.steps.map((one, index) => stepRow(one, index, id, placing)),
    events: built.events.map((event) => ({
      at: event.at.toISOString(),
      name: event.name,
      subject_id: id,
      unit_id: unitId,
      payload: { ...event.payload, code, imported: true, import: importId },
    })),
  }
}

function stepRow(one: BuiltStep, index: number, caseId: string, { unitOf, source }: Placing): JsonObject {
  const unit = unitOf(one.resource)
  const stranger = one.resource !== '' && !unit.isKnown
  return {
    case_id: caseId,
    number: index + 1,
    step_key: one.step.key,
    step_type: one.step.type,
    name: one.step.name.vi,
    role: one.step.role,
    unit_id: unit.id,
    started_at: iso(one.startedAt),
    due_at: null,
    ended_at: iso(one.endedAt),
    outcome: one.endedAt ? 'done' : null,
    record: one.begunAt ? { begunAt: one.begunAt.toISOString() } : null,
    note: stranger ? `Người làm theo ${source}: ${one.resource}` : null,
  }
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null

/** Office time that each step took over all cases, and how much of it was waiting, where the log tells when work began. */
export function countSteps(cases: readonly BuiltCase[], calendar: WorkingCalendar): StepFigure[] {
  const sums = new Map<string, { name: string; count: number; waiting: number; working: number }>()
  for (const { steps } of cases)
    for (const { step, startedAt, begunAt, endedAt } of steps) {
      if (!endedAt) continue
      const sum = sums.get(step.key) ?? { name: step.name.vi, count: 0, waiting: 0, working: 0 }
      sums.set(step.key, sum)
      sum.count += 1
      sum.waiting += begunAt ? officeMinutes(calendar, startedAt, begunAt) : 0
      sum.working += officeMinutes(calendar, begunAt ?? startedAt, endedAt)
    }
  return [...sums].map(([stepKey, { name, count, waiting, working }]) => ({
    stepKey,
    name,
    count,
    waitingMinutes: waiting,
    workingMinutes: working,
  }))
}
