/** What the platform is made of and which secrets it has: locked, licensed, listed; and none of them in the tree. */

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { billOfMaterials, licenceOf, nameOf, readLockfile } from '../tools/sbom.ts'

const lock = readLockfile()
const packages = Object.entries(lock.packages).filter(([place]) => place !== '')
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly allowScripts: Readonly<Record<string, boolean>>
} & Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
>

test('every package is locked to one version and one content, and comes from the registry', () => {
  const wrong = packages.flatMap(([place, { version = '', integrity, resolved, link, optional }]) => {
    // Binaries of other platforms, written in by `npm run lockfile`: npm never takes them here.
    const isElsewhere = optional && integrity === undefined && licenceOf(place, {}) === undefined
    const isLocked = isElsewhere || /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')
    const isOfRegistry =
      !link && (resolved === undefined || resolved.startsWith('https://registry.npmjs.org/'))
    return isLocked && isOfRegistry && /^\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/.test(version) ? [] : [place]
  })
  assert.ok(packages.length > 300)
  assert.deepEqual(wrong, [])
})

test('what is asked for is asked for exactly', () => {
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const)
    for (const [name, version] of Object.entries(manifest[kind])) {
      assert.match(version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name)
      assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name)
    }
})

/** It asks for donations, and is not run. */
const scriptsLeftOut = ['tesseract.js']

test('only packages that are named may run a script when they are installed', () => {
  const scripts = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => nameOf(place))
  const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name])
  assert.deepEqual([...new Set(scripts)].toSorted(), [...allowed, ...scriptsLeftOut].toSorted())
})

const licences = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Zlib',
  'CC0-1.0',
  'OFL-1.1',
  // Weak copyleft, of libraries that are used as they are: libvips under sharp, web-push, axe-core.
  'LGPL-3.0-or-later',
  'MPL-2.0',
])
/** Used in tests alone: its makers ask that their mark stays on drawings, and it does. */
const ownLicences: Readonly<Record<string, string>> = { 'bpmn-js': 'SEE LICENSE IN LICENSE' }

test('every licence is one that was looked at', () => {
  const wrong = packages.flatMap(([place, locked]) => {
    const licence = licenceOf(place, locked)
    if (licence === undefined) return locked.optional ? [] : [`${place}: none`]
    if (locked.dev && ownLicences[nameOf(place)] === licence) return []
    const parts = licence.replaceAll(/[()]/g, '').split(/ (?:AND|OR) /)
    return parts.every((part) => licences.has(part)) ? [] : [`${place}: ${licence}`]
  })
  assert.deepEqual(wrong, [])
})

test('the bill of materials names every package once, what each needs, and comes out the same twice', () => {
  type Bill = {
    readonly components: readonly {
      readonly 'bom-ref': string
      readonly purl: string
      readonly hashes?: object[]
    }[]
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
  }
  const bill = billOfMaterials(lock) as Bill
  const refs = new Set(bill.components.map((one) => one['bom-ref']))
  assert.equal(refs.size, packages.length)
  for (const { dependsOn } of bill.dependencies) for (const ref of dependsOn) assert.ok(refs.has(ref), ref)
  const fastify = bill.components.find(({ purl }) => purl.startsWith('pkg:npm/fastify@'))
  assert.equal(fastify?.hashes?.length, 1)
  assert.ok(
    bill.dependencies.some(
      ({ ref, dependsOn }) => ref.startsWith('pkg:npm/fastify@') && dependsOn.length > 5,
    ),
  )
  assert.deepEqual(billOfMaterials(readLockfile()), bill)
})

const tree = globSync('**/*.{ts,tsx,mjs,js,json,md,sql,css,typ,yml,yaml,toml,env,sh,csv,xml,html}', {
  exclude: (name) => ['node_modules', 'data', '.git'].includes(String(name)),
})
const secretForms: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/],
  ['a key of a cloud', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b/],
  [
    'a token of a forge or a chat',
    /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bglpat-[\w-]{20}\b|\bxox[abprs]-[\w-]{10,}/,
  ],
  ['a token of a registry', /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/],
  ['a signed token', /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/],
  [
    'an address with a password',
    /\b(?:postgres|postgresql|s3|s3s|smtp|https?):\/\/[\w.-]+:(?!mật|mật@|password|secret|\$)[^\s@'"`${}/]{12,}@/,
  ],
]
/** Long random text given to something called a secret. */
const named =
  /(?:secret|password|token|api_?key|private_?key)["']?\s*[:=]\s*["']([A-Za-z0-9+/_=-]{24,})["']/gi

function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0)
}

