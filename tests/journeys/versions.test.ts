import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { audit } from './audit.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity], 'demo')
const code = '9.000001'
/** With script, for the audit; and without, for every act. */
const administrator = await stage.person('administrator.z99')
const plain = await stage.person('administrator.z99', { script: false })
for (const page of [administrator, plain]) await press(page.getByRole('button', { name: /Quản trị/ }).first())
const controller = await stage.person('procedure-controller.z99')

/** `SHOTS=folder` keeps what the pages look like. */
const picture = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}
const main = (page: Page) => page.getByRole('main').innerText()

test('an administrator finds a procedure and sees its steps drawn, with the list as their twin', async () => {
  await administrator.goto('/quan-tri/thu-tuc')
  await administrator.getByRole('main').getByRole('searchbox').fill('tha dieu')
  await press(administrator.getByRole('main').getByRole('button', { name: 'Tìm' }))
  await audit(administrator)
  await press(administrator.locator(`main a[href="/quan-tri/thu-tuc/${code}"]`))
  assert.match(await main(administrator), /Đang có hiệu lực/)
  assert.ok(
    await administrator
      .getByRole('img', { name: /Sơ đồ \d+ bước/ })
      .first()
      .isVisible(),
  )
  await audit(administrator)
  await picture(administrator, 'procedure')
})

test('a draft is begun, changed, described, replayed and sent, without a script', async () => {
  await plain.goto(`/quan-tri/thu-tuc/${code}`)
  await press(plain.getByRole('button', { name: 'Soạn phiên bản mới' }))
  assert.match(await main(plain), /Hai bản giống nhau/)
  await press(plain.getByRole('link', { name: 'Thêm một bước' }))
  await plain.getByLabel('Tên', { exact: true }).fill('Soát lại')
  await plain.getByLabel('Chỉ khi (điều kiện)').fill('answers.kites >')
  await press(plain.getByRole('button', { name: 'Lưu' }))
  assert.match(await main(plain), /Điều kiện chưa đọc được/)
  assert.equal(
    await plain.getByLabel('Tên', { exact: true }).inputValue(),
    'Soát lại',
    'nothing typed is lost',
  )
  await plain.getByLabel('Chỉ khi (điều kiện)').fill('count(answers.kites) > 2')
  await press(plain.getByRole('button', { name: 'Lưu' }))
  assert.match(await main(plain), /Thêm Soát lại/)
  await press(plain.getByRole('link', { name: 'Thêm một câu hỏi' }))
  await plain.getByLabel('Tên gọi', { exact: true }).fill('Màu diều')
  await plain.getByLabel('Loại', { exact: true }).selectOption({ label: 'Chọn một' })
  await press(plain.getByRole('button', { name: 'Lưu' }))
  assert.match(await main(plain), /Ghi ít nhất hai dòng/)
  await administrator.goto(plain.url())
  await audit(administrator)
  await plain.getByLabel('Các lựa chọn').fill('Đỏ | Red\nXanh | Blue')
  await press(plain.getByRole('button', { name: 'Lưu' }))
  assert.match(await main(plain), /Màu diều/)
  await press(plain.getByRole('button', { name: 'Lên Màu diều' }))
  await picture(plain, 'draft')
  await administrator.goto(plain.url())
  await audit(administrator)
  await administrator.goto(`${plain.url().split('#')[0]}/buoc/1`)
  await audit(administrator)
  await plain.getByLabel('Lý do', { exact: true }).fill('Thử nghiệm một bước soát lại')
  await plain.getByLabel('Căn cứ', { exact: true }).fill('Văn bản mẫu số 02/2026')
  const [year = '', month = '', day = ''] = new Date(Date.now() + 86_400_000 * 3)
    .toISOString()
    .slice(0, 10)
    .split('-')
  await plain.getByLabel('Ngày', { exact: true }).fill(day)
  await plain.getByLabel('Tháng', { exact: true }).fill(month)
  await plain.getByLabel('Năm', { exact: true }).fill(year)
  await press(plain.getByRole('button', { name: 'Lưu' }))
  await press(plain.getByRole('main').getByRole('link', { name: 'Chạy thử, xem kết quả' }))
  await press(plain.getByRole('button', { name: 'Chạy thử' }))
  assert.match(await main(plain), /Chưa có hồ sơ nào của thủ tục này/)
  await administrator.goto(plain.url())
  await audit(administrator)
  await press(plain.getByRole('link', { name: 'Về bản soạn thảo' }))
  await press(plain.getByRole('button', { name: 'Gửi duyệt' }))
  assert.match(await main(plain), /Chờ duyệt/)
})

test('a second person approves it; the public page says from which day it changes', async () => {
  await controller.goto('/quan-tri/thu-tuc')
  await press(controller.locator('main a[href^="/quan-tri/ban-thao/"]').first())
  await audit(controller)
  await press(controller.getByRole('button', { name: 'Duyệt', exact: true }))
  assert.match(await main(controller), /Đã thành phiên bản 2/)
  const visitor = await stage.device({ width: 360 })
  await visitor.goto(`/thu-tuc/${code}`)
  await picture(visitor, 'public')
  assert.ok(
    await visitor
      .getByRole('img', { name: /Sơ đồ \d+ bước/ })
      .last()
      .isVisible(),
  )
  await audit(visitor)
})

test('the export opens in a foreign viewer without a warning, every step drawn once and none over another', async () => {
  const xml = await administrator.request.get(`${stage.url}/quan-tri/thu-tuc/9.000001/quy-trinh.bpmn`)
  assert.equal(xml.status(), 200)
  const text = await xml.text()
  const page = await stage.device()
  await page.setContent('<div id="canvas" style="height: 800px"></div>')
  await page.addScriptTag({
    content: await readFile('node_modules/bpmn-js/dist/bpmn-viewer.production.min.js', 'utf8'),
  })
  const opened = await page.evaluate(async (file) => {
    type Shape = { type: string; id: string; x: number; y: number; width: number; height: number }
    type Viewer = {
      importXML(xml: string): Promise<{ warnings: string[] }>
      get(name: string): { filter(test: (one: Shape) => boolean): Shape[] }
    }
    const { BpmnJS } = window as unknown as { BpmnJS: new (options: object) => Viewer }
    const viewer = new BpmnJS({ container: '#canvas' })
    const { warnings } = await viewer.importXML(file)
    const shapes = viewer
      .get('elementRegistry')
      .filter(({ type }) => /Task$|Gateway$|Event$|Lane$|SequenceFlow$|Participant$/.test(type))
      .map(({ type, id, x, y, width, height }) => ({ type, id, x, y, width, height }))
    return { warnings, shapes }
  }, text)
  assert.deepEqual(opened.warnings, [])
  const of = (pattern: RegExp) => opened.shapes.filter(({ type }) => pattern.test(type))
  const steps = stage.platform.pack.procedures.find((one) => one.code === code)?.steps ?? []
  assert.equal(of(/Task$/).length, steps.length, 'every step of the pack')
  assert.equal(of(/InclusiveGateway$/).length, 2)
  assert.equal(of(/Event$/).length, 2)
  assert.ok(of(/Lane$/).length >= 4)
  assert.ok(of(/SequenceFlow$/).length >= 13)
  const boxes = of(/Task$|Gateway$|Event$/)
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      assert.ok(
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
        `${a.id} lies over ${b.id}`,
      )
})

test('nothing went wrong behind the pages', () => assertNoTroubles(stage))
