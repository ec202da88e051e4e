import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack, type Step } from '#kernel/packs.ts'
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
const platform = { pack: demo, calendar: calendarOf(demo), settings } as never
const context = backgroundContext(platform, { kind: 'system' }, new Date('2026-03-02T08:00+07:00'))

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

test('every procedure of both packs comes back from its own export exactly, and nothing is noted', async () => {
  const seen = new Set<string>()
  for (const pack of packs) {
    const own = { ...context, pack }
    for (const { code } of pack.catalogue) {
      const one = definition(code, pack)
      // Most procedures share the steps of their level; one of each is read.
      const steps = JSON.stringify(one.steps)
      if (seen.has(steps)) continue
      seen.add(steps)
      const text = writeBpmn(one, roleNamesOf(pack), 'vi')
      const read = await readBpmnFile(own, one, { name: 'x.bpmn', text })
      assert.deepEqual(read.definition, one, code)
      assert.deepEqual(read.notes, [], code)
    }
  }
  assert.ok(seen.size > 20, `${seen.size} kinds of procedures`)
})

let seed = 11
const below = (most: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 4_294_967_296) * most)
}
const whens = [undefined, "channel == 'online'", 'answers.isBig == true', "outcomes.b_0 == 'vuong'"]

function madeUpSteps(): Step[] {
  const types = ['appraise', 'inspect', 'consult', 'notice', 'financial', 'draft', 'approve'] as const
  const steps: Step[] = []
  for (let group = below(7) + 1; group > 0; group -= 1) {
    const word = below(2) === 0 ? undefined : `nhom-${group}`
    for (let size = word ? below(4) + 1 : 1; size > 0; size -= 1) {
      const when = whens[below(whens.length)]
      const key = `b-${steps.length}`
      steps.push({
        key,
        type: types[below(types.length)] ?? 'draft',
        name: { vi: `Bước “${key}” & <${group}>`, en: `Step ${key}` },
        role: below(2) === 0 ? 'officer' : 'desk',
        hours: below(40) + 0.5,
        ...(below(3) === 0 && { noticeDays: below(30) + 1, onSilence: 'wait' as const, stopsClock: true }),
        ...(when !== undefined && { when }),
        ...(word !== undefined && { parallel: word }),
      })
    }
  }
  return steps
}

test('whatever steps are drawn come back, dozens of made-up definitions long', async () => {
  const base = definition('9.000001')
  for (let round = 0; round < 40; round += 1) {
    const one = { ...base, steps: madeUpSteps() }
    const { steps, notes, faults } = await again(writeBpmn(one, names, 'vi'))
    assert.deepEqual(steps, one.steps)
    assert.deepEqual([notes, faults], [[], []])
  }
})

/** Reception, a split, these branches, a join, the result. A branch is a list of its tasks one after another. */
function split(branches: readonly (readonly string[])[], kind = 'parallelGateway'): string {
  const tasks = branches.flat().map((id) => `<task id="${id}" name="Việc ${id}"/>`)
  const ways = branches.flatMap((branch, index) =>
    ['g', ...branch, 'h'].slice(1).map((to, at) => flow(`w${index}${at}`, ['g', ...branch][at] ?? 'g', to)),
  )
  return foreign(
    `<startEvent id="s"/><task id="a" name="Tiếp nhận"/><${kind} id="g"/>${tasks.join('')}<${kind} id="h"/><task id="r" name="Trả kết quả"/>
    ${flow('f1', 's', 'a')}${flow('f2', 'a', 'g')}\n${ways.join('\n')}\n${flow('f3', 'h', 'r')}`,
  )
}

test('a branch of several steps beside another is refused with its line; alone it is a row of steps', async () => {
  const kite = definition('9.000001')
  const text = split([['x'], ['y1', 'y2']])
  const line = text.split('\n').findIndex((one) => one.includes('id="w10"')) + 1
  await assert.rejects(
    readBpmnFile(context, kite, { name: 'x.bpmn', text }),
    (thrown: { code: string; message: string }) => {
      assert.equal(thrown.code, 'versions.unreadableFile')
      assert.match(
        JSON.stringify(thrown),
        new RegExp(`dòng ${line}: nhánh song song “w10” có 2 bước nối tiếp`),
      )
      return true
    },
  )
  const { steps } = await again(split([['y1', 'y2'], []]))
  assert.deepEqual(
    steps.map(({ key, parallel }) => [key, parallel]),
    [
      ['tiep-nhan', undefined],
      ['viec-y1', undefined],
      ['viec-y2', undefined],
      ['tra-ket-qua', undefined],
    ],
  )
})

test('a split or a choice within a branch stays in its group, where no step waits for another', async () => {
  const inner = foreign(
    `<startEvent id="s"/><parallelGateway id="g"/><task id="x" name="X"/><exclusiveGateway id="c" default="f5"/><task id="y" name="Y"/><task id="z" name="Z"/>
    <exclusiveGateway id="d"/><parallelGateway id="k"/><task id="u" name="U"/><task id="v" name="V"/><parallelGateway id="l"/><parallelGateway id="h"/><task id="r" name="Trả kết quả"/>
    ${flow('f1', 's', 'g')}${flow('f2', 'g', 'x')}${flow('f3', 'g', 'c')}${flow('f4', 'c', 'y', 'answers.big == true')}${flow('f5', 'c', 'z')}
    ${flow('f6', 'y', 'd')}${flow('f7', 'z', 'd')}${flow('f8', 'd', 'h')}${flow('f9', 'x', 'h')}
    ${flow('f10', 'g', 'k')}${flow('f11', 'k', 'u')}${flow('f12', 'k', 'v')}${flow('f13', 'u', 'l')}${flow('f14', 'v', 'l')}${flow('f15', 'l', 'h')}${flow('f16', 'h', 'r')}`,
  )
  const { steps, faults } = await again(inner)
  assert.deepEqual(faults, [])
  assert.deepEqual(
    steps.map(({ key, when, parallel }) => [key, when, parallel]),
    [
      ['x', undefined, 'g'],
      ['y', 'answers.big == true', 'g'],
      ['z', 'not (answers.big == true)', 'g'],
      ['u', undefined, 'g'],
      ['v', undefined, 'g'],
      ['tra-ket-qua', undefined, undefined],
    ],
  )
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
