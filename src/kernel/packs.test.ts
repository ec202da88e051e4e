import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { positionsOf } from './packs/positions.ts'
import {
  checkPack,
  PackError,
  type Problem,
  readPack,
  readProcedureTexts,
  writeSchemasCommand,
} from './packs.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'packs-'))
after(() => rm(folder, { recursive: true, force: true }))

let copies = 0
/** The problems of a copy of the demo pack in which `from` became `to` in `file`. */
async function problemsAfter(file: string, from: string, to: string): Promise<readonly Problem[]> {
  copies += 1
  const copy = path.join(folder, `demo-${copies}`)
  await cp('packs/demo', copy, { recursive: true })
  const text = await readFile(path.join(copy, file), 'utf8')
  assert.ok(text.includes(from), `${file} no longer holds ${from}`)
  await writeFile(
    path.join(copy, file),
    text.replace(from, () => to),
  )
  return checkPack(copy)
}
const lineOf = async (file: string, words: string) =>
  (await readFile(path.join('packs/demo', file), 'utf8'))
    .split('\n')
    .findIndex((line) => line.includes(words)) + 1

async function assertFound(problems: readonly Problem[], file: string, line: number, message: RegExp) {
  const found = problems.find(
    (problem) => problem.file === file && problem.line === line && message.test(problem.message),
  )
  assert.ok(found, `not found in ${JSON.stringify(problems, null, 1)}`)
}

for (const pack of ['demo', 'binh-thuan'])
  test(`the pack ${pack} is sound`, async () => {
    assert.deepEqual(await checkPack(`packs/${pack}`), [])
    assert.equal((await readPack(`packs/${pack}`)).manifest.code, pack)
  })

