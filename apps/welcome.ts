/** What `npm start` prints when everything runs: addresses, and one log-in for each role. */

import type { Context } from '#kernel/context.ts'
import type { Environment } from '#kernel/platform.ts'

export async function printWelcome(context: Context, { settings }: Environment): Promise<void> {
  const { publicUrl } = settings
  const lines = [
    '',
    `  Một Cửa – ${context.pack.manifest.name.vi}`,
    '',
    `  Cổng dịch vụ công   ${publicUrl}/`,
    `  Nơi làm việc        ${publicUrl}/lam-viec`,
    `  API                 ${publicUrl}/api/v1/openapi.json`,
    '',
    '  Dừng: Ctrl-C',
    '',
  ]
  console.log(lines.join('\n'))
}
