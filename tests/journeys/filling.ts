/** Điền biểu mẫu: a person with papers in hand goes through the pages of a form, finding everything by its label. */

import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { read } from '#kernel/db.ts'
import type { Answers, FormDefinition, FormPage, SimpleField } from '#kernel/forms.ts'
import { type ExampleLists, exampleAnswers } from '#kernel/forms.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import { draftForm } from '#modules/drafts/domain.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { press, type Stage } from './stage.ts'

/** What a person intends to answer, page by page. */
export type Intent = { readonly form: FormDefinition; readonly answers: Answers }

/** Answers to the whole form: those that are wished for, and made-up ones for the rest. */
export async function intend(
  { context }: Stage,
  code: string,
  areaCode: string,
  wishes: JsonObject = {},
): Promise<Intent> {
  const form = draftForm(await read(context, (tx) => getProcedure(tx, code, context.today)))
  // A wish stands where a fact of the account would.
  const asked = {
    ...form,
    pages: form.pages.map((page) => ({
      ...page,
      fields: page.fields.map((field) => ({
        ...field,
        prefill: field.key in wishes ? field.key : undefined,
      })),
    })),
  } as FormDefinition
  const lists: ExampleLists = {
    ...formLookups(context),
    communes: [areaCode],
    units: context.pack.units.map((unit) => unit.code),
    facts: wishes,
  }
  return { form, answers: exampleAnswers(asked, () => 0.37, lists) }
}

/** From the page shown to the check of all answers; each page is looked at by `check` before it is filled in. */
export async function fillToTheEnd(
  page: Page,
  intent: Intent,
  check?: (page: Page) => Promise<void>,
): Promise<void> {
  for (let pages = 0; ; pages++) {
    assert.ok(pages < 60, `goes round in circles at ${page.url()}`)
    await check?.(page)
    if (currentKey(page) === 'kiem-tra') return
    await answerPage(page, intent)
  }
}

/** Fills in the page and goes on; questions that an answer brings up are answered as well. */
export async function answerPage(page: Page, intent: Intent): Promise<void> {
  const key = currentKey(page)
  for (let times = 0; currentKey(page) === key; times++) {
    assert.ok(times < 4, `${page.url()} does not go on`)
    await fillPage(page, intent)
    await press(page.getByRole('button', { name: 'Lưu và tiếp tục' }).last())
    const summary = page.getByRole('alert')
    if (currentKey(page) === key && (await summary.isVisible()))
      assert.fail(`${page.url()}: ${await summary.innerText()}`)
  }
}

/** `/ban-nhap/<id>/<page>` */
export const currentKey = (page: Page): string => new URL(page.url()).pathname.split('/')[3] ?? ''

export function currentPage(page: Page, { form }: Intent): FormPage {
  const found = form.pages.find(({ key }) => key === currentKey(page))
  assert.ok(found, `${page.url()} shows no page of the form ${form.key}`)
  return found
}

/** Answers what the page shows now. */
export async function fillPage(page: Page, intent: Intent): Promise<void> {
  for (const field of currentPage(page, intent).fields) {
    const answer = intent.answers[field.key]
    if (answer === undefined) continue
    if (field.kind === 'group') {
      const entries = answer as readonly JsonObject[]
      await addEntries(page, field.label.vi, field.itemTitle.vi, entries.length)
      for (const [at, entry] of entries.entries()) {
        const scope = groupNamed(page, `${field.itemTitle.vi} ${at + 1}`)
        for (const each of field.fields) {
          const value = entry[each.key]
          if (value !== undefined && (await isAsked(scope, each))) await fillField(scope, each, value)
        }
      }
    } else if (await isAsked(page, field)) await fillField(page, field, answer)
  }
}

async function addEntries(page: Page, list: string, title: string, wanted: number): Promise<void> {
  const group = groupNamed(page, list)
  const entries = group.getByRole('group', { name: new RegExp(`^${escaped(title)} \\d+$`) })
  while ((await entries.count()) < wanted)
    await press(group.getByRole('button', { name: `Thêm ${title.toLowerCase()}` }))
}

type Scope = Page | Locator

/** The accessible name of a field, marked as optional or not. */
export const named = (label: string): RegExp =>
  new RegExp(`^\\s*${escaped(label)}(\\s+\\(không bắt buộc\\))?\\s*$`)

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', '\\s+')

const groupNamed = (scope: Scope, label: string) => scope.getByRole('group', { name: named(label) })

