import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const source = readFileSync(new URL('styles/tokens.css', import.meta.url), 'utf8')

function tokensIn(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

function blockAfter(mark: string): string {
  const start = source.indexOf(mark)
  assert.ok(start >= 0, `tokens.css lacks "${mark}"`)
  return source.slice(start, source.indexOf('}', start))
}

const light = tokensIn(blockAfter(':root {'))
const themes = {
  light,
  dark: new Map([...light, ...tokensIn(blockAfter('/* theme: dark */'))]),
  contrast: new Map([...light, ...tokensIn(blockAfter('/* theme: contrast */'))]),
}
type ThemeName = keyof typeof themes

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(theme: ThemeName, front: string, back: string): number {
  const colour = (name: string) => {
    if (name.startsWith('#')) return name
    const value = themes[theme].get(name)
    assert.ok(value, `${theme} lacks --${name}`)
    return value
  }
  const [low = 0, high = 0] = [luminance(colour(front)), luminance(colour(back))].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const states = ['on-time', 'near', 'today', 'overdue', 'stopped', 'progress', 'done'] as const
const solids = ['on-time', 'near', 'today', 'overdue', 'stopped', 'progress'] as const
const grounds = ['ground', 'surface', 'sunken', 'raised'] as const

/** Front, back and the floor below which the pair may not fall. */
const pairs: readonly (readonly [string, string, number])[] = [
  ...grounds.map((ground) => ['text', ground, 7] as const),
  ...grounds.map((ground) => ['muted', ground, 4.5] as const),
  ...grounds.map((ground) => ['edge', ground, 3] as const),
  ...grounds.map((ground) => ['link', ground, 4.5] as const),
  ['text', 'primary-soft', 7],
  ['disabled', 'disabled-ground', 4.5],
  ['primary', 'ground', 4.5],
  ['primary', 'surface', 4.5],
  ['on-primary', 'primary', 4.5],
  ['on-primary', 'primary-hover', 4.5],
  ['link', 'primary-soft', 4.5],
  ['primary', 'primary-soft', 4.5],
  ['visited', 'ground', 4.5],
  ['visited', 'surface', 4.5],
  ['on-deep', 'deep', 7],
  ['star', 'deep', 4.5],
  ['accent', 'ground', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['#FFFFFF', 'flag', 4.5],
  ['unsent', 'ground', 4.5],
  ...states.map((state) => [state, `${state}-ground`, 4.5] as const),
  ...states.map((state) => ['text', `${state}-ground`, 7] as const),
  ...states.map((state) => [state, 'ground', 4.5] as const),
  ...solids.map((state) => ['#FFFFFF', `${state}-solid`, 4.5] as const),
  ...['land', 'beside', 'water'].map((on) => ['map-label', `map-${on}`, 7] as const),
  ...['land', 'water'].map((on) => ['map-border', `map-${on}`, 3] as const),
  ...['land', 'beside', 'water'].map((on) => ['accent', `map-${on}`, 3] as const),
  ...[1, 2, 3, 4, 5].map((index) => [`chart-${index}`, 'ground', 3] as const),
]

for (const theme of Object.keys(themes) as ThemeName[]) {
  test(`every pair of colours in the ${theme} theme is above its floor`, () => {
    const low = pairs
      .map(([front, back, floor]) => ({ front, back, floor, ratio: contrast(theme, front, back) }))
      .filter(({ ratio, floor }) => ratio < floor)
      .map(({ front, back, floor, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)} < ${floor}`)
    assert.deepEqual(low, [])
  })

  test(`one of the two focus rings shows on every ground of the ${theme} theme`, () => {
    for (const ground of [...grounds, 'deep', 'primary', 'primary-soft', 'overdue-solid']) {
      const best = Math.max(contrast(theme, 'focus-in', ground), contrast(theme, 'focus-out', ground))
      assert.ok(best >= 3, `${ground}: ${best.toFixed(2)}`)
    }
  })
}

test('the contrast theme stands clearly above the AAA floor for text and meaning', () => {
  for (const front of ['text', 'muted', 'link', 'visited', 'primary', 'edge', ...states]) {
    const ratio = contrast('contrast', front, 'ground')
    assert.ok(ratio >= 9, `${front}: ${ratio.toFixed(2)}`)
  }
})

test('the formula agrees with known values', () => {
  assert.equal(contrast('light', '#000000', '#FFFFFF').toFixed(1), '21.0')
  assert.equal(contrast('light', '#777777', '#FFFFFF').toFixed(2), '4.48')
})
