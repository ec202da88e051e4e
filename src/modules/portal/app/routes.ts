/** Ứng dụng: what a phone asks to put the portal on its home screen, and to open it without a line. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { KeptPage, Module } from '#kernel/module.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, json, page, redirect } from '#kernel/web.ts'
import { frameLinks } from '#ui/frame-parts.tsx'
import { appLinks, manifestOf, nameOf, workerScript } from './domain.ts'
import { AppPage, KeptListPage } from './pages.tsx'
import { texts } from './texts.ts'

const input = Type.Object({})
const freshSeconds = 3600
/** Fewer than a device keeps, so that what was opened besides has room. */
const wantedMax = 100

/** Over what these modules want kept. */
export function appRoutes(modules: readonly Module[]): readonly Endpoint[] {
  const shortcuts = modules
    .flatMap(({ appTiles = [] }) => appTiles)
    .filter(({ isShortcut }) => isShortcut)
    .toSorted((a, b) => a.place - b.place)
  return [
    endpoint({
      method: 'GET',
      path: appLinks.about,
      access: 'public',
      input,
      async handle(context) {
        const name = nameOf(context.pack.manifest)
        const t = textsFor(texts, context.language)
        return page(context, { title: t.title(name), description: t.lead }, AppPage({ name }))
      },
    }),
    endpoint({
      method: 'GET',
      path: appLinks.start,
      access: 'public',
      input,
      async handle({ actor }) {
        if (actor.kind === 'citizen') return redirect(frameLinks.account)
        return redirect(actor.kind === 'officer' ? frameLinks.office : appLinks.about)
      },
    }),
    endpoint({
      method: 'GET',
      path: appLinks.manifest,
      access: 'public',
      input,
      handle: async ({ pack, page: { assets } }) => ({
        kind: 'file',
        name: 'ung-dung.webmanifest',
        mediaType: 'application/manifest+json; charset=utf-8',
        body: JSON.stringify(manifestOf(pack.manifest, shortcuts, assets)),
        publicSeconds: freshSeconds,
      }),
    }),
    endpoint({
      method: 'GET',
      path: appLinks.worker,
      access: 'public',
      input,
      // A script that names a script: it lies at the root, so that it may serve every page below.
      handle: async ({ pack, page: { assets } }) => ({
        kind: 'file',
        name: 'ung-dung.js',
        mediaType: 'text/javascript; charset=utf-8',
        body: workerScript(pack.manifest, assets('islands/app-worker.js')),
        publicSeconds: freshSeconds,
      }),
    }),
    endpoint({
      method: 'GET',
      path: appLinks.keptList,
      access: 'public',
      input,
      async handle(context) {
        return page(
          context,
          { title: textsFor(texts, context.language).keptTitle, noIndex: true },
          KeptListPage(),
        )
      },
    }),
    endpoint({
      method: 'GET',
      path: appLinks.wanted,
      access: 'public',
      input,
      handle: async (context) => json({ pages: await pagesToKeep(modules, context) }),
    }),
  ]
}

/** Whoever looks in the place of another keeps nothing of theirs ahead, for each page read is told to the owner. */
async function pagesToKeep(modules: readonly Module[], context: Context): Promise<readonly KeptPage[]> {
  const { actor } = context
  if (actor.kind !== 'visitor' && (actor.kind !== 'citizen' || actor.agent)) return []
  const all = await Promise.all(modules.map(({ keptPages }) => keptPages?.(context) ?? []))
  const own = [appLinks.keptList, appLinks.about].map((path) => ({ path, isEssential: true }) as const)
  return [...own, ...all.flat()]
    .toSorted((a, b) => Number(b.isEssential ?? 0) - Number(a.isEssential ?? 0))
    .slice(0, wantedMax)
}
