/** SQL of following a dossier: found by its applicant, or by code and lookup secret together. */

import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { LookWhat, LookWhy } from '#kernel/looks.ts'
import type { Kept } from '#kernel/module.ts'
import type { Actor, Citizen } from '#kernel/policy.ts'
import type { JsonObject } from '#kernel/types.ts'
import { newestFor, visibleTo, withinMandate } from '../steps/store.ts'
import type { ActInPlace, ActTold, Place, Refusal, StepTaken, SupplementAsked, Tracked } from './domain.ts'

/** Whose dossier it is: the applicant's own, or of whoever holds the receipt. */
export type Key =
  | { readonly applicantId: string }
  | { readonly secret: string }
  | { readonly visibleTo: Actor }

type Row = Omit<Tracked, 'holder' | 'desk'> & {
  readonly holder: Place
  readonly desk: Place
}

function conditionOf(key: Key) {
  if ('applicantId' in key) return sql<boolean>`dossiers.applicant_id = ${key.applicantId}`
  if ('secret' in key) return sql<boolean>`dossiers.lookup_secret = ${key.secret}`
  return visibleTo(key.visibleTo)
}

/** The dossier with this code, if the key opens it. A wrong code and a wrong key look the same. */
export async function findTracked(tx: Tx, code: string, key: Key): Promise<Tracked | undefined> {
  const { rows } = await sql<Row>`
    select cases.id, cases.code, cases.version, cases.state, dossiers.procedure_code as "procedureCode",
      cases.definition_version as "procedureVersion", dossiers.procedure_name as "procedureName", dossiers.channel,
      dossiers.applicant_id as "applicantId", dossiers.applicant_kind as "applicantKind", dossiers.applicant_name as "applicantName",
      dossiers.submitter_name as "submitterName",
      dossiers.slip is not null as "isHelped", dossiers.answers, cases.step_role as "stepRole",
      jsonb_build_object('name', holder.name, 'address', holder.address, 'phone', holder.phone) as holder,
      jsonb_build_object('name', coalesce(desk.desk_name, desk.name), 'address', desk.address, 'phone', desk.phone) as desk,
      competent.name as "competentName", competent.code as "competentCode", cases.opened_at as "openedAt", cases.received_at as "receivedAt",
      cases.due_at as "dueAt", cases.paused_at as "pausedAt", cases.due_before_pause as "dueBeforePause",
      cases.ended_at as "endedAt", dossiers.result_delivered_at as "deliveredAt", dossiers.reply_due_at as "replyDueAt",
      cases.clock, dossiers.return_method as "returnMethod",
      dossiers.fee_vnd as "feeVnd", dossiers.fee_lines as "feeLines", dossiers.lookup_secret as "lookupSecret",
      dossiers.supplement_count as "supplementCount", dossiers.family_id as "familyId",
      cases.clock @> '[{"kind": "extended"}]' as "isExtended",
      dossiers.rated_at is not null as "isRated",
      cases.state in ('done', 'returned') and coalesce((select e.name = 'result.signed' from events e
        where e.subject_id = cases.id and e.name in ('result.signed', 'result.withdrawn')
        order by e.at desc limit 1), false) as "hasResult"
    from cases join dossiers on dossiers.case_id = cases.id join units holder on holder.id = cases.holder_unit_id
      join units desk on desk.id = dossiers.receiving_unit_id
      join units competent on competent.id = dossiers.competent_unit_id
    where cases.code = ${code} and ${conditionOf(key)}`.execute(tx)
  return rows[0]
}

type StepRow = StepTaken & { readonly record: JsonObject | null }

export async function findSteps(tx: Tx, caseId: string): Promise<readonly StepRow[]> {
  const { rows } = await sql<StepRow>`
    select s.number, s.step_key as key, s.name, u.name as "unitName", s.started_at as "startedAt", s.due_at as "dueAt",
      s.ended_at as "endedAt", s.outcome, s.record
    from case_steps s join units u on u.id = s.unit_id where s.case_id = ${caseId} order by s.number`.execute(
    tx,
  )
  return rows
}

