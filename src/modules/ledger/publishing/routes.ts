/** What tools read: heads, tiles, keys, the page to keep. Open to everyone, and the same for everyone. */

import { Type } from 'typebox'
import { kernelRefusal } from '#kernel/errors.ts'
import { endpoint, json, type Reply } from '#kernel/web.ts'
import { ledgerLinks } from '../api.ts'
import { takeCosignature } from '../heads/commands.ts'
import { demandStamp, demandTree, keysText, offlineParts, readCheckpoint, readTile } from './commands.ts'
import { OfflinePage } from './pages.tsx'

const plain = (name: string, body: string, publicSeconds: number): Reply => ({
  kind: 'file',
  name,
  mediaType: 'text/plain; charset=utf-8',
  body,
  publicSeconds,
})
const tree = Type.String({ maxLength: 20 })
const size = Type.Integer({ minimum: 1 })
const immutableSeconds = 31_536_000

export const routes = [
  endpoint({
    method: 'GET',
    path: ledgerLinks.keys() as '/so-cai/khoa.txt',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => plain('khoa.txt', await keysText(context), 60),
  }),
  endpoint({
    method: 'GET',
    path: ledgerLinks.offline() as '/so-cai/kiem-tra.html',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => ({
      kind: 'file',
      name: 'kiem-tra-so-cai.html',
      mediaType: 'text/html; charset=utf-8',
      body: OfflinePage({ ...(await offlineParts(context)), name: context.pack.manifest.name.vi }),
      download: true,
    }),
  }),
  // What an authority outside stamped, and its token, as `openssl ts -verify -token_in` takes both.
  endpoint({
    method: 'GET',
    path: '/so-cai/dau-thoi-gian/:size/diem-chot',
    access: 'public',
    input: Type.Object({ size }),
    handle: async (context, input) =>
      plain(`diem-chot-${input.size}`, (await demandStamp(context, input.size)).note, immutableSeconds),
  }),
  endpoint({
    method: 'GET',
    path: '/so-cai/dau-thoi-gian/:size/dau',
    access: 'public',
    input: Type.Object({ size }),
    handle: async (context, input) => ({
      kind: 'file',
      name: `dau-thoi-gian-${input.size}.tst`,
      mediaType: 'application/timestamp-reply',
      body: (await demandStamp(context, input.size)).token,
      publicSeconds: immutableSeconds,
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/so-cai/:tree/checkpoint',
    access: 'public',
    input: Type.Object({ tree }),
    async handle(context, input) {
      const note = await readCheckpoint(context, demandTree(input.tree))
      if (!note) throw kernelRefusal.noSuchPage()
      return plain('checkpoint', note, 1)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/so-cai/:tree/tile/:level/*',
    access: 'public',
    input: Type.Object({
      tree,
      level: Type.Integer({ minimum: 0, maximum: 7 }),
      rest: Type.String({ maxLength: 40 }),
    }),
    async handle(context, { tree: name, level, rest: address }) {
      return {
        kind: 'file',
        name: 'tile',
        mediaType: 'application/octet-stream',
        body: await readTile(context, demandTree(name), level, address),
        publicSeconds: immutableSeconds,
      }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/so-cai/chung-kien',
    access: 'public',
    limit: { name: 'chung-kien', max: 60, seconds: 60 },
    input: Type.Object({ note: Type.String({ maxLength: 10_000 }) }),
    async handle(context, { note }) {
      await takeCosignature(context, note)
      return json({ taken: true })
    },
  }),
]
