import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const linesMax = 400
const entryLinesMax = 150

const files = globSync('{src,apps,simulators,tools,bench,deploy,tests}/**/*.{ts,tsx}').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}))
const importLine = /^\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm

/** Every import as a pair of paths from the root; `#kernel/x.ts` means `src/kernel/x.ts`. Types count as much as values. */
const edges = files.flatMap(({ file, text }) =>
  [...text.matchAll(importLine)].map(([, named, bare, dynamic]) => {
    const target = named ?? bare ?? dynamic ?? ''
    if (target.startsWith('.')) return { from: file, to: path.join(path.dirname(file), target) }
    return { from: file, to: target.replace(/^#(kernel|ui|modules)\//, 'src/$1/') }
  }),
)
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/testing/')
const moduleOf = (file: string) => /^src\/modules\/([^/]+)\//.exec(file)?.[1]
const productive = edges.filter(({ from }) => !isTest(from))
const crossing = productive.flatMap(({ from, to }) => {
  const [own, other] = [moduleOf(from), moduleOf(to)]
  return own && other && own !== other ? [{ from, to, own, other }] : []
})

function noneOf(broken: readonly { from: string; to: string }[]) {
  assert.deepEqual(
    broken.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
}

test('the check sees the code: files, imports, modules, and an import of each kind', () => {
  assert.ok(files.length > 100, `${files.length} files`)
  assert.ok(edges.length > 300, `${edges.length} imports`)
  assert.ok(crossing.length > 3, `${crossing.length} imports between modules`)
  for (const { to } of edges.filter(({ to }) => to.startsWith('src/')))
    assert.ok(
      files.some(({ file }) => file === to),
      `an import of ${to}, which is not there`,
    )
})

test('the kernel knows no module and no screen', () =>
  noneOf(edges.filter(({ from, to }) => from.startsWith('src/kernel/') && /^src\/(modules|ui|app)/.test(to))))

test('the design system knows no module and no database', () => {
  const known =
    /^src\/(ui\/|kernel\/(page\.tsx|text\.ts|types\.ts|forms\.ts|paper-photos\.ts|web\/page-context\.ts))|^(?!src\/|pg$|kysely$)/
  noneOf(productive.filter(({ from, to }) => from.startsWith('src/ui/') && !known.test(to)))
})

test('nothing reaches into the insides of a kernel part but the part itself', () => {
  const parts = new Set(globSync('src/kernel/*.{ts,tsx}').map((file) => path.parse(file).name))
  const open = new Set(['web', 'db', 'testing'])
  noneOf(
    productive.filter(({ from, to }) => {
      const part = /^src\/kernel\/([^/]+)\//.exec(to)?.[1]
      if (!part || open.has(part) || !parts.has(part)) return false
      return !from.startsWith('src/kernel/')
    }),
  )
})

test('modules meet only at api.ts', () => noneOf(crossing.filter(({ to }) => !to.endsWith('/api.ts'))))

test('a module imports only what it declares in dependsOn', () => {
  for (const { from, own, other } of crossing) {
    const contents = files.find(({ file }) => file === `src/modules/${own}/module.ts`)?.text ?? ''
    const declared = /dependsOn: \[([^\]]*)\]/.exec(contents)?.[1] ?? ''
    assert.ok(declared.includes(`'${other}'`), `${from} uses ${other}, which ${own} does not declare`)
  }
})

test('modules depend on each other in one direction', () => {
  const visit = (name: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(name), `cycle: ${[...trail, name].join(' → ')}`)
    const next = new Set(crossing.filter(({ own }) => own === name).map(({ other }) => other))
    for (const other of next) visit(other, [...trail, name])
  }
  for (const { own } of crossing) visit(own, [])
})

test('no file imports itself in a circle', () => {
  const next = Map.groupBy(
    productive.filter(({ to }) => to.startsWith('src/')),
    ({ from }) => from,
  )
  const typeOnly = new Set(
    files.flatMap(({ file, text }) =>
      [...text.matchAll(/^\s*(?:import|export) type [^'"]*? from\s+'([^']+)'/gm)].map(([, target = '']) => {
        const to = target.startsWith('.')
          ? path.join(path.dirname(file), target)
          : target.replace(/^#(kernel|ui|modules)\//, 'src/$1/')
        return `${file} ${to}`
      }),
    ),
  )
  const done = new Set<string>()
  const visit = (file: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(file), `circle: ${[...trail.slice(trail.indexOf(file)), file].join(' → ')}`)
    if (done.has(file)) return
    for (const { to } of next.get(file) ?? []) if (!typeOnly.has(`${file} ${to}`)) visit(to, [...trail, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
})

test('domain.ts does no input or output', () => {
  const pure =
    /^(typebox|node:crypto|src\/kernel\/(types|errors|calendar|case-course|cases|connectors|health|service-levels|measures|retention|signed-messages|provenance|forms|expressions|geometry|map-layers|merkle|merkle-tiles|notes|paper-photos|citizen-cards|receipts|policy|packs|sheets|text|xml)\.ts|src\/kernel\/packs\/[a-z-]+\.ts|src\/modules\/([^/]+\/)+(domain|api|texts)\.ts)$/
  noneOf(productive.filter(({ from, to }) => from.endsWith('/domain.ts') && !pure.test(to)))
})

test('only store.ts speaks SQL', () => {
  const words = /^(inTransaction|read|isReady)$/
  noneOf(
    productive.filter(({ from, to }) => {
      if (!moduleOf(from) || from.endsWith('/store.ts')) return false
      if (/^(pg|kysely)$/.test(to)) return true
      if (to !== 'src/kernel/db.ts') return false
      const text = files.find(({ file }) => file === from)?.text ?? ''
      const names = /import (?:type )?\{([^}]*)\} from '#kernel\/db\.ts'/.exec(text)?.[1] ?? ''
      return names
        .split(',')
        .map((name) => name.replace(/\btype\b/, '').trim())
        .some((name) => name && !words.test(name) && name !== 'Tx' && name !== 'Database')
    }),
  )
})

test('a module keeps to the names of files that everyone knows', () => {
  const known =
    /^(module|domain|store|commands|routes|pages|texts|api)\.tsx?$|\.(test|d)\.tsx?$|^(migrations|islands)$|\.json$/
  const strange = globSync('src/modules/**/*.{ts,tsx,json}')
    .filter((file) => !/\/(migrations|islands)\//.test(file))
    .filter((file) => !known.test(path.basename(file)))
  assert.deepEqual(strange, [])
})

test('every migration names its module and its moment', () => {
  const migrations = globSync('src/**/migrations/*.sql')
  assert.ok(migrations.length > 5)
  for (const file of migrations) {
    const owner = moduleOf(file) ?? 'kernel'
    assert.match(path.basename(file), new RegExp(`^\\d{8}-\\d{4}_${owner}_[a-z-]+\\.sql$`))
  }
})

test(`no file is longer than ${linesMax} lines`, () =>
  assert.deepEqual(
    files
      .filter(({ file, text }) => file !== 'src/kernel/db/tables.ts' && text.split('\n').length > linesMax)
      .map(({ file, text }) => `${file} ${text.split('\n').length}`),
    [],
  ))

test(`an entry point is shorter than ${entryLinesMax} lines`, () =>
  assert.deepEqual(
    files
      .filter(({ file, text }) => file.startsWith('apps/') && text.split('\n').length > entryLinesMax)
      .map(({ file }) => file),
    [],
  ))
