/** Commands of the operator that write down who may be called and who may call. */

import { parseArgs } from 'node:util'
import { type AnyConnector, systemKeys } from '#kernel/connectors.ts'
import type { CliCommand } from '#kernel/module.ts'
import { ownMember, provinceKey, registerSystem } from '../registry/commands.ts'
import { registerClient } from '../serving/commands.ts'

export const commandsOf = (connectors: readonly AnyConnector[]): readonly CliCommand[] => [
  {
    name: 'exchange:system',
    summary: `KEY --host NAME [--port 443] [--path /api] --key PUBLIC [--private] [--off]: ${connectors.flatMap(systemKeys).join(', ')}`,
    async run(context, args) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          host: { type: 'string', default: '' },
          port: { type: 'string', default: '443' },
          path: { type: 'string', default: '' },
          key: { type: 'string', default: '' },
          private: { type: 'boolean', default: false },
          off: { type: 'boolean', default: false },
        },
      })
      const [key = ''] = positionals
      const connector = connectors.find((one) => systemKeys(one).includes(key))
      if (!connector) throw new Error(`Không có kết nối “${key}”.`)
      await registerSystem(context, {
        key,
        protocol: connector.protocol ?? 'signed',
        host: values.host,
        port: Number(values.port),
        pathPrefix: values.path,
        publicKey: values.key,
        isPrivate: values.private,
        isSimulator: false,
        isEnabled: !values.off,
      })
      console.log(
        `Đã đăng ký ${key}. Khóa công khai của tỉnh (${ownMember(context)}): ${provinceKey(context).publicKey}`,
      )
    },
  },
  {
    name: 'exchange:client',
    summary: 'VN/GOV/CODE/SUBSYSTEM --name NAME --key PUBLIC --scopes a,b [--per-minute 600]',
    async run(context, args) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          name: { type: 'string', default: '' },
          key: { type: 'string', default: '' },
          scopes: { type: 'string', default: '' },
          'per-minute': { type: 'string', default: '600' },
        },
      })
      const [member = ''] = positionals
      await registerClient(context, {
        member,
        name: values.name || member,
        publicKey: values.key,
        scopes: values.scopes.split(',').filter(Boolean),
        callsPerMinute: Number(values['per-minute']),
      })
      console.log(`Đã đăng ký ${member}. Khóa công khai của tỉnh: ${provinceKey(context).publicKey}`)
    },
  },
]
