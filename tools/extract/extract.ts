/**
 * `npm run extract -- <folder>`: writes the facts of packs/binh-thuan from the source tables in `folder`
 * (admin-units/, boundaries/, people/, places/, procedures/), and the names of banks (bank/). Running it again gives the same files.
 */
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Row, readRows } from '../../src/kernel/packs.ts'
import { banksOf } from './banks.ts'
import { type FeatureCollection, geographyOf } from './geography.ts'
import { peopleOf } from './names.ts'
import { areasOf, type Cells, changesOf, unitsOf } from './places.ts'
import { catalogueOf, fieldsOf } from './procedures.ts'
import { writePackFile } from './write.ts'

const pack = 'packs/binh-thuan'
const portal = 'Cổng Dịch vụ công quốc gia, ảnh chụp 7/2026'

async function rowsOf(file: string): Promise<Row[]> {
  return await Array.fromAsync(readRows(file))
}
const cellsOf = async (file: string): Promise<Cells[]> =>
  (await rowsOf(file)).map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, String(cell)])),
  )

async function writePlaces(folder: string): Promise<void> {
  const from = (name: string) => cellsOf(path.join(folder, 'admin-units', `binh-thuan-${name}.csv`))
  const tables = {
    units: await from('units-before-2025-07-01'),
    communes: await from('communes-as-of-2024-02-01'),
    mapping: await from('old-to-new-2025-07-01'),
  }
  const areas = areasOf(tables)
  await writePackFile(pack, 'areas.json', 'areas', {
    note: 'Do npm run extract viết. “changes” là các thay đổi của luật sau tháng 2/2024; tỉnh áp dụng chúng vào đúng ngày.',
    source: 'Danh mục đơn vị hành chính của Tổng cục Thống kê',
    areas,
    changes: changesOf(tables),
  })
  await writePackFile(pack, 'units.json', 'units', {
    note: 'Do npm run extract viết từ tools/extract/departments.ts. Mã định danh theo dạng của QĐ 20/2020/QĐ-TTg; mã có assumedCode là mã giả định, tỉnh cần thay bằng mã đã công bố.',
    units: unitsOf(areas),
  })
}

async function writeGeography(folder: string): Promise<void> {
  const from = async (name: string) =>
    JSON.parse(await readFile(path.join(folder, 'boundaries', `binh-thuan-${name}.geojson`), 'utf8'))
  await writePackFile(pack, 'geography.json', 'geography', {
    note: 'Do npm run extract viết; ranh giới đã đơn giản hóa (lệch không quá 30 m), để xem và tìm xã, không thay bản đồ hành chính.',
    source:
      'Ranh giới xã từ 01/7/2025: thanglequoc/vietnamese-provinces-database (MIT). Tên biển, đảo và bờ biển lân cận: viết tay, gần đúng. Di tích: tọa độ không chính thức.',
    ...geographyOf({
      communes: (await from('area-new-communes-2025')) as FeatureCollection,
      districts: (await from('districts-dissolved')) as FeatureCollection,
      mapping: await cellsOf(path.join(folder, 'admin-units', 'binh-thuan-old-to-new-2025-07-01.csv')),
      sites: await cellsOf(path.join(folder, 'places', 'binh-thuan-historic-sites.csv')),
    }),
  })
}

async function writePeople(folder: string): Promise<void> {
  const from = (name: string) => cellsOf(path.join(folder, 'people', `vn-${name}-frequency.csv`))
  const lines = (name: string) =>
    readFile(path.join(folder, 'people', `vn-${name}-middle-plus-given.txt`), 'utf8')
  await writePackFile(pack, 'people.json', 'people', {
    source: 'Tần suất họ, đệm, tên trong một mẫu 8.631 người (2016); tên Chăm, Raglai, K’Ho, Hoa viết tay',
    groups: peopleOf({
      families: await from('family-name'),
      middles: await from('middle-name'),
      givens: await from('given-name'),
      male: await lines('male'),
      female: await lines('female'),
    }),
  })
}

/** Files of an earlier run; catalogues written by hand name another source and stay. */
async function removeExtracted(): Promise<void> {
  const names = await Array.fromAsync(glob(`${pack}/catalogue/*.json`))
  for (const name of names) {
    const { source } = JSON.parse(await readFile(name, 'utf8')) as { source?: string }
    if (source === portal) await rm(name)
  }
}

async function writeProcedures(folder: string): Promise<void> {
  const rows = await rowsOf(path.join(folder, 'procedures', 'local-procedures-detail-2026-07.ndjson.gz'))
  const national = await cellsOf(path.join(folder, 'procedures', 'national-procedures-2026-07.csv'))
  const results = new Map(national.map(({ code = '', results: text = '' }) => [code, text]))
  await writePackFile(pack, 'fields.json', 'fields', { fields: fieldsOf(rows) })
  await removeExtracted()
  const catalogue = catalogueOf(rows, results)
  for (const [field, procedures] of catalogue)
    await writePackFile(pack, `catalogue/${field}.json`, 'catalogue', { source: portal, field, procedures })
  console.log(`${rows.length} thủ tục trong ${catalogue.size} lĩnh vực.`)
}

async function writeBanks(folder: string): Promise<void> {
  const banks = banksOf(await cellsOf(path.join(folder, 'bank', 'vn-banks-napas-bin.csv')))
  const source = 'Danh sách mã BIN của VietQR; kiểm tra lại trước khi dùng cho tài khoản thật'
  await writeFile('src/modules/payments/vietqr/banks.json', `${JSON.stringify({ source, banks }, null, 2)}\n`)
}

const folder = process.argv[2]
if (folder) {
  await writePlaces(folder)
  await writeGeography(folder)
  await writePeople(folder)
  await writeProcedures(folder)
  await writeBanks(folder)
} else {
  console.error('Cách dùng: npm run extract -- <thư mục dữ liệu nguồn>')
  process.exitCode = 2
}
