import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { recordFile, revokeFilesOf, storeBytes } from '#kernel/files.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { openDraft, savePage, startDraft } from '#modules/drafts/commands.ts'
import { draftForm } from '#modules/drafts/domain.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { insertEntry } from '../entries/store.ts'
import { drawPage } from '../testing/commands.ts'
import { kitePermit, people } from '../testing/domain.ts'

const kite = '9.000001'
const at = '2026-03-02T09:00+07:00'
const platform = await freshPlatform()
const [person] = people
assert.ok(person)
const flyer = citizen({ name: person.name, identityNumber: person.identity })
const stranger = citizen({ name: 'Người Lạ', identityNumber: '099190009999' })
const mine = platform.as(flyer, at)

/** A digitised kite permit of the flyer, known by number only: a desk made it before there was an account. */
async function kept(number: string): Promise<string> {
  const picture = await drawPage(kitePermit(person as NonNullable<typeof person>, number))
  const file = await storeBytes(platform.files, 'giay-phep.png', picture)
  return inTransaction(mine, async (tx) => {
    const id = await insertEntry(tx, {
      owner: { id: null, identity: person?.identity ?? '', kind: 'citizen', name: person?.name ?? '' },
      kindCode: 'giay-phep-tha-dieu',
      title: 'Giấy phép thả diều',
      number,
      source: 'copy',
      agencyName: 'Sở Gió và Mây',
      unitId: null,
      issuedOn: '2025-06-17',
      validFrom: '2025-06-17',
      validUntil: '2027-06-17',
      subject: '',
      fields: {},
      fileId: await recordFile(tx, mine, file, {}),
      sha256: file.sha256,
      contentKey: null,
      verifyCode: randomUUID().slice(0, 12).toUpperCase(),
      resultId: null,
      caseId: null,
      at: mine.now,
    })
    assert.ok(id)
    return id
  })
}

const field = await (async () => {
  const system = platform.as({ kind: 'system' }, at)
  for (const module of [organisation, services]) await module.loadPack?.(system)
  for (const one of [flyer, stranger]) await savePerson(platform, one)
  const form = draftForm(await read(system, (tx) => getProcedure(tx, kite, system.today)))
  const page = form.pages.find(({ fields }) =>
    fields.some((one) => one.kind === 'file' && one.paper === 'giay-phep-cu'),
  )
  const found = page?.fields.find((one) => one.kind === 'file' && one.paper === 'giay-phep-cu')
  assert.ok(page && found)
  return { page: page.key, key: found.key }
})()

const tick = (context: typeof mine, id: string, entryId: string, fields = {}) =>
  savePage(context, {
    id,
    page: field.page,
    version: 99,
    device: 'phone',
    fields,
    shown: [field.key],
    uploads: [],
    refusedUploads: [],
    reused: [{ field: field.key, entryId }],
    act: 'continue',
  })

const filesOf = async (context: typeof mine, id: string) => {
  const { draft, files } = await openDraft(context, id)
  const ids = [draft.answers[field.key] ?? draft.kept[field.page]?.[field.key] ?? []].flat() as string[]
  return ids.map((one) => files.get(one))
}

test('a draft offers what the wallet has for a paper, and one tick puts it there once', async () => {
  const entryId = await kept('11/GP-SGM')
  const id = await startDraft(mine, { code: kite })
  const { offers } = await openDraft(mine, id)
  assert.deepEqual(
    offers.get('giay-phep-cu')?.usable.map((offer) => [offer.entryId, offer.agencyName, offer.validUntil]),
    [[entryId, 'Sở Gió và Mây', '2027-06-17']],
  )
  assert.equal(offers.get('anh-dieu'), undefined)
  await tick(mine, id, entryId)
  const [file] = await filesOf(mine, id)
  assert.deepEqual([file?.origin?.entry, file?.origin?.act], [entryId, 'reused'])
  await tick(mine, id, entryId, { [field.key]: file?.id })
  assert.equal((await filesOf(mine, id)).length, 1)
})

test('of two ticks at once one file comes of it', async () => {
  const entryId = await kept('12/GP-SGM')
  const id = await startDraft({ ...mine, operationKey: 'two-at-once' }, { code: kite })
  await Promise.all([tick(mine, id, entryId), tick(mine, id, entryId)])
  assert.equal((await filesOf(mine, id)).length, 1)
})

test('a stranger is offered nothing and finds nothing, and the draft stays as it was', async () => {
  const entryId = await kept('13/GP-SGM')
  const theirs = platform.as(stranger, at)
  const id = await startDraft(theirs, { code: kite })
  assert.equal((await openDraft(theirs, id)).offers.size, 0)
  await assert.rejects(tick(theirs, id, entryId), { code: 'wallet.notFound' })
  assert.deepEqual((await openDraft(theirs, id)).draft.pages, {})
  await assert.rejects(tick(mine, id, entryId), { code: 'drafts.notFound' })
})

test('a draft shows that a paper taken before has lost its force', async () => {
  const entryId = await kept('14/GP-SGM')
  const id = await startDraft({ ...mine, operationKey: 'lost-force' }, { code: kite })
  await tick(mine, id, entryId)
  await inTransaction(mine, async (tx) => {
    await sql`update wallet_entries set ended_at = ${mine.now}, ended_how = 'revoked', ended_reason = 'Sai'
      where id = ${entryId}`.execute(tx)
    await revokeFilesOf(tx, entryId, mine.now)
  })
  const { offers } = await openDraft(mine, id)
  assert.match(
    offers.get('giay-phep-cu')?.unusable.find((one) => one.entryId === entryId)?.why.vi ?? '',
    /đã thu hồi ngày 02\/03\/2026, lý do: Sai/,
  )
  assert.ok((await filesOf(mine, id))[0]?.revokedAt)
})
