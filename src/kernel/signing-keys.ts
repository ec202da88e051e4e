/** Keys that sign messages and heads of the ledger, as they lie in the data folder of a machine. */

import { createPrivateKey } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newSigningKey, type SigningKey, withPublic } from './signed-messages.ts'

const opened = new Map<string, SigningKey>()

/**
 * The key in this file of a data folder, by its name with the folder: `exchange/province`. `make` lets the first process that needs it write one, readable by its owner only;
 * of two at once, one writes and both read the same.
 */
export function openSigningKey(folder: string, name: string, make: boolean): SigningKey | undefined {
  const file = path.join(folder, `${name}.pem`)
  const known = opened.get(file)
  if (known) return known
  const key = readKey(file) ?? (make ? makeKey(file) : undefined)
  if (key) opened.set(file, key)
  return key
}

function readKey(file: string): SigningKey | undefined {
  try {
    return withPublic(createPrivateKey(readFileSync(file)))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw thrown
  }
}

function makeKey(file: string): SigningKey | undefined {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = newSigningKey()
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    writeFileSync(file, pem, { flag: 'wx', mode: 0o600 })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
  }
  return readKey(file)
}
