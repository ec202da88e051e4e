/** Routes of one procedure. */

import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { getProcedure } from '../api.ts'
import { relatedTo } from '../catalogue/domain.ts'
import { currentCatalogue } from '../catalogue/store.ts'
import { placeOf } from './domain.ts'
import { ChecklistPage, ProcedurePage } from './pages.tsx'
import { findTexts } from './store.ts'
import { texts } from './texts.ts'

/** Any word, so that a mistyped code is answered by a page that helps instead of by a message about patterns. */
const Code = Type.String({ minLength: 1, maxLength: 40 })
const relatedMax = 8

export const routes = [
  endpoint({
    method: 'GET',
    path: '/thu-tuc/:code',
    access: 'public',
    input: Type.Object({ code: Code }),
    async handle(context, { code }) {
      const { pack, language } = context
      const [procedure, published] = await read(
        context,
        async (tx) => [await getProcedure(tx, code), await findTexts(tx, code)] as const,
      )
      const catalogue = await currentCatalogue(context)
      const t = textsFor(texts, language)
      return page(
        context,
        { title: procedure.name, description: `${t.procedure} ${code}: ${procedure.name}`.slice(0, 300) },
        ProcedurePage({
          procedure,
          fieldName: pack.fields.find((field) => field.code === procedure.field)?.name ?? procedure.field,
          say: catalogue.byCode.get(code)?.say ?? [],
          place: placeOf(procedure, pack),
          published,
          related: relatedTo(catalogue, code, pack.lifeEvents, relatedMax),
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
      const procedure = await read(context, (tx) => getProcedure(tx, code))
      const { checklistTitle } = textsFor(texts, context.language)
      return page(
        context,
        { title: checklistTitle(procedure.name), noIndex: true },
        ChecklistPage({ procedure, today: context.today }),
      )
    },
  }),
]
