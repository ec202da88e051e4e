/** Routes of one procedure. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { type Language, textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { usualTimeAt } from '#modules/forecast/api.ts'
import { guidesOf } from '#modules/news/api.ts'
import { getProcedure } from '../api.ts'
import { relatedTo } from '../catalogue/domain.ts'
import { currentCatalogue } from '../catalogue/store.ts'
import { roleNamesOf } from '../designer/drawing/domain.ts'
import type { ProcedureDefinition } from '../domain.ts'
import { differencesBetween } from '../versions/difference/domain.ts'
import { newestOf, type Version } from '../versions/domain.ts'
import { findVersions } from '../versions/store.ts'
import { limitInWords, limitLines, placeOf } from './domain.ts'
import { ChecklistPage, type Coming, ProcedurePage, type Usual } from './pages.tsx'
import { findTexts } from './store.ts'
import { texts } from './texts.ts'

/** The newest version, where it is not the one in force yet. */
function comingOf(
  procedure: ProcedureDefinition,
  versions: readonly Version[],
  language: Language,
): Coming | undefined {
  const newest = newestOf(versions)
  if (!newest || newest.version === procedure.version) return undefined
  const { validFrom, legal, definition } = newest
  return { validFrom, legal, differences: differencesBetween(procedure, definition, language) }
}

/** Thường mất bao lâu in the first of its cases of which enough is known; the case is named where there are others. */
async function usualFor(
  tx: Tx,
  context: Context,
  procedure: ProcedureDefinition,
  unitCode: string | undefined,
): Promise<Usual | undefined> {
  const lines = limitLines(procedure, context.today)
  for (const { limit } of lines.slice(0, limitsLooked)) {
    const told = await usualTimeAt(tx, context, { procedure: procedure.code, unitCode, limit })
    if (told) return { told, ofLimit: lines.length > 1 ? limitInWords(limit, context.language) : undefined }
  }
  return undefined
}
const limitsLooked = 4

/** Any word, so that a mistyped code is answered by a page that helps instead of by a message about patterns. */
const Code = Type.String({ minLength: 1, maxLength: 40 })
const relatedMax = 8

export const routes = [
  endpoint({
    method: 'GET',
    path: '/thu-tuc/:code',
    access: 'public',
    mayLag: true,
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      const { pack, language, today } = context
      const { procedure, place, published, versions, usual } = await read(context, async (tx) => {
        const procedure = await getProcedure(tx, code, today)
        const place = placeOf(procedure, pack)
        return {
          procedure,
          place,
          published: await findTexts(tx, code),
          versions: await findVersions(tx, code),
          usual: await usualFor(tx, context, procedure, place.unit?.code),
        }
      })
      const catalogue = await currentCatalogue(context)
      const t = textsFor(texts, language)
      return page(
        context,
        { title: procedure.name, description: `${t.procedure} ${code}: ${procedure.name}`.slice(0, 300) },
        ProcedurePage({
          procedure,
          fieldName: pack.fields.find((field) => field.code === procedure.field)?.name ?? procedure.field,
          say: catalogue.byCode.get(code)?.say ?? [],
          place,
          usual,
          published,
          today,
          coming: comingOf(procedure, versions, language),
          roleNames: roleNamesOf(pack),
          related: relatedTo(catalogue, code, pack.lifeEvents, relatedMax),
          guides: await guidesOf(context, code),
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/thu-tuc/:code/giay-to',
    access: 'public',
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      const procedure = await read(context, (tx) => getProcedure(tx, code, context.today))
      const { checklistTitle } = textsFor(texts, context.language)
      return page(
        context,
        { title: checklistTitle(procedure.name), noIndex: true },
        ChecklistPage({ procedure, today: context.today }),
      )
    },
  }),
]
