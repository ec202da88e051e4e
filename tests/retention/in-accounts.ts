/** A person in an account, at the counter and in what machines write down. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Planting, plantPage } from './hand.ts'

/** Facts, requests, mandates, drafts, the counter. */
export async function plantIntoAccount({
  personId,
  caseId,
  name,
  number,
  phone,
  unitId,
  officerId,
  at,
  count,
  row,
  file,
  all: words,
}: Planting): Promise<void> {
  await row('facts', {
    subject: `person:${number}`,
    key: 'k',
    value: { words },
    source: 'said',
    by: 'person',
    by_name: { vi: name },
    as_of: at,
    mark: randomUUID(),
    recorded_at: at,
  })
  await row('fact_asks', {
    subject: `person:${number}`,
    register: 'r',
    question: 'q',
    outcome: 'answered',
    asked_at: at,
    said: { words },
  })
  const requestId = randomUUID()
  await row('data_requests', {
    id: requestId,
    kind: 'access',
    person_id: personId,
    person_name: name,
    words,
    asked_at: at,
    reply_due_at: at,
    due_at: at,
    outcome: 'done',
    answer: words,
    answered_by: officerId,
    answered_title: 'Cán bộ',
    answered_at: at,
  })
  await row('fact_objections', {
    request_id: requestId,
    subject: `person:${number}`,
    key: 'k',
    known: { words },
    known_source: {},
    said: {},
    why: words,
    code: 'c',
    made_at: at,
  })
  await row('consents', {
    id: randomUUID(),
    person_id: personId,
    purpose: 'notices.phone',
    text_from: '2025-01-01',
    language: 'vi',
    shown: `Nhắn tin vào số ${words}`,
    shown_sha256: 'a'.repeat(64),
    channel: 'counter',
    evidence: words,
    given_by: personId,
    given_at: at,
    withdrawn_at: at,
    withdrawn_by: personId,
    withdrawn_channel: 'screen',
  })
  await row('mandates', {
    represented_id: personId,
    agent_identity: number,
    agent_id: officerId,
    role: 'helper',
    scopes: ['submit'],
    source: 'consent',
    evidence: words,
    file_id: (await file()).id,
    valid_from: at,
    valid_until: new Date(at.getTime() + 1000),
    asked_by: personId,
    asked_at: at,
    confirmed_at: at,
    ended_at: at,
    ending: 'left',
    reason: words,
  })

  const draftFile = await file()
  await row('drafts', {
    owner_id: personId,
    procedure_code: '9.000001',
    procedure_version: 1,
    answers: { words, photo: [draftFile.id] },
    start_key: randomUUID(),
    created_at: at,
    saved_at: at,
  })
  await file() // uploaded, and never named
  await row('desk_intakes', {
    id: randomUUID(),
    unit_id: unitId,
    clerk_id: officerId,
    state: 'dropped',
    cards: [{ words }],
    typed: { name },
    opened_at: at,
    saved_at: at,
    closed_at: at,
  })
  const appointmentId = randomUUID()
  await row('desk_appointments', {
    id: appointmentId,
    unit_id: unitId,
    group_key: 'g',
    starts_at: at,
    place: count,
    name,
    phone,
    code: randomUUID(),
    state: 'arrived',
    booked_at: at,
  })
  await row('desk_tickets', {
    id: randomUUID(),
    unit_id: unitId,
    day: '2026-03-02',
    group_key: 'g',
    number: count,
    state: 'done',
    waits_from: at,
    appointment_id: appointmentId,
    secret: randomUUID(),
    taken_at: at,
  })
  await row('desk_codes', { case_id: caseId, code_hash: phone, made_at: at, expires_at: at })
  await row('desk_deliveries', {
    case_id: caseId,
    unit_id: unitId,
    clerk_id: officerId,
    receiver_kind: 'self',
    receiver_name: name,
    receiver_identity: number,
    confirmed_by: 'code',
    originals: words,
    handed_at: at,
  })
  const handoverId = randomUUID()
  await row('desk_handovers', {
    id: handoverId,
    from_unit_id: unitId,
    to_unit_id: unitId,
    given_by: officerId,
    given_at: at,
    operation_key: randomUUID(),
  })
  await row('desk_handover_lines', {
    handover_id: handoverId,
    case_id: caseId,
    position: 1,
    is_received: false,
    refused_reason: words,
  })
}

