import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import type { Permission } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { modules } from '../../app.ts'
import type { Article } from './articles/domain.ts'
import {
  approvePiece,
  correctPiece,
  listWork,
  openWork,
  savePiece,
  sendBackPiece,
  startPiece,
  submitPiece,
  takeBackPiece,
  withdrawPiece,
} from './commands.ts'
import { findPublished, findShown } from './store.ts'
import { article } from './testing/domain.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = '2026-04-20T09:00+07:00'

/** Somebody at a unit, with these permissions. */
async function at(code: string, permissions: readonly Permission[], when = now): Promise<Context> {
  const { rows } = await read(platform.as({ kind: 'system' }, now), (tx) =>
    sql<{ id: string; path: string }>`
      select id, path::text as path from units where code = ${code} order by valid_from desc limit 1`.execute(
      tx,
    ),
  )
  const [unit] = rows
  assert.ok(unit)
  const who = officer({
    unitId: unit.id,
    unitCode: code,
    unitReach: unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, who)
  return platform.as(who, when)
}

let editor: Context
let approver: Context
before(async () => {
  editor = await at('Z99', ['news.write'])
  approver = await at('Z99', ['news.write', 'news.approve'])
})

const kind = 'article' as const
const named = (id: string) => ({ kind, id })
const started = (title: string, who = editor) => startPiece(who, { kind, title }, article(title))
const published = (when: string | Date = now) =>
  read(platform.as({ kind: 'system' }, when), (tx) =>
    findPublished<Article>(tx, { kind, now: new Date(when), limit: 50 }),
  )
const titles = async (when?: string | Date) =>
  (await published(when)).map(({ version }) => version.content.title)

test('an article is written by one, approved by another and then read by everyone', async () => {
  const id = await started('Cầu mới thông xe')
  await submitPiece(editor, named(id))
  assert.deepEqual(await titles(), [])
  await approvePiece(approver, named(id))
  assert.deepEqual(await titles(), ['Cầu mới thông xe'])
  assert.deepEqual(
    (await platform.eventNames()).filter((name) => name.startsWith('article.')),
    ['article.drafted', 'article.submitted', 'article.approved'],
  )
})

test('whoever wrote in it does not approve it, also after others saved', async () => {
  const id = await started('Bài của người duyệt', approver)
  await submitPiece(approver, named(id))
  await assert.rejects(approvePiece(approver, named(id)), { code: 'news.ownApproval' })
  await takeBackPiece(editor, named(id))
  const { piece } = await openWork(editor, kind, id)
  await savePiece(editor, { ...named(id), revision: piece.version.revision }, article('Bài của hai người'))
  await submitPiece(editor, named(id))
  await assert.rejects(approvePiece(approver, named(id)), { code: 'news.ownApproval' })
})

test('the database too refuses an approval by a writer', async () => {
  const id = await started('Bài lách luật')
  const { actor } = editor
  assert.ok(actor.kind === 'officer')
  await assert.rejects(
    platform.database.kysely.transaction().execute((tx) =>
      sql`update news_versions set state = 'approved', decided_by = ${actor.personId}, decided_at = now(), from_at = now()
        where piece_id = ${id}`.execute(tx),
    ),
    /check/,
  )
})

test('an agency speaks for its own areas alone', async () => {
  const commune = await at('Z99.11.01', ['news.write'])
  await startPiece(commune, { kind, title: 'Tin của phường' }, article('Tin của phường', ['99101']))
  for (const areas of [['99'], ['991'], ['99201'], []])
    await assert.rejects(
      startPiece(commune, { kind, title: 'Tin xa' }, article('Tin xa', areas)),
      { code: 'news.wrongArea' },
      areas.join(),
    )
  await assert.rejects(startPiece(commune, { kind, title: 'Tin lạ' }, article('Tin lạ', ['12345'])), {
    code: 'news.unknownArea',
  })
})

test('officers of other agencies find no such piece', async () => {
  const id = await started('Tin nội bộ')
  const stranger = await at('Z99.12', ['news.write', 'news.approve'])
  assert.deepEqual(await listWork(stranger, kind), [])
  await assert.rejects(openWork(stranger, kind, id), { code: 'news.notFound' })
  await assert.rejects(submitPiece(stranger, named(id)), { code: 'news.notFound' })
})

test('two who save at once: the second is told', async () => {
  const id = await started('Hai người sửa')
  const { piece } = await openWork(editor, kind, id)
  const { revision } = piece.version
  await savePiece(editor, { ...named(id), revision }, article('Bản một'))
  await assert.rejects(savePiece(approver, { ...named(id), revision }, article('Bản hai')), {
    code: 'news.changedMeanwhile',
  })
})

test('what awaits approval is not written in; sent back it says why', async () => {
  const id = await started('Bài chờ duyệt')
  await submitPiece(editor, named(id))
  await assert.rejects(savePiece(editor, { ...named(id), revision: 1 }, article('Sửa lén')), {
    code: 'news.notNow',
  })
  await assert.rejects(sendBackPiece(approver, named(id), ' '), { code: 'news.reasonNeeded' })
  await sendBackPiece(approver, named(id), 'Thiếu ngày')
  const { piece } = await openWork(editor, kind, id)
  assert.equal(piece.version.state, 'draft')
  assert.equal(piece.version.note, 'Thiếu ngày')
})

test('the same form sent twice makes one article', async () => {
  const twice = { ...editor, operationKey: '018f0000-0000-7000-8000-000000000001' }
  const [a, b] = [await started('Gửi hai lần', twice), await started('Gửi hai lần', twice)]
  assert.equal(a, b)
})

test('it is published from its moment on', async () => {
  const id = await started('Đăng ngày mai')
  await submitPiece(editor, named(id))
  await approvePiece(approver, named(id), new Date('2026-04-21T08:00+07:00'))
  assert.ok(!(await titles()).includes('Đăng ngày mai'))
  assert.ok((await titles('2026-04-21T08:00+07:00')).includes('Đăng ngày mai'))
})

test('a correction is a new version with its reason; until it is approved the old one stands', async () => {
  const id = await started('Lịch cấp nước')
  await submitPiece(editor, named(id))
  await approvePiece(approver, named(id))
  await assert.rejects(correctPiece(editor, named(id), ''), { code: 'news.reasonNeeded' })
  await correctPiece(editor, named(id), 'Sai giờ')
  const { piece } = await openWork<Article>(editor, kind, id)
  await savePiece(editor, { ...named(id), revision: 1 }, article('Lịch cấp nước (sửa)'))
  assert.ok((await titles()).includes('Lịch cấp nước'))
  await submitPiece(editor, named(id))
  await approvePiece(approver, named(id))
  assert.ok(!(await titles()).includes('Lịch cấp nước'))
  const shown = await read(editor, (tx) => findShown<Article>(tx, kind, piece.slug, editor.now))
  assert.equal(shown?.version.content.title, 'Lịch cấp nước (sửa)')
  assert.equal(shown.version.reason, 'Sai giờ')
})

test('a withdrawn article is gone for everyone, and its address says why', async () => {
  const id = await started('Tin sai')
  await submitPiece(editor, named(id))
  await approvePiece(approver, named(id))
  await assert.rejects(withdrawPiece(approver, named(id), ''), { code: 'news.reasonNeeded' })
  await assert.rejects(withdrawPiece(editor, named(id), 'Sai sự thật'), { code: 'news.notFound' })
  await withdrawPiece(approver, named(id), 'Sai sự thật')
  assert.ok(!(await titles()).includes('Tin sai'))
  const { piece } = await openWork(approver, kind, id)
  const shown = await read(editor, (tx) => findShown(tx, kind, piece.slug, editor.now))
  assert.equal(shown?.endedReason, 'Sai sự thật')
})
