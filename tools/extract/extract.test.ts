import assert from 'node:assert/strict'
import { test } from 'node:test'
import { banksOf } from './banks.ts'
import { agencyMismatch, applicantsOf, channelsOf, legalNumbersOf, levelsOf, resultsOf } from './facts.ts'
import { groupName, paperName, papersOf, rowsOf } from './papers.ts'
import { areasOf, changesOf, unitsOf } from './places.ts'
import { packText } from './write.ts'

const header = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng'
const namesIn = (text: string) =>
  papersOf(text).papers.map(({ name, originals, copies, group }) => [name, originals, copies, group])

test('rows end where the quantity stands, whatever is glued to it', () => {
  const { rows, rest } = rowsOf(
    'Đơn xin gió;1 bản chínhGiấy mây ngày 31/3/20260 bản chính,2 bản saoTrường hợp mưa',
  )
  assert.deepEqual(rows, [
    { text: 'Đơn xin gió;', originals: 1, copies: 0 },
    { text: 'Giấy mây ngày 31/3/2026', originals: 0, copies: 2 },
  ])
  assert.equal(rest, 'Trường hợp mưa')
})

test('quantities in the words of a row do not end it', () => {
  const { rows } = rowsOf('Người thả nộp 02 bản chính đơn xin gió (1 bản chính, 1 bản sao);1 bản chính')
  assert.equal(rows.length, 1)
})

test('cases become groups and forms to fill in come first', () => {
  const text = `Trường hợp diều lớn:${header}- Ảnh chụp diều;0 bản chính,1 bản sao- Đơn xin thả diều theo mẫu.Mau01.docx1 bản chínhTrường hợp diều nhỏ:${header}a) Đơn xin thả diều1 bản chính`
  assert.deepEqual(namesIn(text), [
    ['Đơn xin thả diều theo mẫu', 1, 0, 'Trường hợp diều lớn'],
    ['Ảnh chụp diều', 0, 1, 'Trường hợp diều lớn'],
    ['Đơn xin thả diều', 1, 0, 'Trường hợp diều nhỏ'],
  ])
  const keys = papersOf(text).papers.map(({ key }) => key)
  assert.equal(new Set(keys).size, keys.length)
})

const papers: [string, string | undefined][] = [
  [
    '- Tờ khai diều theo Mẫu số 01.D Phụ lục II ban hành kèm theo Nghị định số 1/2020/NĐ-HG;',
    'Tờ khai diều theo Mẫu số 01.D',
  ],
  [
    'b) Giấy phép bay (đối với trường hợp diều có sáo theo quy định tại khoản 2): 01 bản chụp;',
    'Giấy phép bay',
  ],
  ['02 bộ bản vẽ khung diều', 'Bản vẽ khung diều'],
  [
    'Bản sao có chứng thực hoặc bản sao điện tử được chứng thực từ bản chính Giấy khai sinh của diều',
    'Bản sao giấy khai sinh của diều',
  ],
  ['Trường hợp người thả vắng mặt thì phải có văn bản ủy quyền;', 'Văn bản ủy quyền'],
  ['Một trong các giấy tờ sau: + Sổ gió; + Thẻ mây', 'Một trong các giấy tờ: Sổ gió / Thẻ mây'],
  ['Đơn xin thả diềuDon xin tha dieu.docx', 'Đơn xin thả diều'],
  ['Đơn đề nghị theo Mẫu số 04.KT Phụ lục II;Mau so 04.KT.docx', 'Đơn đề nghị theo Mẫu số 04.KT'],
  ['Sổ theo dõi diều.Sổ theo dõi sáo', 'Sổ theo dõi diều'],
  ['02 ảnh diều cỡ 4x6', '02 ảnh diều cỡ 4x6'],
  ['Lưu ý: người thả diều mang theo Giấy phép bay', undefined],
  ['Người tiếp nhận có trách nhiệm tra cứu thông tin gió', undefined],
  ['Bị gió cuốn từ hai lần trở lên', undefined],
]
for (const [row, name] of papers)
  test(`“${row.slice(0, 50)}…” names ${name ?? 'no paper'}`, () => assert.equal(paperName(row), name))

test('a long name is cut between words and says so', () => {
  const name = paperName(`Báo cáo ${'về gió rất mạnh, '.repeat(30)}`) ?? ''
  assert.ok(name.length <= 160 && name.endsWith('…'))
})

test('prose in place of the table leaves no paper and one doubt', () => {
  assert.deepEqual(papersOf('); nộp hồ sơ cho cơ quan.\nBước 2. Chờ gió.'), { papers: [], unreadable: 1 })
})

test('the empty title is no case', () => assert.equal(groupName('--'), undefined))

const way = (time: string, fee: string, text: string) =>
  channelsOf([{ mode: 'Trực tiếp', time, fee, text }])[0]
test('limits keep their unit, and a bare number becomes no limit', () => {
  assert.deepEqual(way('15 WD', '0', 'Miễn phí'), {
    channel: 'direct',
    limit: { amount: 15, unit: 'workingDay' },
    fee: 'Miễn phí',
  })
  assert.deepEqual(way('', '0', '3Miễn phí'), {
    channel: 'direct',
    fee: 'Miễn phí',
    flags: ['limitUnitMissing'],
  })
})