const breaks: [string, string, string, string, RegExp][] = [
  [
    'a form filled in with a fact that is not declared',
    'forms/kite-permit.json',
    '"prefill": "person.phone"',
    '"prefill": "person.shoeSize"',
    /dữ kiện person\.shoeSize trong facts\.json/,
  ],
  [
    'a fact that does not fit its field',
    'forms/kite-permit.json',
    '"prefill": "person.phone"',
    '"prefill": "person.gender"',
    /person\.gender là choice, không điền được vào ô phone/,
  ],
  [
    'a result that writes what is not declared',
    'procedures/9.000001.json',
    '"fact": "person.kiteLength"',
    '"fact": "person.kiteColour"',
    /Không có dữ kiện person\.kiteColour/,
  ],
  [
    'a register asked by an answer that the form does not have',
    'procedures/9.000101.json',
    '"taxCode":"answers.firmTaxCode"',
    '"taxCode":"answers.firmNumber"',
    /đọc answers\.firmNumber/,
  ],
  [
    'a commune that nobody asks for',
    'procedures/9.000101.json',
    '"competence": {"level": "commune", "unit": "Z99.11.01"}',
    '"competence": {"level": "commune"}',
    /không hỏi nơi làm thủ tục/,
  ],
  [
    'a parent that does not exist',
    'units.json',
    '"parent":"Z99.02"',
    '"parent":"Z99.77"',
    /cơ quan cấp trên Z99\.77/,
  ],
  [
    'a department that does not exist',
    'fields.json',
    '"department":"Z99.03"',
    '"department":"Z98"',
    /cơ quan Z98/,
  ],
  ['a field that does not exist', 'catalogue/dieu.json', '"field": "dieu"', '"field": "sao"', /lĩnh vực sao/],
  [
    'a code written twice',
    'catalogue/dieu.json',
    '"code":"9.000003"',
    '"code":"9.000002"',
    /Trùng mã thủ tục 9\.000002/,
  ],
  ['a misspelt property', 'units.json', '"phone":', '"fone":', /Không có thuộc tính “fone”/],
  [
    'a value outside the list',
    'areas.json',
    '"kind":"Phường","name":"Phường Đuôi Diều"',
    '"kind":"Phố","name":"Phường Đuôi Diều"',
    /một trong/,
  ],
  [
    'a day that no calendar has',
    'units.json',
    '"validTo":"2025-12-31"',
    '"validTo":"2025-02-30"',
    /Không có ngày 2025-02-30/,
  ],
  [
    'a role that no step may use',
    'procedures/9.000001.json',
    '"role":"keeper"',
    '"role":"ghost"',
    /vai trò xử lý ghost/,
  ],
  [
    'a form that does not exist',
    'procedures/9.000001.json',
    '"form": "kite-permit"',
    '"form": "kite"',
    /tờ khai forms\/ kite/,
  ],
  [
    'a template that does not exist',
    'procedures/9.000001.json',
    '"template": "generic-result"',
    '"template": "gold"',
    /templates\/gold\.typ/,
  ],
  [
    'an expression that cannot be read',
    'procedures/9.000001.json',
    '1000 * count(answers.kites)',
    '1000 * count(',
    /Biểu thức/,
  ],
  [
    'an answer the form never asks for',
    'procedures/9.000001.json',
    'answers.largestKiteVnd',
    'answers.largestKite',
    /không hỏi câu này/,
  ],
  [
    'a life event with an unknown procedure',
    'life-events.json',
    '"9.000102"',
    '"9.999999"',
    /thủ tục 9\.999999/,
  ],
  [
    'a condition that reads a step which is not there',
    'procedures/9.000101.json',
    '"when":"answers.isFlooded == true"',
    '"when":"outcomes.xem_trang == \'done\'"',
    /không có bước nào tên như vậy/,
  ],
  [
    'a condition that reads a step which is still to come',
    'procedures/9.000101.json',
    '"when":"answers.isFlooded == true"',
    '"when":"outcomes.duyet == \'done\'"',
    /chưa xong khi bước này bắt đầu/,
  ],
  [
    'a condition on an outcome that the step cannot have',
    'procedures/9.000101.json',
    '"when":"answers.isFlooded == true"',
    '"when":"outcomes.tiep_nhan == \'rejected\'"',
    /không có kết luận “rejected”/,
  ],
  [
    'a condition that reads what no step may read',
    'procedures/9.000101.json',
    '"when":"answers.isFlooded == true"',
    '"when":"weather == \'rain\'"',
    /chỉ đọc answers, channel, today, outcomes/,
  ],
  [
    'a step that no dossier ever reaches',
    'procedures/9.000101.json',
    '"when":"answers.isFlooded == true"',
    '"when":"channel == \'online\' and channel == \'post\'"',
    /Không bao giờ tới bước này/,
  ],
  [
    'a step behind the return of the result',
    'procedures/9.000101.json',
    '"key":"luu","type":"archive"',
    '"key":"luu","type":"appraise"',
    /sau khi trả kết quả chỉ còn lưu trữ/,
  ],
  [
    'steps side by side that do not stand together',
    'procedures/9.000101.json',
    '"hours":24,"noticeDays":3',
    '"hours":24,"noticeDays":3,"parallel":"le"},{"key":"le","type":"assign","name":{"vi":"Lẻ","en":"Odd"},"role":"head","hours":1},{"key":"le-2","type":"assign","name":{"vi":"Lẻ 2","en":"Odd 2"},"role":"head","hours":1,"parallel":"le"',
    /phải đứng liền nhau/,
  ],
  ['a missing comma', 'roles.json', '"code":"registrar",', '"code":"registrar"', /cú pháp/],
  ['a property written twice', 'pack.json', '"schema":', '"code":', /hai lần|Thiếu/],
  ['a schema of another kind', 'fields.json', 'fields.schema.json', 'units.schema.json', /\$schema/],
]
for (const [what, file, from, to, message] of breaks)
  test(`${what} is told with file, line and what is wrong`, async () => {
    const line =
      file === 'procedures/9.000001.json' || file.endsWith('pack.json') ? undefined : await lineOf(file, from)
    const problems = await problemsAfter(file, from, to)
    const found = problems.find((problem) => problem.file === file && message.test(problem.message))
    assert.ok(found, JSON.stringify(problems, null, 1))
    if (line) await assertFound(problems, file, line, message)
  })

