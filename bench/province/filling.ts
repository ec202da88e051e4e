/**
 * A province after some years, written by SQL alone: people, officers, dossiers with their steps, papers, notices and events.
 * Rights, foreign keys and indexes rest meanwhile, as at any large load; what is written keeps them.
 */

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { read } from '#kernel/db.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { searchKey } from '#kernel/text.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { modules } from '../../src/app.ts'
import { isMarks } from '../../src/modules/indicators/domain.ts'
import { foldingOver } from '../../src/modules/indicators/folding/commands.ts'
import type { BenchInstallation } from '../installation.ts'

export type ProvinceSize = {
  readonly dossiers: number
  /** Of them are open, the newest. */
  readonly open: number
  readonly eventsEach: number
  readonly citizens: number
  readonly officers: number
}

const folding = foldingOver(modules.flatMap(({ measures = [] }) => measures).filter(isMarks))
const proceduresCount = 40
/** Different papers; many dossiers share one, as far as the disk is concerned each is looked for by itself. */
const filesCount = 500
const batch = 50_000
/** So many connections write at once: one a core. */
const writers = 2
const bulky = [
  'cases',
  'case_steps',
  'dossiers',
  'dossier_papers',
  'files',
  'notifications',
  'events',
  'operations',
  'persons',
]

/** Fills an empty installation. Answers how long it took, in seconds, by part. */
export async function fillProvince(
  bench: BenchInstallation,
  size: ProvinceSize,
): Promise<Readonly<Record<string, number>>> {
  const took: Record<string, number> = {}
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    took[what] = Math.round((performance.now() - began) / 1000)
  }
  const clients = await Promise.all(Array.from({ length: writers }, () => connect(bench)))
  const [first] = clients as [pg.Client, ...pg.Client[]]
  try {
    await prepareLists(bench, first, size)
    const indexes = await dropIndexes(first, bench.context.database.schema)
    await timed('people', () => first.query(people, [size.citizens, size.officers]))
    await timed('dossiers', () => inTurns(clients, size))
    await timed('indexes', () =>
      eachOnce(
        clients,
        indexes.toSorted((a, b) => weightOf(b) - weightOf(a)),
        (definition) => definition,
      ),
    )
    await timed('analyze', () => eachOnce(clients, bulky, (name) => `vacuum analyze ${name}`))
    await takenByAll(first)
    await timed('figures', () => folding.rebuild(bench.context))
    await first.query('drop table bench_kinds, bench_units, bench_names, bench_files')
  } finally {
    for (const client of clients) await client.end()
  }
  return took
}

async function connect({ superuserUrl, context }: BenchInstallation): Promise<pg.Client> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  await client.query(`set search_path to "${context.database.schema}", public; set session_replication_role to replica;
    set synchronous_commit to off; set maintenance_work_mem to '1GB'; set work_mem to '256MB'`)
  return client
}

/** Procedures, agencies and names as tables, for the statements that write the rest. */
async function prepareLists(
  { context, folder }: BenchInstallation,
  client: pg.Client,
  size: ProvinceSize,
): Promise<void> {
  const { rows: codes } = await client.query<{ code: string }>(
    'select code from procedures where ended_at is null order by md5(code)',
  )
  const lookups = formLookups(context)
  const communes = context.pack.areas.filter(({ level }) => level === 'commune').map(({ code }) => code)
  const kinds = await read(context, async (tx) => {
    const all: object[] = []
    for (const { code } of codes) {
      if (all.length === proceduresCount) break
      const index = all.length
      const { form, steps, papers, ...procedure } = await getProcedure(tx, code, context.today)
      const [receive, appraise] = ['receive', 'appraise'].map((type) =>
        steps.find((step) => step.type === type),
      )
      if (!receive || !appraise) continue
      const lists = { ...lookups, communes: [communes[index % communes.length] ?? ''], units: [], files: [] }
      let seed = index + 1
      const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
      all.push({
        n: index,
        code,
        version: procedure.version,
        name: procedure.name,
        search: searchKey(procedure.name),
        receive,
        appraise,
        paper: papers[0]?.key ?? 'giay',
        paper_name: papers[0]?.name ?? 'Giấy tờ',
        answers: exampleAnswers(form, chance, lists),
      })
    }
    return all
  })
  await client.query(
    `create unlogged table bench_kinds as select * from jsonb_to_recordset($1::jsonb) as k (n int, code text, version int,
       name text, search text, receive jsonb, appraise jsonb, paper text, paper_name text, answers jsonb)`,
    [JSON.stringify(kinds)],
  )
  await client.query(
    `create unlogged table bench_units as select row_number() over (order by kind <> 'commune', md5(code)) - 1 as n, id, code
     from units where kind in ('department', 'commune', 'district') and valid_to is null`,
  )
  const [group] = context.pack.people
  if (!group) throw new Error('The pack has no names')
  const given = [...group.male, ...group.female].map(({ name }) => name)
  const names = group.families.flatMap(({ name }) => given.map((own) => `${name} ${own}`))
  await client.query(
    `create unlogged table bench_names as select ordinality::int - 1 as n, name, key
     from unnest($1::text[], $2::text[]) with ordinality as x (name, key)`,
    [names, names.map(searchKey)],
  )
  await client.query(
    'create unlogged table bench_files as select ordinality::int - 1 as n, sha from unnest($1::text[]) with ordinality as x (sha)',
    [storeFiles(join(folder, 'files'))],
  )
  await client.query(`create index on bench_files (n); analyze bench_files; create index on bench_names (n); create index on bench_units (n); create index on bench_kinds (n);
    analyze bench_names; analyze bench_units; analyze bench_kinds`)
  if (size.open > size.dossiers) throw new Error('More dossiers are open than there are')
}

