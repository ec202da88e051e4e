/** What the matrix is asked about: one dossier for each relation, and one of every other thing for each place it can lie in. */

import { randomUUID } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import type pg from 'pg'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql, type Tx } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Actor } from '#kernel/policy.ts'
import type { TestPlatform } from '#kernel/testing/database.ts'
import { acceptDossier, forwardDossier } from '#modules/dossiers/handling/commands.ts'
import { findDossier } from '#modules/dossiers/steps/store.ts'
import { keepFile, submitDossier } from '#modules/dossiers/submission/commands.ts'
import { findHead } from '#modules/ledger/heads/store.ts'
import { keepLedger } from '#modules/ledger/rounds/commands.ts'
import { insertStamp } from '#modules/ledger/stamps/store.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { chancesFrom, picture } from '../api/installation.ts'
import { type Asker, hire, homeUnit, numberOf } from './actors.ts'
import { procedure, scatter, unitOf } from './things.ts'

/** The step of each dossier that is open. */
export const openStep = 3

export type DossierHere = {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly secret: string
  /** A name that stands in this dossier and nowhere else. */
  readonly mark: string
  readonly paperId: string
  readonly fileId: string
  readonly proposalId: string
  readonly resultId: string
  readonly entryId: string
}

const living = ['own', 'assigned', 'free', 'child', 'sibling', 'foreign', 'received', 'closed'] as const
export type Living = (typeof living)[number]
const competentOf: Readonly<Record<Living, string>> = {
  own: homeUnit,
  assigned: homeUnit,
  free: homeUnit,
  child: unitOf.child,
  sibling: unitOf.sibling,
  foreign: unitOf.foreign,
  received: unitOf.foreign,
  closed: homeUnit,
}

export type World = {
  readonly dossiers: ReadonlyMap<Living, DossierHere>
  /** Ids by `<thing> <place>`; of what belongs to one person by `<thing> <person>`. */
  readonly things: ReadonlyMap<string, string>
  readonly now: Date
  readonly colleagueId: string
  /** The head who is away. */
  readonly absentId: string
  readonly pdf: Uint8Array
  readonly picture: Buffer
}

type Making = {
  readonly platform: TestPlatform
  readonly context: Context
  readonly askers: ReadonlyMap<string, Asker>
}

export async function makeWorld({ platform, context, askers }: Making): Promise<World> {
  const pdf = await onePage()
  const [jpeg, things] = [await picture(), new Map<string, string>()]
  const dossiers = new Map<Living, DossierHere>()
  const by = (role: string): Context => {
    const officer = askers.get(role)?.officer
    if (!officer) throw new Error(`No officer is ${role}`)
    return platform.as(officer, context.now)
  }
  const dossierOf = (code: string) => read(context, (tx) => findDossier(tx, { kind: 'system' }, code))
  for (const relation of living) {
    const made = await submit(platform, context, pdf)
    for (const act of [
      (seen: Seen) => acceptDossier(by('desk-clerk'), seen),
      (seen: Seen) => forwardDossier(by('division-head'), seen),
    ]) {
      const dossier = await dossierOf(made.code)
      await act({ code: made.code, expectedVersion: dossier?.version ?? 0 })
    }
    const dossier = await dossierOf(made.code)
    if (dossier?.work.length !== openStep) throw new Error(`${relation}: ${dossier?.work.length} steps`)
    dossiers.set(relation, {
      ...made,
      version: dossier.version,
      proposalId: randomUUID(),
      resultId: randomUUID(),
      entryId: randomUUID(),
      mark: `Kín ${relation} Lắm`,
    })
  }
  const { personId: colleagueId } = await hire(
    context,
    homeUnit,
    ['officer', 'desk-clerk', 'leader'],
    'Đồng Nghiệp',
  )
  const absentId = await inTransaction(context, async (tx) => {
    for (const [relation, dossier] of dossiers)
      await placeDossier(tx, relation, dossier, { askers, colleagueId })
    const { rows } = await sql<{ id: string }>`select person_id as id from absences limit 1`.execute(tx)
    return rows[0]?.id ?? ''
  })
  await scatter({ context, askers, dossiers, things, colleagueId, jpeg })
  things.set('stamp there', await stampLedger(context))
  return { now: context.now, dossiers, things, colleagueId, absentId, pdf, picture: jpeg }
}