type Shape = 'text' | 'group' | 'list' | 'tick' | 'file'

const shapes: Partial<Record<SimpleField['kind'], Shape>> = {
  date: 'group',
  partialDate: 'group',
  choices: 'group',
  yesNo: 'group',
  address: 'group',
  country: 'list',
  ethnicity: 'list',
  unit: 'list',
  declaration: 'tick',
  file: 'file',
}

/** More options than this are a list. */
const radiosMax = 7

const shapeOf = (field: SimpleField): Shape =>
  field.kind === 'yesNo' && field.rare === true
    ? 'tick'
    : field.kind === 'choice'
      ? field.options.length > radiosMax
        ? 'list'
        : 'group'
      : (shapes[field.kind] ?? 'text')

/** The control or group of controls that asks this. */
export function controlOf(scope: Scope, field: SimpleField): Locator {
  const name = named(field.label.vi)
  switch (shapeOf(field)) {
    case 'text':
      return scope.getByRole('textbox', { name })
    case 'group':
      return scope.getByRole('group', { name })
    case 'list':
      return scope.getByRole('combobox', { name })
    case 'tick':
      return scope.getByRole('checkbox', { name })
    case 'file':
      return scope.getByLabel(name)
  }
}

/** A question that has not come up is there with script, shut off. */
export const isAsked = async (scope: Scope, field: SimpleField) =>
  (await controlOf(scope, field).and(scope.locator(':not([hidden] *)')).count()) > 0

export async function fillField(scope: Scope, field: SimpleField, answer: JsonValue): Promise<void> {
  const control = controlOf(scope, field)
  switch (field.kind) {
    case 'choice': {
      const label = field.options.find(({ value }) => value === answer)?.label.vi ?? ''
      if (shapeOf(field) === 'list') await control.selectOption({ label })
      else await control.getByRole('radio', { name: named(label) }).check()
      return
    }
    case 'choices':
      for (const { value, label } of field.options)
        await control
          .getByRole('checkbox', { name: named(label.vi) })
          .setChecked((answer as readonly JsonValue[]).includes(value))
      return
    case 'yesNo':
      if (field.rare === true) return control.setChecked(answer === true)
      return control.getByRole('radio', { name: answer ? 'Có' : 'Không', exact: true }).check()
    case 'declaration':
      return control.check()
    case 'date':
    case 'partialDate':
      return fillDay(control, String(answer))
    case 'address':
      return fillAddress(control, answer as JsonObject)
    case 'country':
    case 'ethnicity':
    case 'unit':
      await control.selectOption(String(answer))
      return
    case 'file':
      return control.setInputFiles(await photo(field.label.vi))
    case 'number':
      return control.fill(String(answer).replace('.', ','))
    default:
      return control.fill(String(answer))
  }
}

async function fillDay(control: Locator, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  for (const [label, part] of [
    ['Ngày', date],
    ['Tháng', month],
    ['Năm', year],
  ] as const)
    await control.getByRole('textbox', { name: label, exact: true }).fill(part)
}

async function fillAddress(control: Locator, { commune, line }: JsonObject): Promise<void> {
  await control.getByRole('combobox', { name: /Xã, phường/ }).selectOption(String(commune))
  if (line) await control.getByRole('textbox', { name: /số nhà/ }).fill(String(line))
}

/** A photograph of a paper, as a phone takes it. */
export async function photo(title: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const lines = Array.from(
    { length: 18 },
    (_, at) => `<text x="120" y="${420 + at * 60}">${at + 1}. ${'—'.repeat(20)}</text>`,
  )
  const words = title.replace(/[<&>"]/g, ' ').slice(0, 40)
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600" font-family="sans-serif" font-size="36">
    <rect width="1200" height="1600" fill="#e9e5dc"/><rect x="60" y="60" width="1080" height="1480" fill="#fffdf8"/>
    <text x="120" y="240" font-size="48">${words}</text>${lines.join('')}</svg>`
  const buffer = await sharp(Buffer.from(picture)).jpeg({ quality: 80 }).toBuffer()
  return { name: `${words.replaceAll('/', '-')}.jpg`, mimeType: 'image/jpeg', buffer }
}

/** Writes a name into the box for it, as a finger does. */
export async function sign(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: /Ký vào khung/ })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  assert.ok(box)
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  for (let at = 0; at < 14; at += 1) await page.mouse.move(box.x + 20 + at * 12, box.y + 40 + (at % 3) * 20)
  await page.mouse.up()
}
