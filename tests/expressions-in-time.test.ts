/**
 * No regular expression of ours can be made to think for long. All of them are taken from the source and run over a hundred
 * thousand signs chosen to make them go back: what passes is linear. Others need a reason why nobody can send them so much.
 */

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import vm from 'node:vm'
import ts from 'typescript'

const length = 100_000
const msMax = 50

type Expression = { readonly source: string; readonly flags: string; readonly place: string }

function expressionsIn(file: string): Expression[] {
  const text = readFileSync(file, 'utf8')
  const tree = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    false,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place: file })
    } else if (
      ts.isPropertyAssignment(node) &&
      /^pattern$/.test(node.name.getText(tree)) &&
      ts.isStringLiteral(node.initializer)
    )
      found.push({ source: node.initializer.text, flags: 'u', place: file })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** What an expression could be led on by: signs that it names itself, those that most others know, and pairs of both. */
function baits(source: string): string[] {
  const own = [...new Set(source.replaceAll(/\\[a-zA-Z]|[\\^$()[\]{}|?*+]/g, ''))].slice(0, 8)
  const signs = [...new Set([...own, 'a', '0', ' ', '\t', '.', '-', '\n', 'Ấ', '<', '"', "'", '/'])]
  const pairs = own.flatMap((one) => ['a', '0', ' '].map((other) => one + other))
  return [...signs, ...pairs].map((bait) => bait.repeat(Math.ceil(length / bait.length)))
}

const context = vm.createContext({ text: '', expression: /x/ })
const script = new vm.Script('expression.lastIndex = 0; expression.test(text + "\\u0001")')

/** The slowest of all baits in milliseconds; stopped soon after the limit. */
function slowest(source: string, flags: string): number {
  let most = 0
  for (const text of baits(source)) {
    Object.assign(context, { text, expression: new RegExp(source, flags.replace('y', '')) })
    const time = () => {
      const started = performance.now()
      try {
        script.runInContext(context, { timeout: msMax * 4 })
      } catch {
        return msMax * 4
      }
      return performance.now() - started
    }
    let taken = time()
    // A busy machine is slow by chance, a bad expression each time.
    for (let again = 0; again < 3 && taken > msMax; again++) taken = Math.min(taken, time())
    most = Math.max(most, taken)
    if (most > msMax) return most
  }
  return most
}

/** Expressions that are slower, with the reason why they may be. */
const bounded: Readonly<Record<string, string>> = {
  '/-+$/': 'eighty letters of a slug',
  '/\\B(?=(\\d{3})+$)/g': 'the figures of one number',
  '/[\\s,:]+$/': 'our own words',
}

const all = globSync('src/**/*.{ts,tsx}', { exclude: (name) => String(name).includes('.test.') }).flatMap(
  expressionsIn,
)
const distinct = [...new Map(all.map((one) => [`/${one.source}/${one.flags}`, one])).values()]

test('every expression answers a hundred thousand hostile signs at once', () => {
  assert.ok(distinct.length > 300, `${distinct.length}`)
  const slow = distinct
    .filter(({ source, flags }) => !Object.hasOwn(bounded, `/${source}/${flags}`))
    .filter(({ source, flags }) => slowest(source, flags) > msMax)
    .map(({ source, flags, place }) => `${place}: /${source}/${flags}`)
  assert.deepEqual(slow, [])
})

test('the check finds what is slow, and lets through what is not', () => {
  for (const bad of ['^(a+)+$', '(\\s|a)*b$', '\\s+$', '^(\\w+\\s?)*$'])
    assert.ok(slowest(bad, '') > msMax, bad)
  for (const good of ['^[a-z]+$', '^\\d{4}-\\d\\d$', '[<>]']) assert.ok(slowest(good, '') < msMax, good)
})
