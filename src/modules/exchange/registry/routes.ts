/** Đăng ký by screen: the same commands as those of the operator's command line. */

import { Type } from 'typebox'
import { type AnyConnector, type ServedService, systemKeys } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { exchangeLinks } from '../api.ts'
import { refusal } from '../domain.ts'
import { registerClient } from '../serving/commands.ts'
import { findClients } from '../serving/store.ts'
import { ownMember, provinceKey, registerSystem } from './commands.ts'
import { systemName } from './domain.ts'
import { ClientsPage, type ClientTyped, SystemPage, type SystemTyped } from './pages.tsx'
import { findSystem } from './store.ts'
import { texts } from './texts.ts'

const manager = { permission: 'exchange.manage' } as const
const text = Type.Optional(Type.String({ maxLength: 300 }))
const yes = Type.Optional(Type.Literal('yes'))
const Key = Type.String({ maxLength: 40 })
const SystemInput = { host: text, port: text, path: text, publicKey: text, isPrivate: yes, isEnabled: yes }
const ClientInput = {
  member: text,
  name: text,
  publicKey: text,
  scopes: Type.Optional(Type.Union([Key, Type.Array(Key, { maxItems: 50 })])),
  perMinute: text,
  isEnabled: yes,
}
type Sent<T extends object> = { readonly [K in keyof T]?: unknown }
const trimmed = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const systemTyped = (input: Sent<typeof SystemInput>) => ({
  host: trimmed(input.host),
  port: Number(trimmed(input.port)),
  pathPrefix: trimmed(input.path),
  publicKey: trimmed(input.publicKey),
  isPrivate: input.isPrivate === 'yes',
  isEnabled: input.isEnabled === 'yes',
})
const clientTyped = (input: Sent<typeof ClientInput>) => ({
  member: trimmed(input.member),
  name: trimmed(input.name),
  publicKey: trimmed(input.publicKey),
  scopes: [input.scopes ?? []].flat().map(String),
  callsPerMinute: Number(trimmed(input.perMinute)),
  isEnabled: input.isEnabled === 'yes',
})

export function routesOf(
  connectors: readonly AnyConnector[],
  services: readonly ServedService[],
): readonly Endpoint[] {
  const connectorOf = (key: string): AnyConnector => {
    const found = connectors.find((one) => systemKeys(one).includes(key))
    if (!found) throw refusal.notFound()
    return found
  }
  const systemPage = async (
    context: Context,
    key: string,
    shown: { readonly typed?: SystemTyped; readonly problem?: string } = {},
    status = 200,
  ): Promise<Reply> => {
    const connector = connectorOf(key)
    const system = await read(context, (tx) => findSystem(tx, key))
    const isSimulator = system?.isSimulator ?? false
    const typed = shown.typed ?? (isSimulator ? {} : (system ?? {}))
    const ours = { member: ownMember(context), publicKey: provinceKey(context).publicKey }
    const name = systemName(connector, key, context.language)
    const body = SystemPage({
      connector,
      systemKey: key,
      name,
      typed,
      isSimulator,
      ours,
      problem: shown.problem,
    })
    return page(context, { title: name, noIndex: true }, body, status)
  }
  const clientsPage = async (
    context: Context,
    shown: {
      readonly member?: string
      readonly typed?: ClientTyped
      readonly problem?: string
      readonly isSaved?: boolean
    },
    status = 200,
  ): Promise<Reply> => {
    const clients = await read(context, findClients)
    const typed = shown.typed ?? clients.find(({ member }) => member === shown.member) ?? {}
    const scopes = [...new Map(services.map((one) => [one.scope, one])).values()].map(
      ({ scope, summary }) => ({
        value: scope,
        label: `${summary[context.language]} (${scope})`,
      }),
    )
    const { clients: title } = textsFor(texts, context.language)
    const body = ClientsPage({
      clients,
      typed,
      scopes,
      isSaved: shown.isSaved ?? false,
      problem: shown.problem,
    })
    return page(context, { title, noIndex: true }, body, status)
  }
  return [
    endpoint({
      method: 'GET',
      path: '/lam-viec/ket-noi/khai-thac',
      access: manager,
      personal: 'none',
      input: Type.Object({ ma: text, xong: Type.Optional(Type.Literal('1')) }),
      handle: (context, { ma = '', xong }) => clientsPage(context, { member: ma, isSaved: xong === '1' }),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/ket-noi/khai-thac',
      access: manager,
      personal: 'none',
      input: Type.Object(ClientInput),
      async handle(context, input) {
        await registerClient(context, clientTyped(input))
        return redirect(`${exchangeLinks.clients()}?xong=1`)
      },
      refused: (context, { detail, status }, input) =>
        clientsPage(context, { typed: clientTyped(input), problem: detail }, status),
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/ket-noi/:key',
      access: manager,
      personal: 'none',
      input: Type.Object({ key: Key }),
      handle: (context, { key }) => systemPage(context, key),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/ket-noi/:key',
      access: manager,
      personal: 'none',
      input: Type.Object({ key: Key, ...SystemInput }),
      async handle(context, { key, ...input }) {
        const { protocol = 'signed' } = connectorOf(key)
        await registerSystem(context, { ...systemTyped(input), key, protocol, isSimulator: false })
        return redirect(`${exchangeLinks.overview()}?xong=register`)
      },
      refused: (context, { detail, status }, { key, ...input }) =>
        systemPage(context, String(key), { typed: systemTyped(input), problem: detail }, status),
    }),
  ]
}