/** Another test's transaction may hold the first leaves back for a moment. */
async function stampLedger(context: Context): Promise<string> {
  for (;;) {
    const head = await read(context, (tx) => findHead(tx, 'decisions'))
    const stamp = { token: Buffer.from('dấu'), authority: 'Giờ Biển Xa', at: context.now }
    if (head) await inTransaction(context, (tx) => insertStamp(tx, { size: head.size, ...stamp }))
    if (head) return String(head.size)
    await keepLedger.run(context)
  }
}

type Seen = { readonly code: string; readonly expectedVersion: number }

async function onePage(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage()
  return document.save()
}

async function submit(platform: TestPlatform, context: Context, pdf: Uint8Array) {
  const stranger: Actor = {
    kind: 'citizen',
    personId: randomUUID(),
    name: 'Người Lạ',
    identityNumber: undefined,
    phone: '0990000009',
    proof: { level: 2, steppedUpAt: undefined },
  }
  const sender = platform.as(stranger, context.now)
  await inTransaction(context, (tx) =>
    sql`insert into persons (id, kind, full_name) values (${stranger.personId}, 'citizen', ${stranger.name})`.execute(
      tx,
    ),
  )
  const definition = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const fileId = await keepFile(sender, await storeBytes(platform.files, 'giay.pdf', pdf))
  const lists = { ...formLookups(context), communes: ['99101'], units: [homeUnit], files: [fileId] }
  const kite = { name: 'Diều', lengthMetres: 2, hasFlute: false }
  const answers = {
    ...exampleAnswers(definition.form, chancesFrom(7), lists),
    kites: [kite],
    largestKiteVnd: 500_000,
  }
  const papers = papersFor(definition, answers).filter(({ required }) => required)
  const {
    caseId: id,
    code,
    lookupSecret: secret,
  } = await submitDossier(sender, {
    key: randomUUID(),
    procedure,
    answers,
    papers: papers.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  const paperId = await read(context, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from dossier_papers where case_id = ${id} limit 1`.execute(tx)
    return rows[0]?.id ?? ''
  })
  return { id, code, secret, fileId, paperId }
}

type Around = { readonly askers: ReadonlyMap<string, Asker>; readonly colleagueId: string }

/** Puts a dossier where its relation says: agency, hands, applicant, people with a part in it. */
async function placeDossier(
  tx: Tx,
  relation: Living,
  dossier: DossierHere,
  { askers, colleagueId }: Around,
): Promise<void> {
  const { id, mark, proposalId, entryId, fileId, paperId } = dossier
  const isCitizens = relation === 'own' || relation === 'closed'
  const competent = sql`(select id from units where code = ${competentOf[relation]} order by valid_from desc limit 1)`
  const receiving = relation === 'received' ? sql`(select id from units where code = ${homeUnit})` : competent
  const holder = relation === 'assigned' || relation === 'own' ? colleagueId : null
  await sql`update dossiers set competent_unit_id = ${competent}, receiving_unit_id = ${receiving}, channel = 'direct',
    applicant_name = ${mark}, applicant_identity = ${isCitizens ? numberOf.citizen : '099158000099'},
    applicant_phone = '0990000001', search_text = lower(${mark}),
    applicant_id = coalesce(${isCitizens ? (askers.get('citizen')?.id ?? null) : null}, applicant_id) where case_id = ${id}`.execute(
    tx,
  )
  await sql`update case_steps set unit_id = ${competent}, holder_id = ${holder} where case_id = ${id} and ended_at is null`.execute(
    tx,
  )
  await sql`update cases set holder_unit_id = ${competent}, holder_id = ${holder}, state = 'processing' where id = ${id}`.execute(
    tx,
  )
  await sql`insert into dossier_proposals (id, case_id, kind, reason, proposed_by, proposed_at)
    values (${proposalId}, ${id}, 'stop', 'Lặng gió', ${colleagueId}, '2026-03-02')`.execute(tx)
  await sql`insert into wallet_entries (id, owner_identity, owner_kind, owner_name, kind_code, title, source, agency_name, unit_id,
      valid_from, file_id, sha256, verify_code, case_id, kept_at)
    select ${entryId}, ${isCitizens ? numberOf.citizen : '099158000099'}, 'citizen', ${mark}, 'giay-la', 'Giấy lạ', 'copy', 'Cơ quan',
      ${competent}, '2026-01-01', ${fileId}, sha256, ${entryId}, ${id}, '2026-03-01' from files where id = ${fileId}`.execute(
    tx,
  )
  await sql`update dossier_papers set wallet_entry_id = ${entryId} where id = ${paperId}`.execute(tx)
  if (isCitizens)
    for (const [at, [name, role]] of parties.entries())
      await sql`insert into dossier_participants (case_id, position, role, name, identity, scope, has_consent)
        values (${id}, ${at}, ${role}, ${name}, ${numberOf[name]}, ${role === 'authorised' ? 'all' : null}, ${role === 'helper'})`.execute(
        tx,
      )
  if (relation === 'closed') {
    await sql`update case_steps set ended_at = '2026-03-02', outcome = 'done' where case_id = ${id} and ended_at is null`.execute(
      tx,
    )
    await sql`update cases set state = 'returned', ended_at = '2026-03-02', due_at = null where id = ${id}`.execute(
      tx,
    )
  }
}

const parties = [
  ['joint', 'applicant'],
  ['authorised', 'authorised'],
  ['contact', 'contact'],
  ['helper', 'helper'],
] as const

/** Where a dossier stands while a route is asked: only what the rights look at. */
export type Stage = {
  readonly state?: string
  readonly step?: string
  readonly role?: string
  readonly key?: string
  readonly result?: 'draft' | 'proposed' | 'signed'
}

/** Brings a dossier to a stage, in the hands of whoever asks where it is their own. */
export async function prepare(
  client: pg.PoolClient,
  world: World,
  relation: Living,
  stage: Stage,
  asker: Asker,
): Promise<void> {
  const { id, fileId, resultId } = world.dossiers.get(relation) ?? {}
  if (relation !== 'closed') {
    const { state = 'processing', step = 'appraise', role = 'officer', key = 'tham-dinh' } = stage
    const own =
      asker.role === 'deputy' ? world.absentId : asker.kind === 'officer' ? asker.id : world.colleagueId
    const holder = relation === 'own' ? own : relation === 'assigned' ? world.colleagueId : null
    await client.query(
      `with step as (update case_steps set step_type = $2, role = $3, step_key = $4, holder_id = $5 where case_id = $1 and ended_at is null)
       update cases set state = $6, step_type = $2, step_role = $3, step_key = $4, holder_id = $5 where id = $1`,
      [id, step, role, key, holder, state],
    )
  }
  if (relation === 'own' && asker.kind === 'service')
    await client.query('update dossiers set applicant_id = $2 where case_id = $1', [id, asker.id])
  if (asker.kind === 'officer')
    await client.query(
      `insert into events (at, name, subject_id, actor_kind, actor_id, payload)
       values ($1, 'dossier.purposeStated', $2, 'officer', $3, '{"purpose": "asked"}')`,
      [world.now, id, asker.id],
    )
  if (stage.result)
    await client.query(
      `insert into results (id, case_id, unit_id, kind, template, content, state, drafted_by, drafted_at, register, register_year,
         register_number, register_label, numbered_at, signed_at, file_id, verify_code)
       select $6, $1::uuid, competent_unit_id, 'grant', 'generic-result',
         '{"documentKind":"Giấy phép","title":"Giấy phép","legal":"","paragraphs":"","rows":[]}', $2::text, $3::uuid, now(), 'thu', 2026,
         $4::int, '99/GP', now(), case when $2::text = 'signed' then now() end, $5::uuid, $1::text
       from dossiers where case_id = $1::uuid`,
      [id, stage.result, world.colleagueId, 900 + living.indexOf(relation), fileId, resultId],
    )
}