const secretsIn = (text: string): string[] => [
  ...secretForms.flatMap(([what, form]) => (form.test(text) ? [what] : [])),
  ...[...text.matchAll(named)].flatMap(([, value = '']) =>
    entropyOf(value) > 3.9 ? [`a value: ${value.slice(0, 6)}…`] : [],
  ),
]

/** The example that Amazon publishes with its signature, and nothing else. */
const examples: Readonly<Record<string, RegExp>> = {
  'src/kernel/files.test.ts': /AKIA\w*EXAMPLE|wJalr[\w/]*EXAMPLEKEY/g,
}

test('nothing that stands in the tree is a secret', () => {
  assert.ok(tree.length > 1_000, `${tree.length} files`)
  const found = tree.flatMap((file) =>
    secretsIn(readFileSync(file, 'utf8').replaceAll(examples[file] ?? /$^/g, '')).map(
      (what) => `${file}: ${what}`,
    ),
  )
  assert.deepEqual(found, [])
})

test('the scan sees secrets where they are', () => {
  const random = Buffer.from('5f1d8e0cb3a79264f08c1e6ab7d95c3214e8f0a9', 'hex').toString('base64')
  for (const secret of [
    `-----BEGIN PRIVATE ${'KEY'}-----\n${'MC4CAQAwBQYDK2VwBCIEIJ'.repeat(3)}`,
    `AKIA${'ABCDEFGH12345678'}`,
    `ghp_${'a1B2'.repeat(9)}`,
    `eyJ${'a1B2c3D4'.repeat(4)}.eyJ${'a1B2c3D4'.repeat(4)}.${'a1B2c3D4'.repeat(4)}`,
    `postgres://app:${'Xk29vTq0LmZp'}@db/x`,
    `const apiKey = "${random}"`,
  ])
    assert.equal(secretsIn(secret).length, 1, secret)
})

const keys = readFileSync('docs/security/keys.md', 'utf8')
const listed = [...keys.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name)
const source = globSync('{src,apps}/**/*.{ts,tsx}', { exclude: (name) => String(name).includes('.test.') })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

test('every secret of the settings and of the data folder is listed with what to do when it changes, and no other', () => {
  const settings = ['SECRET_KEY', 'DATABASE_URL', 'DATABASE_OWNER_URL', 'FILES_URL', 'OIDC_CLIENT_SECRET']
  for (const name of settings) assert.ok(listed.includes(name) && source.includes(name), name)
  const read = [...source.matchAll(/\benv\.([A-Z_]+)|\benv: \{[^}]*\}/g)].flatMap(([, name]) => name ?? [])
  for (const name of read)
    if (/SECRET|KEY|PASSWORD|TOKEN/.test(name)) assert.ok(listed.includes(name), `${name} is not in keys.md`)
  const files = [
    ...source.matchAll(/['`/](exchange|ledger)\/([\w-]+)\.(pem|secret)/g),
    ...source.matchAll(/'(exchange|ledger)', '([\w-]+)\.(pem)'/g),
  ].map(([, folder, name, end]) => `${folder}/${name}.${end}`)
  for (const file of new Set(files))
    assert.ok(listed.includes(file) || file.endsWith('.secret'), `${file} is not in keys.md`)
  for (const name of ['exchange/province', 'exchange/push', 'ledger/log', 'ledger/promise'])
    assert.ok(listed.includes(`${name}.pem`) && source.includes(name.split('/')[1] ?? ''), name)
})

test('only algorithms of the list are used', () => {
  const used = (pattern: RegExp) =>
    [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].toSorted()
  assert.deepEqual(used(/createHash\(\s*'([^']+)'/g), ['sha256', 'sha512'])
  assert.deepEqual(used(/createHmac\(\s*'([^']+)'/g), ['sha256'])
  assert.deepEqual(used(/createCipheriv\(\s*'([^']+)'/g), ['aes-256-gcm'])
  assert.deepEqual(used(/hkdfSync\('([^']+)'/g), ['sha256'])
  assert.deepEqual(used(/generateKeyPairSync\('([^']+)'/g), ['ec', 'ed25519'])
  assert.doesNotMatch(
    source,
    /\b(?:md5|sha1|des-|rc4|aes-\d+-(?:ecb|cbc))\b.*create|createDecipher\(|createCipher\(|modulusLength: (?:512|1024)\b/i,
  )
  // Chance without secrets: when somebody who was turned away may come again, or a device tries once more.
  const chance = globSync('src/**/*.{ts,tsx}').filter((file) =>
    readFileSync(file, 'utf8').includes('Math.random'),
  )
  assert.deepEqual(chance.toSorted(), ['src/modules/operations/shedding/commands.ts', 'src/ui/outbox.ts'])
})
