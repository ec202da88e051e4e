import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FormDefinition, type FormLookups, viewPage } from '#kernel/forms.ts'
import type { JsonObject } from '#kernel/types.ts'
import { calendarDate } from '#kernel/types.ts'
import { isRevealed } from './revealing.ts'

const words = (text: string) => ({ vi: text, en: text })
const option = (value: string) => ({ value, label: words(value) })
const question = (key: string, when: string) => ({ kind: 'text' as const, key, label: words(key), when })
const form: FormDefinition = {
  key: 'kites',
  version: 1,
  title: words('Diều'),
  pages: [
    {
      key: 'flyer',
      title: words('Người thả'),
      fields: [
        { kind: 'choice', key: 'flyerIs', label: words('Là'), options: [option('child'), option('adult')] },
      ],
    },
    {
      key: 'kite',
      title: words('Diều'),
      fields: [
        { kind: 'choice', key: 'shape', label: words('Hình'), options: [option('dragon'), option('box')] },
        { kind: 'yesNo', key: 'hasFlute', label: words('Có sáo') },
        { kind: 'yesNo', key: 'isLit', label: words('Có đèn'), rare: true },
        { kind: 'number', key: 'length', label: words('Dài'), decimals: 1 },
        { kind: 'date', key: 'on', label: words('Ngày') },
        { kind: 'choices', key: 'hours', label: words('Giờ'), options: [option('dawn'), option('dusk')] },
        question('dragonName', "answers.shape == 'dragon'"),
        question('boxOfAdult', "answers.shape == 'box' and answers.flyerIs == 'adult'"),
        question('flutes', 'answers.hasFlute == true'),
        question('fluteNote', "answers.flutes != null and answers.flutes != ''"),
        question('lamp', 'answers.isLit == true'),
        question('longPermit', 'answers.length >= 3.5'),
        question('later', 'answers.on > today'),
        question('atDusk', "'dusk' in answers.hours"),
        question('neither', "not (answers.shape in ['dragon', 'box'])"),
        question('byServer', 'answers.length * 2 > 9'),
      ],
    },
  ],
}
const lookups: FormLookups = {
  today: calendarDate('2026-03-02'),
  area: () => undefined,
  unit: () => undefined,
}
type Typed = Readonly<Record<string, string | readonly string[]>>
const view = (answers: JsonObject, typed: Typed) => viewPage(form, 'kite', answers, lookups, typed)
/** What a browser shows: those without a condition, and those whose condition holds over what is not shut off. */
function shownIn(answers: JsonObject, typed: Typed): string[] {
  const shown = new Set<string>()
  const read = (name: string) => (shown.has(name.split('.')[0] ?? '') ? [typed[name] ?? []].flat() : [])
  for (const {
    shown: { path },
    reveal,
    isAsked,
  } of view(answers, {}).drawn ?? [])
    if (reveal ? isRevealed(reveal, read) : isAsked) shown.add(path)
  return [...shown]
}

const cases: readonly { readonly typed: Typed; readonly brings: readonly string[] }[] = [
  { typed: {}, brings: ['neither'] },
  { typed: { shape: 'dragon' }, brings: ['dragonName'] },
  { typed: { shape: 'box', hasFlute: 'yes', flutes: 'hai' }, brings: ['boxOfAdult', 'flutes', 'fluteNote'] },
  { typed: { shape: 'box', hasFlute: 'no', flutes: 'hai' }, brings: ['boxOfAdult'] },
  { typed: { isLit: 'yes', length: '3,5' }, brings: ['lamp', 'longPermit', 'neither'] },
  { typed: { length: '3,4', hours: ['dawn', 'dusk'] }, brings: ['atDusk', 'neither'] },
  { typed: { 'on.day': '3', 'on.month': '3', 'on.year': '2026' }, brings: ['later', 'neither'] },
  { typed: { 'on.day': '2', 'on.month': '3', 'on.year': '2026' }, brings: ['neither'] },
]
const always = ['shape', 'hasFlute', 'isLit', 'length', 'on', 'hours']

test('a browser brings up what the server would ask, whatever is answered', () => {
  for (const { typed, brings } of cases) {
    const shown = shownIn({ flyerIs: 'adult' }, typed)
    assert.deepEqual(shown, [...always, ...brings], JSON.stringify(typed))
    assert.deepEqual(
      shown,
      view({ flyerIs: 'adult' }, typed).fields.map(({ path }) => path),
    )
  }
})

test('answers of other pages are put in beforehand, and what only the server can tell is left to it', () => {
  const drawnFor = (answers: JsonObject) => view(answers, {}).drawn?.map(({ shown: { path } }) => path) ?? []
  assert.ok(!shownIn({ flyerIs: 'child' }, { shape: 'box' }).includes('boxOfAdult'))
  assert.ok(!drawnFor({ flyerIs: 'adult' }).includes('byServer'))
  const conditions = view({ flyerIs: 'adult' }, {}).drawn?.map(({ reveal }) => reveal)
  assert.doesNotMatch(JSON.stringify(conditions), /flyerIs|today/)
})