/** Sessions, messages, calls, looks and events. */
export async function plantIntoTraces({
  hashes,
  unitId,
  personId,
  caseId,
  code,
  number,
  phone,
  officerId,
  otherId,
  at,
  row,
  all: words,
}: Planting): Promise<void> {
  await row('sessions', {
    token_hash: randomBytes(32),
    person_id: personId,
    opened_at: at,
    used_at: at,
    ends_at: at,
    address: words,
  })
  await row('sign_ins', {
    state: randomUUID(),
    browser_hash: randomBytes(8),
    nonce: 'n',
    code_verifier: 'v',
    return_to: `/?${words}`,
    started_at: at,
  })
  await row('kept_forms', {
    person_id: personId,
    path: '/',
    fields: { words },
    kept_at: at,
    challenge: randomBytes(8),
  })
  await row('known_browsers', {
    token_hash: randomBytes(32),
    person_id: personId,
    browser: words,
    first_seen_at: at,
    seen_at: at,
  })
  await row('account_resets', {
    person_id: personId,
    reason: words,
    asked_by: officerId,
    asked_at: at,
    decided_by: otherId,
    decided_at: at,
    is_granted: true,
  })
  await row('provider_state', { kind: 'k', id: randomUUID(), payload: { words }, ends_at: at })
  await row('identity_links', { issuer: 'i', subject: number, person_id: personId })
  await row('factors', {
    person_id: personId,
    kind: 'totp',
    name: words,
    secret: randomBytes(4),
    added_at: at,
  })
  await row('recovery_codes', { person_id: personId, code_hash: randomBytes(8), made_at: at })

  await row('notifications', {
    person_id: personId,
    kind: 'k',
    subject_id: caseId,
    facts: { words },
    link: '/',
    key: randomUUID(),
    at,
  })
  const outgoingId = randomUUID()
  await row('notification_outgoing', {
    id: outgoingId,
    receiver_id: personId,
    key: randomUUID(),
    person_id: personId,
    subject_id: caseId,
    kind: 'k',
    facts: { words },
    link: '/',
    language: 'vi',
    phone,
    channels: [],
    made_at: at,
  })
  await row('notification_attempts', {
    id: randomUUID(),
    outgoing_id: outgoingId,
    number: 1,
    channel: 'sms',
    state: 'refused',
    problem: words,
    made_at: at,
    due_at: at,
    ended_at: at,
  })
  await row('notification_contacts', { person_id: personId, kind: 'phone', address: phone, verified_at: at })
  await row('notification_codes', {
    person_id: personId,
    kind: 'phone',
    address: phone,
    hash: 'h',
    made_at: at,
  })
  await row('notification_choices', {
    person_id: personId,
    first: 'sms',
    uses_others: false,
    language: 'vi',
    chosen_at: at,
  })
  await row('notification_devices', {
    id: randomUUID(),
    person_id: personId,
    service: 'push-google',
    path: `/${phone}`,
    p256dh: 'p',
    auth: 'a',
    label: words,
    added_at: at,
  })

  const callId = randomUUID()
  await row('exchange_calls', {
    id: callId,
    direction: 'out',
    partner: 'p',
    operation: 'o',
    message_id: callId,
    purpose: 'p',
    article: 'a',
    actor_kind: 'system',
    body: words,
    body_hash: createHash('sha256').update(words).digest('hex'),
    signature: 's',
    logged_at: at,
  })
  await row('exchange_answers', {
    call_id: callId,
    status: 200,
    outcome: 'good',
    body: words,
    body_hash: 'h',
    signature: 's',
    logged_at: at,
  })
  await row('exchange_messages', {
    id: randomUUID(),
    connector: 'c',
    stream: code,
    number: 1,
    kind: 'k',
    body: { words },
    purpose: 'p',
    article: 'a',
    state: 'sent',
    next_at: at,
    made_at: at,
    ended_at: at,
    ended_reason: words,
  })
  await row('exchange_differences', {
    connector: 'c',
    stream: code,
    what: 'w',
    ours: words,
    theirs: words,
    found_at: at,
    ended_at: at,
  })

  await row('history_imports', {
    id: randomUUID(),
    procedure_code: '9.000001',
    procedure_version: 1,
    source: 's',
    file_sha256: await plantPage(hashes),
    file_name: 'nhat-ky.csv',
    file_bytes: 1,
    unit_id: unitId,
    state: 'loaded',
    mapping: {},
    found: { words },
    alive_at: at,
    made_at: at,
    loaded_at: at,
  })
  await row('rate_limits', { key: `contact ${phone}`, window_start: at, count: 1 })
  await row('operations', { key: `intake ${phone}`, content_hash: 'h', subject_id: caseId, made_at: at })
  await row('looks', {
    slot: at,
    key: randomBytes(32),
    first_at: at,
    last_at: at,
    viewer_kind: 'officer',
    viewer_id: officerId,
    subjects: [personId],
    what: 'dossier',
    why: 'other',
    way: 'screen',
    words,
  })
  await row('events', {
    at,
    name: 'dossier.viewed',
    subject_id: caseId,
    actor_kind: 'officer',
    payload: { code, words, number, by: phone, times: 3 },
  })
  await row('events', {
    at,
    name: 'person.recorded',
    subject_id: personId,
    actor_kind: 'officer',
    payload: { words },
  })
}
