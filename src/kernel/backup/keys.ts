/**
 * Keys and seals lie apart: whoever finds a backup must not be able to sign as the province. They are sealed with a passphrase
 * that is kept elsewhere (AES-256-GCM under scrypt), or left out.
 */

import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeDurably } from './place.ts'

/** Of the data folder, what is no key: the database, the store, and what belongs to a running process. */
const others = new Set(['postgres', 'postgres.password', 'files', 'incoming', 'start.pid', 'backup'])
const passphraseLettersMin = 20
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

type Sealed = { readonly salt: string; readonly iv: string; readonly tag: string; readonly sealed: string }

/** The passphrase in a file. Throws when it is too short to keep anybody out. */
export async function readPassphrase(file: string): Promise<string> {
  const text = (await readFile(file, 'utf8')).trim()
  if (text.length < passphraseLettersMin)
    throw new Error(`Mật khẩu trong ${file} phải dài ít nhất ${passphraseLettersMin} ký tự.`)
  return text
}

/** Files of the data folder that are sealed; keys of single files and of answers are none of them (`files/keys.ts`). */
const isBundled = (name: string) => !/^keys\/(files|answers)\//.test(name)

type Target = {
  readonly file: string
  /** What lies elsewhere, by the name that it has in a data folder. */
  readonly besides: Readonly<Record<string, string>>
}

/** Seals every key file of the data folder into one file. */
export async function sealKeys(
  dataDir: string,
  passphrase: string,
  { file, besides }: Target,
): Promise<void> {
  const bundle: Record<string, string> = {}
  const own = (await keyFiles(dataDir)).filter(isBundled).map((name) => [name, join(dataDir, name)] as const)
  for (const [name, path] of [...own, ...Object.entries(besides)])
    bundle[name] = (await readFile(path)).toString('base64')
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(bundle)), cipher.final()])
  const whole: Sealed = {
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  }
  await writeDurably(file, JSON.stringify(whole))
}

async function keyFiles(dataDir: string): Promise<readonly string[]> {
  if (!existsSync(dataDir)) return []
  const names = (await readdir(dataDir, { withFileTypes: true })).filter(({ name }) => !others.has(name))
  const files = await Promise.all(
    names.map(async (one) => {
      if (one.isFile()) return [one.name]
      if (!one.isDirectory()) return []
      const inside = await readdir(join(dataDir, one.name), { recursive: true, withFileTypes: true })
      return inside
        .filter((found) => found.isFile())
        .map((found) => join(found.parentPath, found.name).slice(dataDir.length + 1))
    }),
  )
  return files.flat()
}

/** Opens them into a data folder. Throws when the passphrase is another, or a byte was changed. */
export async function unsealKeys(
  file: string,
  passphrase: string,
  dataDir: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<readonly string[]> {
  const { salt, iv, tag, sealed } = JSON.parse(await readFile(file, 'utf8')) as Sealed
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(passphrase, bytes(salt), 32, cost), bytes(iv))
  decipher.setAuthTag(bytes(tag))
  let text: string
  try {
    text = Buffer.concat([decipher.update(bytes(sealed)), decipher.final()]).toString()
  } catch (cause) {
    throw new Error(`Không mở được khóa trong ${file}: sai mật khẩu, hoặc tệp đã hỏng.`, { cause })
  }
  const bundle = Object.entries(JSON.parse(text) as Record<string, string>).filter(([name]) => isWanted(name))
  for (const [name, content] of bundle) {
    await mkdir(dirname(join(dataDir, name)), { recursive: true, mode: 0o700 })
    await writeFile(join(dataDir, name), bytes(content), { mode: 0o600 })
  }
  return bundle.map(([name]) => name)
}
