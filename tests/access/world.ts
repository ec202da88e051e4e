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
import { officer } from '#kernel/testing/people.ts'
import { acceptDossier, forwardDossier } from '#modules/dossiers/handling/commands.ts'
import { findDossier } from '#modules/dossiers/steps/store.ts'
import { keepFile, submitDossier } from '#modules/dossiers/submission/commands.ts'
import { beginFactor } from '#modules/identity/factors/commands.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { chancesFrom, picture } from '../api/installation.ts'
import { type Asker, hire, homeUnit, numberOf } from './actors.ts'

export const procedure = '9.000001'
/** The step of each dossier that is open. */
export const openStep = 3

/** The unit in which a thing of a relation lies. */
export const unitOf = {
  unit: homeUnit,
  child: 'Z99.02.01',
  sibling: 'Z99.03',
  foreign: 'Z99.11.01',
} as const
export type Place = keyof typeof unitOf

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
  await scatter({ context, askers, dossiers, things, colleagueId, pdf, jpeg })
  return { dossiers, things, colleagueId, absentId, pdf, picture: jpeg }
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

type Scattering = Around & {
  readonly context: Context
  readonly dossiers: World['dossiers']
  readonly things: Map<string, string>
  readonly pdf: Uint8Array
  readonly jpeg: Buffer
}

const dossierAt: Readonly<Record<Place, Living>> = {
  unit: 'free',
  child: 'child',
  sibling: 'sibling',
  foreign: 'foreign',
}

