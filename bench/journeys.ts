/**
 * `npm run bench:journeys`: the errands of a citizen on a 2 GB phone (360 × 640, 400 kbit/s, 400 ms, a sixth of the processor) at the
 * pace of a person: finding a service, submitting it, mending what was returned, asking where it is, getting and proving the
 * result; and those of a helper beside somebody. An argument takes only what begins with it (`2`, `helped`), `STEPS=1` tells every
 * screen and press. Prints screens, acts and seconds of each beside its goal; fails over one.
 */

import { after, test } from 'node:test'
import type { JsonObject } from '#kernel/types.ts'
import { civilSimulator, populationSimulatorOf } from '../simulators/registers.ts'
import { residentsOf } from '../simulators/run.ts'
import { startRegistered } from '../src/modules/exchange/testing/commands.ts'
import { birth, citizenLogin, communeCode } from '../tests/journeys/citizen.ts'
import { currentKey, intend, photo } from '../tests/journeys/filling.ts'
import { openStage, type Stage } from '../tests/journeys/stage.ts'
import { installTools } from '../tests/tools.ts'
import { comeIn, type Errands, prepareErrands } from './errands.ts'
import { helpingErrands } from './helping.ts'
import { answerAsPerson, type Goal, holdPhone, measure, type Person } from './phone.ts'

type Journey = {
  readonly name: string
  readonly goal: Goal
  /** Signed in before it begins. */
  readonly isKnown?: true
  /** Rests on dossiers of before. */
  readonly needsPast?: true
  take(person: Person): Promise<void>
}

const procedure = '1.001193'
const residenceProcedure = '1.004222'

/** What is true of the mother of `birth`, and is known of her. */
const mother: JsonObject = {
  ...birth,
  registrantLivesIn: 'province',
  motherLivesIn: 'province',
  motherResidenceKind: 'permanent',
  bornWhere: 'province',
  resultBy: 'desk',
}

/** Somebody who moves into a house of their own, alone. */
const mover: JsonObject = { forWhom: 'self', housing: 'own', isHead: true, draftReturnBy: 'online' }

/** The commonest submissions have one goal. */
const submitting: Goal = { seconds: 360, screens: 11, acts: 20, typingSeconds: 120 }

async function submit(stage: Stage, person: Person, code: string, wishes: JsonObject): Promise<void> {
  const { page } = person
  await person.open(`/thu-tuc/${code}`)
  person.counts.screens = 0
  const intent = await intend(stage, code, communeCode, wishes)
  await person.go(page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first())
  await person.go(page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
  for (let pages = 0; currentKey(page) !== 'kiem-tra'; pages++) {
    if (pages > 30) throw new Error(`Round in circles at ${page.url()}`)
    const key = currentKey(page)
    await answerAsPerson(person, intent, wishes)
    await person.go(page.getByRole('button', { name: 'Lưu và tiếp tục' }).last())
    const alert = page.getByRole('alert')
    if (currentKey(page) === key && (await alert.isVisible()))
      throw new Error(`${key}: ${await alert.innerText()}`)
  }
  for (const box of await page.getByRole('main').getByRole('checkbox').all()) await person.tap(box)
  await person.go(page.getByRole('button', { name: 'Nộp hồ sơ' }))
  await page.getByRole('heading', { name: 'Đã nộp hồ sơ' }).waitFor()
}

test('errands on a phone', async () => {
  installTools()
  const stage = await openStage()
  // The State's own registers answer, as they do for everybody.
  const registers = [populationSimulatorOf(await residentsOf(stage.context)), civilSimulator]
  const simulation = await startRegistered(stage.context, registers)
  after(() => simulation.stop())
  let prepared: Promise<Errands> | undefined
  const before = () => (prepared ??= prepareErrands(stage))
  const journeys: readonly Journey[] = [
    {
      name: '1 find a service in one’s own words',
      goal: { seconds: 30, screens: 2, acts: 3 },
      async take(person) {
        const { page } = person
        await person.open('/')
        const box = page.getByRole('searchbox', { name: 'Tìm thủ tục' })
        await person.type(box, 'làm giấy khai sinh cho con')
        await person.go(page.getByRole('button', { name: 'Tìm', exact: true }))
        const found = page.getByRole('main').getByRole('link', { name: /Thủ tục đăng ký khai sinh/ })
        if ((await found.first().getAttribute('href')) !== `/thu-tuc/${procedure}`)
          throw new Error('Not the first')
        await person.tap(found.first())
      },
    },
    {
      name: '2 submit a birth, what is known filled in',
      goal: submitting,
      isKnown: true,
      take: (person) => submit(stage, person, procedure, mother),
    },
    {
      name: '2 submit a residence, what is known filled in',
      goal: submitting,
      isKnown: true,
      take: (person) => submit(stage, person, residenceProcedure, mover),
    },
    {
      name: '3 mend a returned dossier',
      goal: { seconds: 180 },
      needsPast: true,
      isKnown: true,
      async take(person) {
        const { page } = person
        await person.open(`/ho-so/${(await before()).returned}`)
        await person.go(page.getByRole('link', { name: 'Xem và bổ sung' }))
        await person.type(page.getByRole('textbox', { name: 'Họ, chữ đệm, tên của trẻ' }), 'Nguyễn Gia Báu')
        const paper = page.getByLabel(/^Giấy chứng sinh hoặc|^Ảnh hoặc tệp/)
        await person.tap(paper.locator('xpath=ancestor-or-self::*[1]').first())
        await paper.setInputFiles(await photo('Giấy chứng sinh rõ'))
        await person.go(page.getByRole('button', { name: 'Gửi bổ sung' }))
        await page.getByText('Đã gửi bổ sung').first().waitFor()
      },
    },
    {
      name: '4 where is my dossier, from the code on the receipt',
      goal: { seconds: 10, screens: 1 },
      needsPast: true,
      async take(person) {
        await person.open((await before()).lookUp)
        await person.page
          .getByText(/Đang|Đã nộp|Đã tiếp nhận/)
          .first()
          .waitFor()
      },
    },
    {
      name: '5 get the result, and anyone proves it',
      goal: { seconds: 15, screens: 2 },
      needsPast: true,
      isKnown: true,
      async take(person) {
        const { page } = person
        await person.open(`/ho-so/${(await before()).done}`)
        const link = page.getByRole('link', { name: 'Tải kết quả' })
        await person.tap(page.getByRole('heading', { level: 1 }))
        const href = (await link.getAttribute('href')) ?? ''
        await page.evaluate(async (path) => (await fetch(path)).arrayBuffer(), href)
        await person.open((await before()).proof)
        await page.getByText('Giấy tờ thật, còn hiệu lực').first().waitFor()
      },
    },
  ]
  const short: string[] = []
  for (const { name, goal, isKnown, needsPast, take } of journeys) {
    if (process.argv[2] && !name.startsWith(process.argv[2])) continue
    const page = isKnown
      ? await comeIn(stage, citizenLogin, { width: 360 })
      : await stage.device({ width: 360 })
    if (needsPast) await before()
    short.push(...(await measure(await holdPhone(page), { name, goal, take })))
    await page.context().close()
  }
  if (!process.argv[2] || 'helped'.startsWith(process.argv[2])) {
    const { person, errands } = await helpingErrands(stage)
    for (const errand of errands) short.push(...(await measure(person, errand)))
  }
  for (const sentence of short) console.error(sentence)
  if (short.length > 0) throw new Error(`${short.length} over the goal`)
})
