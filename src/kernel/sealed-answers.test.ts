/** What is said about health: ciphertext at rest, open for whoever reads a row, and nothing once its key is gone. */

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { changeMaster, forgetPrevious, openSealing, rewrapKeys } from './files/keys.ts'
import { checkForm, type FormDefinition, isErased, summarise } from './forms.ts'
import { answersKey, forgetAnswers, makeAnswersKey, readSealed, sealAnswers } from './sealed-answers.ts'

const root = mkdtempSync(join(tmpdir(), 'mot-cua-answers-'))
after(() => rmSync(root, { recursive: true, force: true }))
const master = join(root, 'master.key')
const answerKeys = await openSealing(join(root, 'keys'), master)
const keys = { answerKeys }

const words = (vi: string) => ({ vi, en: vi })
const form: FormDefinition = {
  key: 'wind',
  version: 1,
  title: words('Gió'),
  pages: [
    {
      key: 'one',
      title: words('Một'),
      fields: [
        { kind: 'fullName', key: 'name', label: words('Tên') },
        { kind: 'yesNo', key: 'isIll', label: words('Ốm'), about: 'health' },
        { kind: 'longText', key: 'illness', label: words('Bệnh'), about: 'health' },
        {
          kind: 'group',
          key: 'scars',
          label: words('Sẹo'),
          itemTitle: words('Sẹo'),
          max: 5,
          fields: [{ kind: 'text', key: 'where', label: words('Ở đâu'), about: 'health' }],
        },
      ],
    },
  ],
}
const said = { name: 'Mây', isIll: true, illness: 'hen suyễn', scars: [{ where: 'tay' }] }
const stored = async (id: string, what: object = said) =>
  JSON.stringify(await sealAnswers(keys, form, id, what))

test('only what is not about health lies open; whoever reads the row has all of it', async () => {
  const text = await stored('a')
  assert.match(text, /Mây/)
  for (const word of ['hen', 'tay', 'isIll', 'illness', 'scars', 'true'])
    assert.ok(!text.includes(word), word)
  assert.deepEqual(readSealed(answerKeys, text), said)
  assert.deepEqual(readSealed(answerKeys, `{"rows": [{"answers": ${text}}]}`), { rows: [{ answers: said }] })
})

test('controls of a page are sealed by the field that they belong to', async () => {
  const typed = { 'scars.0.where': 'vai trái', name: 'Mây', illness: undefined }
  const text = await stored('b', typed)
  assert.ok(!text.includes('vai') && !text.includes('scars'))
  assert.deepEqual(readSealed(answerKeys, text), { 'scars.0.where': 'vai trái', name: 'Mây' })
})

test('yes and no cannot be told by their length, and the same answer twice is not the same', async () => {
  const [yes, no, again] = [
    await stored('c', { isIll: true }),
    await stored('c', { isIll: false }),
    await stored('c', { isIll: true }),
  ]
  assert.equal(yes.length, no.length)
  assert.notEqual(yes, again)
})

test('without keys, or with nothing about health, it is written and read as it is', async () => {
  assert.equal(await sealAnswers({}, form, 'd', said), said)
  const open = { name: 'Mây' }
  assert.equal(await sealAnswers(keys, form, 'd', open), open)
  assert.equal(await makeAnswersKey(keys, form, 'd', open), undefined)
  assert.equal(await answersKey(keys, 'd'), undefined)
  assert.deepEqual(readSealed(answerKeys, '{"name": "Mây", "illness": "từ xưa"}'), {
    name: 'Mây',
    illness: 'từ xưa',
  })
  for (const strange of ['{"$sealed": 1}', '{"$sealed": "1 xyz"}', '"$sealed"'])
    assert.deepEqual(readSealed(answerKeys, strange), JSON.parse(strange))
})

test('a changed ciphertext, or that of another thing, is never shown', async () => {
  const text = await stored('e')
  const namesOf = (one: string) => / [0-9a-f]{64} [0-9a-f]{16} /.exec(one)?.[0] ?? ''
  const ofOther = text.replace(namesOf(text), namesOf(await stored('f')))
  const broken = text.replace(/ [\w-]{10}(?=[\w-]+"})/, ' AAAAAAAAAA')
  for (const one of [ofOther, broken]) assert.throws(() => readSealed(answerKeys, one), { is: 'spoiled' })
})

test('a new master key: what was sealed before opens, and every key is under the new one', async () => {
  const text = await stored('g')
  await changeMaster(master)
  assert.deepEqual(readSealed(answerKeys, text), said)
  assert.ok((await rewrapKeys(answerKeys)) >= 1)
  await forgetPrevious(master)
  assert.deepEqual(readSealed(answerKeys, text), said)
  assert.equal(await rewrapKeys(answerKeys), 0)
})

test('erased is erased: the row put back opens no more, and the page says so', async () => {
  const text = await stored('h')
  await forgetAnswers(keys, ['h', 'never there'])
  const left = readSealed(answerKeys, text) as typeof said
  assert.ok(isErased(left) && !('illness' in left))
  const lookups = { today: '2026-03-02', area: () => undefined, unit: () => undefined } as const
  const shown = summarise(form, left, 'vi', lookups as never)
  assert.deepEqual(
    shown.map(({ field, value }) => [field, value]),
    [
      ['name', 'Mây'],
      ['isIll', 'Đã xóa vĩnh viễn'],
      ['illness', 'Đã xóa vĩnh viễn'],
      ['scars', 'Đã xóa vĩnh viễn'],
    ],
  )
  // Said anew under the same id it has another key: what was erased stays so.
  await stored('h')
  assert.deepEqual(readSealed(answerKeys, text), left)
})

test('a question about health is not filled in from what is known of a person', () => {
  const [page] = form.pages
  assert.ok(page)
  const known = {
    kind: 'text',
    key: 'blood',
    label: words('Nhóm máu'),
    about: 'health',
    prefill: 'person.blood',
  } as const
  assert.deepEqual(checkForm(form), [])
  assert.match(checkForm({ ...form, pages: [{ ...page, fields: [known] }] })[0]?.message ?? '', /prefill/)
})
