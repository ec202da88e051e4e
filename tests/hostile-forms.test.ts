/** What people and machines put into forms and files: nothing runs, nothing stays half, what was typed is kept. */

import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { inTransaction, sql } from '#kernel/db.ts'
import { dateOf } from '#kernel/types.ts'
import { openPortal, signInCitizen, signInOfficer } from './portal-under-test.ts'

const portal = await openPortal()
const { url, port, context } = portal
const lan = await signInCitizen(portal, 'Nguyễn Thị Lan', '099158000001')
const asLan = { cookie: lan.cookie }

async function get(path: string, cookie = lan.cookie): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

async function newDraft(): Promise<string> {
  const answer = await fetch(`${url}/thu-tuc/9.000001/nop`, {
    method: 'POST',
    redirect: 'manual',
    headers: asLan,
    body: new URLSearchParams({ _csrf: lan.csrf, request_id: crypto.randomUUID() }),
  })
  assert.equal(answer.status, 303)
  return /\/ban-nhap\/([^/?#]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}

/** The hidden fields of a page's own form, as a browser would send them back. */
async function hiddenOf(path: string): Promise<Record<string, string>> {
  const { text, status } = await get(path)
  assert.equal(status, 200, text)
  const inputs = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value.replaceAll('&#34;', '"')]))
}

async function save(
  draft: string,
  page: string,
  fields: Record<string, string | string[]>,
  files: File[] = [],
) {
  const path = `/ban-nhap/${draft}/${page}`
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...(await hiddenOf(path)), ...fields }))
    for (const one of [value].flat()) body.append(name, one)
  for (const file of files) body.append('pictures', file)
  const answer = await fetch(`${url}${path}`, { method: 'POST', redirect: 'manual', headers: asLan, body })
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' }
}

const incoming = () => readdirSync(context.files.incoming)
const fileCount = async () => {
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ n: number }>`select count(*) as n from files`.execute(tx),
  )
  return rows[0]?.n
}

/** A PNG that claims to be 60,000 points square and holds next to nothing. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(60_000, 0)
  head.writeUInt32BE(60_000, 4)
  head.set([8, 6], 8)
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.alloc(10_000_000))
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer()
const file = (bytes: Uint8Array | string, name: string, type = 'image/jpeg') =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type })

const refusedFiles: readonly (readonly [string, File, RegExp])[] = [
  ['25 MB', file(Buffer.concat([photo, Buffer.alloc(25 * 1024 * 1024)]), 'to.jpg'), /tối đa 20 MB/],
  ['a program called a picture', file('MZ\x90\0this program', 'anh.jpg'), /không phải ảnh/],
  ['a zip called a picture', file(Buffer.from('PK\x03\x04aaaaaaaa'), 'anh.jpg'), /không phải ảnh/],
  ['a page called a picture', file('<svg onload=alert(1)>', 'a.svg', 'image/svg+xml'), /không phải ảnh/],
  ['a decompression bomb', file(bomb(), 'bom.png', 'image/png'), /ảnh quá lớn/],
  ['half a picture', file(photo.subarray(0, photo.length / 2), 'nua.jpg'), /ảnh bị hỏng/],
  ['half a PDF', file('%PDF-1.7\n1 0 obj', 'nua.pdf', 'application/pdf'), /bị hỏng|không có trang/],
  ['nothing', file('', 'rong.jpg'), /không có nội dung/],
]

for (const [what, hostile, sentence] of refusedFiles)
  test(`a file that is ${what} is refused in a sentence; the good file and the answers stay`, async () => {
    const draft = await newDraft()
    const answer = await save(draft, 'papers', { remarks: 'Diều của ông nội' }, [
      file(photo, 'tot.jpg'),
      hostile,
    ])
    assert.match(answer.text, sentence)
    assert.match(answer.text, /Diều của ông nội/)
    assert.match(answer.text, /tot\.jpg/)
    assert.deepEqual(incoming(), [])
  })

test('an upload cut in the middle leaves nothing behind, and the draft is as it was', async () => {
  const draft = await newDraft()
  await save(draft, 'papers', { remarks: 'Trước khi mất mạng' })
  const before = await fileCount()
  const hidden = await hiddenOf(`/ban-nhap/${draft}/papers`)
  const boundary = 'ranh-gioi'
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = Object.entries({ ...hidden, remarks: 'Sau' })
    .map(([name, value]) => part(name, value))
    .join('')
  const start = `${head}--${boundary}\r\nContent-Disposition: form-data; name="pictures"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', async () => {
      socket.write(
        `POST /ban-nhap/${draft}/papers HTTP/1.1\r\nHost: x\r\nCookie: ${lan.cookie}\r\n` +
          `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 5000000\r\n\r\n${start}`,
      )
      socket.write(Buffer.concat([photo, Buffer.alloc(200_000, 1)]))
      await sleep(300)
      assert.equal(incoming().length, 1)
      socket.resetAndDestroy()
      resolve()
    })
    socket.on('error', () => undefined)
  })
  for (let at = 0; at < 50 && incoming().length > 0; at++) await sleep(50)
  assert.deepEqual(incoming(), [])
  assert.equal(await fileCount(), before)
  const { text, status } = await get(`/ban-nhap/${draft}/papers`)
  assert.equal(status, 200)
  assert.match(text, /Trước khi mất mạng/)
})

test('text with NUL, turned directions and lone surrogates is cleaned or refused, never stored', async () => {
  const draft = await newDraft()
  await save(draft, 'papers', { remarks: 'a\u202eb\u0000c\u200bd' })
  assert.match((await get(`/ban-nhap/${draft}/papers`)).text, />abcd</)
  const hidden = await hiddenOf(`/ban-nhap/${draft}/papers`)
  const body = `${new URLSearchParams(hidden)}&remarks=%ED%A0%80%C0%AF`
  const answer = await fetch(`${url}/ban-nhap/${draft}/papers`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...asLan, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  assert.ok(answer.status < 500, `${answer.status}`)
})

test('fields that the form does not have, and those of machinery, change nothing', async () => {
  const draft = await newDraft()
  const answer = await save(draft, 'flyer', {
    flyerName: 'Lan',
    isAdmin: 'true',
    'kites.0.name': 'x',
    version: '99',
  })
  assert.ok(answer.status < 500, answer.text)
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ answers: object }>`select answers from drafts where id = ${draft}`.execute(tx),
  )
  assert.deepEqual(
    Object.keys(rows[0]?.answers ?? {}).filter((key) => !key.startsWith('flyer')),
    [],
  )
  for (const name of [
    '__proto__',
    'constructor',
    '__proto__.x',
    'kites.__proto__.name',
    'kites.99999999.name',
  ]) {
    const odd = await save(draft, 'kites', { [name]: 'x', 'kites.0.name': 'Diều' })
    assert.ok(odd.status < 500, `${name}: ${odd.status}`)
  }
  assert.equal(({} as { x?: unknown }).x, undefined)
})

/** The three boxes of a day so many days from now. */
function dayIn(field: string, days: number): Record<string, string> {
  const [year = '', month = '', day = ''] = dateOf(new Date(context.now.getTime() + days * 86_400_000)).split(
    '-',
  )
  return { [`${field}.day`]: day, [`${field}.month`]: month, [`${field}.year`]: year }
}

