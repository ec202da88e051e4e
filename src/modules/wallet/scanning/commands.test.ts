import assert from 'node:assert/strict'

import { after, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { readVerified, storeBytes } from '#kernel/files.ts'
import type { Officer } from '#kernel/policy.ts'
import { signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import {
  accepted,
  as,
  eventsOf,
  later,
  look,
  onePage,
  platform,
  refusedWith,
  sqlAs,
  system,
  who,
} from '#modules/results/testing/commands.ts'
import { confirmPaper, findExisting, takeConfirmed } from '../copies/commands.ts'
import { findEntry } from '../entries/store.ts'
import { drawPage, photographed, skewed } from '../testing/commands.ts'
import { kitePermit, kitePromise, people, type SamplePaper } from '../testing/domain.ts'
import { verifyByCode } from '../verification/commands.ts'
import { arrange, openScan, readScan, readScanPage, startScan } from './commands.ts'
import { restRecogniser } from './recognition/commands.ts'

after(restRecogniser)

const kite = '9.000001'
const [person, other] = people
assert.ok(person && other)
const clerk = () => as('desk-clerk')
const owner = { id: null, identity: person.identity, kind: 'citizen', name: person.name } as const
const received = (name: string, bytes: Uint8Array) => storeBytes(platform.files, name, bytes)
const day = (text: string) => text.split('-').toReversed().join('/')

/** Photos of papers put on the glass at the desk, read. */
async function scanned(pictures: readonly Buffer[], dossier?: string, whose: typeof owner = owner) {
  const uploads = await Promise.all(pictures.map((picture, index) => received(`anh-${index}.jpg`, picture)))
  const scanId = await startScan(
    clerk(),
    dossier ? { dossier, uploads } : { procedure: kite, owner: whose, uploads },
  )
  await readScan(system(), scanId)
  return openScan(clerk(), scanId)
}

const confirmOf = (scanId: string, paperId: string, paperKey: string, { truth }: SamplePaper) => ({
  scanId,
  paperId,
  paperKey,
  fields: Object.fromEntries(
    Object.entries(truth).map(([key, value]) => [key, /^\d{4}-/.test(value) ? day(value) : value]),
  ),
  isCompared: true,
})

const permitOf = (who: typeof person, number = '31/GP-SGM') => kitePermit(who, number)

test('two papers photographed together are told apart, named and read into proposed fields', async () => {
  const [permit, promise] = [permitOf(person), kitePromise(person)]
  const shown = await scanned([
    // A shadow's hard edge through a date costs a digit now and then; bench/scanning.ts says how often.
    await photographed(await drawPage(permit), { shadow: false }),
    await skewed(await drawPage(promise), 4),
  ])
  assert.equal(shown.scan.state, 'ready')
  assert.deepEqual(
    shown.papers.map(({ paperKey }) => paperKey),
    ['giay-phep-cu', 'cam-ket-vuong-day'],
  )
  const proposed = (index: number) =>
    Object.fromEntries((shown.papers[index]?.proposals ?? []).map(({ key, value }) => [key, value]))
  const { number, ownerIdentity, birthDate, issuedOn } = proposed(0)
  assert.deepEqual(
    { number, ownerIdentity, birthDate, issuedOn },
    { number: '31/GP-SGM', ownerIdentity: person.identity, birthDate: person.birth, issuedOn: '2025-06-17' },
  )
  assert.deepEqual(proposed(1), promise.truth)
  assert.match(shown.papers[0]?.guess?.line ?? '', /GIẤY PHÉP THẢ DIỀU/)
  assert.ok((await readScanPage(clerk(), shown.scan.id, shown.papers[0]?.pages[0]?.id ?? '')).length > 1000)
})

test('what a clerk confirms becomes one signed copy that anyone can verify; nothing goes in before', async () => {
  const code = await accepted()
  const { id } = await look(code)
  await sqlAs(sql`update dossiers set applicant_identity = ${person.identity} where case_id = ${id}`)
  const picture = await skewed(await drawPage(permitOf(person)), 3)
  const papersIn = () =>
    read(system(), async (tx) => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from dossier_papers where case_id = ${id}`.execute(tx)
      return rows[0]?.n
    })
  const papersBefore = await papersIn()
  // The dossier's own procedure names its papers otherwise; any of them will do.
  const shown = await scanned([picture], code)
  assert.equal(await papersIn(), papersBefore)
  const [paper] = shown.papers
  assert.ok(paper)
  const key = shown.definition.papers[0]?.key ?? ''
  const confirm = confirmOf(shown.scan.id, paper.id, key, permitOf(person))
  const { outcome, entry } = await confirmPaper(clerk(), confirm)
  assert.equal(outcome, 'kept')
  const bytes = await readVerified(platform.files, entry.sha256, 'copy')
  const reports = await verifyPdfSignatures(bytes, await signingProvider(platform.settings).trustedRoots())
  assert.deepEqual(
    reports.map(({ valid, signer }) => [valid, signer]),
    [
      [true, who('desk-clerk').name],
      [true, who('desk-clerk').unitName],
    ],
  )
  const { rows } = await read(system(), (tx) =>
    sql<Record<string, unknown>>`select is_digitised, is_reused, wallet_entry_id from dossier_papers
      where case_id = ${id} and wallet_entry_id is not null`.execute(tx),
  )
  assert.deepEqual(rows, [{ is_digitised: true, is_reused: false, wallet_entry_id: entry.id }])
  assert.equal((await eventsOf(code)).filter((name) => name === 'paper.digitised').length, 1)
  const verdict = await verifyByCode(platform.as({ kind: 'visitor' }, later), entry.verifyCode)
  assert.deepEqual([verdict?.verdict, verdict?.isCopy], ['valid', true])
  await assert.rejects(confirmPaper(clerk(), confirm), refusedWith('wallet.alreadyDecided'))
})

test('the same paper scanned again is recognised by its number and by its picture, and one copy stays', async () => {
  const sample = permitOf(other, '77/GP-SGM')
  const whose = {
    ...owner,
    identity: other.identity as typeof owner.identity,
    name: other.name as typeof owner.name,
  }
  const picture = await drawPage(sample)
  const first = await scanned([picture], undefined, whose)
  const kept = await confirmPaper(
    clerk(),
    confirmOf(first.scan.id, first.papers[0]?.id ?? '', 'giay-phep-cu', sample),
  )
  assert.deepEqual([kept.outcome, kept.entry.number], ['kept', '77/GP-SGM'])
  const [again] = [await scanned([await skewed(picture, 2)], undefined, whose)]
  const [paper] = again.papers
  assert.ok(paper)
  assert.equal((await read(clerk(), (tx) => findExisting(tx, again, paper)))?.id, kept.entry.id)
  const second = await confirmPaper(clerk(), confirmOf(again.scan.id, paper.id, 'giay-phep-cu', sample))
  assert.deepEqual([second.outcome, second.entry.id], ['existing', kept.entry.id])
  // Handed in at the counter: the new copy counts as digitised, the one that was there as reused.
  const origins = async (scanId: string) => {
    const files = await inTransaction(clerk(), (tx) => takeConfirmed(tx, clerk(), scanId, new Set()))
    const known = new Set(files.map(({ id }) => id))
    assert.deepEqual(await inTransaction(clerk(), (tx) => takeConfirmed(tx, clerk(), scanId, known)), [])
    const { rows } = await read(system(), (tx) =>
      sql<{
        act: string
        owner: string
        sha256: string
      }>`select origin->>'act' as act, owner_id as owner, sha256
        from files where id = any(${files.map(({ fileId }) => fileId)}::uuid[])`.execute(tx),
    )
    return rows
  }
  const { personId } = clerk().actor as Officer
  assert.deepEqual(await origins(first.scan.id), [
    { act: 'digitised', owner: personId, sha256: kept.entry.sha256 },
  ])
  assert.deepEqual(await origins(again.scan.id), [
    { act: 'reused', owner: personId, sha256: kept.entry.sha256 },
  ])
})

test('of two clerks who confirm at once one signs, and the number is drawn once', async () => {
  const sample = permitOf(person, '90/GP-SGM')
  const shown = await scanned([await drawPage(sample)])
  const confirm = confirmOf(shown.scan.id, shown.papers[0]?.id ?? '', 'giay-phep-cu', sample)
  const both = await Promise.allSettled([confirmPaper(clerk(), confirm), confirmPaper(clerk(), confirm)])
  const kept = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.entry.id] : []))
  assert.equal(new Set(kept).size, 1)
  for (const one of both)
    if (one.status === 'rejected')
      assert.equal((one.reason as { code: string }).code, 'wallet.alreadyDecided')
  const { rows } = await read(system(), (tx) =>
    sql<{ n: number }>`select count(*) as n from wallet_entries where number = '90/GP-SGM'`.execute(tx),
  )
  assert.equal(rows[0]?.n, 1)
})

test('nothing is signed that was not compared, named and rightly filled in', async () => {
  const sample = permitOf(person, '91/GP-SGM')
  const shown = await scanned([await drawPage(sample)])
  const confirm = confirmOf(shown.scan.id, shown.papers[0]?.id ?? '', 'giay-phep-cu', sample)
  const tried = (change: object) => confirmPaper(clerk(), { ...confirm, ...change })
  await assert.rejects(tried({ isCompared: false }), refusedWith('wallet.mustCompare'))
  await assert.rejects(tried({ paperKey: 'khong-co' }), refusedWith('wallet.chooseKind'))
  for (const wrong of [{ ownerIdentity: '0991' }, { issuedOn: '31/02/2025' }, { issuedOn: '01/01/2027' }])
    await assert.rejects(
      tried({ fields: { ...confirm.fields, ...wrong } }),
      refusedWith('wallet.wrongFields'),
    )
  const { rows } = await read(system(), (tx) =>
    sql<{ n: number }>`select count(*) as n from wallet_entries where number = '91/GP-SGM'`.execute(tx),
  )
  assert.equal(rows[0]?.n, 0)
})

test('another unit’s clerk finds neither the scan nor its pages, and cannot scan for the dossier', async () => {
  const shown = await scanned([await drawPage(kitePromise(person))])
  const elsewhere = platform.as(who('desk-clerk', 'Z99.12.01'), later)
  const paperId = shown.papers[0]?.id ?? ''
  await assert.rejects(openScan(elsewhere, shown.scan.id), refusedWith('wallet.scanNotFound'))
  await assert.rejects(
    readScanPage(elsewhere, shown.scan.id, shown.papers[0]?.pages[0]?.id ?? ''),
    refusedWith('wallet.scanNotFound'),
  )
  await assert.rejects(
    arrange(elsewhere, { scanId: shown.scan.id, paperId, act: 'drop' }),
    refusedWith('wallet.scanNotFound'),
  )
  const code = await accepted()
  const uploads = [await received('anh.png', await drawPage(kitePromise(person)))]
  await assert.rejects(startScan(elsewhere, { dossier: code, uploads }), refusedWith('dossiers.notFound'))
  await assert.rejects(
    startScan(clerk(), { procedure: kite, uploads: [] }),
    refusedWith('wallet.nothingToScan'),
  )
})

test('pages are joined, cut apart, named otherwise and taken out; a decided paper stays as it is', async () => {
  const pages = [await drawPage(permitOf(person, '92/GP-SGM')), await drawPage(kitePromise(person))]
  const { scan, papers } = await scanned(pages)
  const [first, second] = papers
  assert.ok(first && second)
  await arrange(clerk(), { scanId: scan.id, paperId: second.id, act: 'join' })
  const joined = await openScan(clerk(), scan.id)
  assert.deepEqual(
    joined.papers.map((paper) => paper.pages.length),
    [2],
  )
  await arrange(clerk(), { scanId: scan.id, paperId: first.id, act: 'split', page: 2 })
  const [, cut] = (await openScan(clerk(), scan.id)).papers
  assert.ok(cut)
  await arrange(clerk(), { scanId: scan.id, paperId: cut.id, act: 'name', paperKey: 'cam-ket-vuong-day' })
  const named = (await openScan(clerk(), scan.id)).papers[1]
  assert.equal(named?.proposals.find(({ key }) => key === 'ownerName')?.value, person.name)
  await arrange(clerk(), { scanId: scan.id, paperId: cut.id, act: 'drop' })
  assert.equal((await openScan(clerk(), scan.id)).papers.length, 1)
  await assert.rejects(
    arrange(clerk(), { scanId: scan.id, paperId: cut.id, act: 'drop' }),
    refusedWith('wallet.alreadyDecided'),
  )
})

test('a scanned PDF is read page by page, a written one is named as such, and a second run changes nothing', async () => {
  const document = await PDFDocument.create()
  for (const sample of [permitOf(person, '93/GP-SGM'), kitePromise(person)]) {
    const picture = await document.embedJpg(await skewed(await drawPage(sample), 0))
    document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 })
  }
  const uploads = [
    await received('quet.pdf', await document.save()),
    await received('viet.pdf', await onePage()),
  ]
  const scanId = await startScan(clerk(), { procedure: kite, owner, uploads })
  await readScan(system(), scanId)
  await readScan(system(), scanId)
  const { scan, papers } = await openScan(clerk(), scanId)
  assert.deepEqual([scan.state, scan.pagesDone, papers.length], ['ready', 3, 2])
  assert.deepEqual(scan.problem, [{ file: 'viet.pdf', page: 1, why: 'notPicture' }])
})

test('a picture that is blurred, dark, burnt out or cut off is said to be so', async () => {
  const page = await drawPage(permitOf(person, '94/GP-SGM'))
  const cutOff = [
    [0.1, -0.03],
    [0.07, -0.03],
    [0.05, 0.07],
    [0.12, 0.05],
  ] as const
  const pictures = [
    await photographed(page, { blur: 5 }),
    await photographed(page, { light: 0.25 }),
    await photographed(page, { glare: true }),
    await photographed(page, { corners: cutOff }),
    await photographed(page),
  ]
  const { papers } = await scanned(pictures)
  const faults = papers.flatMap((paper) => paper.pages).toSorted((a, b) => a.number - b.number)
  const of = (index: number) => faults[index]?.faults ?? []
  assert.ok(of(0).includes('blurred'), `blurred: ${of(0)}`)
  assert.ok(of(1).includes('dark'), `dark: ${of(1)}`)
  assert.ok(of(2).includes('glare'), `glare: ${of(2)}`)
  assert.ok(of(3).includes('cut'), `cut: ${of(3)}`)
  assert.deepEqual(of(4), [])
})

test('a copy for nobody known yet takes its owner at the counter', async () => {
  const sample = permitOf(person, '95/GP-SGM')
  const uploads = [await received('anh.png', await drawPage(sample))]
  const scanId = await startScan(clerk(), { procedure: kite, uploads })
  await readScan(system(), scanId)
  const { papers } = await openScan(clerk(), scanId)
  const confirm = confirmOf(scanId, papers[0]?.id ?? '', 'giay-phep-cu', sample)
  const { entry } = await confirmPaper(clerk(), { ...confirm, owner })
  const found = await inTransaction(clerk(), (tx) => findEntry(tx, { id: entry.id }))
  assert.deepEqual([found?.ownerIdentity, found?.ownerName], [person.identity, person.name])
})