test('lines are counted in files with one property a line too', async () => {
  const { lineOf, repeated } = positionsOf('{\n "a": [\n  1,\n  { "b/c": "x\\"}" }\n ],\n "a": 2\n}')
  assert.equal(lineOf('/a/1/b~1c'), 4)
  assert.equal(lineOf('/a/1/unknown'), 4)
  assert.deepEqual(repeated, ['/a'])
})

test('two names of one code may follow each other, but not overlap', async () => {
  const problems = await problemsAfter('areas.json', '"validFrom":"2025-07-01"', '"validFrom":"2025-06-30"')
  assert.match(problems.map(({ message }) => message).join(), /99102 trùng/)
})

test('a unit cannot be its own superior', async () => {
  const problems = await problemsAfter(
    'units.json',
    '"kind":"department","validFrom":"2000-01-01","parent":"Z99","area":"99","desk":"Quầy Gió Lành"}',
    '"kind":"department","validFrom":"2000-01-01","parent":"Z99.02.01","area":"99","desk":"Quầy Gió Lành"}',
  )
  assert.match(problems.map(({ message }) => message).join(), /cấp trên của chính nó/)
})

test('a broken pack is refused with all its problems', async () => {
  await assert.rejects(readPack(path.join(folder, 'nowhere')), (error: unknown) => {
    assert.ok(error instanceof PackError)
    assert.match(error.message, /Không mở được thư mục gói/)
    return error.problems.length === 1
  })
})

test('the demo pack is odd enough to find rules of a real province in code', async () => {
  const { units, areas } = await readPack('packs/demo')
  assert.ok(
    units.some(({ kind, parent }) => kind === 'vertical' && !parent),
    'a unit without parent',
  )
  assert.ok(
    units.some(({ validTo }) => validTo),
    'a unit that closes',
  )
  assert.ok(
    areas.some(({ level, parent }) => level === 'commune' && parent === '99'),
    'a commune without district',
  )
})

const national = 'Cổng Dịch vụ công quốc gia, ảnh chụp 7/2026'
test('Bình Thuận has the 1,601 local procedures of the portal, each once', async () => {
  const files = await readdir('packs/binh-thuan/catalogue')
  const texts = await Promise.all(files.map((file) => readFile(`packs/binh-thuan/catalogue/${file}`, 'utf8')))
  const extracted = texts
    .map((text) => JSON.parse(text) as { source: string; procedures: { code: string }[] })
    .filter(({ source }) => source === national)
  const codes = extracted.flatMap(({ procedures }) => procedures.map(({ code }) => code))
  assert.equal(codes.length, 1601)
  assert.equal(new Set(codes).size, 1601)
})

test('Bình Thuận has 10 districts and 124 communes, each with its committee and desk', async () => {
  const { areas, units, areaChanges } = await readPack('packs/binh-thuan')
  const count = (level: string) => areas.filter((area) => area.level === level).length
  assert.deepEqual([count('province'), count('district'), count('commune')], [1, 10, 124])
  for (const area of areas.filter(({ level }) => level !== 'province')) {
    const unit = units.find((each) => each.area === area.code)
    assert.ok(unit?.desk, `no desk in ${area.name}`)
  }
  const moved = areaChanges.find(({ code, on }) => code === '22951' && on === '2025-01-01')
  assert.equal(moved?.name, 'Phường Bình Hưng', 'a name that moved to another code on 2025-01-01')
})

test('a fee of the catalogue is words, never a number to charge, and a doubtful one says so', async () => {
  const { catalogue } = await readPack('packs/binh-thuan')
  const ways = catalogue.flatMap(({ channels }) => channels)
  assert.ok(ways.every(({ fee }) => fee === undefined || typeof fee === 'string'))
  assert.equal(
    ways.some((way) => 'vnd' in way),
    false,
  )
  const tiny = ways.filter(({ fee }) => /^\d{1,3} (VNĐ|Việt Nam Đồng)$/.test(fee ?? ''))
  assert.ok(tiny.length > 50)
  assert.ok(
    tiny.every(({ flags }) => flags?.includes('feeSuspect')),
    'no amount under 1 000 đồng goes unflagged',
  )
})

