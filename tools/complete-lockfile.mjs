// `npm run lockfile`: after an install through a registry that lacks binaries of other platforms, npm leaves them out of
// package-lock.json and `npm ci` then refuses it. This adds each missing optional package with the exact version that its
// parent names and the platform that its name tells; on this platform npm passes over it.
import { readFileSync, writeFileSync } from 'node:fs'

const path = 'package-lock.json'
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
]
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
]

const added = []
for (const [parent, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  if (parent === '') continue
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const places = [`node_modules/${name}`, `${parent}/node_modules/${name}`]
    if (places.some((place) => lock.packages[place])) continue
    const words = name.split(/[/-]/).map((word) => (word === 'windows' ? 'win32' : word))
    const os = systems.filter((system) => words.includes(system))
    const cpu = processors.filter((processor) => words.includes(processor))
    if (os.length === 0 && cpu.length === 0)
      throw new Error(`${name} is optional, but its name tells no platform`)
    if (os.includes('linux') && cpu.includes('x64') && !words.includes('musl'))
      throw new Error(`${name} is needed here`)
    lock.packages[places[0]] = {
      version,
      optional: true,
      ...(os.length > 0 && { os }),
      ...(cpu.length > 0 && { cpu }),
      ...(words.includes('musl') && { libc: ['musl'] }),
    }
    added.push(name)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${path}: ${added.length} packages of other platforms added`)
