import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { checkPack, readPack } from './pack.ts'

type Step = Record<string, unknown> & { answers: Record<string, string>; papers: Record<string, string> }
type Linked = { steps: Step[]; parties: Record<string, unknown>[] }

/** The messages about a copy of the demo pack whose family was changed. */
async function problemsOf(
  change: (family: Linked, kites: Step) => void,
  about?: string,
): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'goi-'))
  cpSync(path.resolve(import.meta.dirname, '../../../packs/demo'), folder, { recursive: true })
  const file = path.join(folder, 'procedures/9.000201.json')
  const family = JSON.parse(readFileSync(file, 'utf8')) as Linked
  change(family, family.steps.find(({ key }) => key === 'tha-dieu') as Step)
  writeFileSync(file, JSON.stringify(family))
  const form = path.join(folder, 'forms/wind-festival.json')
  if (about) writeFileSync(form, readFileSync(form, 'utf8').replace(about, `"about": "health", ${about}`))
  const problems = await checkPack(folder)
  return problems.map(({ path: pointer, message }) => `${pointer} ${message}`)
}

const cases: readonly [title: string, change: Parameters<typeof problemsOf>[0], expected: RegExp][] = [
  [
    'a procedure that is not there',
    (_, kites) => (kites.procedure = '9.999999'),
    /procedure Không có thủ tục 9\.999999/,
  ],
  ['a family that is its own member', (_, kites) => (kites.procedure = '9.000201'), /quay về chính nó/],
  ['no procedure at all', (_, kites) => delete kites.procedure, /phải nói rõ thủ tục nào/],
  [
    'linked facts at a step of another kind',
    ({ steps }) => ((steps[0] as Step).procedure = '9.000001'),
    /Chỉ bước liên thông/,
  ],
  [
    'a field that the member does not ask',
    (_, kites) => (kites.answers.wingspan = '7'),
    /không hỏi “wingspan”/,
  ],
  ['a field that it always asks', (_, kites) => delete kites.answers.flyerName, /luôn hỏi “flyerName”/],
  [
    'an answer of another kind',
    (_, kites) => (kites.answers.flyerPhone = 'answers.hostName'),
    /không nhận câu trả lời loại fullName/,
  ],
  [
    'a fixed value that the member does not take',
    ({ steps }) => ((steps[2] as Step).answers.keeperKind = "'ghost'"),
    /Ô “keeperKind” không nhận giá trị này/,
  ],
  [
    'an answer that the declaration does not ask',
    (_, kites) => (kites.answers.flyerName = 'answers.nobody'),
    /đọc answers\.nobody/,
  ],
  [
    'a paper of neither',
    (_, kites) => (kites.papers = { 'anh-dieu': 'anh-ma' }),
    /không có giấy tờ “anh-ma”/,
  ],
  [
    'a paper unknown to the member',
    (_, kites) => (kites.papers = { ma: 'anh-le-hoi' }),
    /không có giấy tờ “ma”/,
  ],
  [
    'a party that the form does not ask for',
    ({ parties }) => Object.assign(parties[0] ?? {}, { name: 'soul' }),
    /không hỏi “soul”/,
  ],
]

for (const [title, change, expected] of cases)
  test(`the checker refuses ${title}`, async () => {
    const problems = await problemsOf(change)
    assert.ok(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n'),
    )
  })

test('a page that another form asks as well is named, and is asked as if it were written here', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'goi-'))
  cpSync(path.resolve(import.meta.dirname, '../../../packs/demo'), folder, { recursive: true })
  const file = path.join(folder, 'forms/wind-festival.json')
  const form = JSON.parse(readFileSync(file, 'utf8')) as { pages: { key: string }[] }
  const last = form.pages.length - 1
  const { key } = form.pages[last] ?? { key: '' }
  const write = (page: object) =>
    writeFileSync(file, JSON.stringify({ ...form, pages: form.pages.with(last, page as { key: string }) }))
  write({ key, from: 'kite-permit' })
  const pack = await readPack(folder)
  const asked = (name: string) => pack.forms.get(name)?.pages.find((page) => page.key === key)
  assert.ok(asked('kite-permit'))
  assert.deepEqual(asked('wind-festival'), asked('kite-permit'))
  for (const wrong of [{ key: 'ma', from: 'kite-permit' }, { key, from: 'ma' }, { key }]) {
    write(wrong)
    const problems = await checkPack(folder)
    assert.deepEqual(
      problems.map((problem) => problem.path),
      [`/pages/${last}`],
    )
  }
})

test('the family as it is has no problem', async () => {
  assert.deepEqual(await problemsOf(() => undefined), [])
})

test('what is said about health is not handed to a member that keeps it in the open', async () => {
  const problems = await problemsOf(() => undefined, '"key": "hours"')
  assert.match(problems.join('\n'), /“hours” hỏi về sức khỏe; ô “hours” nhận nó/)
})
