/** The helper's first page, and the list of papers. */

import { Type } from 'typebox'
import { type Endpoint, endpoint } from '#kernel/web.ts'
import { assistedLinks } from '../domain.ts'
import { viewHome } from './commands.ts'
import { homePage, papersPage } from './pages.tsx'

export const homeRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: assistedLinks.home,
    access: 'citizen',
    input: Type.Object({}),
    handle: async (context) => homePage(context, await viewHome(context)),
  }),
  endpoint({
    method: 'GET',
    path: assistedLinks.papers,
    access: 'citizen',
    input: Type.Object({}),
    handle: async (context) => papersPage(context, await viewHome(context)),
  }),
]
