/** The whole server asked for one cell, and what its answer says of the right to ask. */

import type { InjectOptions } from 'fastify'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { Module } from '#kernel/module.ts'
import type { TestPlatform } from '#kernel/testing/database.ts'
import type { Asset, Assets } from '#kernel/web/page-context.ts'
import { createServer } from '#kernel/web/server.ts'
import { type Endpoint, json } from '#kernel/web.ts'
import { modules } from '../../src/app.ts'
import type { Asker } from './actors.ts'
import type { Ask, Cell } from './questions.ts'
import { procedure } from './things.ts'
import type { World } from './world.ts'

export type Answer = { readonly verdict: string; readonly code: string; readonly body: string }

/** Codes of refusals by the id of their request, told before a page is drawn of them. */
const refusals = new Map<string, string>()
const told = ({ requestId, code }: Problem) => void refusals.set(requestId, code)

/** Remembers which refusal the route is about to draw. */
const watched = (route: Endpoint): Endpoint => {
  const { refused } = route
  if (!refused) return route
  return {
    ...route,
    refused(context, problem, input, form) {
      told(problem)
      return refused.call(route, context, problem, input, form)
    },
  }
}

/** As in production, but that refusals without a page of their own are told as JSON and figures beside links are left out. */
export async function openServer(platform: TestPlatform, now: Date) {
  const mounted: string[] = []
  const listening: Module = {
    name: 'listening',
    dependsOn: [],
    async mount(server) {
      server.addHook('onRoute', ({ method, url }) => {
        // The provider of made-up accounts is mounted in development only.
        if (url.startsWith('/dinh-danh/')) return
        for (const one of [method].flat()) if (one !== 'HEAD') mounted.push(`${one} ${url}`)
      })
    },
  }
  const quick = modules.map(
    ({ counts: _counts, ...module }): Module => ({
      ...module,
      ...(module.routes && { routes: module.routes.map(watched) }),
      ...(module.problemPage && {
        problemPage: (_context: Context, problem: Problem) => {
          told(problem)
          return json(problem, problem.status)
        },
      }),
    }),
  )
  const server = await createServer({
    platform,
    modules: [listening, ...quick],
    assets: anyAsset,
    now: () => now,
    quiet: true,
  })
  await server.ready()
  const declared = modules.flatMap(({ routes = [] }) => routes.map(({ method, path }) => `${method} ${path}`))
  return { server, routes: [...declared, ...mounted] }
}
/** Pages name files that nobody fetches here. */
const anyAsset: Assets = Object.assign(new Map<string, Asset>(), {
  get: (name: string): Asset => ({
    url: `/assets/${name}`,
    contentType: 'text/plain',
    bytes: new Uint8Array(),
  }),
})

export type Server = Awaited<ReturnType<typeof openServer>>['server']

const fill = (path: string, values: Readonly<Record<string, string>>) =>
  path
    .replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(values[name] ?? `khong-co-${name}`))
    .replace(/\*$/, values['*'] ?? '*')

const pairs = (values: Readonly<Record<string, string | readonly string[]>>): [string, string][] =>
  Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )

/** The request of a cell, its form signed with the token of its session unless that is left out. */
export async function requestOf(route: string, ask: Ask, cell: Cell, signed = true): Promise<InjectOptions> {
  const [method = '', path = ''] = route.split(' ')
  const { asker, dossier, relation, world } = cell
  const code = relation === 'there' || relation === 'any' ? procedure : dossier.code
  const url = fill(path, { code, ...ask.path?.(cell) })
  const query = new URLSearchParams(pairs(ask.query?.(cell) ?? {})).toString()
  const base = {
    method: method as 'GET',
    url: query ? `${url}?${query}` : url,
    headers: { ...asker.headers },
  }
  if (method === 'GET') return base
  if (ask.json || path.startsWith('/scim/')) {
    const payload = { ...ask.json?.(cell), ...(signed && asker.csrf && { _csrf: asker.csrf }) }
    return { ...base, headers: { ...base.headers, 'idempotency-key': 'ma-tran-quyen' }, payload }
  }
  const fields = { ...ask.body?.(cell), ...(signed && asker.csrf && { _csrf: asker.csrf }) }
  if (!ask.file) {
    const payload = new URLSearchParams(pairs(fields)).toString()
    return {
      ...base,
      headers: { ...base.headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    }
  }
  const form = new FormData()
  for (const [name, value] of pairs(fields)) form.append(name, value)
  form.append(ask.file[0], ...fileOf(ask.file[1], world))
  const request = new Request('http://test', { method: 'POST', body: form })
  const type = request.headers.get('content-type') ?? ''
  return {
    ...base,
    headers: { ...base.headers, 'content-type': type },
    payload: Buffer.from(await request.arrayBuffer()),
  }
}

const fileOf = (kind: 'pdf' | 'picture' | 'text', { pdf, picture }: World): [Blob, string] =>
  kind === 'pdf'
    ? [new Blob([Buffer.from(pdf)]), 'giay.pdf']
    : kind === 'picture'
      ? [new Blob([new Uint8Array(picture)]), 'anh.jpg']
      : [new Blob(['ma;buoc\n1;x\n']), 'cu.csv']

export async function answerTo(server: Server, request: InjectOptions): Promise<Answer> {
  const { statusCode, headers, body } = await server.inject(request)
  const id = String(headers['x-request-id'] ?? '')
  const code = refusals.get(id) ?? /"code":"([\w.]+)"/.exec(statusCode >= 400 ? body : '')?.[1] ?? ''
  refusals.delete(id)
  return { verdict: verdictOf(statusCode, String(headers.location ?? ''), code), code, body }
}

function verdictOf(status: number, location: string, code: string): string {
  if (status === 401 || location.startsWith('/dang-nhap?tiep=')) return 'in'
  if (location.startsWith('/xac-minh/')) return 'proof'
  if (code === 'kernel.invalidInput' || code === 'kernel.staleForm') return code
  if (status === 410) return '409'
  if (status === 403 || status === 404 || status === 409) return String(status)
  // Another system is away: the right was there.
  if (status === 503) return '✓'
  return status >= 500 || status === 429 ? String(status) : '✓'
}

/** Whom a cell is about, as its request needs it. */
export function cellOf(world: World, asker: Asker, relation: string): Cell {
  const dossier = world.dossiers.get(relation as never)
  return {
    asker,
    relation,
    world,
    dossier: dossier ?? nobodys,
    thing: (name) => world.things.get(keyOf(world, name, relation, asker)) ?? nobodys.id,
  }
}

function keyOf({ things }: World, name: string, relation: string, { role }: Asker): string {
  const wanted = relation === 'own' ? role : relation === 'any' ? 'unit' : relation
  const others = relation === 'other' ? ['stranger'] : relation === 'own' ? ['citizen', 'officer'] : []
  const found = [wanted, ...others].find((one) => things.has(`${name} ${one}`))
  return `${name} ${found ?? wanted}`
}

const nobodys = {
  id: '00000000-0000-7000-8000-000000000000',
  code: 'Z99.02-260302-9999',
  version: 1,
  secret: 'KHONGCO',
  mark: '\0',
  paperId: '00000000-0000-7000-8000-000000000001',
  fileId: '00000000-0000-7000-8000-000000000002',
  proposalId: '00000000-0000-7000-8000-000000000003',
  entryId: '00000000-0000-7000-8000-000000000004',
  resultId: '00000000-0000-7000-8000-000000000005',
}