export async function findSupplements(tx: Tx, caseId: string): Promise<readonly SupplementAsked[]> {
  const { rows } = await sql<SupplementAsked>`
    select number, faults, reason, asked_at as "askedAt", answered_at as "answeredAt"
    from dossier_supplements where case_id = ${caseId} order by number`.execute(tx)
  return rows
}

/** Why it was not accepted, as the refusal told it. */
export async function findRefusal(tx: Tx, caseId: string): Promise<Refusal | undefined> {
  const { rows } = await sql<Refusal>`
    select payload->>'ground' as ground, payload->>'legalBasis' as "legalBasis" from events
    where subject_id = ${caseId} and name = 'dossier.receptionRefused' order by at desc limit 1`.execute(tx)
  return rows[0]
}

/** Why it was stopped, as the notice told it. */
export async function findStop(tx: Tx, caseId: string): Promise<Refusal | undefined> {
  const { rows } = await sql<Refusal>`
    select payload->>'ground' as ground, payload->>'legalBasis' as "legalBasis" from events
    where subject_id = ${caseId} and name = 'dossier.stopped' order by at desc limit 1`.execute(tx)
  return rows[0]
}

/** A later day, another agency, other rules: as the events told them. */
export async function findActs(tx: Tx, caseId: string): Promise<readonly ActTold[]> {
  const { rows } = await sql<{ name: string; at: Date; payload: Record<string, string | null> }>`
    select name, at, payload from events where subject_id = ${caseId}
      and name in ('dossier.extended', 'dossier.transferred', 'dossier.sentBack', 'dossier.repinned',
        'dossier.repinUndone') order by at, position`.execute(tx)
  return rows.map(({ name, at, payload }): ActTold => {
    const text = (key: string) => payload[key] ?? ''
    const reason = text('reason')
    if (name === 'dossier.repinned' || name === 'dossier.repinUndone') {
      const kind = name === 'dossier.repinned' ? 'repinned' : 'repinUndone'
      const dueAt = payload.dueAt ? new Date(payload.dueAt) : null
      return { kind, at, reason, dueAt }
    }
    if (name !== 'dossier.extended') return { kind: 'transferred', at, unitName: text('toName'), reason }
    const cause = payload.cause === 'extension' ? 'extension' : 'apology'
    return { kind: 'extended', at, to: new Date(text('dueAfter')), cause, reason }
  })
}

/** What somebody did in the place of the applicant, with both names. */
export async function findInPlace(tx: Tx, caseId: string): Promise<readonly ActInPlace[]> {
  const { rows } = await sql<ActInPlace>`
    select e.name, e.at, agent.full_name as agent, owner.full_name as owner,
      coalesce((select m.role = 'helper' from mandates m where m.id = e.mandate_id), false) as "isHelp"
    from events e join persons agent on agent.id = e.actor_id join persons owner on owner.id = e.represented_id
    where e.subject_id = ${caseId} and e.actor_kind = 'citizen' order by e.at, e.position`.execute(tx)
  return rows
}

export type Paper = {
  readonly id: string
  readonly paperKey: string
  readonly name: string
  readonly fileId: string | null
  readonly fileName: string | null
  readonly mediaType: string | null
  readonly sha256: string | null
  readonly bytes: number | null
  readonly addedAt: Date
}

/** Papers that are part of the dossier now. */
export async function findPapers(tx: Tx, caseId: string): Promise<readonly Paper[]> {
  const { rows } = await sql<Paper>`
    select p.id, p.paper_key as "paperKey", p.name, f.id as "fileId", f.name as "fileName",
      f.media_type as "mediaType", f.sha256, f.bytes, p.added_at as "addedAt"
    from dossier_papers p left join files f on f.id = p.file_id
    where p.case_id = ${caseId} and p.removed_at is null order by p.position`.execute(tx)
  return rows
}

/** Ai đã xem: a look at the dossier by someone other than the applicant; never a person's name. */
export type SeenBy = {
  readonly id: string
  readonly at: Date
  readonly times: number
  readonly viewerKind: string
  readonly unitName: string | null
  readonly title: string | null
  readonly what: LookWhat
  readonly why: LookWhy
}

const looksMax = 20

