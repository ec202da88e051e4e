/** The helper's first page, the list of papers, and the script that keeps both on the device. */

import { Type } from 'typebox'
import { type Endpoint, endpoint } from '#kernel/web.ts'
import { assistedLinks } from '../domain.ts'
import { viewHome } from './commands.ts'
import { homePage, papersPage } from './pages.tsx'

export const homeRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: assistedLinks.worker,
    // A script that names a script; it says nothing of anybody.
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => ({
      kind: 'file',
      name: 'ho-tro.js',
      mediaType: 'text/javascript; charset=utf-8',
      body: Buffer.from(`import ${JSON.stringify(context.page.assets('islands/assisted-worker.js'))}\n`),
    }),
  }),
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
