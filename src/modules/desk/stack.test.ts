import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { confirmPaper } from '#modules/wallet/copies/commands.ts'
import { arrange, readScan } from '#modules/wallet/scanning/commands.ts'
import { restRecogniser } from '#modules/wallet/scanning/recognition/commands.ts'
import { drawPage } from '#modules/wallet/testing/commands.ts'
import { kitePermit, kitePromise, people, type SamplePaper } from '#modules/wallet/testing/domain.ts'
import { acceptIntake } from './intake/accepting/commands.ts'
import { viewTill } from './intake/commands.ts'
import { saveIntake, takeScanned } from './intake/saving/commands.ts'
import { at, dossierOf, nothing, platform, refusedWith, rightFields, scan } from './testing/commands.ts'

after(restRecogniser)

const [person] = people
assert.ok(person)
const [permit, promise] = [kitePermit(person, '31/GP-SGM'), kitePromise(person)]
const kite = '9.000001'
const kites = [{ name: 'Diều rồng', lengthMetres: 6, hasFlute: false }]
const day = (text: string) => text.split('-').toReversed().join('/')

async function upload(sample: SamplePaper, index: number) {
  const file = await storeBytes(platform.files, `trang-${index}.jpg`, await drawPage(sample))
  return { field: '_stack', file }
}

async function begun(): Promise<string> {
  const id = randomUUID()
  await saveIntake(at('09:00'), { id, ...nothing, fields: {}, act: `procedure:${kite}` })
  return id
}

const confirm = (scanId: string, paperId: string, paperKey: string, { truth }: SamplePaper) =>
  confirmPaper(at('09:02'), {
    scanId,
    paperId,
    paperKey,
    fields: Object.fromEntries(
      Object.entries(truth).map(([key, value]) => [key, /^\d{4}-/.test(value) ? day(value) : value]),
    ),
    isCompared: true,
  })

test('a stack without a person or without pages is not read', async () => {
  const id = await begun()
  const uploads = [await upload(permit, 1)]
  const sent = { id, uploads, fields: {}, act: 'scan' }
  await assert.rejects(saveIntake(at('09:00'), sent), refusedWith('personNeeded'))
  await saveIntake(at('09:00'), { id, ...nothing, fields: { _card: scan(person.identity, person.name) } })
  await assert.rejects(saveIntake(at('09:00'), { ...sent, uploads: [] }), { code: 'wallet.nothingToScan' })
  assert.deepEqual((await viewTill(at('09:00'), { id })).scans, [])
})

test('one upload becomes signed copies in their rows, fills the form, and counts from the moment of acceptance', async () => {
  const id = await begun()
  await saveIntake(at('09:00'), { id, ...nothing, fields: { _card: scan(person.identity, person.name) } })
  const uploads = [await upload(permit, 1), await upload(promise, 2)]
  await saveIntake(at('09:01'), { id, uploads, fields: {}, act: 'scan' })
  const [waiting] = (await viewTill(at('09:01'), { id })).scans
  assert.equal(waiting?.scan.state, 'waiting')
  assert.equal(waiting.scan.owner.identity, person.identity)
  await readScan(platform.as({ kind: 'system' }, '2026-03-02T09:01+07:00'), waiting.scan.id)
  const [shown] = (await viewTill(at('09:02'), { id })).scans
  assert.deepEqual(
    shown?.papers.map(({ paperKey }) => paperKey),
    ['giay-phep-cu', 'cam-ket-vuong-day'],
  )
  const [first, second] = shown?.papers ?? []
  const [page] = second?.pages ?? []
  assert.ok(first && second && page)
  // The clerk puts a page wrongly and back again: nothing is lost on the way.
  const scanId = waiting.scan.id
  await arrange(at('09:02'), { scanId, paperId: second.id, act: 'move', pageId: page.id, to: first.id })
  const [joined, none] = (await viewTill(at('09:02'), { id })).scans[0]?.papers ?? []
  assert.deepEqual([joined?.pages.length, none], [2, undefined])
  const back = { pageId: page.id, to: 'cam-ket-vuong-day' }
  await arrange(at('09:02'), { scanId, paperId: first.id, act: 'move', ...back })
  const [, again] = (await viewTill(at('09:02'), { id })).scans[0]?.papers ?? []
  assert.equal(again?.paperKey, 'cam-ket-vuong-day')
  await confirm(scanId, first.id, 'giay-phep-cu', permit)
  await takeScanned(at('09:03'), id)
  await confirm(scanId, again.id, 'cam-ket-vuong-day', promise)
  await takeScanned(at('09:03'), id)
  await takeScanned(at('09:04'), id)
  const { intake } = await viewTill(at('09:04'), { id })
  for (const key of ['giay-phep-cu', 'cam-ket-vuong-day'])
    assert.deepEqual([intake.papers[key]?.way, intake.papers[key]?.files.length], ['original', 1], key)
  assert.equal(
    intake.typed.flyerName,
    permit.truth.ownerName,
    'what was read and compared stands in the form',
  )
  const answers = { kites, largestKiteVnd: 500_000 }
  const fields = await rightFields(person.identity, kite, answers)
  assert.equal(await acceptIntake(at('09:05'), { id, ...nothing, fields }), 'accepted')
  const { accepted } = await viewTill(at('09:05'), { id })
  const { id: caseId } = await dossierOf(accepted?.code ?? '')
  const { rows } = await read(platform, (tx) =>
    sql<{ key: string; digitised: boolean; uses: number }>`
      select paper_key as key, is_digitised as digitised,
        (select count(*)::int from wallet_uses u where u.case_id = p.case_id and u.paper_key = p.paper_key) as uses
      from dossier_papers p where case_id = ${caseId} and wallet_entry_id is not null order by paper_key`.execute(
      tx,
    ),
  )
  assert.deepEqual(rows, [
    { key: 'cam-ket-vuong-day', digitised: true, uses: 1 },
    { key: 'giay-phep-cu', digitised: true, uses: 1 },
  ])
})
