/** The catalogue for other systems. */

import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { levels } from '#kernel/packs.ts'
import { endpoint, json } from '#kernel/web.ts'
import { getProcedure } from '../api.ts'
import { currentCatalogue } from '../catalogue/store.ts'
import { refusal } from '../domain.ts'
import { ProcedureList, PublishedProcedure, procedureList, publishedProcedure } from './domain.ts'

const limitDefault = 20
const limitMax = 100

export const routes = [
  endpoint({
    method: 'GET',
    path: '/api/v1/procedures',
    access: 'public',
    input: Type.Object(
      {
        q: Type.Optional(
          Type.String({ maxLength: 200, description: 'Everyday or official Vietnamese words.' }),
        ),
        field: Type.Optional(Type.String({ maxLength: 80 })),
        level: Type.Optional(Type.Enum(levels)),
        after: Type.Optional(Type.String({ maxLength: 40, description: 'Code of the last procedure seen.' })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: limitMax, default: limitDefault })),
      },
      { additionalProperties: false },
    ),
    api: {
      summary: 'Procedures in force',
      description: 'By name, or best first when `q` is given. At most 300 are found by words.',
      tag: 'procedures',
      response: ProcedureList,
    },
    async handle(context, { limit = limitDefault, ...wanted }) {
      const catalogue = await currentCatalogue(context)
      return json(procedureList(catalogue, wanted, limit, context.settings.publicUrl))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/procedures/:code',
    access: 'public',
    input: Type.Object({ code: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    api: {
      summary: 'One procedure, with papers, limits, fees and the schema of its answers',
      tag: 'procedures',
      response: PublishedProcedure,
    },
    async handle(context, { code }) {
      const procedure = await read(context, (tx) => getProcedure(tx, code))
      const summary = (await currentCatalogue(context)).byCode.get(code)
      if (!summary) throw refusal.unknownProcedure({ details: { code } })
      const { publicUrl } = context.settings
      return json(publishedProcedure(procedure, summary, { publicUrl, pack: context.pack }))
    },
  }),
]
