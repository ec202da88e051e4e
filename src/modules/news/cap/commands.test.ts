import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { Permission } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { provinceTime } from '#kernel/types.ts'
import { readXml, type XmlElement } from '#kernel/xml.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { modules } from '../../../app.ts'
import { followAlert, issueAlert } from '../alerts/commands.ts'
import type { Alert } from '../alerts/domain.ts'
import { openWork, startPiece, submitPiece } from '../commands.ts'
import { alert } from '../testing/domain.ts'
import { capDocument, capFeed, importCap } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = new Date('2026-04-20T23:30+07:00')
const end = new Date('2026-04-22T06:00+07:00')
const schema = fileURLToPath(new URL('../../../../tests/schemas/cap-1.2.xsd', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cap-'))
after(() => rmSync(folder, { recursive: true }))

/** Throws with what a schema checker that is not ours says of the document. */
function checkBySchema(text: string): void {
  const file = join(folder, 'alert.xml')
  writeFileSync(file, text)
  execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { stdio: 'pipe' })
}

let editor: Context
let approver: Context
async function someone(permissions: readonly Permission[]): Promise<Context> {
  const unit = await read(platform.as({ kind: 'system' }, now), (tx) =>
    findUnitByCode(tx, 'Z99', platform.as({ kind: 'system' }, now).today),
  )
  assert.ok(unit)
  const who = officer({
    unitId: unit.id,
    unitCode: 'Z99',
    unitReach: unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, who)
  return platform.as(who, now)
}
before(async () => {
  editor = await someone(['news.write'])
  approver = await someone(['news.write', 'news.approve'])
})

async function approve(id: string): Promise<string> {
  await submitPiece(editor, { kind: 'alert', id })
  await issueAlert(approver, id)
  return id
}
const issued = async (headline: string, areas: readonly string[], more: Partial<Alert> = {}) =>
  approve(await startPiece(editor, { kind: 'alert' }, alert(headline, areas, end, more)))

const only = (root: XmlElement, ...names: readonly string[]): XmlElement | undefined =>
  names.reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), root)

test('the schema knows wrong from right', async () => {
  const good = await capDocument(editor, await issued('Gió mạnh', ['99']))
  checkBySchema(good)
  const wrongs: readonly (readonly [string | RegExp, string])[] = [
    ['<status>Actual', '<status>Real'],
    [/<urgency>.*?<\/urgency>/, ''],
    [/(<severity>.*?<\/severity>)(<certainty>.*?<\/certainty>)/, '$2$1'],
    ['+07:00</sent>', 'Z</sent>'],
    ['<scope>Public</scope>', ''],
    ['<sender>', '<sender>a b'],
  ]
  for (const [from, to] of wrongs) {
    const bad = good.replace(from, to)
    assert.notEqual(bad, good)
    assert.throws(() => checkBySchema(bad), String(from))
  }
})

test('hostile texts stay texts, and the document stays valid', async () => {
  const texts = [
    ']]><alert>&lt;!ENTITY x SYSTEM "file:///etc/passwd">',
    '<script>alert(1)</script> & "quoted" \'and\' <![CDATA[x]]>',
    `Bão \u0001\u{FFFE} số\t1\r\n${'ễ'.repeat(100)} 🌀`,
    '<!-- --> <?xml version="1.0"?> %x;',
  ]
  for (const text of texts) {
    const id = await issued(text.slice(0, 150), ['99101', '99201'], { description: text, instruction: text })
    const document = await capDocument(editor, id)
    checkBySchema(document)
    const root = readXml(document)
    const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
    assert.equal(only(root, 'info', 'description')?.text, text.replace(unwritable, ''))
    assert.equal(root.children.filter(({ name }) => name === 'info').length, 1)
    assert.equal(only(root, 'info')?.children.filter(({ name }) => name === 'area').length, 2)
  }
})

test('update and cancellation name the earlier message as it named itself', async () => {
  const first = await issued('Lũ lên', ['991'])
  const update = await approve(await followAlert(editor, first, 'Update'))
  const cancel = await approve(await followAlert(editor, update, 'Cancel'))
  const earlier = readXml(await capDocument(editor, first))
  for (const [id, type] of [
    [update, 'Update'],
    [cancel, 'Cancel'],
  ] as const) {
    const document = await capDocument(editor, id)
    checkBySchema(document)
    assert.match(document, /<polygon>(11\.\d{5},109\.\d{5} ?)+<\/polygon>/)
    assert.equal(only(readXml(document), 'msgType')?.text, type)
  }
  const nameOf = (root: XmlElement) =>
    ['sender', 'identifier', 'sent'].map((name) => only(root, name)?.text).join(',')
  const updated = readXml(await capDocument(editor, update))
  assert.equal(only(updated, 'references')?.text, nameOf(earlier))
  const cancelled = readXml(await capDocument(editor, cancel))
  assert.equal(only(cancelled, 'references')?.text, `${nameOf(earlier)} ${nameOf(updated)}`)
})

test('times are told in the province’s own hours', () =>
  assert.equal(provinceTime(new Date('2026-04-20T17:05:09.123Z')), '2026-04-21T00:05:09+07:00'))

