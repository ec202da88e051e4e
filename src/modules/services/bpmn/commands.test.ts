import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack } from '#kernel/packs.ts'
import { backgroundContext, calendarOf } from '#kernel/platform.ts'
import { roleNamesOf } from '../designer/drawing/domain.ts'
import { describeProcedure, type ProcedureDefinition } from '../domain.ts'
import { readBpmn, readBpmnFile, readJsonFile } from './commands.ts'
import { writeBpmn } from './domain.ts'
import { stepsIn } from './reading/domain.ts'

const packs = await Promise.all(['demo', 'binh-thuan'].map((name) => readPack(`packs/${name}`)))
const [demo] = packs
assert.ok(demo)
const names = roleNamesOf(demo)
const settings = { publicUrl: 'http://localhost', secretKey: 'x', dataDir: '.', development: true } as never
const context = backgroundContext({ pack: demo, calendar: calendarOf(demo), settings } as never)

function definition(code: string, pack = demo): ProcedureDefinition {
  const facts = pack?.catalogue.find((one) => one.code === code)
  assert.ok(pack && facts)
  return {
    ...describeProcedure(
      facts,
      pack.procedures.find((one) => one.code === code),
      pack.forms,
    ),
    version: 3,
  }
}
const again = async (text: string) => stepsIn(await readBpmn(text), names)

test('the steps of every procedure come back from their own export exactly, and nothing is noted', async () => {
  let count = 0
  for (const pack of packs)
    for (const { code } of pack.procedures) {
      const one = definition(code, pack)
      const { steps, notes } = await again(writeBpmn(one, roleNamesOf(pack), 'vi'))
      assert.deepEqual(steps, one.steps, code)
      assert.deepEqual(notes, [], code)
      count += 1
    }
  assert.ok(count > 10, `${count} procedures`)
})

test('a name changed in another tool is the new name; the rest of the step stays', async () => {
  const kite = definition('9.000001')
  const text = writeBpmn(kite, names, 'vi').replace('name="Dự thảo giấy phép"', 'name="Viết giấy phép"')
  const { steps } = await again(text)
  const step = steps.find(({ key }) => key === 'du-thao')
  assert.equal(step?.name.vi, 'Viết giấy phép')
  assert.equal(step?.hours, 4)
})

const foreign = (inside: string, lanes = '') => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="defs" targetNamespace="http://example.vn">
  <process id="p">${lanes}${inside}</process></definitions>`
const flow = (id: string, from: string, to: string, condition = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition && `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`}</sequenceFlow>`

test('a simple file of another tool becomes steps by lane, words and documentation; what is assumed is said by id', async () => {
  const lanes = `<laneSet id="ls"><lane id="l1" name="Cán bộ một cửa"><flowNodeRef>a</flowNodeRef><flowNodeRef>d</flowNodeRef></lane>
    <lane id="l2" name="Phòng lạ"><flowNodeRef>b</flowNodeRef></lane></laneSet>`
  const { steps, notes } = await again(
    foreign(
      `<startEvent id="s"/><userTask id="a" name="Tiếp nhận"><documentation>Thời gian: 4 giờ</documentation></userTask>
      <task id="b" name="Thẩm định"><documentation>2 ngày</documentation></task><manualTask id="d" name="Trả kết quả"/><endEvent id="e"/>
      ${flow('f1', 's', 'a')}${flow('f2', 'a', 'b')}${flow('f3', 'b', 'd')}${flow('f4', 'd', 'e')}`,
      lanes,
    ),
  )
  assert.deepEqual(
    steps.map(({ key, type, role, hours }) => [key, type, role, hours]),
    [
      ['tiep-nhan', 'receive', 'desk', 4],
      ['tham-dinh', 'appraise', 'officer', 16],
      ['tra-ket-qua', 'return', 'desk', 8],
    ],
  )
  assert.match(notes.find(({ element }) => element === 'b')?.text.vi ?? '', /làn “Phòng lạ”/)
  assert.match(notes.find(({ element }) => element === 'd')?.text.vi ?? '', /số giờ \(tạm để 8\)/)
})

