/** Where signatures come from. The one place to change when an installation signs by token, HSM or remote service. */

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Settings } from '../context.ts'
import { defineRefusals } from '../errors.ts'
import type { Signer } from '../signing.ts'
import { createDevelopmentAuthority, type DevelopmentAuthority } from './authority.ts'

export const signingRefusal = defineRefusals('signing', {
  notSetUp: [
    'unavailable',
    'Máy chủ chưa nối với dịch vụ chữ ký số. Báo người quản trị; hồ sơ vẫn giữ nguyên.',
    'No signing service is connected. Tell the administrator; nothing was changed.',
  ],
})

type Person = {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly organisation: string
}
type Agency = { readonly code: string; readonly name: string }

export type SigningProvider = {
  /** The officer's own certificate. Throws `signing.notSetUp`. */
  personal(person: Person): Promise<Signer>
  /** The agency's seal. Throws `signing.notSetUp`. */
  seal(agency: Agency): Promise<Signer>
  /** DER of the roots that a signature must lead to. */
  trustedRoots(): Promise<readonly Uint8Array[]>
}

/** The provider of an installation: its own test authority in development; in earnest none, until one is connected. */
export function signingProvider({ dataDir, development }: Settings): SigningProvider {
  const own = async () => {
    if (!development) throw signingRefusal.notSetUp()
    return developmentAuthority(path.join(dataDir, 'ca'))
  }
  return {
    personal: async ({ id, ...names }) => (await own()).issueCertificate({ key: `person ${id}`, ...names }),
    seal: async ({ code, name }) =>
      (await own()).issueCertificate({ key: `agency ${code}`, name, organisation: name }),
    async trustedRoots() {
      const added = await rootsIn(path.join(dataDir, 'trusted-roots'))
      return development ? [...added, (await own()).rootCertificate] : added
    },
  }
}

const authorities = new Map<string, Promise<DevelopmentAuthority>>()

function developmentAuthority(folder: string): Promise<DevelopmentAuthority> {
  const opened = authorities.get(folder) ?? createDevelopmentAuthority(folder)
  authorities.set(folder, opened)
  return opened
}

/** Certificates that the operator laid there as `*.der`, such as the root of the government's authority. */
async function rootsIn(folder: string): Promise<Uint8Array[]> {
  const names = await readdir(folder).catch(() => [])
  return Promise.all(
    names.filter((name) => name.endsWith('.der')).map((name) => readFile(path.join(folder, name))),
  )
}