test('the feed holds every warning as CAP, each valid by itself', async () => {
  const feed = readXml(await capFeed(editor))
  assert.equal(feed.namespace, 'http://www.w3.org/2005/Atom')
  const entries = feed.children.filter(({ name }) => name === 'entry')
  assert.ok(entries.length >= 5)
  for (const entry of entries) {
    assert.ok(only(entry, 'id')?.text.startsWith('urn:uuid:'))
    assert.match(only(entry, 'updated')?.text ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.equal(only(entry, 'content', 'alert')?.namespace, 'urn:oasis:names:tc:emergency:cap:1.2')
  }
  const text = await capFeed(editor)
  for (const [, document = ''] of text.matchAll(/<content type="application\/cap\+xml">(.*?)<\/content>/gs))
    checkBySchema(document)
})

const foreign = (
  more: { type?: string; id?: string; references?: string; status?: string; body?: string } = {},
) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${more.id ?? 'KTTV-2026-17'}</identifier><sender>dai@kttv.example</sender>
  <sent>2026-04-20T20:00:00+07:00</sent><status>${more.status ?? 'Actual'}</status><msgType>${more.type ?? 'Alert'}</msgType>
  <scope>Public</scope>${more.references ? `<references>${more.references}</references>` : ''}
  <info><language>en</language><category>Met</category><event>Storm</event><urgency>Expected</urgency>
    <severity>Severe</severity><certainty>Likely</certainty><headline>Storm</headline></info>
  <info><language>vi-VN</language><category>Met</category><event>Bão số 3</event><urgency>Immediate</urgency>
    <severity>Extreme</severity><certainty>Observed</certainty><onset>2026-04-21T01:00:00+07:00</onset>
    <expires>2026-04-22T01:00:00+07:00</expires><senderName>Đài Khí tượng Hòn Gió</senderName>
    <headline>Bão số 3 vào bờ</headline><description>Gió giật cấp 12.</description><instruction>Vào nhà.</instruction>
    <area><areaDesc>Thị trấn Lặng</areaDesc></area>
    <area><areaDesc>Nơi lạ</areaDesc><geocode><valueName>GSO</valueName><value>991</value></geocode></area>
    <area><areaDesc>Biển khơi</areaDesc></area></info>${more.body ?? ''}
</alert>`

test('a warning of another agency becomes a draft that people must confirm', async () => {
  const id = await importCap(editor, foreign())
  const { piece } = await openWork<Alert>(editor, 'alert', id)
  const { content, areas, untilAt, state } = piece.version
  assert.equal(state, 'draft')
  assert.deepEqual([content.event, content.severity, content.urgency], ['storm', 'Extreme', 'Immediate'])
  assert.equal(content.headline, 'Bão số 3 vào bờ')
  assert.equal(content.description, 'Bắt đầu từ 01:00 ngày 21/04/2026.\n\nGió giật cấp 12.')
  assert.deepEqual([...areas].sort(), ['991', '99201'])
  assert.equal(untilAt?.toISOString(), '2026-04-21T18:00:00.000Z')
  assert.equal(content.origin?.senderName, 'Đài Khí tượng Hòn Gió')
  await assert.rejects(importCap(approver, foreign()), { code: 'news.alreadyImported' })
  await assert.rejects(issueAlert(approver, id), { code: 'news.notNow' })
  await approve(id)
  const document = await capDocument(editor, id)
  checkBySchema(document)
  assert.equal(only(readXml(document), 'source')?.text, 'Đài Khí tượng Hòn Gió')
  const cancel = foreign({
    id: 'KTTV-2026-18',
    type: 'Cancel',
    references: 'dai@kttv.example,KTTV-2026-17,2026-04-20T20:00:00+07:00',
  })
  const { piece: follower } = await openWork<Alert>(editor, 'alert', await importCap(editor, cancel))
  assert.equal(follower.refersTo, id)
  assert.equal(follower.version.content.message, 'Cancel')
})

test('the operator’s command brings one in that nobody wrote, so that either of two may approve', async () => {
  const system = platform.as({ kind: 'system' }, now)
  const id = await importCap(system, foreign({ id: 'KTTV-2026-30' }))
  const { piece } = await openWork<Alert>(editor, 'alert', id)
  assert.deepEqual(piece.version.writers, [])
  await approve(id)
})

test('what is no warning is refused with what is wrong', async () => {
  const entity = foreign().replace('?>\n', '?>\n<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n')
  const refused: readonly (readonly [string, string])[] = [
    [entity, 'xml.forbidden'],
    ['<alert', 'xml.broken'],
    ['<rss version="2.0"/>', 'news.notCap'],
    [foreign().replace('cap:1.2', 'cap:1.1'), 'news.notCap'],
    [foreign({ status: 'Exercise' }), 'news.notCap'],
    [foreign({ type: 'Ack' }), 'news.notCap'],
    [foreign({ id: 'a b' }), 'news.notCap'],
    [
      foreign({ type: 'Cancel', id: 'X-1', references: 'a,b,2026-04-20T20:00:00+07:00' }),
      'news.unknownReference',
    ],
    [foreign({ body: '<x>'.repeat(50) + '</x>'.repeat(50) }), 'xml.tooMuch'],
  ]
  for (const [text, code] of refused)
    await assert.rejects(importCap(editor, text), { code }, text.slice(0, 120))
})
