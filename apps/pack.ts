/** `npm run pack check [folder…]` and `npm run pack schemas`. */
import { readdir } from 'node:fs/promises'
import { checkPackCommand, writeSchemasCommand } from '../src/kernel/packs.ts'

const [command, ...folders] = process.argv.slice(2)

async function allPacks(): Promise<string[]> {
  const entries = await readdir('packs', { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `packs/${name}`)
}

if (command === 'check') {
  process.exitCode = await checkPackCommand(folders.length > 0 ? folders : await allPacks())
} else if (command === 'schemas') {
  await writeSchemasCommand('schemas')
} else {
  console.error('Cách dùng: npm run pack check [thư mục gói…] hoặc npm run pack schemas')
  process.exitCode = 2
}
