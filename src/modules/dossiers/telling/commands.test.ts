/** What the applicant is told in the account: each thing once, however often the events are looked at. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import { findMoves } from '../clock/store.ts'
import { decide, type Propose, propose } from '../proposals/commands.ts'
import { findProposals } from '../proposals/store.ts'
import { answerSupplement, requestSupplement } from '../supplement/commands.ts'
import {
  accepted,
  applicant,
  as,
  look,
  otherCommune,
  platform,
  seen,
  system,
  tuesday,
} from '../testing/acts/commands.ts'
import { messagesOf } from '../testing/commands.ts'
import { sendBackDossier, transferDossier } from '../transfer/commands.ts'

const there = (role: string) => as(role, tuesday, otherCommune)
async function signed(code: string, wish: Pick<Propose, 'kind' | 'day' | 'legalBasis'>): Promise<void> {
  await propose(as('officer'), { ...(await seen(code)), reason: 'Gió đổi chiều', ...wish })
  const { id } = await look(code)
  const [proposal] = await read(system(), (tx) => findProposals(tx, id))
  assert.ok(proposal)
  await decide(as('leader'), { ...(await seen(code)), proposalId: proposal.id, isApproved: true })
}
const kindsOf = async (code: string) => (await messagesOf(code)).map(({ kind }) => kind)

test('a later day and a stop are told once each; what was only proposed is not', async () => {
  const code = await accepted()
  await propose(as('officer'), {
    ...(await seen(code)),
    kind: 'stop',
    reason: 'Hết gió',
    legalBasis: 'Điều 9',
  })
  assert.deepEqual(await kindsOf(code), ['dossiers.submitted', 'dossiers.accepted'])
  const other = await accepted()
  await signed(other, { kind: 'apology', day: calendarDate('2026-03-06') })
  await signed(other, { kind: 'stop', legalBasis: 'Điều 9 Nghị định Gió' })
  assert.deepEqual(await kindsOf(other), [
    'dossiers.submitted',
    'dossiers.accepted',
    'dossiers.extended',
    'dossiers.stopped',
  ])
  const [, , later] = await messagesOf(other)
  assert.deepEqual(later?.facts, { code: other, due: '2026-03-06T10:00:00.000Z' })
  const { id } = await look(other)
  const [moved, ...more] = await read(system(), (tx) => findMoves(tx, id))
  assert.deepEqual(
    [moved?.cause, moved?.before, moved?.after, moved?.reason, more.length],
    ['apology', new Date('2026-03-04T01:00Z'), new Date('2026-03-06T10:00Z'), 'Gió đổi chiều', 0],
  )
})

test('a later day given while the clock stands is told with its date', async () => {
  const code = await accepted()
  await requestSupplement(as('officer'), {
    ...(await seen(code)),
    faults: [{ target: 'other', key: '', reason: 'Thiếu ảnh diều' }],
    reason: 'Gửi thêm',
  })
  await signed(code, { kind: 'apology', day: calendarDate('2026-03-10') })
  const { answers } = await look(code)
  await answerSupplement(platform.as(applicant, tuesday), { ...(await seen(code)), answers, papers: [] })
  assert.deepEqual(await kindsOf(code), [
    'dossiers.submitted',
    'dossiers.accepted',
    'dossiers.supplementRequested',
    'dossiers.extended',
    'dossiers.newDate',
  ])
  assert.equal((await messagesOf(code))[3]?.facts.due, '2026-03-10T10:00:00.000Z')
})

test('where a dossier went, and that it came back, is told with the name of the agency', async () => {
  const code = await accepted()
  const home = (await look(code)).competentUnitId
  await transferDossier(as('officer'), { ...(await seen(code)), to: otherCommune, reason: 'Xã khác' })
  await sendBackDossier(there('officer'), { ...(await seen(code)), reason: 'Không phải của xã này' })
  assert.equal((await look(code)).competentUnitId, home)
  const [, , gone, back] = await messagesOf(code)
  assert.deepEqual([gone?.kind, back?.kind], ['dossiers.transferred', 'dossiers.transferred'])
  assert.ok(gone?.facts.unit && back?.facts.unit && gone.facts.unit !== back.facts.unit)
  assert.equal((await messagesOf(code)).length, 4)
})
