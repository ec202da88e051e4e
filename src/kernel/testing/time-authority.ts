/** A time-stamping authority for tests: OpenSSL answers, so that what we ask and keep is read by a tool that we did not write. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TimeAuthority = {
  readonly url: string
  /** What it does with the next questions, given as files of `folder`; `sign` unless told. */
  answer: (question: string) => Buffer
  sign(question: string): Buffer
  readonly folder: string
  openssl(...args: string[]): Buffer
  stop(): void
}

export async function startTimeAuthority(name: string): Promise<TimeAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'gio-'))
  const file = (part: string) => join(folder, part)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const newKey = (part: string) => ['-newkey', 'rsa:2048', '-nodes', '-utf8', '-keyout', `${part}.key`]
  openssl('req', '-x509', ...newKey('goc'), '-out', 'goc.pem', '-subj', '/CN=Gốc', '-days', '9')
  openssl('req', ...newKey('gio'), '-out', 'gio.csr', '-subj', `/CN=${name}`)
  writeFileSync(file('gio.ext'), 'extendedKeyUsage=critical,timeStamping\n')
  const issuer = ['-CA', 'goc.pem', '-CAkey', 'goc.key', '-CAcreateserial', '-days', '9']
  openssl('x509', '-req', '-in', 'gio.csr', ...issuer, '-extfile', 'gio.ext', '-out', 'gio.pem')
  writeFileSync(file('serial'), '01')
  writeFileSync(
    file('gio.cnf'),
    `[tsa]\ndefault_tsa=one\n[one]\nserial=${file('serial')}\nsigner_cert=${file('gio.pem')}
signer_key=${file('gio.key')}\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\n`,
  )
  const sign = (question: string) => {
    openssl('ts', '-reply', '-config', 'gio.cnf', '-queryfile', question, '-out', 'dap.tsr')
    return readFileSync(file('dap.tsr'))
  }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    writeFileSync(file('hoi.tsq'), Buffer.concat(parts))
    response.setHeader('content-type', 'application/timestamp-reply').end(authority.answer('hoi.tsq'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const authority: TimeAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: sign,
    sign,
    folder,
    openssl,
    stop() {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return authority
}
