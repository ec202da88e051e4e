/** Display choices, help, health. */

import { Type } from 'typebox'
import { isReady } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { isProcessEnding } from '#kernel/process.ts'
import { textsFor } from '#kernel/text.ts'
import { isOwnPath } from '#kernel/types.ts'
import { choiceCookie, writeChoices } from '#kernel/web/session.ts'
import { endpoint, json, page, redirect } from '#kernel/web.ts'
import { AccessibilityPage, HelpPage } from './pages.tsx'
import { texts } from './texts.ts'

const yearSeconds = 365 * 24 * 3600

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tro-giup',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => page(context, { title: textsFor(texts, context.language).help }, HelpPage()),
  }),
  endpoint({
    method: 'GET',
    path: '/de-doc',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) =>
      page(context, { title: textsFor(texts, context.language).easier }, AccessibilityPage()),
  }),
  endpoint({
    method: 'GET',
    path: '/tuy-chon',
    access: 'public',
    input: Type.Object({
      language: Type.Optional(Type.Enum(['vi', 'en'])),
      theme: Type.Optional(Type.Enum(['auto', 'light', 'dark', 'contrast'])),
      text_size: Type.Optional(Type.Enum(['normal', 'large', 'largest'])),
      density: Type.Optional(Type.Enum(['comfortable', 'dense'])),
      return_to: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    async handle({ page: before }, input) {
      const value = writeChoices({
        language: input.language ?? before.language,
        theme: input.theme === 'auto' ? undefined : (input.theme ?? before.theme),
        textSize: input.text_size ?? before.textSize,
        density: input.density ?? before.density,
      })
      const to = isOwnPath(input.return_to) ? input.return_to : '/'
      return redirect(to, [{ name: choiceCookie, value, maxAgeSeconds: yearSeconds, readable: true }])
    },
  }),
  endpoint({
    method: 'GET',
    path: '/healthz/live',
    access: 'public',
    input: Type.Object({}),
    handle: async () => json({ status: 'live' }),
  }),
  endpoint({
    method: 'GET',
    path: '/healthz/ready',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      if (isProcessEnding() || !(await isReady(context))) throw kernelRefusal.unavailable()
      return json({ status: 'ready' })
    },
  }),
]
