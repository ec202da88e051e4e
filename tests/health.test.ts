/** What a person says about health goes the whole way and lies nowhere in the open; once its key is destroyed, nowhere at all. */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import { exampleAnswers, isErased } from '#kernel/forms.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { forgetAnswers } from '#kernel/sealed-answers.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { saveIntake } from '#modules/desk/intake/saving/commands.ts'
import { findIntake } from '#modules/desk/intake/store.ts'
import { openDossier } from '#modules/dossiers/desk/commands.ts'
import { acceptDossier, forwardDossier, withdrawDossier } from '#modules/dossiers/handling/commands.ts'
import { openMending, saveMending, sendMending } from '#modules/dossiers/mending/commands.ts'
import { submitDossier } from '#modules/dossiers/submission/commands.ts'
import { requestSupplement } from '#modules/dossiers/supplement/commands.ts'
import {
  applicant,
  as,
  chance,
  kitePermit,
  look,
  platform,
  seen,
  system,
  who,
} from '#modules/dossiers/testing/commands.ts'
import { discardDraft, openDraft, savePage } from '#modules/drafts/commands.ts'
import { addPaper, createDraft, replaceAnswers, submitPublished } from '#modules/drafts/published/commands.ts'
import { keepSaid } from '#modules/facts/remembering/commands.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { draftResult, prefill, previewResult, viewResult } from '#modules/results/drafting/commands.ts'
import { findLiveResult } from '#modules/results/store.ts'
import { catalogueOf } from '#modules/retention/domain.ts'
import { endWhatIsDue } from '#modules/retention/running/commands.ts'
import { getProcedure } from '#modules/services/api.ts'
import { modules } from '../src/app.ts'
import { tablesWith } from './retention/searching.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-health-'))
after(() => rmSync(folder, { recursive: true }))
const [first, second, third] = ['hen suyễn bẩm sinh', 'động kinh cơn nhỏ', 'điếc tai trái'] as const
const now = '2026-03-02T08:00+07:00'
const mine = () => ({ ...platform.as(applicant, now), operationKey: randomUUID() })

/** Nowhere in the province, in no job that waits, and on no disk that the store or its keys lie on. */
async function nowhere(when: string): Promise<void> {
  const words = [first, second, third]
  assert.deepEqual(await read(system(), (tx) => tablesWith(tx, words)), [], when)
  const jobs = await read(system(), (tx) =>
    sql<{ count: number }>`select count(*) as count from graphile_worker._private_jobs j
      where exists (select from unnest(${words}::text[]) w where strpos(j::text, w) > 0)`.execute(tx),
  )
  assert.equal(jobs.rows[0]?.count, 0, when)
  const place = dirname(platform.files.incoming)
  for (const one of [place, `${place}-keys`])
    for (const name of globSync('**/*', { cwd: one })) {
      const path = join(one, name)
      if (statSync(path).isFile())
        for (const word of words) assert.ok(!readFileSync(path).includes(word), name)
    }
}

const lists = () => ({ ...formLookups(system()), communes: ['99101'], units: ['Z99.02'], files: [] })
const definition = () => read(system(), (tx) => getProcedure(tx, kitePermit, system().today))
async function said(remarks: string) {
  const { form } = await definition()
  const { pictures: _, remarks: __, ...answers } = exampleAnswers(form, chance, lists())
  const kites = [{ name: 'Diều sẻ', lengthMetres: 1, hasFlute: false }]
  const { largestKiteVnd: ___, ...small } = answers
  const files = new Set(
    form.pages.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'file').map(({ key }) => key)),
  )
  return Object.fromEntries(Object.entries({ ...small, kites, remarks }).filter(([key]) => !files.has(key)))
}
async function photo() {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  return receiveFile(platform.files, { name: 'diều.jpg', content: Readable.from([bytes]) })
}

const storedAnswers = async (code: string): Promise<string> => {
  const { rows } = await read(system(), (tx) =>
    sql<{
      text: string
    }>`select d.answers::text as text from dossiers d join cases c on c.id = d.case_id where c.code = ${code}`.execute(
      tx,
    ),
  )
  return rows[0]?.text ?? ''
}

let code = ''
const resultNow = async () => {
  const { id } = await look(code)
  return read(system(), (tx) => findLiveResult(tx, id))
}
const shown = async (context = as('officer')) =>
  (await openDossier(context, code)).answers.find(({ field }) => field === 'remarks')?.value

test('a draft holds it sealed, answered and typed, and shows it to its owner', async () => {
  const { id, version } = await createDraft(mine(), { procedure: kitePermit, answers: await said(first) })
  assert.equal((await openDraft(mine(), id)).draft.answers.remarks, first)
  const typed = { remarks: second }
  const more = { uploads: [], refusedUploads: [], act: 'later' } as const
  await savePage(mine(), { id, page: 'papers', version, device: 'a', fields: typed, shown: [], ...more })
  const { draft } = await openDraft(mine(), id)
  assert.equal(draft.kept.papers?.remarks, second, 'kept as typed, for the picture is missing')
  await nowhere('in a draft')

  const given = { id, version: draft.version, answers: await said(first), returnMethod: 'online' }
  await replaceAnswers(mine(), given)
  const { version: last } = await addPaper(mine(), { id, key: 'anh-dieu' }, await photo())
  code = (await submitPublished(mine(), { id, version: last })).code
  assert.equal((await look(code)).answers.remarks, first)
  assert.equal(await shown(as('desk-clerk')), first)
  await catchUp(system(), keepSaid)
  await nowhere('submitted')
})