const script = '"><script>alert(1)</script><img src=x onerror=alert(2)>\'{{7*7}}'
const inert = (html: string, where: string) => {
  assert.doesNotMatch(html, /<script>alert|<img src=x|"><script>/i, where)
  assert.match(html, /&lt;script&gt;alert\(1\)|&lt;img src=x|alert\(1\)/, where)
}

test('a script in texts and file names of a dossier is shown as text to the applicant and to officers', async () => {
  const draft = await newDraft()
  const mark = (text: string) => `${text} ${script}`.slice(0, 200)
  const pages: Record<string, Record<string, string | string[]>> = {
    flyer: {
      flyerName: 'Nguyễn Thị Lan',
      'flyerBirthDate.day': '2',
      'flyerBirthDate.month': '3',
      'flyerBirthDate.year': '1958',
      flyerIdentityNumber: '099158000001',
      flyerPhone: '0990000001',
    },
    kites: { 'kites.0.name': script.slice(0, 40), 'kites.0.lengthMetres': '1,5', 'kites.0.hasFlute': 'no' },
    place: { 'field.province': '99', 'field.commune': '99101', 'field.line': mark('Bãi sau') },
    days: {
      ...dayIn('from', 8),
      ...dayIn('to', 10),
      hours: ['dawn', 'dusk'],
    },
    papers: { remarks: mark('Ghi chú') },
    'giay-to': {},
    'nhan-ket-qua': { draftReturnBy: 'desk' },
  }
  for (const [page, fields] of Object.entries(pages)) {
    const files = page === 'papers' ? [file(photo, `${script.slice(0, 60)}.jpg`), file(photo, 'b.jpg')] : []
    const answer = await save(draft, page, fields, files)
    assert.ok(answer.status < 400, `${page} ${answer.status} ${answer.text.slice(0, 2000)}`)
    if (['kites', 'place', 'papers'].includes(page))
      inert((await get(`/ban-nhap/${draft}/${page}`)).text, page)
  }
  const check = await get(`/ban-nhap/${draft}/kiem-tra`)
  inert(check.text, 'check')
  const sent = await fetch(`${url}/ban-nhap/${draft}/kiem-tra`, {
    method: 'POST',
    redirect: 'manual',
    headers: asLan,
    body: new URLSearchParams({ ...(await hiddenOf(`/ban-nhap/${draft}/kiem-tra`)), truth: 'yes' }),
  })
  assert.equal(sent.status, 303, (await sent.text()).replace(/<[^>]+>/g, ' ').slice(0, 1500))
  const code = /\/ho-so\/([^/?#]+)/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
  for (const path of [`/ho-so/${code}`, `/ho-so/${code}/da-nop`, '/tai-khoan/ban-nhap'])
    assert.doesNotMatch((await get(path)).text, /<script>alert|<img src=x/i, path)
  await officersSee(code)
})

async function officersSee(code: string): Promise<void> {
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ unit: string }>`select units.code as unit from cases join dossiers on dossiers.case_id = cases.id
        join units on units.id = cases.holder_unit_id where cases.code = ${code}`.execute(tx),
  )
  const everyRole = context.pack.roles.map((role) => role.code)
  const clerk = await signInOfficer(portal, rows[0]?.unit ?? '', everyRole)
  const dossier = await get(`/lam-viec/ho-so/${code}`, clerk.cookie)
  assert.equal(dossier.status, 200, dossier.text.slice(0, 500))
  inert(dossier.text, 'the desk')
  for (const path of ['/lam-viec', `/lam-viec/tim-kiem?q=${encodeURIComponent(script)}`])
    assert.doesNotMatch((await get(path, clerk.cookie)).text, /<script>alert|<img src=x/i, path)
}