test('names of papers are names: short, and without the words of the source around them', async () => {
  const { catalogue } = await readPack('packs/binh-thuan')
  const names = catalogue.flatMap(({ papers }) => papers.map(({ name }) => name))
  assert.ok(names.length > 6000)
  assert.ok(names.every((name) => name.length <= 160))
  const prose = names.filter((name) =>
    /bản chính,\d|\.docx?$|^(Lưu ý|Trường hợp|Bước)|Tên giấy tờ/.test(name),
  )
  assert.deepEqual(prose, [])
})

test('packs stay small enough to read and compare', async () => {
  const files = await readdir('packs/binh-thuan', { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
  )
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 5e6)
})

test('the schemas for editors are those of the code', async () => {
  const fresh = path.join(folder, 'schemas')
  await writeSchemasCommand(fresh, () => undefined)
  const names = await readdir('schemas')
  assert.deepEqual(names, await readdir(fresh))
  for (const name of names)
    assert.equal(await readFile(`schemas/${name}`, 'utf8'), await readFile(path.join(fresh, name), 'utf8'))
})

const rows = [
  { ma_thu_tuc: '9.000001', trinh_tu_thuc_hien: 'Bước 1:\nchờ gió, "thả"', can_cu_phap_ly: '1/2020/NĐ-HG' },
  { ma_thu_tuc: '9.000002', yeu_cau_dieu_kien: 'Có diều' },
]
const quoted = (text = '') => `"${text.replaceAll('"', '""')}"`
const csv = [
  'ma_thu_tuc,trinh_tu_thuc_hien,yeu_cau_dieu_kien,can_cu_phap_ly',
  ...rows.map((row) =>
    [row.ma_thu_tuc, row.trinh_tu_thuc_hien, row.yeu_cau_dieu_kien, row.can_cu_phap_ly].map(quoted).join(','),
  ),
].join('\r\n')
const ndjson = rows.map((row) => JSON.stringify(row)).join('\n')

async function textsOf(name: string, content: string | Buffer) {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return Array.fromAsync(readProcedureTexts(file))
}

test('full texts come alike from NDJSON, CSV and both gzipped', async () => {
  const plain = await textsOf('texts.ndjson', ndjson)
  assert.equal(plain[0]?.texts.sequence, 'Bước 1:\nchờ gió, "thả"')
  assert.equal(plain[1]?.texts.conditions, 'Có diều')
  assert.deepEqual(await textsOf('texts.csv', csv), plain)
  assert.deepEqual(await textsOf('texts.ndjson.gz', gzipSync(ndjson)), plain)
  assert.deepEqual(await textsOf('texts.csv.gz', gzipSync(csv)), plain)
})

const broken: [string, string, string, RegExp][] = [
  ['a line that is not JSON', 'a.ndjson', `${ndjson}\n{`, /dòng 3: không phải JSON/],
  ['a code of another form', 'b.ndjson', '{"ma_thu_tuc":"khai sinh"}', /dòng 1: mã thủ tục “khai sinh”/],
  ['a procedure told twice', 'c.ndjson', `${ndjson}\n${ndjson}`, /dòng 3: thủ tục 9\.000001 đã có/],
  ['a row with too few cells', 'd.csv', 'ma_thu_tuc,can_cu_phap_ly\n9.000001', /dòng 2: có 1 ô/],
  [
    'a quote that never closes',
    'e.csv',
    'ma_thu_tuc,can_cu_phap_ly\n9.000001,"Luật',
    /dòng 2: ô chữ thiếu dấu nháy đóng/,
  ],
  ['a file of another kind', 'f.xlsx', '', /tên tệp phải kết thúc/],
]
for (const [what, name, content, message] of broken)
  test(`${what} stops the import with its line`, () => assert.rejects(textsOf(name, content), message))
