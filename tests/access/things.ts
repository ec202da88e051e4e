/** One of every thing beside dossiers for each place it can lie in, and what belongs to one person. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, sql, type Tx } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import type { Actor } from '#kernel/policy.ts'
import { officer } from '#kernel/testing/people.ts'
import { beginFactor } from '#modules/identity/factors/commands.ts'
import { type Asker, hire, homeUnit, numberOf } from './actors.ts'
import { plantHelp, plantTeam } from './assisted-requests.ts'
import { plantReport } from './feedback-requests.ts'
import { publicReport } from './open311-requests.ts'
import { plantPetition } from './petitions-requests.ts'

/** A procedure of the pack that the home unit decides. */
export const procedure = '9.000001'

/** The unit in which a thing of a relation lies. */
export const unitOf = {
  unit: homeUnit,
  child: 'Z99.02.01',
  sibling: 'Z99.03',
  foreign: 'Z99.11.01',
} as const
type Place = keyof typeof unitOf

/** What things need of a dossier. */
type Concerned = {
  readonly id: string
  readonly code: string
  readonly mark: string
  readonly fileId: string
}

type Scattering = {
  readonly askers: ReadonlyMap<string, Asker>
  readonly colleagueId: string
  readonly context: Context
  readonly dossiers: ReadonlyMap<string, Concerned>
  readonly things: Map<string, string>
  readonly jpeg: Buffer
}

/** The dossier that the things at a place are about. */
const dossierAt: Readonly<Record<Place, string>> = {
  unit: 'free',
  child: 'child',
  sibling: 'sibling',
  foreign: 'foreign',
}

/** Receipts, scans, hand-overs, findings, officers and the like: one in each place; and what belongs to one person. */
export async function scatter({
  context,
  askers,
  dossiers,
  things,
  colleagueId,
  jpeg,
}: Scattering): Promise<void> {
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
      const report = await plantReport(tx, code, at)
      things.set(`report ${place}`, report).set('report there', report)
      things.set(`petition ${place}`, await plantPetition(tx, code, at))
      await plantTeam(tx, note(`team ${place}`), code, at)
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
      await sql`insert into satisfaction_kiosks (id, unit_id, name, enrolled_by, enrolled_at)
        values (${note(`kiosk ${place}`)}, ${unit}, 'Máy', ${colleagueId}, ${at})`.execute(tx)
      for (const kind of ['article', 'guide', 'alert'] as const)
        await piece(tx, { id: note(`${kind} ${place}`), kind, code, colleagueId, at, state: 'draft' })
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
    await sql`insert into alarms (id, check_name, state, because, raised_at)
      values (${note('alarm there')}, 'operations.disk', 'degraded', '{"vi": "Đầy", "en": "Full"}', ${at})`.execute(
      tx,
    )
    const shown = note('newsFile there')
    await sql`insert into files (id, sha256, name, media_type, bytes, created_at)
      values (${shown}, ${page.sha256}, 'anh.jpg', 'image/jpeg', ${page.bytes}, ${at})`.execute(tx)
    for (const kind of ['article', 'guide', 'alert'] as const) {
      const id = note(`${kind} there`)
      await piece(tx, { id, kind, code: homeUnit, colleagueId, at, state: 'approved', files: [shown] })
    }
    await sql`insert into persons (id, kind, full_name, identity_number)
      values (${note('agreeing there')}, 'citizen', 'Người Đồng Ý', '099158000078')`.execute(tx)
    await sql`insert into retention_holds (id, kind, subject, label, reason, asked_by, asked_title, asked_at)
      values (${note('hold there')}, 'class', 'drafts.draft', 'drafts.draft', 'Thanh tra công văn 1', ${colleagueId}, 'x', ${at})`.execute(
      tx,
    )
    await sql`insert into feedback_reports (code, state, category, urgency, area_code, words, place, public_words, public_place, received_at, accepted_at, search_text)
      values (${publicReport}, 'closed', 'gio-qua-manh', 'thuong', '99101', 'Gió quá', 'Bãi sau', 'Gió quá', 'Bãi sau', ${at}, ${at}, '')`.execute(
      tx,
    )
    await sql`insert into feedback_acts (report_id, act, at, by_kind)
      select id, 'accept', ${at}, 'officer' from feedback_reports where code = ${publicReport}`.execute(tx)
    things.set('petition there', await plantPetition(tx, homeUnit, at, true))
    await sql`insert into exchange_messages (id, connector, stream, number, kind, body, purpose, article, state, next_at, made_at)
      values (${note('message there')}, 'portal', 'x', 1, 'dossier', '{}', 'x', 'x', 'parked', ${at}, ${at})`.execute(
      tx,
    )
  })
}

type NewPiece = {
  readonly id: string
  readonly kind: 'article' | 'guide' | 'alert'
  readonly code: string
  readonly colleagueId: string
  readonly at: Date
  readonly state: 'draft' | 'approved'
  readonly files?: readonly string[]
}

const contents = {
  article: { title: 'Tin', lead: 'Tóm tắt', text: 'Nội dung', category: 'life', picture: null },
  guide: {
    title: 'Hướng dẫn',
    lead: 'Cho ai',
    steps: [{ text: 'Một', picture: null }],
    procedures: [],
    lifeEvents: [],
    spoken: {},
  },
  alert: {
    message: 'Alert',
    event: 'storm',
    severity: 'Minor',
    urgency: 'Future',
    certainty: 'Likely',
    headline: 'Gió',
    description: 'Gió',
    instruction: 'Ở nhà',
    origin: null,
  },
} as const

/** An article, a guide or a warning of a unit. */
async function piece(
  tx: Tx,
  { id, kind, code, colleagueId, at, state, files = [] }: NewPiece,
): Promise<void> {
  await sql`insert into news_pieces (id, kind, slug, unit_id, made_at)
    select ${id}, ${kind}, ${id}, id, ${at} from units where code = ${code} order by valid_from desc limit 1`.execute(
    tx,
  )
  const isOut = state === 'approved'
  await sql`insert into news_versions (piece_id, number, state, content, areas, files, writers, written_at, decided_by, decided_at, from_at, until_at)
    values (${id}, 1, ${state}, ${JSON.stringify(contents[kind])}::jsonb, '{}', ${[...files]}::uuid[], '{}', ${at}, ${isOut ? colleagueId : null},
      ${isOut ? at : null}, ${isOut ? at : null}, ${at}::timestamptz + interval '10 years')`.execute(tx)
}

/** Of each officer one factor that proves and one that was begun. */
async function bringFactors(
  context: Context,
  { askers, colleagueId, things }: Pick<Scattering, 'askers' | 'colleagueId' | 'things'>,
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
  await plantHelp(tx, { id, role }, now, note)
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
