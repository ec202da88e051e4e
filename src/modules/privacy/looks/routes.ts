/** Who looked at one's own data. */

import { Type } from 'typebox'
import { type Endpoint, endpoint } from '#kernel/web.ts'
import { privacyLinks } from '../requests/links/domain.ts'
import { type KeepsOf, type PeriodKey, periods, viewLooks } from './commands.ts'
import { looksPage } from './pages.tsx'

const periodKeys = Object.keys(periods) as [PeriodKey, ...PeriodKey[]]

export const lookRoutes = (keeps: KeepsOf): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: privacyLinks.looks,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({
      trong: Type.Optional(Type.Enum(periodKeys)),
      sau: Type.Optional(Type.String({ maxLength: 60 })),
    }),
    handle: async (context, { trong: period = '30', sau: after }) =>
      looksPage(context, await viewLooks(context, keeps, { period, after })),
  }),
]
