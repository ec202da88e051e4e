import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { openFolderStore } from './files/folder.ts'
import { signedHeaders } from './files/s3.ts'
import {
  cleanFileName,
  type FileStore,
  forgetHalfFiles,
  openFileStore,
  openSealing,
  proveReadable,
  readVerified,
  receiveFile,
} from './files.ts'
import { freshPlatform } from './testing/database.ts'

const { files } = await freshPlatform()
const send = (name: string, ...chunks: (Buffer | Uint8Array)[]) =>
  receiveFile(files, { name, content: Readable.from(chunks) })
const photo = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#0b5c7a' } })
  .jpeg()
  .toBuffer()

const otherPhoto = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#a50' } })
  .jpeg()
  .toBuffer()

async function pdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (let page = 0; page < pages; page++) document.addPage([200, 200])
  return Buffer.from(await document.save())
}

test('a picture and a PDF are stored once by their content, whatever they are called', async () => {
  const first = await send('giấy chứng sinh.jpg', photo)
  const again = await send('khác tên.png', photo.subarray(0, 100), photo.subarray(100))
  assert.equal(first.sha256, again.sha256)
  assert.equal(again.mediaType, 'image/jpeg')
  assert.deepEqual(await readVerified(files, first.sha256, first.name), photo)
  assert.equal((await send('hồ sơ.pdf', await pdf(3))).pages, 3)
})

test('what is neither picture nor PDF is refused by its bytes, not its name', async () => {
  const zip = Buffer.from('PK\u0003\u0004 and more')
  await assert.rejects(send('ảnh.jpg', zip), { code: 'files.wrongType' })
  await assert.rejects(send('trang.html', Buffer.from('<html><script>')), { code: 'files.wrongType' })
})

test('an empty, cut-off, locked or pageless file is told apart and named', async () => {
  await assert.rejects(send('rỗng.pdf'), { code: 'files.empty' })
  const big = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  await assert.rejects(send('nửa ảnh.png', big.subarray(0, big.length / 2)), /nửa ảnh\.png.*chưa hết/)
  await assert.rejects(send('nửa tệp.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<')), {
    code: 'files.unreadable',
  })
})

test('a picture of a thousand million pixels is refused before it is unpacked', async () => {
  const header = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  header.writeUInt32BE(32_000, 16)
  header.writeUInt32BE(32_000, 20)
  await assert.rejects(send('bom.png', header), { code: 'files.unreadable' })
})

test('a file over the limit is refused while it streams and leaves nothing behind', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, 1)
  let sent = 0
  const content = Readable.from(
    (function* () {
      for (; sent < 200; sent++) yield megabyte
    })(),
  )
  await assert.rejects(receiveFile(files, { name: 'to.pdf', content }, 2), { code: 'kernel.tooLarge' })
  assert.ok(sent < 10, `${sent} MB were read`)
  assert.deepEqual(readdirSync(files.incoming), [])
})

test('wrong or missing bytes in the store are found before anyone relies on them', async () => {
  const bytes = await pdf(1)
  const stored = await send('sẽ hỏng.pdf', bytes)
  await proveReadable(files, [stored])
  const place = join(
    files.incoming,
    '..',
    stored.sha256.slice(0, 2),
    stored.sha256.slice(2, 4),
    stored.sha256,
  )
  await writeFile(place, Buffer.concat([bytes.subarray(0, -1), Buffer.from('X')]))
  await assert.rejects(readVerified(files, stored.sha256, stored.name), { code: 'files.lost' })
  await rm(place)
  await assert.rejects(proveReadable(files, [stored]), { code: 'files.lost' })
})

test('a name is for showing: no folders, no marks of direction, never empty', () => {
  assert.equal(cleanFileName('../../etc/passwd'), 'passwd')
  assert.equal(cleanFileName('C:\\ảnh\\thẻ.jpg'), 'thẻ.jpg')
  assert.equal(cleanFileName('a\u202egpj.exe'), 'agpj.exe')
  assert.equal(cleanFileName('\u0000'), 'tep')
  assert.equal(cleanFileName('x'.repeat(500)).length, 200)
})

test('the store of S3 signs as the worked example of the signature’s documentation', () => {
  const headers = signedHeaders({
    method: 'GET',
    url: new URL('https://examplebucket.s3.amazonaws.com/?lifecycle'),
    bodyHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    key: 'AKIAIOSFODNN7EXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    now: new Date('2013-05-24T00:00:00Z'),
  })
  assert.match(
    headers.authorization ?? '',
    /Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543$/,
  )
})

