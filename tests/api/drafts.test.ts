import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, openInstallation, picture } from './installation.ts'

const { platform, call, token } = await openInstallation(new Date('2026-03-02T08:00+07:00'))
const own = await token(['dossiers.write'])
const other = await token(['dossiers.write'])
const kite = '9.000001'
const photo = { name: 'dieu.jpg', bytes: await picture() }
const second = { name: 'dieu-2.jpg', bytes: await picture(90) }

const answers = {
  flyerName: 'Nguyễn Thị Mây',
  flyerBirthDate: '1990',
  flyerIdentityNumber: '099190000001',
  flyerPhone: '0990000001',
  kites: [{ name: 'Diều Rồng', lengthMetres: 1.5, hasFlute: false }],
  field: { province: '99', commune: '99101', line: 'Bãi sau' },
  from: '2026-04-01',
  to: '2026-04-03',
  hours: ['dawn'],
  truth: true,
}

async function begun(given: object = {}): Promise<{ id: string; version: number }> {
  const { status, body } = await call('POST /drafts', { token: own, body: { procedure: kite, ...given } })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const put = (id: string, body: object) => call(`PUT /drafts/${id}`, { token: own, body })
const submit = (id: string, version: number, key: string): Promise<Answer> =>
  call(`POST /drafts/${id}/submit`, {
    token: own,
    body: { version },
    headers: { 'idempotency-key': key },
  })
const fields = ({ body }: Answer): string[] => body.errors.map(({ field }) => field)

test('a draft is begun, filled in, given its paper and submitted once', async () => {
  const { id, version } = await begun()
  const empty = await call(`GET /drafts/${id}`, { token: own })
  assert.ok(empty.body.missing.answers.some(({ field }) => field === 'flyerName'))
  assert.ok(empty.body.missing.answers.some(({ field }) => field === 'returnMethod'))
  assert.deepEqual(
    empty.body.missing.papers.map(({ field }) => field),
    ['anh-dieu'],
  )
  const filled = await put(id, { version, answers, returnMethod: 'online' })
  assert.deepEqual(filled.body.missing.answers, [])
  assert.deepEqual(filled.body.answers, answers)
  assert.equal(filled.body.isComplete, false)
  for (const file of [photo, second])
    assert.equal((await call(`POST /drafts/${id}/papers/anh-dieu`, { token: own, file })).status, 201)
  const whole = await call(`GET /drafts/${id}`, { token: own })
  assert.equal(whole.body.isComplete, true)
  const names = whole.body.papers[0]?.files.map(({ name }) => name)
  assert.deepEqual(names, ['dieu.jpg', 'dieu-2.jpg'])
  const done = await submit(id, whole.body.version, 'mot-lan-0001')
  assert.equal(done.status, 201, JSON.stringify(done.body))
  const again = await submit(id, 1, 'mot-lan-0001')
  const underAnother = await submit(id, whole.body.version, 'mot-lan-0002')
  assert.deepEqual([again.body, underAnother.body], [done.body, done.body])
  const dossier = await call(`GET /dossiers/${done.body.code}`, { token: own })
  assert.deepEqual(
    dossier.body.papers.map(({ key }) => key),
    ['anh-dieu'],
    'two pictures became one file',
  )
  assert.equal((await call(`GET /drafts/${id}`, { token: own })).body.dossier, done.body.code)
  assert.equal((await put(id, { version: 9, answers })).body.code, 'drafts.alreadySubmitted')
  const told = (await platform.eventNames()).filter((name) => name === 'dossier.submitted')
  assert.equal(told.length, 1)
})

test('of two submissions at once there is one dossier', async () => {
  const { id } = await begun({ answers, returnMethod: 'desk' })
  const { body } = await call(`POST /drafts/${id}/papers/anh-dieu`, { token: own, file: photo })
  const [one, two] = await Promise.all([
    submit(id, body.version, 'hai-lan-0001'),
    submit(id, body.version, 'hai-lan-0002'),
  ])
  assert.equal(one.status, 201)
  assert.deepEqual(one.body, two.body)
})

test('a key stands for one draft only', async () => {
  const [one, two] = [await begun(), await begun()]
  assert.equal((await submit(one.id, one.version, 'chung-khoa-1')).body.code, 'drafts.incomplete')
  const refused = await submit(two.id, two.version, 'chung-khoa-1')
  assert.deepEqual([refused.status, refused.body.code], [422, 'drafts.keyOfAnother'])
})

test('an incomplete draft is refused with each thing that is missing', async () => {
  const { id, version } = await begun({ answers: { ...answers, flyerPhone: undefined } })
  const refused = await submit(id, version, 'chua-du-0001')
  assert.equal(refused.status, 422)
  assert.deepEqual(fields(refused), ['flyerPhone', 'returnMethod', 'papers.anh-dieu'])
})

test('what is unknown, of the wrong kind or wrong is refused by name, and nothing is saved', async () => {
  const { id, version } = await begun()
  const wrong = {
    flyerName: 7,
    colour: 'red',
    flyerIdentityNumber: '12',
    pictures: [],
    draftReturnBy: 'desk',
  }
  const refused = await put(id, { version, answers: wrong })
  assert.deepEqual([refused.status, refused.body.code], [422, 'drafts.wrongAnswers'])
  assert.deepEqual(fields(refused).sort(), [
    'colour',
    'draftReturnBy',
    'flyerIdentityNumber',
    'flyerName',
    'pictures',
  ])
  assert.equal((await call(`GET /drafts/${id}`, { token: own })).body.version, version)
  const before = (await call('GET /drafts', { token: own })).body.items.length
  assert.equal(
    (await call('POST /drafts', { token: own, body: { procedure: kite, answers: wrong } })).status,
    422,
  )
  assert.equal((await call('GET /drafts', { token: own })).body.items.length, before, 'no empty draft stays')
})

test('of two changes of the same version, the later is refused', async () => {
  const { id, version } = await begun()
  const outcomes = await Promise.all([
    put(id, { version, answers: { flyerName: 'Một Gió' } }),
    put(id, { version, answers: { flyerName: 'Hai Mây' } }),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), [200, 409])
})

test('files of a paper are taken away one by one or all at once; too many are refused', async () => {
  const { id } = await begun()
  const paper = `/drafts/${id}/papers/anh-dieu` as const
  await call(`POST ${paper}`, { token: own, file: photo })
  const two = await call(`POST ${paper}`, { token: own, file: second })
  const first = two.body.papers[0]?.files[0]?.id
  const one = await call(`DELETE ${paper}?file=${first}`, { token: own })
  assert.deepEqual(
    one.body.papers[0]?.files.map(({ name }) => name),
    ['dieu-2.jpg'],
  )
  const none = await call(`DELETE ${paper}`, { token: own })
  assert.deepEqual(none.body.papers[0]?.files, [])
  assert.deepEqual((await call(`DELETE ${paper}`, { token: own })).body, none.body, 'already away')
  const filesMax = none.body.papers[0]?.filesMax ?? 0
  assert.ok(filesMax > 2)
  for (let count = 0; count < filesMax; count += 1)
    assert.equal((await call(`POST ${paper}`, { token: own, file: photo })).status, 201)
  assert.equal((await call(`POST ${paper}`, { token: own, file: photo })).body.code, 'drafts.paperFull')
  const strange = await call(`POST /drafts/${id}/papers/con-dau`, { token: own, file: photo })
  assert.deepEqual([strange.status, strange.body.code], [404, 'drafts.noSuchPaper'])
})

test('another token finds no such draft', async () => {
  const { id, version } = await begun({ answers })
  const calls = [
    call(`GET /drafts/${id}`, { token: other }),
    call(`PUT /drafts/${id}`, { token: other, body: { version, answers } }),
    call(`POST /drafts/${id}/papers/anh-dieu`, { token: other, file: photo }),
    call(`DELETE /drafts/${id}/papers/anh-dieu`, { token: other }),
    call(`POST /drafts/${id}/submit`, {
      token: other,
      body: { version },
      headers: { 'idempotency-key': 'nguoi-khac-1' },
    }),
  ]
  for (const { status, body } of await Promise.all(calls))
    assert.deepEqual([status, body.code], [404, 'drafts.notFound'])
})

test('under an idempotency key a draft is begun once, and pages of drafts follow one another', async () => {
  const mine = await token(['dossiers.write'])
  const headers = { 'idempotency-key': 'bat-dau-0001' }
  const start = () => call('POST /drafts', { token: mine, body: { procedure: kite }, headers })
  const [one, two] = [await start(), await start()]
  assert.equal(one.body.id, two.body.id)
  for (let count = 0; count < 4; count += 1)
    await call('POST /drafts', { token: mine, body: { procedure: kite } })
  const seen: string[] = []
  let path: `/${string}` | undefined = '/drafts?limit=2'
  while (path) {
    const page: Answer = await call(`GET ${path}`, { token: mine })
    seen.push(...page.body.items.map(({ id }) => id))
    const link = /^<http:\/\/localhost:8080\/api\/v1(\/[^>]+)>; rel="next"$/.exec(String(page.headers.link))
    assert.equal(link === null, page.body.next === null)
    path = link ? (link[1] as `/${string}`) : undefined
  }
  assert.equal(seen.length, 5)
  assert.deepEqual(seen, [...new Set(seen)].sort().toReversed())
})