test('fees are doubted where the source is', () => {
  const flagsOf = (...given: Parameters<typeof way>) => way(...given)?.flags ?? []
  assert.equal(way('1 WD', '120,000 VNĐ', '120,000 VNĐ')?.fee, '120.000 đồng')
  assert.deepEqual(flagsOf('1 WD', '120,000 VNĐ', '120,000 VNĐ'), [])
  assert.ok(flagsOf('1 WD', '150 VNĐ', '150 VNĐ').includes('feeSuspect'), 'under a thousand')
  assert.ok(
    flagsOf('', '1100 VNĐ', '1100 VNĐ(Phí: 100.000 đồng/lần)').includes('feeSuspect'),
    'a time glued to a fee',
  )
  assert.ok(
    flagsOf('1 WD', '50,000 VNĐ', '50,000 VNĐ(Lệ phí: 70.000 đồng)').includes('feeSuspect'),
    'a note that disagrees',
  )
  assert.ok(
    flagsOf('1 WD', '0', 'Miễn phí(Lệ phí: 40.000 đồng)').includes('feeSuspect'),
    'free with an amount',
  )
  assert.ok(flagsOf('1 WD', '0', 'Miễn phí(Do Hội đồng nhân dân quyết định)').includes('feeByCouncil'))
  assert.deepEqual(flagsOf('1 WD', '0', 'Miễn phí(Không)'), [])
})

test('several limits on one channel are told as cases', () => {
  const rows = ['15 D', '30 D'].map((time) => ({ mode: 'Trực tuyến', time, fee: '0', text: 'Miễn phí' }))
  assert.ok(channelsOf(rows).every(({ flags }) => flags?.includes('limitByCase')))
})

test('numbers of laws are found where cells run together', () => {
  assert.deepEqual(
    legalNumbersOf(
      'Luật số 73/2021/QH1473/2021/QH14Nghị định ngày 15/5/202655/2026/NĐ-CPTHÔNG TƯ 5/2025/TT-BCALuật',
    ),
    ['5/2025/TT-BCA', '55/2026/NĐ-CP', '73/2021/QH14'],
  )
})

test('results come with their codes', () => {
  assert.deepEqual(resultsOf('Giấy bay [KQ.G15.000031] ; ...văn bản từ chối [KQ.G15.000032]'), [
    { code: 'KQ.G15.000031', name: 'Giấy bay' },
    { code: 'KQ.G15.000032', name: 'Văn bản từ chối' },
  ])
})

test('levels and applicants are read through the commas in their names', () => {
  assert.deepEqual(levelsOf('Cấp bộ, Cấp xã, Cơ quan khác'), ['ministry', 'commune', 'other'])
  assert.deepEqual(
    applicantsOf('Tổ chức (không bao gồm doanh nghiệp, HTX), Công dân Việt Nam, Doanh nghiệp Việt Nam'),
    ['citizen', 'vietnameseEnterprise', 'organisation'],
  )
})

test('an agency of another level or province is noticed', () => {
  assert.equal(agencyMismatch(['commune'], 'Sở Gió'), true)
  assert.equal(agencyMismatch(['province'], 'Sở Gió Thành phố Hà Nội'), true)
  assert.equal(agencyMismatch(['commune'], 'Ủy ban nhân dân cấp xã'), false)
})

const tables = {
  units: [
    { level: '1', code: '60', name: 'Tỉnh Gió', type: 'Tỉnh', parent_code: '' },
    { level: '2', code: '601', name: 'Huyện Mây', type: 'Huyện', parent_code: '60' },
    { level: '3', code: '60101', name: 'Xã Bão', type: 'Xã', parent_code: '601' },
  ],
  communes: [
    { district_code: '601', commune_code: '60101', commune_name: 'Xã Lặng', commune_type: 'Xã' },
    { district_code: '601', commune_code: '60102', commune_name: 'Xã Bão', commune_type: 'Xã' },
  ],
  mapping: [
    {
      old_commune_code: '60101',
      new_province_code: '68',
      new_commune_code: '60101',
      new_commune_name: 'Xã Bão',
      share: 'full',
    },
  ],
}

test('a name that moves to another code renames one commune and ends the other', () => {
  assert.deepEqual(
    changesOf(tables).filter(({ on }) => on === '2025-01-01'),
    [
      { on: '2025-01-01', code: '60101', change: 'renamed', name: 'Xã Bão' },
      { on: '2025-01-01', code: '60102', change: 'abolished' },
    ],
  )
})

test('every district and commune has a committee below its own district', () => {
  const committees = unitsOf(areasOf(tables)).filter(({ kind }) => kind === 'commune' || kind === 'district')
  assert.deepEqual(
    committees.map(({ code, parent, name }) => [code, parent, name]),
    [
      ['H11.31', 'H11', 'Ủy ban nhân dân huyện Mây'],
      ['H11.31.01', 'H11.31', 'Ủy ban nhân dân xã Lặng'],
      ['H11.31.02', 'H11.31', 'Ủy ban nhân dân xã Bão'],
    ],
  )
})

test('a pack file holds one record a line', () => {
  const text = packText('fields', 2, { fields: [{ code: 'a' }, { code: 'b' }] })
  assert.equal(text.split('\n').filter((line) => line.includes('"code"')).length, 2)
  assert.equal((JSON.parse(text) as { $schema: string }).$schema, '../../schemas/fields.schema.json')
})

test('a bank that was renamed has both names under its digits', () => {
  const rows = [
    { bin: '970449', short_name: 'Ngân hàng Gió' },
    { bin: '970403', short_name: 'Ngân hàng Mây' },
    { bin: '970449', short_name: 'Ngân hàng Bão' },
  ]
  assert.deepEqual(banksOf(rows), { '970403': 'Ngân hàng Mây', '970449': 'Ngân hàng Gió / Ngân hàng Bão' })
})
