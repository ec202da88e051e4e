/** A person in a dossier, and in all that came of it. */

import { randomUUID } from 'node:crypto'
import { searchKey } from '#kernel/text.ts'
import { type Planting, plantPage } from './hand.ts'

/** The case, what was declared and what its steps wrote down. */
export async function plantIntoDossier(
  {
    personId,
    caseId,
    code,
    name,
    number,
    phone,
    unitId,
    officerId,
    otherId,
    at,
    isOpen,
    row,
    file,
    all: words,
  }: Planting,
  procedure = '9.000001',
): Promise<void> {
  await row('cases', {
    id: caseId,
    kind: 'dossier',
    code,
    definition_code: '9.000001',
    definition_version: 1,
    state: isOpen ? 'processing' : 'returned',
    step_key: 'desk',
    step_type: 'receive',
    step_role: 'desk',
    holder_unit_id: unitId,
    holder_id: officerId,
    opened_at: at,
    received_at: at,
    ended_at: isOpen ? null : at,
    clock: {},
    due_at: new Date(at.getTime() + 86_400_000),
  })
  const paper = await file()
  const photo = await file()
  await row('dossiers', {
    case_id: caseId,
    procedure_code: procedure,
    procedure_name: 'Thả diều',
    channel: 'online',
    receiving_unit_id: unitId,
    competent_unit_id: unitId,
    applicant_id: personId,
    applicant_kind: 'citizen',
    applicant_name: name,
    applicant_identity: number,
    applicant_phone: phone,
    applicant_address: words,
    submitter_name: name,
    answers: { name, number },
    summary: words,
    return_method: 'online',
    fee_vnd: 0,
    fee_lines: {},
    lookup_secret: phone,
    search_text: searchKey(words),
  })
  await row('case_steps', {
    case_id: caseId,
    number: 1,
    step_key: 'desk',
    name: 'Tiếp nhận',
    role: 'desk',
    unit_id: unitId,
    started_at: at,
    ended_at: isOpen ? null : at,
    note: words,
    step_type: 'receive',
    record: { files: [photo.id], words },
  })
  await row('dossier_papers', {
    case_id: caseId,
    paper_key: 'giay',
    name: 'Giấy',
    file_id: paper.id,
    position: 1,
    added_at: at,
    vouch: { words },
  })
  await row('dossier_supplements', {
    case_id: caseId,
    number: 1,
    faults: [{ words }],
    reason: words,
    asked_by: officerId,
    asked_at: at,
    answered_at: at,
    answers_before: { words },
  })
  await row('dossier_notes', { case_id: caseId, author_id: officerId, body: words, written_at: at })
  await row('dossier_participants', { case_id: caseId, position: 1, role: 'contact', name, phone })
  await row('satisfaction_answers', {
    case_id: caseId,
    unit_id: unitId,
    criteria: 'tt-01-2018',
    version: '2018',
    answers: {},
    comment: words,
    channel: 'web',
    is_anonymous: false,
    rated_at: at,
  })
  await row('indicator_late_reasons', {
    id: randomUUID(),
    case_id: caseId,
    reason: 'other',
    words,
    given_by: officerId,
    given_at: at,
  })
  await row('satisfaction_invitations', {
    case_id: caseId,
    token: words,
    number: phone.slice(-8),
    made_at: at,
  })
  await row('dossier_proposals', {
    case_id: caseId,
    kind: 'stop',
    reason: words,
    proposed_by: officerId,
    proposed_at: at,
    decided_by: otherId,
    decided_at: at,
    is_approved: false,
    note: words,
  })
  await row('dossier_repins', {
    id: randomUUID(),
    case_id: caseId,
    from_version: 1,
    to_version: 2,
    reason: words,
    before: {},
    case_version: 1,
    done_by: officerId,
    done_by_name: 'Cán bộ',
    done_at: at,
  })
  const replayId = randomUUID()
  await row('dossier_replays', {
    id: replayId,
    draft_id: randomUUID(),
    draft_revision: 1,
    procedure_code: '9.000001',
    wanted: 1,
    total: 1,
    asked_by: officerId,
    asked_at: at,
  })
  await row('dossier_replay_rows', { replay_id: replayId, case_id: caseId, groups: [], change: { words } })
  await row('dossier_parcels', {
    case_id: caseId,
    state: 'delivered',
    item_code: `VN${phone}`,
    at,
    told: '',
    ordered_at: at,
  })
  await row('findings', {
    kind: 'k',
    case_id: caseId,
    place: '1',
    code,
    unit_id: unitId,
    since: at,
    detail: words,
    found_at: at,
    ended_at: at,
  })
}

