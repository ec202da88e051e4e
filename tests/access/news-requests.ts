/** How the routes of news, guides and warnings are asked: a piece of the place, or one that everyone reads. */

import type { Ask, Cell } from './questions.ts'

const id =
  (name: string) =>
  ({ thing }: Cell) => ({ id: thing(name) })
const slug =
  (name: string) =>
  ({ thing }: Cell) => ({ slug: thing(name) })

const kinds = [
  ['tin-tuc', 'article'],
  ['huong-dan', 'guide'],
  ['canh-bao', 'alert'],
] as const

export const newsAsks: Readonly<Record<string, Ask>> = {
  'GET /tin-tuc/:slug': { path: slug('article') },
  'GET /huong-dan/:slug': { path: slug('guide') },
  'GET /canh-bao/:id': { path: id('alert') },
  'GET /canh-bao/:id.cap.xml': { path: id('alert') },
  'GET /tin-tuc/tep/:id': { path: id('newsFile') },
  'POST /tai-khoan/canh-bao': { body: () => ({ 'khu-vuc': '99' }) },
  'POST /lam-viec/canh-bao/nhap-cap': { file: ['tep', 'text'] },
  'POST /lam-viec/canh-bao/:id/phat-khan': { path: id('alert') },
  'POST /lam-viec/huong-dan/:id/tieng': { path: id('guide'), body: () => ({ tieng: 'vi', bo: '1' }) },
  ...Object.fromEntries(
    kinds.flatMap(([path, kind]) => [
      [`GET /lam-viec/${path}/:id`, { path: id(kind) }],
      [`POST /lam-viec/${path}/:id`, { path: id(kind), body: () => ({ revision: '1' }) }],
      [`POST /lam-viec/${path}/:id/soan`, { path: id(kind), body: () => ({ viec: 'gui' }) }],
      [`POST /lam-viec/${path}/:id/duyet`, { path: id(kind), body: () => ({ viec: 'duyet' }) }],
    ]),
  ),
}
