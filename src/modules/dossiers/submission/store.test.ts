import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { callFunction, read, sql } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { type NewDossier, type Submitted, writeDossier } from './store.ts'

const platform = await freshPlatform()
const context = platform.as({ kind: 'system' }, '2026-03-02T01:00:00Z')
const { database } = platform
const unit = randomUUID()

function dossier(change: Partial<NewDossier> = {}): NewDossier {
  return {
    key: randomUUID(),
    contentHash: 'same',
    id: newId(context.now),
    agencyCode: 'H99.01',
    period: '260302',
    procedureCode: '9.000001',
    procedureName: 'Thả diều',
    version: 1,
    stepKey: 'receive',
    stepName: 'Tiếp nhận',
    stepType: 'receive',
    stepRole: 'receive',
    channel: 'online',
    receivingUnitId: unit,
    competentUnitId: unit,
    applicantId: null,
    applicantKind: 'citizen',
    applicantName: 'Ka Brếu',
    applicantIdentity: null,
    applicantPhone: null,
    applicantEmail: null,
    applicantAddress: null,
    submitterName: 'Ka Brếu',
    answers: {},
    summary: 'Thả diều – Ka Brếu',
    returnMethod: 'online',
    feeVnd: 0,
    feeLines: [],
    lookupSecret: 'ABC234',
    replyDueAt: '2026-03-03T01:00:00Z',
    clock: [{ kind: 'submitted', at: '2026-03-02T01:00:00Z', limit: { amount: 8, unit: 'hour' } }],
    searchText: 'tha dieu ka breu',
    papers: [],
    at: '2026-03-02T01:00:00Z',
    actorKind: 'system',
    actorId: null,
    ...change,
  }
}

async function numbersOf(agency: string): Promise<number[]> {
  const { rows } = await read(context, (tx) =>
    sql<{ code: string }>`select code from cases where code like ${`${agency}-%`} order by code`.execute(tx),
  )
  return rows.map(({ code }) => Number(code.split('-').at(-1)))
}

test('the same key fifty times at once, from two processes, gives one dossier and the same receipt', async () => {
  const same = dossier({ agencyCode: 'H99.50' })
  const once = () => writeDossier(database, { ...same, id: newId(context.now) })
  const other = () =>
    callFunction<readonly Submitted[]>(context, 'submit_dossiers', [{ ...same, id: newId(context.now) }])
  const mine = await Promise.all(Array.from({ length: 25 }, once))
  const theirs = (await Promise.all(Array.from({ length: 25 }, other))).flat()
  assert.equal(new Set([...mine, ...theirs].map(({ code }) => code)).size, 1)
  assert.equal(new Set([...mine, ...theirs].map(({ lookupSecret }) => lookupSecret)).size, 1)
  assert.deepEqual(await numbersOf('H99.50'), [1])
})

test('a repeat carries the hash of what was first sent, so changed content under a key can be told', async () => {
  const first = dossier()
  await writeDossier(database, first)
  const repeated = await writeDossier(database, { ...first, id: newId(context.now), contentHash: 'other' })
  assert.equal(repeated.outcome, 'repeated')
  assert.equal(repeated.contentHash, 'same')
})

test('codes of an agency and day are dense and unique, whatever fails between them', async () => {
  const attempts = Array.from({ length: 120 }, (_, index) =>
    dossier({ agencyCode: 'H99.77', ...(index % 5 === 0 && { channel: 'pigeon' }) }),
  )
  const outcomes = await Promise.allSettled(attempts.map((one) => writeDossier(database, one)))
  const kept = outcomes.filter(({ status }) => status === 'fulfilled').length
  assert.equal(kept, 96)
  assert.deepEqual(
    await numbersOf('H99.77'),
    Array.from({ length: kept }, (_, index) => index + 1),
  )
})

test('a submission is there whole or not at all', async () => {
  const broken = dossier({
    papers: [{ key: 'a', name: 'A', fileId: randomUUID(), copyKind: 2, position: 0 }],
  })
  await assert.rejects(writeDossier(database, broken))
  const { rows } = await read(context, (tx) =>
    sql<{ n: number }>`select (select count(*) from operations where key = ${broken.key})
      + (select count(*) from cases where id = ${broken.id}) + (select count(*) from dossiers where case_id = ${broken.id})
      + (select count(*) from events where subject_id = ${broken.id}) as n`.execute(tx),
  )
  assert.equal(rows[0]?.n, 0)
})

test('each dossier has its case, its first step, its event and its papers', async () => {
  const made = await writeDossier(database, dossier({ agencyCode: 'H99.88' }))
  assert.match(made.code, /^H99\.88-260302-0001$/)
  const { rows } = await read(context, (tx) =>
    sql<{ cases: number; steps: number; events: number }>`select
      (select count(*) from cases where id = ${made.caseId} and state = 'registered' and due_at is not null) as cases,
      (select count(*) from case_steps where case_id = ${made.caseId} and ended_at is null) as steps,
      (select count(*) from events where subject_id = ${made.caseId} and name = 'dossier.submitted') as events`.execute(
      tx,
    ),
  )
  assert.deepEqual(rows[0], { cases: 1, steps: 1, events: 1 })
})

test('by a mandate that does not hold nothing is written, and what others bring at that moment is', async () => {
  const ended = dossier({ agencyCode: 'H99.99', mandateId: randomUUID() })
  const [refused, made] = await Promise.allSettled([
    writeDossier(database, ended),
    writeDossier(database, dossier({ agencyCode: 'H99.99' })),
  ])
  assert.ok(refused.status === 'rejected' && refused.reason.code === 'kernel.mandateEnded')
  assert.equal(made.status, 'fulfilled')
  assert.deepEqual(await numbersOf('H99.99'), [1])
})