test('a submission sent again is the same one, and another under its key is refused', async () => {
  const context = platform.as(applicant, now)
  const fileIds = (await look(code)).answers.pictures as readonly string[]
  const key = randomUUID()
  const send = async (remarks: string) =>
    submitDossier(context, {
      key,
      procedure: kitePermit,
      answers: { ...answers, remarks },
      papers: fileIds.map((fileId) => ({ key: 'anh-dieu', fileId })),
      channel: 'online',
      returnMethod: 'online',
    })
  const answers = await said(first)
  const made = await send(first)
  const keys = await keysThere()
  assert.equal((await send(first)).code, made.code)
  await assert.rejects(send(second), { code: 'dossiers.changedUnderKey' })
  assert.deepEqual(await keysThere(), keys, 'what was not written leaves no key behind')
  await nowhere('sent again')
})

async function keysThere(): Promise<readonly string[]> {
  const names: string[] = []
  for await (const name of platform.files.answerKeys?.list() ?? []) names.push(name)
  return names.sort()
}

test('a supplement: what is prepared, what was said before and what is said now', async () => {
  await acceptDossier(as('desk-clerk'), await seen(code))
  await forwardDossier(as('division-head'), await seen(code))
  const faults = [{ target: 'field', key: 'remarks', reason: 'Ghi rõ hơn' }] as const
  await requestSupplement(as('officer'), { ...(await seen(code)), faults, reason: 'Bổ sung' })
  const fields = { remarks: third }
  await saveMending(mine(), { code, fields, uploads: [], refusedUploads: [], act: 'save' })
  const mending = await openMending(mine(), code)
  assert.equal(mending.request.typed?.remarks, third)
  await nowhere('prepared')
  await sendMending(mine(), mending)
  assert.equal(await shown(), third)
  const before = await read(system(), (tx) =>
    sql<{ said: { remarks: string } }>`select s.answers_before as said from dossier_supplements s
      join cases c on c.id = s.case_id where c.code = ${code}`.execute(tx),
  )
  assert.equal(before.rows[0]?.said.remarks, first)
  await nowhere('supplemented')
})

test('the paper shows it, and what is kept of the paper does not', async () => {
  await forwardDossier(as('officer'), await seen(code))
  const context = as('officer')
  const content = await prefill(context, await definition(), (await look(code)).answers, 'grant')
  const paragraphs = `Xem ${second}.`
  await draftResult(context, { code, resultVersion: 0, kind: 'grant', content: { ...content, paragraphs } })
  const { content: kept } = await viewResult(context, code)
  assert.deepEqual(kept, { ...content, paragraphs })
  const file = join(folder, 'paper.pdf')
  writeFileSync(file, await previewResult(context, code))
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
  for (const words of [third, second]) assert.ok(text.includes(words), text)
  await nowhere('drafted')
})

test('the counter: what the clerk types for somebody', async () => {
  const id = randomUUID()
  const sent = { id, uploads: [], act: `procedure:${kitePermit}` }
  await saveIntake(as('desk-clerk'), { ...sent, fields: {} })
  await saveIntake(as('desk-clerk'), { ...sent, act: 'save', fields: { _form: kitePermit, remarks: first } })
  const intake = await read(system(), (tx) => findIntake(tx, who('desk-clerk'), id))
  assert.equal(intake?.typed.remarks, first)
  await nowhere('at the counter')
})

test('a draft that is thrown away takes its key along', async () => {
  const { id } = await createDraft(mine(), { procedure: kitePermit, answers: await said(first) })
  const keys = await keysThere()
  await discardDraft(mine(), { id })
  assert.equal((await keysThere()).length, keys.length - 1)
})

test('a draft and a paper whose key is gone are asked anew, and nothing breaks', async () => {
  const { id } = await createDraft(mine(), { procedure: kitePermit, answers: await said(first) })
  await forgetAnswers(platform.files, [id])
  const { draft } = await openDraft(mine(), id)
  assert.ok(!('remarks' in draft.answers) && !isErased(draft.answers) && draft.answers.from)
  await discardDraft(mine(), { id })

  const { id: ofResult } = (await resultNow()) ?? { id: '' }
  await forgetAnswers(platform.files, [ofResult])
  const { content } = await viewResult(as('officer'), code)
  assert.deepEqual([content.paragraphs, content.rows], ['Đã xóa vĩnh viễn.', []])
})

test('erased: every key is gone with what it was for, and the row from a backup opens no more', async () => {
  const copy = await storedAnswers(code)
  assert.match(copy, /\$sealed/)
  await withdrawDossier(platform.as(applicant, now), { ...(await seen(code)), reason: 'Thôi' })
  const { id } = await look(code)
  // Looks of this day stay: half a year has not passed since, whatever day the test says it is.
  const kernel = {
    ...kernelKeeping,
    classes: kernelKeeping.classes.filter((one) => one.key !== 'kernel.look'),
  }
  const catalogue = catalogueOf([...modules.flatMap(({ records }) => records ?? []), kernel])
  await endWhatIsDue(system('2050-03-02T03:40+07:00'), catalogue)
  assert.deepEqual(await storedAnswers(code), '{}')
  await inTransaction(system(), (tx) =>
    sql`update dossiers set answers = ${copy}::jsonb where case_id = ${id}`.execute(tx),
  )
  const { answers } = await look(code)
  assert.ok(isErased(answers) && !('remarks' in answers))
  assert.equal(await shown(), 'Đã xóa vĩnh viễn')
  // The other dossier was never ended: it is open, and its key stays.
  assert.equal((await keysThere()).length, 1)
})
