/**
 * `npm run sbom [FILE]`: what the platform is made of, as CycloneDX 1.6 in JSON, from package-lock.json and the licences of what
 * is installed. The same tree gives the same bytes, so that two releases can be compared line by line.
 */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Locked = {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
export type Lockfile = { readonly packages: Readonly<Record<string, Locked>> }

const root = fileURLToPath(new URL('..', import.meta.url))

export const readLockfile = (): Lockfile =>
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
export const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 13)

/** The licence as locked, else as the installed package says. */
export function licenceOf(place: string, { license }: Locked): string | undefined {
  if (license) return license
  const file = join(root, place, 'package.json')
  if (!existsSync(file)) return undefined
  const said = (JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type?: string } }).license
  return typeof said === 'string' ? said : said?.type
}

/** A file that the package brings is no SPDX expression. */
const isExpression = (licence: string) => !licence.startsWith('SEE ')

const purlOf = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** Where Node would find what a package asks for: beside it, else in the folders above. */
function placeOf(packages: Lockfile['packages'], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`
    if (packages[place]) return place
    if (!folder) return undefined
  }
}

/** The bill of materials. Packages of development are marked as excluded: they are not in what runs. */
export function billOfMaterials({ packages }: Lockfile): object {
  const own = packages[''] as Locked & { readonly name: string }
  const known = Object.entries(packages).filter(([place, { version }]) => place !== '' && version)
  const refOf = (place: string) => `${purlOf(nameOf(place), packages[place]?.version ?? '')}#${place}`
  const components = known.map(([place, locked]) => {
    const [group, name = group] = nameOf(place).startsWith('@') ? nameOf(place).split('/') : [nameOf(place)]
    const licence = licenceOf(place, locked)
    const [algorithm, hash] = locked.integrity?.split('-') ?? []
    return {
      type: 'library',
      'bom-ref': refOf(place),
      ...(group !== name && { group }),
      name,
      version: locked.version,
      scope: locked.dev ? 'excluded' : locked.optional ? 'optional' : 'required',
      purl: purlOf(nameOf(place), locked.version ?? ''),
      ...(algorithm === 'sha512' &&
        hash && { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
      ...(licence && {
        licenses: [isExpression(licence) ? { expression: licence } : { license: { name: licence } }],
      }),
    }
  })
  const ownRef = `${own.name}@${own.version}`
  const dependencies = [['', own] as const, ...known].map(
    ([place, { dependencies: some = {}, optionalDependencies: more = {} }]) => ({
      ref: place ? refOf(place) : ownRef,
      dependsOn: Object.keys({ ...some, ...more })
        .flatMap((name) => placeOf(packages, place, name) ?? [])
        .map(refOf)
        .toSorted(),
    }),
  )
  const body = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ownRef,
        name: own.name,
        version: own.version,
        licenses: [{ expression: own.license }],
      },
    },
    components,
    dependencies,
  }
  return { serialNumber: `urn:uuid:${uuidOf(JSON.stringify(body))}`, ...body }
}

/** A UUID of the content (version 8), so that it changes when anything does, and only then. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = `${JSON.stringify(billOfMaterials(readLockfile()), null, 2)}\n`
  const [, , file] = process.argv
  if (file) writeFileSync(file, text)
  else process.stdout.write(text)
}
