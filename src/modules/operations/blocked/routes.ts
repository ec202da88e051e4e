/** Where browsers send what they were kept from doing. */

import { Type } from 'typebox'
import { inTransaction } from '#kernel/db.ts'
import { reportPath } from '#kernel/web/headers.ts'
import { type Endpoint, endpoint, json } from '#kernel/web.ts'
import { pagesOf, readReport } from './domain.ts'
import { countBlocked } from './store.ts'

/** The route, over the paths that pages may have. */
export function routesOf(paths: readonly string[]): readonly Endpoint[] {
  const pageOf = pagesOf(paths)
  return [
    endpoint({
      method: 'POST',
      path: reportPath,
      access: 'public',
      isReport: true,
      limit: { name: 'bao-cao-trinh-duyet', max: 60, seconds: 60 },
      input: Type.Object({ reports: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 50 })) }),
      async handle(context, { reports = [] }) {
        const { origin } = new URL(context.settings.publicUrl)
        const all = reports.flatMap((report) => readReport(report, origin, pageOf) ?? [])
        if (all.length > 0) await inTransaction(context, (tx) => countBlocked(tx, context.today, all))
        return json({ counted: all.length })
      },
    }),
  ]
}
