/** What `npm start` prints when everything runs: addresses, and one log-in for each role. */

import type { Context } from '#kernel/context.ts'
import type { DevelopmentLogin, Module } from '#kernel/module.ts'
import type { Environment } from '#kernel/platform.ts'

export async function printWelcome(
  context: Context,
  { settings }: Environment,
  modules: readonly Module[],
): Promise<void> {
  const { publicUrl } = settings
  const asked = await Promise.all(
    modules.map(async (module) => (await module.developmentLogins?.(context)) ?? []),
  )
  const lines = [
    '',
    `  Một Cửa – ${context.pack.manifest.name.vi}`,
    '',
    `  Cổng dịch vụ công   ${publicUrl}/`,
    `  Nơi làm việc        ${publicUrl}/lam-viec`,
    `  API                 ${publicUrl}/api/v1/openapi.json`,
    '',
    ...loginLines(asked.flat(), `${publicUrl}/dang-nhap`),
    '  Dừng: Ctrl-C',
    '',
  ]
  console.log(lines.join('\n'))
}

function loginLines(logins: readonly DevelopmentLogin[], address: string): string[] {
  if (logins.length === 0) return []
  const width = (name: 'role' | 'login') => Math.max(...logins.map((one) => one[name].length)) + 3
  return [
    `  Đăng nhập thử tại ${address} bằng tên sau, không cần mật khẩu:`,
    ...logins.map(
      ({ role, login, name, unit }) =>
        `    ${role.padEnd(width('role'))}${login.padEnd(width('login'))}${name}${unit && `, ${unit}`}`,
    ),
    '',
  ]
}
