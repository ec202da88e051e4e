/** Ứng dụng trên màn hình chính: its addresses and its manifest (W3C Web Application Manifest). Pure. */

import type { Sentence } from '#kernel/errors.ts'
import type { PackManifest } from '#kernel/packs.ts'

export const appLinks = {
  about: '/ung-dung',
  /** Where the icon leads: home, or to the page about the app for whoever is not signed in. */
  start: '/ung-dung/mo',
  manifest: '/ung-dung.webmanifest',
  worker: '/ung-dung.js',
  wanted: '/ung-dung/can-luu',
  keptList: '/ngoai-tuyen',
} as const

type Named = Pick<PackManifest, 'name' | 'appName'>

export const nameOf = ({ name, appName }: Named): string => appName ?? name.vi

/** `--deep` and `--ground` of the design: the band above every page, and the page before it is there. */
const colours = { theme_color: '#083F54', background_color: '#FFFFFF' } as const

const icons = [
  ['app-192', '192x192', 'any'],
  ['app-512', '512x512', 'any'],
  ['app-maskable-512', '512x512', 'maskable'],
] as const

/** A phiên biển xa lasts some weeks; whoever is at sea for a week has what they need in any case. */
const keptPagesDays = 30

/** The worker as the device loads it. A change of the days is a change of the worker, so that devices hear of it. */
export const workerScript = (pack: Pick<PackManifest, 'keptPagesDays'>, asset: string): string =>
  `self.keptPagesDays = ${pack.keptPagesDays ?? keptPagesDays}\nimportScripts(${JSON.stringify(asset)})\n`

type Shortcut = { readonly path: string; readonly label: Sentence }

/** What the phone is told; its words are Vietnamese, as the home screen is read before any choice was made. */
export function manifestOf(pack: Named, shortcuts: readonly Shortcut[], assets: (name: string) => string) {
  const name = nameOf(pack)
  const icon192 = { src: assets('icons/app-192.png'), sizes: '192x192', type: 'image/png' }
  return {
    id: appLinks.start,
    name,
    short_name: name,
    description: 'Dịch vụ công, hồ sơ, giấy tờ và cảnh báo của tỉnh, xem được cả khi không có mạng.',
    lang: 'vi',
    dir: 'ltr',
    start_url: appLinks.start,
    scope: '/',
    display: 'standalone',
    categories: ['government', 'utilities'],
    ...colours,
    icons: icons.map(([file, sizes, purpose]) => ({
      src: assets(`icons/${file}.png`),
      sizes,
      type: 'image/png',
      purpose,
    })),
    shortcuts: shortcuts.map(({ label, path }) => ({ name: label.vi, url: path, icons: [icon192] })),
  }
}