/** Puts papers where the store looks for them; answers their hashes. */
function storeFiles(folder: string): readonly string[] {
  return Array.from({ length: filesCount }, (_, index) => {
    const bytes = Buffer.alloc(20_000, index % 251)
    bytes.writeUInt32BE(index)
    const sha = createHash('sha256').update(bytes).digest('hex')
    const place = join(folder, sha.slice(0, 2), sha.slice(2, 4))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, sha), bytes)
    return sha
  })
}

/** Indexes that hold no constraint, so that rows are written without them; answers how to make them again. */
async function dropIndexes(client: pg.Client, schema: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.relname as name, pg_get_indexdef(i.oid) as definition from pg_index x join pg_class i on i.oid = x.indexrelid
       join pg_class t on t.oid = x.indrelid join pg_namespace s on s.oid = t.relnamespace
     where s.nspname = $1 and t.relname = any($2) and not t.relispartition and not exists (select from pg_constraint c where c.conindid = i.oid)`,
    [schema, bulky],
  )
  for (const { name } of rows) await client.query(`drop index "${name}"`)
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '))
}

/** One statement for each of these, as soon as a connection is free. */
async function eachOnce(
  clients: readonly pg.Client[],
  list: readonly string[],
  statement: (one: string) => string,
): Promise<void> {
  const waiting = [...list]
  await Promise.all(
    clients.map(async (client) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(statement(next))
    }),
  )
}

/** The costliest first, so that both cores have work until the end. */
const weightOf = (definition: string) =>
  /using gin/i.test(definition) ? 2 : /\bevents\b/.test(definition) ? 1 : 0

/** Whoever is signed in as one of them later finds them by these ids. */
export const citizenId = (n: number) => `00000000-0000-7000-8000-c${String(n).padStart(11, '0')}`
export const officerId = (n: number) => `00000000-0000-7000-8000-f${String(n).padStart(11, '0')}`
const citizenIdSql = (n: string) => `('00000000-0000-7000-8000-c' || lpad((${n})::text, 11, '0'))::uuid`
const officerIdSql = (n: string) => `('00000000-0000-7000-8000-f' || lpad((${n})::text, 11, '0'))::uuid`

const people = `
  with citizens as (
    insert into persons (id, kind, full_name, identity_number, phone, birth_date)
    select ${citizenIdSql('i')}, 'citizen', name, '96' || lpad(i::text, 10, '0'), '0' || 900000000 + i, date '1950-01-01' + i % 20000
    from generate_series(0, $1::int - 1) i join bench_names on n = i::bigint * 7919 % (select count(*) from bench_names)
  ), officers as (
    insert into persons (id, kind, full_name)
    select ${officerIdSql('i')}, 'officer', name
    from generate_series(0, $2::int - 1) i join bench_names on n = i::bigint * 104729 % (select count(*) from bench_names)
  )
  insert into posts (id, person_id, unit_id, title, roles, valid_from)
  select ${officerIdSql('i')}, ${officerIdSql('i')}, u.id, 'Chuyên viên', '{officer}', '2020-01-01'
  from generate_series(0, $2::int - 1) i join bench_units u on u.n = i % (select count(*) from bench_units)`

/**
 * Agencies of towns have more: the unit is drawn by the power 1.4. Of the open ones two of three are in the hands of an officer of
 * the unit, the others wait there for somebody.
 */
const dossiers = `
  with drawn as (
    select i, i >= $3::int - $4::int as open, date_trunc('milliseconds', now() - (1 - (i + 0.5) / $3::int) * interval '365 days') as at,
      floor(pow((i::bigint * 7919 % 99991) / 99991.0, 1.4) * (select count(*) from bench_units))::int as unit,
      i::bigint * 31 % (select count(*) from bench_kinds) as kind, i::bigint * 7919 % $5::int as citizen, i::bigint * 7919 % (select count(*) from bench_names) as name
    from generate_series($1::int, $2::int - 1) i
  ), one as materialized (
    select i, uuidv7(at - now()) as id, open, at, u.id as unit, u.n as unit_n, k.code as procedure, k.version, k.name as procedure_name, k.search, k.receive, k.appraise,
      k.paper, k.paper_name, k.answers, p.name, p.key, ${citizenIdSql('citizen')} as citizen, uuidv7(at - now()) as file,
      u.code || '-' || to_char(at, 'YYMMDD') || '-' || lpad((i % 10000000)::text, 7, '0') as code,
      case when i % 3 <> 2 and open then ${officerIdSql('u.n + (select count(*) from bench_units) * (i % greatest(1, $6::int / (select count(*) from bench_units)))')} end as holder,
      at + interval '10 days' + (i % 7) * interval '1 day' as due, at + interval '4 days' + (i % 9) * interval '1 day' as over
    from drawn join bench_units u on u.n = drawn.unit join bench_kinds k on k.n = drawn.kind join bench_names p on p.n = drawn.name
  ), c as (
    insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role, holder_unit_id,
      holder_id, opened_at, received_at, due_at, step_due_at, ended_at, version, clock)
    select id, 'dossier', code, procedure, version, case when open then 'processing' else 'returned' end, appraise->>'key', 'appraise',
      appraise->>'role', unit, holder, at, at + interval '2 hours', due, due, case when not open then over end, 3,
      jsonb_build_array(jsonb_build_object('kind', 'accepted', 'at', at, 'policy', '{"countFrom": "hourExact", "cutOffMinutes": null}'::jsonb,
        'limit', '{"amount": 10, "unit": "workingDay"}'::jsonb)) ||
        case when open then '[]'::jsonb else jsonb_build_array(jsonb_build_object('kind', 'ended', 'at', over)) end
    from one
  ), s as (
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at, ended_at, outcome)
    select id, 1, receive->>'key', 'receive', receive->'name'->>'vi', receive->>'role', unit, null, at, at + interval '8 hours', at + interval '2 hours', 'accepted' from one
    union all
    select id, 2, appraise->>'key', 'appraise', appraise->'name'->>'vi', appraise->>'role', unit, holder, at + interval '2 hours', due,
      case when not open then over end, case when not open then 'done' end from one
  ), d as (
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id, applicant_id,
      applicant_kind, applicant_name, applicant_phone, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, search_text)
    select id, procedure, procedure_name, case when i % 3 = 0 then 'direct' else 'online' end, unit, unit, citizen, 'citizen', name,
      '0900000000', name, answers, procedure_name, 'online', 0, '[]', 'ABC234', key || ' ' || search from one
  ), f as (
    insert into files (id, sha256, name, media_type, bytes, owner_id, created_at)
    select file, sha, 'giay-to.pdf', 'application/pdf', 20000, citizen, at from one join bench_files on n = i % ${filesCount}
  ), p as (
    insert into dossier_papers (case_id, paper_key, name, file_id, position, added_at)
    select id, paper, paper_name, file, 1, at from one
  ), o as (
    insert into operations (key, content_hash, subject_id, made_at) select 'bench ' || i, md5(i::text), id, at from one
    where at > now() - interval '25 days'
  ), n as (
    insert into notifications (person_id, kind, subject_id, facts, link, key, at, read_at)
    select citizen, 'dossiers.' || kind, id, jsonb_build_object('code', code, 'due', due), '/ho-so/' || code, kind || ' ' || id, at + step, at + step
    from one, (values ('submitted', interval '0'), ('accepted', interval '2 hours')) as told (kind, step)
  )
  insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
  select at + m * interval '5 hours', name_of_event, id, case m when 1 then 'citizen' else 'officer' end, coalesce(holder, citizen), unit,
    case m when 1 then jsonb_build_object('code', code, 'procedure', procedure, 'version', version, 'channel', 'online', 'feeVnd', 0)
      else jsonb_build_object('step', appraise->>'key', 'name', appraise->'name'->>'vi', 'dueAt', due) end
  from one, lateral (
    select m, case m when 1 then 'dossier.submitted' when 2 then 'dossier.accepted' when $7::int then case when open then 'dossier.noted'
      else 'dossier.resultReturned' end else (array['dossier.assigned', 'dossier.stepEnded', 'dossier.forwarded', 'dossier.noted'])[1 + m % 4] end as name_of_event
    from generate_series(1, $7::int) m) told`

async function inTurns(clients: readonly pg.Client[], size: ProvinceSize): Promise<void> {
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      while (next < size.dossiers) {
        const from = next
        next += batch
        const to = Math.min(next, size.dossiers)
        await client.query(dossiers, [
          from,
          to,
          size.dossiers,
          size.open,
          size.citizens,
          size.officers,
          size.eventsEach,
        ])
      }
    }),
  )
}

/** Every reaction and the ledger stand behind what was written, as after an ordinary day: what they make of it is not there. */
async function takenByAll(client: pg.Client): Promise<void> {
  const names = modules.flatMap(({ reactions = [] }) => reactions.map(({ name }) => name))
  await client.query(
    `insert into event_cursors (reaction, txid, position, at)
     select name, txid, position, now() from unnest($1::text[]) as name,
       lateral (select txid, position from events order by txid desc, position desc limit 1) last
     on conflict (reaction) do update set txid = excluded.txid, position = excluded.position, at = excluded.at`,
    [names],
  )
  await client.query(
    `update ledger_trees set txid = last.txid, position = last.position
     from (select txid, position from events order by txid desc, position desc limit 1) last where tree = 'decisions'`,
  )
}