/** Receipts, scans, hand-overs, findings, officers and the like: one in each place; and what belongs to one person. */
async function scatter({ context, askers, dossiers, things, colleagueId, jpeg }: Scattering): Promise<void> {
  const page = await storeBytes(context.files, 'trang.jpg', jpeg)
  const at = context.now
  const note = (name: string): string => {
    const id = randomUUID()
    things.set(name, id)
    return id
  }
  for (const [place, code] of Object.entries(unitOf) as [Place, string][]) {
    const { personId, postId } = await hire(context, code, ['officer'], `Cán bộ ${place}`)
    things
      .set('secret there', 'bi-mat-cua-lenh-unit--')
      .set(`officer ${place}`, personId)
      .set(`post ${place}`, postId)
      .set(`unit ${place}`, code)
    const dossier = dossiers.get(dossierAt[place])
    if (!dossier) throw new Error(`No dossier at ${place}`)
    await inTransaction(context, async (tx) => {
      const unit = sql`(select id from units where code = ${code} order by valid_from desc limit 1)`
      const receipt = note(`receipt ${place}`)
      await sql`insert into payments_receipts (id, request_key, unit_id, book_year, number, case_id, moment, means, payer_name, total_vnd, taken_by, taken_at)
        values (${receipt}, ${receipt}, ${unit}, 2026, 900, ${dossier.id}, 'intake', 'cash', ${dossier.mark}, 1000, ${colleagueId}, ${at})`.execute(
        tx,
      )
      await sql`insert into payments_lines (receipt_id, position, case_id, fee_key, label, kind, vnd, legal)
        values (${receipt}, 0, ${dossier.id}, 'cu', 'Phí cũ', 'fee', 1000, 'x')`.execute(tx)
      const [order, payment] = [note(`order ${place}`), note(`payment ${place}`)]
      await sql`insert into payments_orders (id, secret, memo, case_id, unit_id, moment, fee_keys, total_vnd, made_at)
        values (${order}, ${`bi-mat-cua-lenh-${place}`.padEnd(22, '-').slice(0, 22)}, ${`MC00000000${place.slice(0, 1).toUpperCase()}0`}, ${dossier.id}, ${unit}, 'intake', '{phi-gio}', 1000, ${at})`.execute(
        tx,
      )
      await sql`insert into payments_transactions (id, provider_reference, way, memo, amount_vnd, paid_at, noted_at, order_id, why)
        values (${payment}, ${payment}, 'transfer', 'x', 999, ${at}, ${at}, ${order}, 'wrongAmount')`.execute(
        tx,
      )
      const refunded = randomUUID()
      await sql`insert into payments_transactions (id, provider_reference, way, memo, amount_vnd, paid_at, noted_at, order_id, why)
        values (${refunded}, ${refunded}, 'transfer', 'x', 998, ${at}, ${at}, ${order}, 'wrongAmount')`.execute(
        tx,
      )
      await sql`insert into payments_refunds (id, transaction_id, amount_vnd, reason, asked_by, asked_at)
        values (${note(`refund ${place}`)}, ${refunded}, 998, 'Nhầm', ${colleagueId}, ${at})`.execute(tx)
      const scan = note(`scan ${place}`)
      await sql`insert into wallet_scans (id, unit_id, started_by, procedure_code, procedure_version, owner, state, pages_total, pages_done, started_at, ended_at)
        values (${scan}, ${unit}, ${colleagueId}, ${procedure}, 1, ${JSON.stringify({ id: null, identity: '099158000099', kind: 'citizen', name: dossier.mark })}::jsonb, 'ready', 1, 1, ${at}, ${at})`.execute(
        tx,
      )
      const paper = note(`scanPaper ${place}`)
      await sql`insert into wallet_scan_papers (id, scan_id, position, proposals, state) values (${paper}, ${scan}, 0, '[]', 'proposed')`.execute(
        tx,
      )
      await sql`insert into wallet_scan_pages (id, scan_id, number, paper_id, source_sha256, page_sha256, width, height, faults, lines, confidence)
        values (${note(`scanPage ${place}`)}, ${scan}, 1, ${paper}, ${page.sha256}, ${page.sha256}, 60, 40, '{}', '[]', 90)`.execute(
        tx,
      )
      const handover = note(`handover ${place}`)
      await sql`insert into desk_handovers (id, from_unit_id, to_unit_id, given_by, given_at, operation_key)
        values (${handover}, (select id from units where code = 'Z99.01'), ${unit}, ${colleagueId}, ${at}, ${handover})`.execute(
        tx,
      )
      await sql`insert into desk_handover_lines (handover_id, case_id, position) values (${handover}, ${dossier.id}, 0)`.execute(
        tx,
      )
      await sql`insert into findings (id, kind, case_id, place, code, unit_id, since, found_at)
        values (${note(`finding ${place}`)}, 'oversight.fileLost', ${dossier.id}, ${dossier.fileId}, ${dossier.code}, ${unit}, ${at}, ${at})`.execute(
        tx,
      )
      await sql`insert into data_requests (id, kind, person_id, person_name, words, asked_at, reply_due_at, due_at, unit_id)
        values (${note(`request ${place}`)}, 'question', ${randomUUID()}, ${dossier.mark}, 'Vì sao?', ${at}, '2026-03-05', '2026-03-20', ${unit})`.execute(
        tx,
      )
      await sql`insert into calendar_announcements (id, kind, unit_code, from_on, to_on, sessions, name, legal_basis, sure, announced_by, announced_at)
        values (${note(`announcement ${place}`)}, 'closure', ${code}, '2026-05-04', '2026-05-04', '{}', 'Đóng cửa', 'x', true, ${colleagueId}, ${at})`.execute(
        tx,
      )
      await sql`insert into absences (id, person_id, from_on, to_on, declared_by, declared_at)
        values (${note(`absence ${place}`)}, ${personId}, '2026-04-01', '2026-04-02', ${personId}, ${at})`.execute(
        tx,
      )
      await sql`insert into account_resets (id, person_id, reason, asked_by, asked_at)
        values (${note(`reset ${place}`)}, ${personId}, 'Mất điện thoại', ${colleagueId}, ${at})`.execute(tx)
      await sql`insert into results (case_id, unit_id, kind, template, content, state, drafted_by, drafted_at, register, register_year, register_number, register_label, numbered_at, ended_reason)
        values (${dossier.id}, ${unit}, 'grant', 'generic-result', '{"title":"Giấy phép","documentKind":"Giấy phép"}', 'cancelled', ${colleagueId}, ${at}, 'kite-permits', 2026, 1, '01/GP', ${at}, 'Sai')`.execute(
        tx,
      )
    })
  }
  await bringFactors(context, { askers, colleagueId, things })
  await inTransaction(context, async (tx) => {
    for (const { id, role, kind } of askers.values())
      if (id && kind !== 'service') await belongings(tx, context, { id, role, kind }, note)
    await belongings(tx, context, { id: colleagueId, role: 'other', kind: 'officer' }, note)
    await belongings(tx, context, { id: await strangerOf(tx), role: 'stranger', kind: 'citizen' }, note)
    for (const { id, role, kind } of askers.values())
      if (id && kind === 'service') await draftOf(tx, id, note(`draft ${role}`))
    await sql`insert into procedure_drafts (id, code, based_on, origin, state, definition, editors, editor_names, drafted_at, changed_at)
      select ${note('catalogueDraft there')}, code, max(version), 'screen', 'open', (array_agg(definition order by version desc))[1], ${[colleagueId]}::uuid[], '{Đồng Nghiệp}', ${at}, ${at}
      from procedure_versions where code = ${procedure} group by code`.execute(tx)
    await sql`insert into history_imports (id, procedure_code, procedure_version, source, file_sha256, file_name, file_bytes, unit_id, state, mapping, alive_at, made_at)
      select ${note('import there')}, ${procedure}, 1, 'Phần mềm cũ', ${page.sha256}, 'cu.csv', 10, id, 'failed', '{}', ${at}, ${at} from units where code = ${homeUnit}`.execute(
      tx,
    )
    await sql`insert into exchange_messages (id, connector, stream, number, kind, body, purpose, article, state, next_at, made_at)
      values (${note('message there')}, 'portal', 'x', 1, 'dossier', '{}', 'x', 'x', 'parked', ${at}, ${at})`.execute(
      tx,
    )
  })
}

