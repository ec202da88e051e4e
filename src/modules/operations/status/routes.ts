/** The public page of the state of things. */

import { Type } from 'typebox'
import type { HealthCheck } from '#kernel/health.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, json, page } from '#kernel/web.ts'
import { operationsLinks } from '../api.ts'
import { texts } from '../texts.ts'
import { viewHealth } from './commands.ts'
import { StatusPage } from './pages.tsx'

/** The routes over these checks. */
export const routesOf = (checks: readonly HealthCheck[]): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: operationsLinks.status as '/trang-thai',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const health = await viewHealth(context, checks)
      const t = textsFor(texts, context.language)
      return page(context, { title: t.status, description: t.statusLead }, StatusPage({ health }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/healthz/degraded',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const { standing, checks: shown } = await viewHealth(context, checks)
      const unwell = shown.filter((one) => one.standing !== 'well')
      return json({
        status: standing,
        because: unwell.map(({ check, standing: state }) => ({ check: check.name, state })),
      })
    },
  }),
]