test('the store of S3 keeps bytes on a server that speaks it, and says what is not there', async () => {
  const kept = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = request.url ?? ''
    if (request.method === 'PUT') {
      const body = Buffer.concat(chunks)
      // A server refuses what does not hash to what was signed.
      assert.equal(createHash('sha256').update(body).digest('hex'), request.headers['x-amz-content-sha256'])
      kept.set(path, body)
    }
    if (request.method === 'DELETE') kept.delete(path)
    const query = new URL(path, 'http://s3').searchParams
    if (query.has('list-type')) {
      response.end(listOf([...kept.keys()], query.get('start-after') ?? ''))
      return
    }
    const found = kept.get(path)
    response.writeHead(found ? 200 : 404).end(request.method === 'GET' ? found : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const store = await openFileStore(`s3://key:secret@127.0.0.1:${port}/ho-so`, { incoming: files.incoming })
  const stored = await receiveFile(store, { name: 'ảnh.jpg', content: Readable.from([photo]) })
  assert.deepEqual([...kept.keys()], [`/ho-so/${stored.sha256.slice(0, 2)}/${stored.sha256}`])
  assert.deepEqual(await readVerified(store, stored.sha256, stored.name), photo)
  const other = await receiveFile(store, { name: 'b.jpg', content: Readable.from([otherPhoto]) })
  assert.deepEqual(await listed(store), [stored.sha256, other.sha256].sort())
  await store.remove(other.sha256)
  await store.remove(other.sha256)
  assert.deepEqual(await listed(store), [stored.sha256])
  const keys = join(files.incoming, '..', '..', `${randomUUID()}-keys`)
  after(() => rm(keys, { recursive: true, force: true }))
  const sealing = await openSealing(join(keys, 'files'), join(keys, 'master.key'))
  const sealed = await openFileStore(`s3://key:secret@127.0.0.1:${port}/ho-so`, {
    incoming: files.incoming,
    sealing,
  })
  const hidden = await receiveFile(sealed, { name: 'b.jpg', content: Readable.from([otherPhoto]) })
  assert.ok(
    !kept.get(`/ho-so/${hidden.sha256.slice(0, 2)}/${hidden.sha256}`)?.includes(otherPhoto.subarray(40, 80)),
  )
  assert.deepEqual(await readVerified(sealed, hidden.sha256, hidden.name), otherPhoto)
  kept.clear()
  await assert.rejects(proveReadable(store, [stored]), { code: 'files.lost' })
  await new Promise((resolve) => server.close(resolve))
  assert.deepEqual(await readdir(files.incoming), [])
})

async function listed(store: FileStore): Promise<string[]> {
  const found: string[] = []
  for await (const { sha256, storedAt } of store.list()) {
    assert.ok(storedAt > new Date('2020-01-01'))
    found.push(sha256)
  }
  return found.sort()
}

/** One key a page, as a server with many does. */
function listOf(paths: readonly string[], after: string): string {
  const keys = paths.map((path) => path.replace('/ho-so/', '')).sort()
  const [next, ...rest] = keys.filter((key) => key > after)
  const entry = next
    ? `<Contents><Key>${next}</Key><LastModified>${new Date().toISOString()}</LastModified></Contents>`
    : ''
  return `<ListBucketResult><IsTruncated>${rest.length > 0}</IsTruncated>${entry}</ListBucketResult>`
}

test('a folder lists what it keeps, and forgets what is removed', async () => {
  const { sha256 } = await receiveFile(files, { name: 'c.jpg', content: Readable.from([otherPhoto]) })
  assert.ok((await listed(files)).includes(sha256))
  await files.remove(sha256)
  assert.ok(!(await files.has(sha256)) && !(await listed(files)).includes(sha256))
})

test('what was on its way in when its process died goes after a day, and nothing else does', async () => {
  const { sha256 } = await send('giấy.jpg', photo)
  const [old, young] = ['cut-off', 'coming'].map((name) => join(files.incoming, name)) as [string, string]
  await writeFile(old, 'half a pap')
  await writeFile(young, 'half a pap')
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(old, yesterday, new Date(yesterday.getTime() - 1000))
  assert.equal(await forgetHalfFiles(files, yesterday), 1)
  assert.deepEqual(await readdir(files.incoming), ['coming'])
  assert.ok(await files.has(sha256))
  await rm(young)
})

test('a file that is removed while a folder is listed is not listed, and ends nothing', async () => {
  const folder = join(files.incoming, '..', '..', `${randomUUID()}-listed`)
  after(() => rm(folder, { recursive: true, force: true }))
  const store = await openFolderStore(folder)
  const names = ['1', '2'].map((last) => `abcd${'0'.repeat(59)}${last}`)
  await mkdir(join(folder, 'ab', 'cd'), { recursive: true })
  for (const name of names) await writeFile(join(folder, 'ab', 'cd', name), 'x')
  const found: string[] = []
  for await (const { sha256 } of store.list()) {
    found.push(sha256)
    for (const other of names) if (other !== sha256) await store.remove(other)
  }
  assert.equal(found.length, 1)
})
