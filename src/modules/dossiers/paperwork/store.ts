/** Giấy tờ in ra của hồ sơ: all that a receipt, a request for more, a refusal or a result says of its dossier. */

import type { ClockHistory } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { Actor, Represented } from '#kernel/policy.ts'
import { visibleTo } from '../steps/store.ts'
import type { Fault } from '../supplement/domain.ts'

export type Paperwork = {
  readonly caseId: string
  readonly code: string
  readonly state: CaseState
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly procedureName: string
  readonly channel: 'direct' | 'online' | 'post'
  readonly applicantId: string | null
  readonly applicantKind: 'citizen' | 'enterprise' | 'household'
  readonly applicantName: string
  readonly applicantIdentity: string | null
  readonly applicantPhone: string | null
  readonly applicantEmail: string | null
  readonly applicantAddress: string | null
  readonly submitterName: string
  /** A community digital team helped to submit it. */
  readonly isHelped?: boolean
  readonly returnMethod: 'online' | 'desk' | 'post'
  readonly feeVnd: number
  readonly lookupSecret: string
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly clock: ClockHistory
  readonly competentUnitId: string
  readonly receivingUnitId: string
  /** Officer who took the dossier in, or refused to. */
  readonly receivedBy: string | null
  readonly papers: readonly PrintedPaper[]
  /** The latest request for more papers. */
  readonly supplement: PrintedSupplement | null
  readonly refusal: PrintedRefusal | null
  /** The latest promise of a later day, and whether a law allowed it or an apology carries it. */
  readonly extension: PrintedExtension | null
  readonly stop: PrintedStop | null
  /** Tax or fee paid on the way: when its proof came. */
  readonly duty: { readonly fulfilledAt: string } | null
  /** Pages and copies, where the form of a certification asks for them. */
  readonly certification: { readonly pages: number; readonly sheets: number } | null
  /** Steps in the order in which they began. */
  readonly steps: readonly PrintedStep[]
}
type PrintedPaper = { readonly name: string; readonly copyKind: 0 | 1 | 2 }
type PrintedSupplement = {
  readonly number: number
  readonly reason: string
  readonly faults: readonly Fault[]
  readonly askedAt: string
  readonly askedBy: string
}
type PrintedRefusal = { readonly ground: string; readonly legalBasis: string; readonly at: string }
export type PrintedSigner = {
  readonly signedBy: string | null
  readonly signerTitle: string | null
  /** The head who was away, when somebody signed in their place. */
  readonly inPlaceOf?: Pick<Represented, 'title' | 'signing'> | null
}
type PrintedExtension = PrintedSigner & {
  readonly at: string
  readonly reason: string
  readonly legalBasis: string | null
  readonly dueBefore: string
  readonly dueAfter: string
}
type PrintedStop = PrintedRefusal & PrintedSigner
export type PrintedStep = {
  readonly number: number
  readonly name: string
  readonly unitName: string
  readonly holderName: string | null
  /** Who was away when the holder did it. */
  readonly representedName: string | null
  readonly startedAt: string
  readonly dueAt: string | null
  readonly endedAt: string | null
  readonly outcome: string | null
  readonly note: string | null
}

/** Who asks: someone who acts under an own account, or whoever holds the lookup secret on the receipt. */
export type PaperworkReader =
  | { readonly actor: Actor }
  | {
      readonly secret: string
    }

/** A dossier that the reader may not see is simply not found. */
export async function findPaperwork(
  tx: Tx,
  reader: PaperworkReader,
  code: string,
): Promise<Paperwork | undefined> {
  const allowed =
    'actor' in reader
      ? visibleTo(reader.actor)
      : sql<boolean>`dossiers.lookup_secret = ${reader.secret.trim().toUpperCase()}`
  const { rows } = await sql<Paperwork>`
    select cases.id as "caseId", cases.code, cases.state, cases.definition_code as "procedureCode",
      cases.definition_version as "procedureVersion", dossiers.procedure_name as "procedureName", dossiers.channel,
      dossiers.applicant_id as "applicantId", dossiers.applicant_kind as "applicantKind",
      dossiers.applicant_name as "applicantName", dossiers.applicant_identity as "applicantIdentity",
      dossiers.applicant_phone as "applicantPhone", dossiers.applicant_email as "applicantEmail",
      dossiers.applicant_address as "applicantAddress", dossiers.submitter_name as "submitterName",
      dossiers.slip is not null as "isHelped",
      dossiers.return_method as "returnMethod", dossiers.fee_vnd as "feeVnd", dossiers.lookup_secret as "lookupSecret",
      cases.opened_at as "openedAt", cases.received_at as "receivedAt",
      coalesce(cases.due_at, cases.due_before_pause) as "dueAt", cases.clock,
      dossiers.competent_unit_id as "competentUnitId", dossiers.receiving_unit_id as "receivingUnitId",
      (select p.full_name from case_steps s join persons p on p.id = s.holder_id
        where s.case_id = cases.id and s.number = 1 and s.ended_at is not null) as "receivedBy",
      coalesce((select jsonb_agg(jsonb_build_object('name', name || coalesce(' – ' || (vouch->'name'->>'vi') || ' xác nhận, không phải nộp', ''), 'copyKind', copy_kind) order by position)
        from dossier_papers where case_id = cases.id and removed_at is null), '[]') as papers,
      (select jsonb_build_object('number', s.number, 'reason', s.reason, 'faults', s.faults, 'askedAt', s.asked_at,
          'askedBy', coalesce(p.full_name, ''))
        from dossier_supplements s left join persons p on p.id = s.asked_by
        where s.case_id = cases.id order by s.number desc limit 1) as supplement,
      (select jsonb_build_object('ground', payload->>'ground', 'legalBasis', payload->>'legalBasis', 'at', at)
        from events where subject_id = cases.id and name = 'dossier.receptionRefused'
        order by txid desc, position desc limit 1) as refusal,
      (select payload || jsonb_build_object('at', at) from events
        where subject_id = cases.id and name = 'dossier.extended' order by txid desc, position desc limit 1) as extension,
      (select payload || jsonb_build_object('at', at) from events
        where subject_id = cases.id and name = 'dossier.stopped' order by txid desc, position desc limit 1) as stop,
      (select jsonb_build_object('fulfilledAt', at) from events
        where subject_id = cases.id and name = 'dossier.clockResumed' order by txid desc, position desc limit 1) as duty,
      case when jsonb_typeof(answers->'paperPages') = 'number' and jsonb_typeof(answers->'copies') = 'number'
        then jsonb_build_object('pages', answers->'paperPages', 'sheets', answers->'copies') end as certification,
      coalesce((select jsonb_agg(jsonb_build_object('number', s.number, 'name', s.name, 'unitName', u.name,
          'holderName', p.full_name, 'representedName', absent.full_name, 'startedAt', s.started_at, 'dueAt', s.due_at, 'endedAt', s.ended_at,
          'outcome', s.outcome, 'note', s.note) order by s.number)
        from case_steps s join units u on u.id = s.unit_id left join persons p on p.id = s.holder_id
          left join persons absent on absent.id = s.represented_id
        where s.case_id = cases.id), '[]') as steps
    from cases join dossiers on dossiers.case_id = cases.id
    where cases.code = ${code} and ${allowed}`.execute(tx)
  return rows[0]
}