test('an exclusive gateway gives conditions, its default the opposite; a parallel one gives steps side by side', async () => {
  const { steps, notes } = await again(
    foreign(
      `<startEvent id="s"/><task id="a" name="Tiếp nhận"/><exclusiveGateway id="g" default="f4"/><task id="b" name="Xem kỹ"/>
      <task id="c" name="Xem nhanh"/><exclusiveGateway id="h"/><parallelGateway id="p1"/><task id="x" name="Hỏi"/><task id="y" name="Đo"/>
      <parallelGateway id="p2"/><task id="r" name="Trả kết quả"/><endEvent id="e"/>
      ${flow('f1', 's', 'a')}${flow('f2', 'a', 'g')}${flow('f3', 'g', 'b', 'answers.big == true')}${flow('f4', 'g', 'c')}
      ${flow('f5', 'b', 'h')}${flow('f6', 'c', 'h')}${flow('f7', 'h', 'p1')}${flow('f8', 'p1', 'x')}${flow('f9', 'p1', 'y')}
      ${flow('f10', 'x', 'p2')}${flow('f11', 'y', 'p2')}${flow('f12', 'p2', 'r')}${flow('f13', 'r', 'e')}`,
    ),
  )
  assert.deepEqual(
    steps.map(({ key, when, parallel }) => [key, when, parallel]),
    [
      ['tiep-nhan', undefined, undefined],
      ['xem-ky', 'answers.big == true', undefined],
      ['xem-nhanh', 'not (answers.big == true)', undefined],
      ['hoi', undefined, 'p1'],
      ['do', undefined, 'p1'],
      ['tra-ket-qua', undefined, undefined],
    ],
  )
  assert.ok(notes.every(({ element }) => !['g', 'h', 'p1', 'p2'].includes(element)))
})

test('a condition of another language is never taken over, whether or not it reads like ours', async () => {
  for (const condition of ['${amount &gt; 5}', 'amount &gt; 5', 'process.exit(1)']) {
    const { steps, notes } = await again(
      foreign(
        `<startEvent id="s"/><exclusiveGateway id="g"/><task id="b" name="Xem"/><exclusiveGateway id="h"/><endEvent id="e"/>
        ${flow('f1', 's', 'g')}${flow('f2', 'g', 'b', condition)}${flow('f3', 'g', 'h')}${flow('f4', 'b', 'h')}${flow('f5', 'h', 'e')}`,
      ),
    )
    assert.equal(steps[0]?.when, undefined, condition)
    assert.match(notes.find(({ element }) => element === 'f2')?.text.vi ?? '', /ngôn ngữ khác/, condition)
  }
})

test('what has no place is listed by id: events, loops, data, branches of several steps, unreachable tasks', async () => {
  const { steps, notes } = await again(
    foreign(
      `<startEvent id="s"/><task id="a" name="Tiếp nhận"/><intermediateCatchEvent id="timer" name="Chờ 3 ngày"><timerEventDefinition id="t"/></intermediateCatchEvent>
      <task id="b" name="Thẩm định"/><exclusiveGateway id="g"/><task id="lost" name="Bước mồ côi"/><dataObject id="data"/><textAnnotation id="note"><text>x</text></textAnnotation><endEvent id="e"/>
      ${flow('f1', 's', 'a')}${flow('f2', 'a', 'timer')}${flow('f3', 'timer', 'b')}${flow('f4', 'b', 'g')}${flow('f5', 'g', 'a')}${flow('f6', 'g', 'e')}`,
    ),
  )
  assert.deepEqual(
    steps.map(({ key }) => key),
    ['tiep-nhan', 'tham-dinh'],
  )
  const said = new Map(notes.map(({ element, text }) => [element, text.vi]))
  assert.match(said.get('timer') ?? '', /IntermediateCatchEvent.*chưa hỗ trợ/)
  assert.match(said.get('lost') ?? '', /không nằm trên đường đi/)
  assert.match(said.get('data') ?? '', /DataObject/)
  assert.match(said.get('note') ?? '', /TextAnnotation/)
  assert.ok([...said.values()].some((text) => /Luồng quay lại “Tiếp nhận”/.test(text)))
})

const refused = { code: 'versions.unreadableFile' }

test('a document type, an entity, something else than BPMN, and a process without steps are refused', async () => {
  const kite = definition('9.000001')
  const read = (text: string) => readBpmnFile(context, kite, { name: 'x.bpmn', text })
  await assert.rejects(read('<!DOCTYPE x [<!ENTITY a "b">]><definitions/>'), refused)
  await assert.rejects(read('<!entity a SYSTEM "file:///etc/passwd"><definitions/>'), refused)
  await assert.rejects(read('<html><body/></html>'), refused)
  await assert.rejects(read('not xml at all'), refused)
  await assert.rejects(read(foreign('<startEvent id="s"/>')), refused)
})

test('a JSON file of a pack becomes the definition; another procedure or a broken shape is refused with its place', () => {
  const kite = definition('9.000001')
  const own = demo.procedures.find(({ code }) => code === '9.000001')
  assert.ok(own)
  const read = (value: object) => readJsonFile(context, kite, { name: 'x.json', text: JSON.stringify(value) })
  const [limit, ...limits] = own.limits
  assert.ok(limit)
  const changed = { ...own, limits: [{ ...limit, limit: { amount: 2, unit: 'workingDay' } }, ...limits] }
  assert.deepEqual(read(changed).definition.limits[0]?.limit, { amount: 2, unit: 'workingDay' })
  assert.deepEqual(read(own).definition.steps, kite.steps)
  assert.throws(() => read({ ...own, code: '9.000002' }), refused)
  assert.throws(() => read({ ...own, limits: 'soon' }), /limits/)
  assert.throws(() => readJsonFile(context, kite, { name: 'x.json', text: '{' }), refused)
})
