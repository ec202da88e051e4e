/** A person who was helped by a team, and who was a member of one with a device of their own. */

import { randomUUID } from 'node:crypto'
import type { Planting } from './hand.ts'

export async function plantIntoHelp({
  personId,
  unitId,
  officerId,
  at,
  count,
  row,
  all: words,
}: Planting): Promise<void> {
  const [team, member, session] = [randomUUID(), randomUUID(), randomUUID()]
  await row('assisted_teams', {
    id: team,
    unit_id: unitId,
    name: `Tổ thử ${count}`,
    founded_by: officerId,
    founded_at: at,
  })
  await row('assisted_members', {
    id: member,
    team_id: team,
    person_id: personId,
    is_lead: true,
    from_on: '2026-01-01',
    to_on: '2026-02-01',
    appointed_by: officerId,
    appointed_at: at,
    ended_by: officerId,
    ended_at: at,
  })
  await row('assisted_devices', {
    member_id: member,
    unit_id: unitId,
    number: count,
    name: words.slice(0, 60),
    token_sha256: '',
    proof_sha256: '',
    state: 'wiped',
    enrolled_at: at,
    contact_at: at,
    wipe_at: at,
    wipe_reason: words,
    wiped_at: at,
  })
  await row('assisted_sessions', {
    id: session,
    team_id: team,
    unit_id: unitId,
    member_id: member,
    helper_id: personId,
    slip: `HT-Z99-00-${String(count).padStart(4, '0')}`,
    procedure_code: '9.000001',
    person_id: personId,
    papers: '{}',
    mandate_id: randomUUID(),
    arrived_at: at,
    until_at: at,
    ended_at: at,
  })
  await row('assisted_evidence', {
    session_id: session,
    purpose: 'helped.filing',
    shown_sha256: '',
    language: 'vi',
    way: 'signed',
    signature: words,
    said_at: at,
  })
}
