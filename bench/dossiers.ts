/** Fills an installation with dossiers by SQL alone, as fast as the disk takes them: most are over, some are open. */

import pg from 'pg'
import { read } from '#kernel/db.ts'
import { searchKey } from '#kernel/text.ts'
import { getProcedure } from '#modules/services/api.ts'
import type { BenchInstallation } from './installation.ts'

export const filledProcedure = '1.004873'
/** Every so manieth dossier of other agencies is open. */
const openEvery = 16

export type Filling = {
  /** Numbers of the dossiers: from, and up to without. */
  readonly from: number
  readonly to: number
  /** The first so many are open in the hands of the officer; the rest lies in other units. */
  readonly held: number
  readonly officerId: string
  readonly unitId: string
  readonly otherUnits: readonly string[]
  readonly names: readonly string[]
}

const searchIndex =
  'create index if not exists dossiers_search on dossiers using gin (search_text gin_trgm_ops)'

/** Indexes of words are built at the end, as after any large load. */
export async function fillDossiers({ context, urls }: BenchInstallation, filling: Filling): Promise<void> {
  const { steps, name, version } = await read(context, (tx) =>
    getProcedure(tx, filledProcedure, context.today),
  )
  const step = steps.find(({ type }) => type === 'appraise')
  if (!step) throw new Error('The procedure of the benchmark needs an appraisal')
  const owner = new pg.Client(urls.owner)
  await owner.connect()
  await owner.query(
    `set search_path to "${context.database.schema}", public; drop index if exists dossiers_search`,
  )
  const { from, to, held, officerId, unitId, otherUnits, names } = filling
  const batch = 100_000
  for (let begin = from; begin < to; begin += batch)
    await owner.query(
      `with one as materialized (
        select i, uuidv7(((i - 1000000) || ' minutes')::interval) as id, i < $3 as held, i < $3 or i % ${openEvery} = 0 as open,
          case when i < $3 then $5::uuid else ($6::uuid[])[1 + i % cardinality($6::uuid[])] end as unit,
          now() + ((i - 1000000) || ' minutes')::interval as at, 'H11.B' || i % 200 || '-260101-' || lpad(i::text, 7, '0') as code,
          ($7::text[])[1 + (i::bigint * 7919 % cardinality($7::text[]))] as name,
          ($8::text[])[1 + (i::bigint * 7919 % cardinality($7::text[]))] as key
        from generate_series($1::int, $2::int - 1) i
      ), c as (
        insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
          holder_unit_id, holder_id, opened_at, received_at, due_at, ended_at)
        select id, 'dossier', code, $9, $10, case when open then 'processing' else 'returned' end, $11, $12, $13, unit,
          case when held then $4::uuid end, at, at, now() + (i % 40 - 20 || ' days')::interval, case when not open then now() end
        from one
      ), s as (
        insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at, ended_at, outcome)
        select id, 1, 'tiep-nhan', 'receive', 'Tiếp nhận', 'desk', unit, null, at, at, at, 'accepted' from one
        union all
        select id, 2, $11, $12, $14, $13, unit, case when held then $4::uuid end, at, now() + (i % 40 - 20 || ' days')::interval,
          case when not open then now() end, case when not open then 'done' end from one
      )
      insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
        applicant_kind, applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, search_text)
      select id, $9, $15, 'online', unit, unit, 'citizen', name, name, '{}', $15, 'online', 0, '[]', 'ABC234',
        key || ' ' || $16 from one`,
      [
        begin,
        Math.min(to, begin + batch),
        held,
        officerId,
        unitId,
        otherUnits,
        names,
        names.map(searchKey),
        filledProcedure,
        version,
        step.key,
        step.type,
        step.role,
        step.name.vi,
        name,
        searchKey(name),
      ],
    )
  await owner.query(searchIndex)
  await owner.query('vacuum analyze cases, case_steps, dossiers')
  await owner.end()
}