/** Of each officer one factor that proves and one that was begun. */
async function bringFactors(
  context: Context,
  { askers, colleagueId, things }: Around & Pick<World, 'things'>,
): Promise<void> {
  const owners = [...askers.values()].filter(({ kind }) => kind === 'officer')
  for (const { id: personId, role } of [...owners, { id: colleagueId, role: 'other' }]) {
    if (!personId) continue
    const owner = { ...context, actor: officer({ personId }) }
    const proves = await beginFactor(owner, 'totp', 'Máy')
    await inTransaction(context, (tx) =>
      sql`update factors set confirmed_at = ${context.now} where id = ${proves}`.execute(tx),
    )
    ;(things as Map<string, string>)
      .set(`factor ${role}`, proves)
      .set(`newFactor ${role}`, await beginFactor(owner, 'totp', 'Máy mới'))
  }
}

type Owner = { readonly id: string; readonly role: string; readonly kind: Actor['kind'] }
type Noting = (name: string) => string

/** A message, a draft, a session, a factor and the like of one person. */
async function belongings(tx: Tx, { now }: Context, { id, role, kind }: Owner, note: Noting): Promise<void> {
  const look = note(`look ${role}`)
  await sql`insert into notifications (id, person_id, kind, subject_id, facts, link, key, at)
    values (${note(`message ${role}`)}, ${id}, 'dossiers.accepted', ${id}, '{}', '/tai-khoan', ${look}, ${now})`.execute(
    tx,
  )
  if (kind === 'officer') {
    await sql`insert into desk_intakes (id, unit_id, clerk_id, state, opened_at, saved_at)
      select ${note(`intake ${role}`)}, id, ${id}, 'open', ${now}, ${now} from units where code = ${homeUnit}`.execute(
      tx,
    )
    await sql`insert into kept_forms (id, person_id, path, fields, kept_at, challenge)
      values (${note(`keptForm ${role}`)}, ${id}, '/lam-viec/vang-mat', '{}', ${now}, '\\x00')`.execute(tx)
    return
  }
  await draftOf(tx, id, note(`draft ${role}`))
  await sql`insert into files (id, sha256, name, media_type, bytes, owner_id, created_at)
    select ${note(`file ${role}`)}, sha256, name, media_type, bytes, ${id}, ${now} from files where media_type = 'application/pdf' limit 1`.execute(
    tx,
  )
  const number = numberOf[role] ?? '099158000077'
  await sql`insert into wallet_entries (id, owner_id, owner_identity, owner_kind, owner_name, kind_code, title, source, agency_name, valid_from, file_id, sha256, verify_code, kept_at)
    select ${note(`entry ${role}`)}, ${id}, ${number}, 'citizen', 'x', 'giay-rieng', 'Giấy riêng', 'national', 'Cơ quan', '2026-01-01', id, sha256, ${look}, ${now}
    from files where owner_id = ${id} limit 1`.execute(tx)
  await sql`insert into looks (slot, key, id, first_at, last_at, viewer_kind, viewer_id, subjects, what, why, way)
    values (date_trunc('hour', ${now}::timestamptz), ${Buffer.from(look)}, ${look}, ${now}, ${now}, 'officer', ${randomUUID()}, ${[id]}::uuid[], 'person', 'desk', 'screen')`.execute(
    tx,
  )
  await sql`insert into data_requests (id, kind, person_id, person_name, words, asked_at, reply_due_at, due_at)
    values (${note(`ownRequest ${role}`)}, 'copy', ${id}, 'x', 'Cho xin', ${now}, '2026-03-05', '2026-03-20')`.execute(
    tx,
  )
}

const draftOf = (tx: Tx, ownerId: string, id: string) =>
  sql`insert into drafts (id, owner_id, procedure_code, procedure_version, start_key, created_at, saved_at)
    values (${id}, ${ownerId}, ${procedure}, (select max(version) from procedure_versions where code = ${procedure}), ${id}, '2026-03-01', '2026-03-01')`.execute(
    tx,
  )

async function strangerOf(tx: Tx): Promise<string> {
  const id = randomUUID()
  await sql`insert into persons (id, kind, full_name, identity_number) values (${id}, 'citizen', 'Kẻ Lạ', '099158000077')`.execute(
    tx,
  )
  return id
}

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
