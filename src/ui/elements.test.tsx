import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VNode } from 'preact'
import { type PageContext, renderDocument, renderFragment } from '#kernel/page.tsx'
import { ErrorSummary } from './feedback.tsx'
import { TextInput } from './forms.tsx'
import { FormGallery, galleryContext, HomeGallery } from './gallery.tsx'
import { DossierGallery } from './gallery-dossier.tsx'
import { MapGallery } from './gallery-map.tsx'
import { officeNavigation, QueueGallery, SplitGallery } from './gallery-office.tsx'
import { dateParts, groupIdentityNumber, MoneyInput } from './people-inputs.tsx'
import { type Deadline, DeadlineTag } from './status.tsx'
import { Table } from './tables.tsx'

const assets = (name: string) => `/assets/${name}`
const portal = galleryContext({ assets })
const office = galleryContext({
  assets,
  navigation: officeNavigation,
  actorKind: 'officer',
  actorName: 'Trần Thị Mỹ Hạnh',
  path: '/lam-viec',
})

const pages: Readonly<Record<string, readonly [PageContext, VNode]>> = {
  home: [portal, <HomeGallery />],
  form: [portal, <FormGallery />],
  dossier: [portal, <DossierGallery />],
  queue: [office, <QueueGallery />],
  split: [office, <SplitGallery />],
  map: [portal, <MapGallery />],
}
const documents = Object.entries(pages).map(([name, [context, body]]) => ({
  name,
  html: renderDocument(context, { title: 'Trang mẫu' }, body),
}))

const render = (body: VNode) => renderFragment(portal, body)
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found = '']) => found)

for (const { name, html } of documents) {
  test(`${name}: no style or script stands in the page itself`, () => {
    assert.doesNotMatch(html, /\sstyle=/)
    assert.doesNotMatch(html, /<style|\son\w+=|javascript:/)
    for (const attributes of all(html, /<script([^>]*)>/g)) {
      assert.match(attributes, /src=|type="application\/json"/)
    }
  })

  test(`${name}: ids are unique and every reference leads to one`, () => {
    const ids = all(html, /\sid="([^"]*)"/g)
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
    const references = [
      ...all(html, /\sfor="([^"]*)"/g),
      ...all(html, /href="#([^"]*)"/g),
      ...all(html, /aria-(?:describedby|labelledby)="([^"]*)"/g).flatMap((list) => list.split(' ')),
    ]
    assert.ok(references.length > 0)
    assert.deepEqual(
      references.filter((reference) => !ids.includes(reference)),
      [],
    )
  })

  test(`${name}: every input that a person sees has a label`, () => {
    const labelled = new Set(all(html, /<label[^>]*\sfor="([^"]*)"/g))
    const inputs = [...html.matchAll(/<(?:input|select|textarea)([^>]*)>/g)].map(
      ([, attributes = '']) => attributes,
    )
    const visible = inputs.filter((attributes) => !attributes.includes('type="hidden"'))
    assert.ok(visible.length > 0)
    for (const attributes of visible) {
      const [, id = ''] = /\sid="([^"]*)"/.exec(attributes) ?? []
      assert.ok(labelled.has(id) || attributes.includes('aria-label='), attributes)
    }
  })

  test(`${name}: one h1, and headings descend one step at a time`, () => {
    const levels = all(html, /<h([1-6])[\s>]/g).map(Number)
    const first = levels.indexOf(1)
    assert.equal(levels.filter((level) => level === 1).length, 1)
    const after = levels.slice(first)
    after.forEach((level, index) =>
      assert.ok(index === 0 || level - (after[index - 1] ?? 0) <= 1, after.join(' ')),
    )
  })

  test(`${name}: only forms that change something carry the token, and each has its own request id`, () => {
    const forms = [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)]
    const posts = forms.filter(([, attributes = '']) => attributes.includes('method="post"'))
    for (const [, , content = ''] of posts) {
      assert.match(content, /name="_csrf" value="gallery-token"/)
      assert.match(content, /name="request_id"/)
    }
    const ids = all(html, /name="request_id" value="([^"]*)"/g)
    assert.equal(new Set(ids).size, posts.length)
    assert.equal(all(html, /(name="_csrf")/g).length, posts.length)
  })
}

test('words that people typed never become HTML', () => {
  const html = render(
    <TextInput name="a" label="<b>Tên</b>" value={'"><script>alert(1)</script>'} hint="<i>" error="<u>" />,
  )
  assert.doesNotMatch(html, /<script|<b>|<i>|<u>|value=""/)
})

test('the error summary leads to the field and the field tells its error', () => {
  const error = 'Nhập họ và tên.'
  const html = render(
    <>
      <ErrorSummary errors={[{ name: 'applicant.fullName', message: error }]} />
      <TextInput name="applicant.fullName" label="Họ và tên" error={error} hint="Có dấu." />
    </>,
  )
  assert.match(html, /href="#f-applicant-fullName"/)
  assert.match(
    html,
    /<input id="f-applicant-fullName" name="applicant.fullName" aria-describedby="f-applicant-fullName-hint f-applicant-fullName-error" aria-invalid="true"/,
  )
})

test('an error summary without errors is nothing', () => {
  assert.equal(render(<ErrorSummary errors={[]} />), '')
})

test('a deadline speaks in working days and hours', () => {
  const said: readonly (readonly [Deadline, string])[] = [
    [{ state: 'onTime', days: 2 }, 'Còn 2 ngày làm việc'],
    [{ state: 'near', days: 0, hours: 3 }, 'Sắp đến hạn, còn 3 giờ làm việc'],
    [{ state: 'overdue', days: 1, hours: 2 }, 'Quá hạn 1 ngày làm việc 2 giờ làm việc'],
    [{ state: 'stopped', awaited: 'người nộp bổ sung' }, 'Tạm dừng – chờ người nộp bổ sung'],
    [{ state: 'today' }, 'Hạn hôm nay'],
  ]
  for (const [deadline, words] of said) {
    const html = render(<DeadlineTag deadline={deadline} />)
    assert.ok(html.includes(`<span>${words}</span>`), html)
    assert.match(html, /<svg class="state-icon"/)
  }
})

test('money is shown with dots and spelled out; what could not be read stays as typed', () => {
  assert.match(
    render(<MoneyInput name="m" label="Số tiền" value={1_250_000} />),
    /value="1\.250\.000".*Một triệu hai trăm năm mươi nghìn đồng/s,
  )
  assert.match(render(<MoneyInput name="m" label="Số tiền" value="một ít" />), /value="một ít"/)
})

test('an identity number is shown in threes only when it is whole', () => {
  assert.equal(groupIdentityNumber('079123456789'), '079 123 456 789')
  assert.equal(groupIdentityNumber('07912345678'), '07912345678')
})

test('a stored day fills three fields without leading zeros', () => {
  assert.deepEqual(dateParts('2026-02-03'), { year: '2026', month: '2', day: '3' })
  assert.deepEqual(dateParts(undefined), {})
})

test('an empty table says what to do instead of showing a head', () => {
  const html = render(
    <Table caption="Hồ sơ" columns={[]} rows={[]} rowKey={String} empty="Không có hồ sơ nào." />,
  )
  assert.match(html, /Không có hồ sơ nào\./)
  assert.doesNotMatch(html, /<table/)
})
