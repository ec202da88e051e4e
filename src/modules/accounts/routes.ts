/** The account home, the list of dossiers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { citizenOf, mayInPlace } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import {
  type DossierGroup,
  dossierGroupKeys,
  dossierGroups,
  findListed,
  findWaiting,
  type Listed,
  shownDeadline,
} from '#modules/dossiers/api.ts'
import { draftsOf, findOpenDrafts } from '#modules/drafts/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { type DatedDossier, dossiersPage, homePage } from './pages.tsx'

const pageSize = 20
const draftsShown = 5
const recentShown = 3
/** An opinion is asked for this long; it may be given later as well. */
const rateDays = 30

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tai-khoan',
    access: { either: [{ citizen: 'look' }, 'officer'] },
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      if (context.actor.kind === 'officer') return redirect('/lam-viec')
      return homePage(context, await homeParts(context))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/ho-so',
    access: { citizen: 'look' },
    input: Type.Object({
      nhom: Type.Optional(Type.Union([Type.Enum(dossierGroupKeys as DossierGroup[]), Type.Literal('')])),
      sau: Type.Optional(Type.String({ format: 'uuid' })),
    }),
    async handle(context, { nhom, sau: after }) {
      const group = nhom || undefined
      const states = group && dossierGroups[group]
      const found = await read(context, (tx) =>
        findListed(tx, context.actor, { states, after, limit: pageSize + 1 }),
      )
      const dossiers = dated(context, found.slice(0, pageSize))
      const next = found.length > pageSize ? dossiers.at(-1)?.id : undefined
      return dossiersPage(context, { dossiers, group, next, isFirst: after === undefined })
    },
  }),
]

function dated({ calendar, now }: Context, dossiers: readonly Listed[]): DatedDossier[] {
  return dossiers.map((dossier) => ({ ...dossier, deadline: shownDeadline(calendar, now, dossier) }))
}

function homeParts(context: Context) {
  const citizen = citizenOf(context.actor)
  const rateFrom = instantAt(addDays(context.today, -rateDays))
  return read(context, async (tx) => {
    const open = mayInPlace(citizen, 'submit') ? await findOpenDrafts(tx, draftsOf(citizen)) : []
    const drafts: { id: string; name: string; savedAt: Date }[] = []
    for (const { id, procedureCode, procedureVersion, savedAt } of open.slice(0, draftsShown)) {
      const { name } = await getProcedureVersion(tx, context, procedureCode, procedureVersion)
      drafts.push({ id, name, savedAt })
    }
    return {
      waiting: await findWaiting(tx, citizen, rateFrom),
      drafts,
      draftCount: open.length,
      recent: dated(context, await findListed(tx, context.actor, { limit: recentShown })),
    }
  })
}