/** Result, wallet, scans and money. */
export async function plantIntoPapers({
  personId,
  caseId,
  name,
  number,
  phone,
  unitId,
  officerId,
  otherId,
  at,
  count,
  row,
  file,
  hashes,
  all: words,
}: Planting): Promise<void> {
  const result = await file()
  const resultId = randomUUID()
  await row('results', {
    id: resultId,
    case_id: caseId,
    unit_id: unitId,
    kind: 'grant',
    template: 't',
    content: { words },
    state: 'signed',
    drafted_by: officerId,
    drafted_at: at,
    register: 'r',
    register_year: 2026,
    register_number: count,
    numbered_at: at,
    signed_at: at,
    file_id: result.id,
    verify_code: randomUUID(),
  })
  await row('result_signings', {
    batch_id: randomUUID(),
    result_id: resultId,
    position: 1,
    signer_id: otherId,
    post_id: randomUUID(),
    result_version: 1,
    asked_at: at,
    ended_at: at,
    refused: { vi: words },
  })
  await row('result_outgoing', {
    case_id: caseId,
    kind: 'apology',
    act_at: at,
    title: words,
    unit_id: unitId,
    signed_at: at,
    file_id: (await file()).id,
  })

  const ended = { ended_at: at, ended_how: 'revoked' }
  const entryId = randomUUID()
  const kept = await file()
  await row('wallet_entries', {
    id: entryId,
    owner_id: personId,
    owner_identity: number,
    owner_kind: 'citizen',
    owner_name: name,
    kind_code: 'k',
    title: words,
    source: 'copy',
    agency_name: 'Sở Gió',
    valid_from: '2026-03-02',
    fields: { words },
    file_id: kept.id,
    sha256: kept.sha256,
    verify_code: randomUUID(),
    case_id: caseId,
    kept_at: at,
    ...ended,
  })
  await row('wallet_uses', { entry_id: entryId, case_id: caseId, paper_key: phone, used_at: at })
  const scanId = randomUUID()
  await row('wallet_scans', {
    id: scanId,
    unit_id: unitId,
    started_by: officerId,
    procedure_code: '9.000001',
    procedure_version: 1,
    case_id: caseId,
    owner: { words },
    state: 'ready',
    pages_total: 1,
    started_at: at,
    ended_at: at,
  })
  await row('wallet_scan_files', { scan_id: scanId, position: 1, file_id: (await file()).id })
  const scanPaper = randomUUID()
  await row('wallet_scan_papers', {
    id: scanPaper,
    scan_id: scanId,
    position: 1,
    proposals: { words },
    state: 'confirmed',
    entry_id: entryId,
    fields: { words },
  })
  const pageSha = await plantPage(hashes)
  await row('wallet_scan_pages', {
    scan_id: scanId,
    number: 1,
    paper_id: scanPaper,
    source_sha256: pageSha,
    page_sha256: pageSha,
    width: 1,
    height: 1,
    faults: [],
    lines: [words],
    confidence: 1,
  })

  await row('payments_receipts', {
    id: randomUUID(),
    request_key: randomUUID(),
    unit_id: unitId,
    book_year: 2026,
    number: count,
    case_id: caseId,
    moment: 'intake',
    means: 'cash',
    payer_name: name,
    payer_identity: number,
    payer_address: words,
    total_vnd: 1,
    taken_by: officerId,
    taken_at: at,
  })
  const transactionId = randomUUID()
  await row('payments_transactions', {
    id: transactionId,
    provider_reference: randomUUID(),
    way: 'transfer',
    memo: 'x',
    payer: words,
    amount_vnd: 1,
    paid_at: at,
    noted_at: at,
    why: 'unknownMemo',
  })
  await row('payments_refunds', {
    id: randomUUID(),
    transaction_id: transactionId,
    amount_vnd: 1,
    reason: words,
    asked_by: officerId,
    asked_at: at,
  })
}

/** A file that came in parts. */
export async function plantIntoUploads({ personId, at, row, hashes, all: words }: Planting): Promise<void> {
  const uploadId = randomUUID()
  await row('uploads', {
    id: uploadId,
    key: randomUUID(),
    owner_id: personId,
    counted_for: personId,
    name: `${words}.jpg`.slice(0, 200),
    bytes: 9,
    sha256: await plantPage(hashes),
    is_whole: true,
    created_at: at,
  })
  await row('upload_parts', { upload_id: uploadId, position: 0, sha256: await plantPage(hashes) })
}
