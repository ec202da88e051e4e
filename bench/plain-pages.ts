/** The portal as it is, and beside it the same pages made of plain strings, escaped by hand, from the same data. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { visiblePages } from '#kernel/forms.ts'
import { defineModule } from '#kernel/module.ts'
import { openPlatform, readEnvironment } from '#kernel/platform.ts'
import { createServer } from '#kernel/web/server.ts'
import { endpoint, json, type Reply } from '#kernel/web.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../src/app.ts'
import { openDraft, shownPage } from '../src/modules/drafts/commands.ts'
import { findInCatalogue } from '../src/modules/services/catalogue/domain.ts'
import { currentCatalogue } from '../src/modules/services/catalogue/store.ts'

const environment = readEnvironment(process.env)
const { BENCH_LIST: list = '', BENCH_FORM: form = '', BENCH_COOKIE: cookie = '' } = process.env
const [, draft = '', page = ''] = /^\/ban-nhap\/([^/]+)\/([^/?]+)/.exec(form) ?? []

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<"]/g, (letter) => escapes[letter] ?? letter)
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Markup and values by turns, so that a request escapes every value and joins, as a template written by hand does. */
function templateOf(html: string): () => string {
  const parts = html.split(
    /(?<=>)([^<]+)(?=<)|(?<=(?:href|value|content|title|placeholder|label)=")([^"]*)(?=")/,
  )
  const pieces = parts.map((text = '', at) => (at % 3 === 0 ? text : unescaped(text)))
  return () => pieces.map((text, at) => (at % 3 === 0 ? text : escaped(text))).join('')
}

const templates = new Map<string, () => string>()
async function plain(context: Context, path: string): Promise<Reply> {
  let template = templates.get(path)
  if (!template) {
    const answer = await fetch(`http://127.0.0.1:${environment.port}${path}`, { headers: { cookie } })
    const html = await answer.text()
    template = templateOf(html)
    if (answer.status !== 200 || context.actor.kind === 'system') throw new Error(`${path}: ${answer.status}`)
    templates.set(path, template)
  }
  return { kind: 'page', status: 200, html: template() }
}

const plainPages = defineModule({
  name: 'bench',
  dependsOn: [],
  routes: [
    endpoint({
      method: 'GET',
      path: '/bench/plain-list',
      access: 'public',
      input: Type.Object({}),
      async handle(context) {
        findInCatalogue(
          await currentCatalogue(context),
          { field: undefined, q: undefined, level: undefined, after: undefined },
          20,
        )
        return plain(context, list)
      },
    }),
    endpoint({
      method: 'GET',
      path: '/bench/plain-form',
      access: 'citizen',
      input: Type.Object({}),
      async handle(context) {
        const open = await openDraft(context, draft)
        visiblePages(open.form, open.draft.answers, open.lookups)
        shownPage(open, page)
        return plain(context, form)
      },
    }),
    endpoint({
      method: 'GET',
      path: '/bench/cpu',
      access: 'public',
      input: Type.Object({}),
      handle: async () => json(process.cpuUsage()),
    }),
  ],
})

const platform = await openPlatform(environment, { name: 'mot-cua bench', connectionsMax: 12 })
const server = await createServer({
  platform,
  modules: [...modules, plainPages],
  assets: await buildAssets(),
})
await server.listen({ port: environment.port, host: '127.0.0.1' })
process.send?.('ready')
process.on('SIGTERM', () => process.exit(0))
