/** SQL of families: the members of a head, and what of a family waits to be done. */

import { sql, type Tx } from '#kernel/db.ts'
import type { ExpectedJob } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/policy.ts'
import type { FeeLine } from '#modules/services/api.ts'
import { visibleTo } from '../steps/store.ts'
import type { SubmittedPaper } from '../submission/domain.ts'
import type { NewDossier, Submitted } from '../submission/store.ts'
import type { Member } from './domain.ts'

/** What a member takes over from its head: it is the same person's, handed in at the same place. */
export type Heritage = Pick<
  NewDossier,
  | 'applicantId'
  | 'applicantKind'
  | 'applicantName'
  | 'applicantIdentity'
  | 'applicantPhone'
  | 'applicantEmail'
  | 'applicantAddress'
  | 'submitterName'
  | 'helpUnitId'
  | 'parties'
> & {
  readonly returnMethod: 'online' | 'desk' | 'post'
  readonly feeLines: readonly FeeLine[]
  readonly papers: readonly SubmittedPaper[]
}

export async function getHeritage(tx: Tx, headId: string): Promise<Heritage> {
  const { rows } = await sql<Heritage>`
    select d.applicant_id as "applicantId", d.applicant_kind as "applicantKind", d.applicant_name as "applicantName",
      d.applicant_identity as "applicantIdentity", d.applicant_phone as "applicantPhone",
      d.applicant_email as "applicantEmail", d.applicant_address as "applicantAddress",
      d.submitter_name as "submitterName", d.return_method as "returnMethod", d.help_unit_id as "helpUnitId",
      d.fee_lines as "feeLines",
      coalesce((select jsonb_agg(jsonb_build_object('key', p.paper_key, 'fileId', p.file_id) order by p.position)
        from dossier_papers p where p.case_id = d.case_id and p.removed_at is null and p.file_id is not null), '[]') as papers,
      coalesce((select jsonb_agg(jsonb_build_object('position', p.position, 'role', p.role, 'name', p.name,
          'identity', p.identity, 'phone', p.phone, 'scope', p.scope, 'validFrom', p.valid_from, 'validTo', p.valid_to,
          'paperKey', p.paper_key, 'hasConsent', p.has_consent) order by p.position)
        from dossier_participants p where p.case_id = d.case_id), '[]') as parties
    from dossiers d where d.case_id = ${headId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`The case ${headId} has no dossier`)
  return row
}

/** Makes a dossier in the caller's transaction; the same key gives the one that it made before. */
export async function writeMember(tx: Tx, dossier: NewDossier): Promise<Submitted> {
  const { rows } = await sql<{ made: readonly Submitted[] }>`
    select submit_dossiers(${JSON.stringify([dossier])}::jsonb) as made`.execute(tx)
  const made = rows[0]?.made[0]
  if (!made) throw new Error('A member of a family was not made')
  return made
}

export async function findCodeOf(tx: Tx, caseId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('cases').select('code').where('id', '=', caseId).executeTakeFirst()
  return row?.code
}

export type MemberState = {
  readonly code: string
  readonly step: number
  readonly state: Member['state']
  /** The result that was signed last is a refusal. */
  readonly isRefused: boolean
}

export async function findMemberStates(tx: Tx, headId: string): Promise<readonly MemberState[]> {
  const { rows } = await sql<MemberState>`
    select c.code, d.family_step as step, c.state,
      coalesce((select e.payload->>'kind' = 'refusal' from events e where e.subject_id = c.id and e.name = 'result.signed'
        order by e.at desc limit 1), false) as "isRefused"
    from dossiers d join cases c on c.id = d.case_id where d.family_id = ${headId} order by d.family_step, c.code`.execute(
    tx,
  )
  return rows
}

/** The members of a head, whoever reads; what the reader may not open is told by its state only. */
export async function findMembers(tx: Tx, actor: Actor, headId: string): Promise<readonly Member[]> {
  const { rows } = await sql<Member>`
    select cases.id as "caseId", cases.code, cases.state, made.step_key as "stepKey",
      dossiers.procedure_name as "procedureName", competent.name as "unitName", holder.name as "holderName",
      coalesce(cases.due_at, cases.due_before_pause) as "dueAt", cases.ended_at as "endedAt",
      dossiers.lookup_secret as "lookupSecret", ${visibleTo(actor)} as "mayOpen",
      cases.state in ('done', 'returned') and coalesce((select e.name = 'result.signed' from events e
        where e.subject_id = cases.id and e.name in ('result.signed', 'result.withdrawn')
        order by e.at desc limit 1), false) as "hasResult"
    from dossiers join cases on cases.id = dossiers.case_id
      join case_steps made on made.case_id = dossiers.family_id and made.number = dossiers.family_step
      join units competent on competent.id = dossiers.competent_unit_id
      join units holder on holder.id = cases.holder_unit_id
    where dossiers.family_id = ${headId} order by dossiers.family_step, cases.code`.execute(tx)
  return rows
}

/** The head of a member, and whether the reader may open it. */
export async function findHeadOf(
  tx: Tx,
  actor: Actor,
  memberId: string,
): Promise<
  { readonly id: string; readonly code: string; readonly name: string; readonly mayOpen: boolean } | undefined
> {
  const { rows } = await sql<{ id: string; code: string; name: string; mayOpen: boolean }>`
    select cases.id, cases.code, dossiers.procedure_name as name, ${visibleTo(actor)} as "mayOpen"
    from cases join dossiers on dossiers.case_id = cases.id
    where cases.id = (select family_id from dossiers where case_id = ${memberId})`.execute(tx)
  return rows[0]
}

/** Families in which something waits to be done, as the job that tends them is ordered. */
export async function findUntended(tx: Tx): Promise<readonly ExpectedJob[]> {
  const { rows } = await sql<{ head: string; since: Date }>`
    select s.case_id as head, min(coalesce(m.ended_at, s.started_at)) as since
    from case_steps s join cases h on h.id = s.case_id
      left join dossiers d on d.family_id = s.case_id and d.family_step = s.number
      left join cases m on m.id = d.case_id
    where s.step_type = 'linked' and s.ended_at is null and h.ended_at is null
      and (d.case_id is null or m.state in ('done', 'returned', 'withdrawn', 'stopped', 'notAccepted'))
    group by s.case_id
    union all
    select h.id, h.ended_at from cases h
    where h.state = 'returned' and exists (select from dossiers d join cases m on m.id = d.case_id
      where d.family_id = h.id and m.state = 'done')`.execute(tx)
  return rows.map(({ head, since }) => ({ key: head, payload: { head }, caseId: head, since }))
}
