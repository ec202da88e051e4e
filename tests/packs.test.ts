/** Every procedure that a pack models in depth, filled in by hand and carried through to the paper it ends with. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { expression, holds } from '#kernel/expressions.ts'
import {
  type Answers,
  answerWarnings,
  checkAnswers,
  checkForm,
  type FormDefinition,
  type FormLookups,
  pruneAnswers,
  summarise,
} from '#kernel/forms.ts'
import { checkPack, type Pack, type Procedure, readPack, type Step } from '#kernel/packs.ts'
import { createPdfRenderer, inspectPdf } from '#kernel/pdf.ts'
import { calendarDate, type JsonObject, type JsonValue } from '#kernel/types.ts'
import { describeProcedure, feesFor, limitFor, papersFor } from '#modules/services/domain.ts'

const root = path.resolve(import.meta.dirname, '..')
const packs = await Promise.all(
  ['demo', 'binh-thuan'].map((name) => readPack(path.join(root, 'packs', name))),
)
const today = calendarDate('2026-03-02')
const modelled = packs.flatMap((pack) => pack.procedures.map((procedure) => ({ pack, procedure })))
const renderer = createPdfRenderer()
const workingHours = 8
/** The day on which all examples are submitted. */
const on = '2026-11-23'

function exampleOf(code: string): Answers | undefined {
  const file = path.join(root, 'tests/examples', `${code}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Answers) : undefined
}

const examples = modelled.flatMap(({ pack, procedure }) => {
  const answers = exampleOf(procedure.code)
  return answers ? [{ pack, procedure, form: formOf(pack, procedure), answers }] : []
})

function formOf(pack: Pack, procedure: Procedure): FormDefinition {
  const form = pack.forms.get(procedure.form)
  assert.ok(form, `${procedure.code} has the form ${procedure.form}`)
  return form
}

/** What an installation of the pack knows of areas and units that day. */
function lookupsOf(pack: Pack): FormLookups {
  const inForce = <T extends { readonly validFrom: string; readonly validTo?: string }>(all: readonly T[]) =>
    all.filter((one) => one.validFrom <= on && (one.validTo ?? on) >= on)
  const areas = new Map(inForce(pack.areas).map((area) => [area.code, area]))
  const units = new Map(inForce(pack.units).map((unit) => [unit.code, unit]))
  return {
    today: calendarDate(on),
    area: (code) => {
      const area = areas.get(code)
      return area && { name: area.name, level: area.level, parent: area.parent ?? null }
    },
    unit: (code) => units.get(code),
  }
}

/** The definition as a dossier sees it. */
function definitionOf(pack: Pack, procedure: Procedure) {
  const facts = pack.catalogue.find(({ code }) => code === procedure.code)
  assert.ok(facts, `${procedure.code} is in the catalogue`)
  return describeProcedure(facts, procedure, pack.forms)
}

/** Hours of working time in a limit: the same day is one working day; a calendar day is at most one. */
function hoursIn({ amount, unit }: Procedure['limits'][number]['limit']): number {
  if (unit === 'hour') return amount
  const days = { workingDay: amount, day: amount * (5 / 7), month: amount * 21 }[unit]
  return Math.max(1, Math.floor(days)) * workingHours
}

/** Steps that run side by side take as long as the longest; a step that stops the clock takes nothing of the limit. */
function hoursOf(steps: readonly Step[]): number {
  const counted = steps.filter(({ stopsClock }) => !stopsClock)
  const lanes = Map.groupBy(counted, ({ parallel, key }) => parallel ?? `alone ${key}`)
  return [...lanes.values()].reduce((sum, lane) => sum + Math.max(...lane.map(({ hours }) => hours)), 0)
}

/** What is printed: each answer in words, as the page that checks them shows it. */
function printedAnswers({ form, answers, pack }: (typeof examples)[number]): JsonObject {
  const given = pruneAnswers(form, answers, lookupsOf(pack))
  const rows = summarise(form, answers, 'vi', lookupsOf(pack)).filter(({ field }) => field in given)
  return Object.fromEntries(rows.map(({ field, value }): [string, JsonValue] => [field, value]))
}

test('both packs are sound', async () => {
  for (const { folder } of packs) assert.deepEqual(await checkPack(folder), [], folder)
  assert.ok(modelled.length >= 8, 'procedures in depth are seen')
})

test('every procedure of a real province has answers filled in by hand', () => {
  const without = modelled.filter(
    ({ pack, procedure }) => pack.manifest.code !== 'demo' && !exampleOf(procedure.code),
  )
  assert.deepEqual(
    without.map(({ procedure }) => procedure.code),
    [],
    'write tests/examples/<code>.json',
  )
  const codes = new Set(modelled.map(({ procedure }) => procedure.code))
  const files = globSync('tests/examples/*.json', { cwd: root }).map((file) => path.basename(file, '.json'))
  assert.deepEqual(
    files.filter((code) => !codes.has(code)),
    [],
    'an example belongs to a procedure',
  )
})

test('every form in depth is well made and no longer than twelve pages', () => {
  for (const { pack, procedure } of modelled) {
    const form = formOf(pack, procedure)
    assert.deepEqual(checkForm(form), [], procedure.form)
    assert.ok(form.pages.length <= 12, `${procedure.form} has ${form.pages.length} pages`)
  }
})

test('the steps of every procedure fit into its limits', () => {
  for (const { procedure } of modelled.filter(({ pack }) => pack.manifest.code !== 'demo')) {
    const { code, steps, limits } = procedure
    const limitHours = limits.map(({ limit }) => hoursIn(limit))
    const always = hoursOf(steps.filter(({ when }) => when === undefined))
    assert.ok(always <= Math.min(...limitHours), `${code}: ${always} h in ${Math.min(...limitHours)} h`)
    for (const { when, limit } of limits) {
      const taken = hoursOf(steps.filter((step) => step.when === undefined || step.when === when))
      assert.ok(taken <= hoursIn(limit), `${code}, ${when ?? 'otherwise'}: ${taken} h`)
    }
  }
  for (const { pack, procedure, answers } of examples) {
    const limit = hoursIn(limitFor(definitionOf(pack, procedure), { channel: 'online', answers, today }))
    const taken = hoursOf(
      procedure.steps.filter(({ when }) => when === undefined || holds(when, { answers })),
    )
    assert.ok(taken <= limit, `${procedure.code} as filled in: ${taken} h in ${limit} h`)
  }
})

test('every condition of a paper reads answers that its form asks for', () => {
  for (const { pack, procedure } of modelled) {
    const fields = new Set(formOf(pack, procedure).pages.flatMap((page) => page.fields.map(({ key }) => key)))
    for (const { key, required } of procedure.papers) {
      if (typeof required === 'boolean') continue
      for (const name of expression(required).names) {
        const [first, field = ''] = name.split('.')
        assert.ok(first === 'answers' && fields.has(field), `${procedure.code}, ${key}: ${name}`)
      }
    }
  }
})

test('every file that a form asks for is a paper of its procedure', () => {
  for (const { pack, procedure } of modelled.filter(({ pack }) => pack.manifest.code !== 'demo')) {
    const papers = new Set(procedure.papers.map(({ key }) => key))
    for (const field of formOf(pack, procedure).pages.flatMap((page) => page.fields))
      if (field.kind === 'file') assert.ok(papers.has(field.paper), `${procedure.code}: ${field.paper}`)
  }
})

test('answers filled in by hand are right and whole, with every paper that the case needs', () => {
  for (const { pack, procedure, form, answers } of examples) {
    const { code } = procedure
    const lookups = lookupsOf(pack)
    assert.deepEqual(checkAnswers(form, answers, 'vi', lookups), [], code)
    assert.deepEqual(answerWarnings(form, answers, 'vi', lookups), [], code)
    assert.deepEqual(pruneAnswers(form, answers, lookups), answers, `${code}: every answer is asked for`)
    const fields = form.pages.flatMap((page) => page.fields)
    const given = new Set(
      fields.flatMap((field) => (field.kind === 'file' && field.key in answers ? [field.paper] : [])),
    )
    const asked = new Set(fields.flatMap((field) => (field.kind === 'file' ? [field.paper] : [])))
    for (const { paper, required } of papersFor(definitionOf(pack, procedure), answers))
      if (required && asked.has(paper.key)) assert.ok(given.has(paper.key), `${code}: ${paper.key}`)
  }
})

test('competence lies with a commune or district that the answers name', () => {
  for (const { pack, procedure, answers } of examples) {
    const { level, areaField } = procedure.competence
    if (level === 'province' || !areaField) continue
    const area = answers[areaField]
    const code = typeof area === 'object' && area !== null && 'commune' in area ? area.commune : area
    assert.equal(lookupsOf(pack).area(String(code))?.level, 'commune', procedure.code)
  }
})

test('every result is set from the answers, and its template finds them', async () => {
  // A declaration of linked procedures signs nothing: its members do.
  for (const example of examples.filter(({ procedure }) =>
    procedure.steps.some(({ type }) => type === 'sign'),
  )) {
    const { pack, procedure } = example
    const file = path.join(pack.folder, 'templates', `${procedure.result.template}.typ`)
    const template = readFileSync(file, 'utf8')
    const setFrom = (inputs: JsonObject) =>
      renderer.render({
        template,
        inputs,
        title: procedure.result.name.vi,
        language: 'vi',
        createdAt: new Date(`${on}T09:00:00+07:00`),
      })
    const [filled, empty] = [await setFrom({ answers: printedAnswers(example) }), await setFrom({})]
    assert.ok(inspectPdf(filled).pages <= 2, `${procedure.code} takes one or two pages`)
    assert.notDeepEqual(
      filled,
      empty,
      `${procedure.code}: ${procedure.result.template} reads none of the answers`,
    )
  }
})

function situation(code: string, changed: JsonObject) {
  const example = examples.find(({ procedure }) => procedure.code === code)
  assert.ok(example, code)
  return {
    definition: definitionOf(example.pack, example.procedure),
    case: { channel: 'direct', answers: { ...example.answers, ...changed }, today } as const,
  }
}

const feeOf = (code: string, changed: JsonObject) => {
  const { definition, case: here } = situation(code, changed)
  return feesFor(definition, here).reduce((sum, { vnd }) => sum + vnd, 0)
}

test('a certified copy costs 2,000 a page, 1,000 from the third, and 200,000 at most', () => {
  const table: readonly (readonly [pages: number, copies: number, vnd: number])[] = [
    [1, 1, 2_000],
    [2, 1, 4_000],
    [3, 1, 5_000],
    [4, 3, 18_000],
    [10, 1, 12_000],
    [10, 5, 60_000],
    [197, 1, 199_000],
    [198, 1, 200_000],
    [199, 1, 200_000],
    [1000, 2, 400_000],
  ]
  for (const [paperPages, copies, vnd] of table)
    assert.equal(feeOf('2.000815', { paperPages, copies }), vnd, `${paperPages} pages, ${copies} copies`)
})

test('an extract of the civil register costs 8,000 a copy, and none is free', () => {
  for (const code of ['1.001193', '1.000656', '1.000894']) {
    assert.equal(feeOf(code, { copies: 0 }), 0, code)
    assert.equal(feeOf(code, { copies: 3 }), 24_000, code)
  }
})

test('a marriage is registered the same day unless an earlier residence must be asked', () => {
  const limitWhen = (applicantLivedElsewhere: boolean, partnerLivedElsewhere: boolean) => {
    const { definition, case: here } = situation('1.000894', {
      applicantLivedElsewhere,
      partnerLivedElsewhere,
    })
    return limitFor(definition, here)
  }
  assert.deepEqual(limitWhen(false, false), { amount: 0, unit: 'workingDay' })
  assert.deepEqual(limitWhen(false, true), { amount: 5, unit: 'workingDay' })
})

test('a letter of authority is asked for only of someone authorised', () => {
  const asks = (registrantIs: string) => {
    const { definition, case: here } = situation('1.001193', { registrantIs })
    return papersFor(definition, here.answers).find(({ paper }) => paper.key === 'authorisation')?.required
  }
  assert.equal(asks('relative'), false)
  assert.equal(asks('authorised'), true)
})
