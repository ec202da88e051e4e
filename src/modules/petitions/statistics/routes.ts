/** Thống kê kiến nghị, for everyone. */

import { Type } from 'typebox'
import { endpoint } from '#kernel/web.ts'
import { petitionLinks } from '../domain.ts'
import { viewStatistics } from './commands.ts'
import { statisticsPage } from './pages.tsx'

export const statisticsRoutes = [
  endpoint({
    method: 'GET',
    path: petitionLinks.statistics,
    access: 'public',
    input: Type.Object({ ky: Type.Optional(Type.String({ maxLength: 7 })) }),
    handle: async (context, { ky }) => statisticsPage(context, await viewStatistics(context, ky)),
  }),
]
