/** Debian packages that the tests call: a browser, and foreign tools that check our documents. */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const needed: Readonly<Record<string, string>> = {
  '/usr/bin/chromium-headless-shell': 'chromium-headless-shell',
  '/usr/bin/pdfsig': 'poppler-utils',
  '/usr/bin/qpdf': 'qpdf',
  '/usr/bin/xmllint': 'libxml2-utils',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/certutil': 'libnss3-tools',
  '/usr/lib/python3/dist-packages/openpyxl': 'python3-openpyxl',
}
const fonts = ['fonts-liberation2', 'fonts-noto-core']

/** Installs what is missing. Throws a sentence that says what to do when this machine does not allow it. */
export function installTools(): void {
  const missing = Object.entries(needed).filter(([path]) => !existsSync(path))
  if (missing.length === 0) return
  const packages = [...missing.map(([, name]) => name), ...fonts]
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  console.log(`Cài gói cho kiểm thử: ${packages.join(' ')}`)
  for (const command of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', ...packages],
  ]) {
    const [program = '', ...args] = [...sudo, ...command]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const result = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env })
    if (result.status !== 0)
      throw new Error(
        `Chưa cài được gói kiểm thử. Chạy với quyền quản trị: apt-get install ${packages.join(' ')}`,
      )
  }
}
