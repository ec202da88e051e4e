import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const anchors = new Set(
  [...readFileSync('docs/legal.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, title = '']) => title),
)

test('every rule of law that the code names stands in docs/legal.md', () => {
  const named = globSync('{src,apps,packs,docs}/**/*.{ts,tsx,sql,typ,json,md}').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/docs\/legal\.md#([a-z0-9-]+)/g)].map(([, anchor = '']) => ({
      file,
      anchor,
    })),
  )
  assert.ok(named.length > 10)
  assert.deepEqual(
    named.filter(({ anchor }) => !anchors.has(anchor)),
    [],
  )
})

test('every link between documents leads to a file that is there', () => {
  const documents = ['README.md', ...globSync('docs/**/*.md')].filter((file) => existsSync(file))
  const broken = documents.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)]
      .map(([, target = '']) => path.join(path.dirname(file), target))
      .filter((target) => !existsSync(target))
      .map((target) => `${file} → ${target}`),
  )
  assert.deepEqual(broken, [])
})
