/** Cảnh báo for other systems: each as CAP 1.2, and all of them as a feed. */

import { Type } from 'typebox'
import { endpoint } from '#kernel/web.ts'
import { capDocument, capFeed } from './commands.ts'

export const routes = [
  endpoint({
    method: 'GET',
    path: '/canh-bao/:id.cap.xml',
    access: 'public',
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    handle: async (context, { id }) => ({
      kind: 'file',
      name: `${id}.cap.xml`,
      mediaType: 'application/cap+xml; charset=utf-8',
      body: await capDocument(context, id),
      publicSeconds: 30,
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/canh-bao/feed.xml',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => ({
      kind: 'file',
      name: 'feed.xml',
      mediaType: 'application/atom+xml; charset=utf-8',
      body: await capFeed(context),
      publicSeconds: 30,
    }),
  }),
]
