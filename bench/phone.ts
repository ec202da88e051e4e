/** Người cầm điện thoại: a 360 × 640 screen on a slow line, in the hands of a person who points, types and thinks at a known pace. */

import type { Locator, Page } from 'playwright-core'
import type { FormPage, SimpleField } from '#kernel/forms.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import { controlOf, currentPage, fillField, type Intent, isAsked } from '../tests/journeys/filling.ts'

/** What a person takes for a key, for pointing with a thumb, and for a decision. */
const pace = { keyMs: 400, pointMs: 1350, decisionMs: 1200 }
/** 400 kbit/s there and back, 400 ms, and a sixth of the processor. */
const line = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const slowdown = 6

export type Person = {
  readonly page: Page
  /** Presses what does something here, such as a choice. */
  tap(control: Locator): Promise<void>
  /** Presses what leads to another screen, and waits until one can read it. */
  go(control: Locator): Promise<void>
  /** Opens an address that came in a message or a code. */
  open(path: string): Promise<void>
  type(control: Locator, text: string): Promise<void>
  readonly counts: { screens: number; acts: number; typingMs: number }
  /** What was looked at and done, one line each, in order. */
  readonly told: string[]
}

/** Holds a page as a person with an old phone would. */
export async function holdPhone(page: Page): Promise<Person> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', line)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.setViewportSize({ width: 360, height: 640 })
  page.setDefaultTimeout(90_000)
  const counts = { screens: 0, acts: 0, typingMs: 0 }
  const told: string[] = []
  const begun = performance.now()
  const pause = (ms: number) => page.waitForTimeout(ms)
  const readable = async () => {
    const heading = page.getByRole('heading', { level: 1 }).first()
    await heading.waitFor()
    counts.screens += 1
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    told.push(`screen ${counts.screens} at ${seconds} s: ${oneLine(await heading.innerText())}`)
  }
  const pressed = async (control: Locator) => {
    counts.acts += 1
    told.push(
      `  press: ${oneLine((await control.innerText()) || ((await control.getAttribute('name')) ?? ''))}`,
    )
  }
  const point = async (control: Locator) => {
    await pause(pace.decisionMs + pace.pointMs)
    await pressed(control)
  }
  return {
    page,
    counts,
    told,
    async tap(control) {
      await point(control)
      await control.click()
    },
    async go(control) {
      await point(control)
      const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
      await control.click()
      await arrived
      await readable()
    },
    async open(path) {
      await page.goto(path, { waitUntil: 'commit' })
      await readable()
    },
    async type(control, text) {
      const ms = pace.pointMs + text.length * pace.keyMs
      await pause(ms)
      counts.typingMs += ms
      told.push(`  type: ${text.length} keys`)
      await control.fill(text)
    },
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 80)

export type Goal = {
  readonly seconds?: number
  readonly screens?: number
  readonly acts?: number
  readonly typingSeconds?: number
}
type Errand = { readonly name: string; readonly goal: Goal; take(person: Person): Promise<void> }

const beside = (found: number, most: number | undefined) =>
  most === undefined ? `${found}` : `${found}/${most}`

/** Takes one errand by the clock and prints its figures beside the goal; gives what is over it, or what stopped it. */
export async function measure(person: Person, { name, goal, take }: Errand): Promise<readonly string[]> {
  Object.assign(person.counts, { screens: 0, acts: 0, typingMs: 0 })
  person.told.length = 0
  const begun = performance.now()
  const steps = () => process.env['STEPS'] && console.log(person.told.join('\n'))
  try {
    await take(person)
  } catch (thrown) {
    steps()
    return [`${name}: ${thrown instanceof Error ? thrown.message : thrown}`]
  }
  const { screens, acts, typingMs } = person.counts
  const figures = [
    ['seconds', Number(((performance.now() - begun) / 1000).toFixed(1)), goal.seconds],
    ['screens', screens, goal.screens],
    ['acts', acts, goal.acts],
    ['typing s', Math.round(typingMs / 1000), goal.typingSeconds],
  ] as const
  steps()
  console.log(`${name}: ${figures.map(([what, found, most]) => `${what} ${beside(found, most)}`).join(', ')}`)
  return figures.flatMap(([what, found, most]) =>
    most !== undefined && found > most ? [`${name}: ${what} ${found}, over ${most}`] : [],
  )
}

const lengthOf = (field: SimpleField, answer: JsonValue): number => {
  if (field.kind === 'date' || field.kind === 'partialDate') return String(answer).replaceAll('-', '').length
  if (field.kind === 'address') return String((answer as JsonObject).line ?? '').length
  return String(answer).length
}

/** A list opens and one of its lines is pressed; a choice is one press; a photo is chosen with two. */
const pressesFor: Partial<Record<SimpleField['kind'], number>> = {
  choice: 1,
  yesNo: 1,
  declaration: 1,
  country: 2,
  ethnicity: 2,
  unit: 2,
  address: 2,
  file: 2,
}

/** Whether a control says already what the person would. */
async function holds(page: Page, field: SimpleField, answer: JsonValue): Promise<boolean> {
  const control = controlOf(page, field)
  if (field.kind === 'file') return (await page.locator('.file').count()) > 0
  return control.evaluate(
    (element, { wanted }) => {
      const own = element as HTMLInputElement
      if (own.tagName === 'INPUT' && own.type === 'checkbox') return own.checked === (wanted === 'yes')
      if ('value' in own && own.tagName !== 'FIELDSET' && own.tagName !== 'DIV')
        return own.value === wanted || (own.value !== '' && wanted !== '')
      const radio = element.querySelector<HTMLInputElement>('input:checked')
      if (radio) return radio.value === wanted
      const texts = [
        ...element.querySelectorAll<HTMLInputElement>('input[type=text], input:not([type]), select'),
      ]
      return texts.length > 0 && texts.every(({ value }) => value !== '')
    },
    { wanted: typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer) },
  )
}

const isNeeded = (field: SimpleField, wishes: JsonObject): boolean =>
  field.required !== false || field.key in wishes

/** Answers what the page asks and does not know yet, and nothing that may be left out. */
export async function answerAsPerson(
  person: Person,
  intent: Intent,
  wishes: JsonObject,
  asked: FormPage = currentPage(person.page, intent),
): Promise<void> {
  const { page, counts, told } = person
  for (const field of asked.fields) {
    const answer = intent.answers[field.key]
    if (answer === undefined || field.kind === 'group' || !isNeeded(field, wishes)) continue
    if (!(await isAsked(page, field)) || (await holds(page, field, answer))) continue
    const presses = pressesFor[field.kind] ?? 0
    const keys = presses > 0 && field.kind !== 'address' ? 0 : lengthOf(field, answer)
    const typingMs = keys * pace.keyMs + (keys > 0 ? pace.pointMs : 0)
    await page.waitForTimeout(pace.decisionMs + presses * pace.pointMs + typingMs)
    counts.acts += presses
    counts.typingMs += typingMs
    told.push(`  ${field.label.vi}: ${presses} acts, ${keys} keys`)
    await fillField(page, field, answer)
  }
}
