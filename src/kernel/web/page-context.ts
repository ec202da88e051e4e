/** What every page knows of its request: the viewer, the choices of display, the menus the viewer may follow. */

import { randomUUID } from 'node:crypto'
import type { Platform } from '../context.ts'
import { actorIdOf, representedIdOf } from '../events.ts'
import type { Module, PublicEntry } from '../module.ts'
import type { NavigationEntry, PageContext } from '../page.tsx'
import { type Actor, type Agent, allows } from '../policy.ts'
import type { Language } from '../text.ts'
import type { Choices } from './session.ts'

/** A built file, by its logical name. */
export type Asset = {
  readonly url: string
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly brotli?: Uint8Array | undefined
  readonly gzip?: Uint8Array | undefined
}
export type Assets = ReadonlyMap<string, Asset>

type Installation = {
  readonly platform: Platform
  readonly modules: readonly Module[]
  readonly assets: Assets
}

type PageParts = Choices & {
  readonly actor: Actor
  readonly path: string
  readonly csrfToken: string
  readonly savesData: boolean
  readonly counts?: ReadonlyMap<string, number>
}

/** The page context of one request; menus hold only what the actor may open. */
export function pageContextOf({ platform, modules, assets }: Installation, parts: PageParts): PageContext {
  const { actor, language } = parts
  const { manifest, units } = platform.pack
  const responsible = units.find(({ code }) => code === manifest.agencyCode)
  return {
    language,
    csrfToken: parts.csrfToken,
    path: parts.path,
    theme: parts.theme,
    textSize: parts.textSize,
    density: parts.density,
    savesData: parts.savesData,
    counts: parts.counts,
    actorKind: actor.kind === 'citizen' || actor.kind === 'officer' ? actor.kind : 'visitor',
    actorName: actor.kind === 'citizen' || actor.kind === 'officer' ? actor.name : undefined,
    agent: actor.kind === 'citizen' && actor.agent ? agentShown(actor.agent) : undefined,
    actorPost: actor.kind === 'officer' ? `${actor.title} – ${actor.unitName}` : undefined,
    province: {
      name: manifest.name[language],
      responsibleBody: responsible?.name ?? manifest.name.vi,
      address: responsible?.address ?? '',
      hotline: manifest.hotline ?? responsible?.phone ?? '',
      email: manifest.email,
    },
    navigation:
      actor.kind === 'officer'
        ? modules.flatMap(({ menu = [] }) =>
            menu
              .filter(({ permission }) => allows({ permission }, actor))
              .map((entry) => ({
                ...linkTo(entry, language),
                icon: entry.icon,
                count: parts.counts?.get(entry.path) || undefined,
              })),
          )
        : modules.flatMap(({ publicMenu = [] }) => publicMenu.map((entry) => linkTo(entry, language))),
    footerLinks: modules.flatMap(({ footerLinks = [] }) =>
      footerLinks.map((entry) => linkTo(entry, language)),
    ),
    tiles: modules
      .flatMap(({ appTiles = [] }) => appTiles)
      .filter(({ access = 'public' }) => allows(access, actor))
      .toSorted((a, b) => a.place - b.place)
      .map((tile) => ({
        ...linkTo(tile, language),
        icon: tile.icon,
        count: parts.counts?.get(tile.path) || undefined,
      })),
    owner: [actorIdOf({ actor }), representedIdOf({ actor })].filter(Boolean).join(' '),
    assets: (name) => {
      const asset = assets.get(name)
      if (!asset) throw new Error(`No built file is named ${name}`)
      return asset.url
    },
    newRequestId: randomUUID,
  }
}

const agentShown = ({ name, mandate }: Agent) => ({
  name,
  isInForce: mandate.isInForce,
})

function linkTo({ path, label }: PublicEntry, language: Language): NavigationEntry {
  return { href: path, label: label[language] }
}