/** The newest looks first. */
export async function findLooks(tx: Tx, caseId: string): Promise<readonly SeenBy[]> {
  const { rows } = await sql<SeenBy>`
    select l.id, l.last_at as at, l.times, l.viewer_kind as "viewerKind", u.name as "unitName",
      l.viewer_title as title, l.what, l.why
    from looks l left join units u on u.id = l.unit_id
    where l.subjects @> array[${caseId}::uuid] order by l.last_at desc limit ${looksMax}`.execute(tx)
  return rows
}

/** One line of a list of dossiers. */
export type Listed = {
  readonly id: string
  readonly code: string
  readonly state: CaseState
  readonly procedureCode: string
  readonly procedureName: string
  readonly holderName: string
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly endedAt: Date | null
  readonly isRated: boolean
}

export type ListWish = {
  readonly states?: readonly CaseState[] | undefined
  /** Id of the last dossier seen. */
  readonly after?: string | undefined
  readonly limit: number
}

/** To whom the whole family belongs, it is one line: its head, on whose page the members are. */
const onceTo = ({ kind }: Actor) =>
  kind === 'citizen' ? sql<boolean>`dossiers.family_id is null` : sql<boolean>`true`

/** Dossiers that the actor may see, the newest first. Ids grow with time, so they are the key of a page. */
export async function findListed(
  tx: Tx,
  actor: Actor,
  { states, after, limit }: ListWish,
): Promise<readonly Listed[]> {
  const wanted = sql<boolean>`(${onceTo(actor)} and (${states ?? null}::text[] is null or cases.state = any (${states ?? null}::text[]))
      and (${after ?? null}::uuid is null or dossiers.case_id < ${after ?? null}::uuid))`
  const { rows } = await sql<Listed>`
    select cases.id, cases.code, cases.state, dossiers.procedure_code as "procedureCode",
      dossiers.procedure_name as "procedureName", holder.name as "holderName", cases.opened_at as "openedAt",
      cases.received_at as "receivedAt", cases.due_at as "dueAt", cases.ended_at as "endedAt",
      dossiers.rated_at is not null as "isRated"
    from dossiers join cases on cases.id = dossiers.case_id join units holder on holder.id = cases.holder_unit_id
    where cases.id = any(array(${newestFor(actor, wanted, limit)}))
    order by cases.id desc`.execute(tx)
  return rows
}

const todoMax = 30

/** Dossiers that wait for their applicant: to mend, to pay, to collect, or, for a while, to rate. */
export async function findWaiting(tx: Tx, citizen: Citizen, rateFrom: Date): Promise<readonly Listed[]> {
  const { rows } = await sql<Listed>`
    select cases.id, cases.code, cases.state, dossiers.procedure_code as "procedureCode",
      dossiers.procedure_name as "procedureName", holder.name as "holderName", cases.opened_at as "openedAt",
      cases.received_at as "receivedAt", cases.due_at as "dueAt", cases.ended_at as "endedAt", false as "isRated"
    from dossiers join cases on cases.id = dossiers.case_id join units holder on holder.id = cases.holder_unit_id
    where dossiers.applicant_id = ${citizen.personId} and ${withinMandate(citizen)} and (cases.state in ('supplementing', 'financialDuty', 'done')
      or (cases.state in ('returned', 'notAccepted') and cases.ended_at >= ${rateFrom}
        and dossiers.rated_at is null))
    order by dossiers.case_id desc limit ${todoMax}`.execute(tx)
  return rows
}

/** What is kept of a person here: dossiers in which they are an applicant or have somebody act for them. */
export async function findKept(
  tx: Tx,
  { personId, identityNumber }: Citizen,
): Promise<readonly (Kept & { readonly code: string })[]> {
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select cases.id, cases.code, dossiers.procedure_name as name
    from dossiers join cases on cases.id = dossiers.case_id
    where dossiers.applicant_id = ${personId} or cases.id = any(array(select case_id from dossier_participants
      where identity = ${identityNumber ?? null} and role = 'applicant'))`.execute(tx)
  return rows.map(({ id, code, name }) => ({ id, code, name: { vi: name, en: name } }))
}
