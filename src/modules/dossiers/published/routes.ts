/** Dossiers for other systems. Submission is in `submission/routes.ts`. */

import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { endpoint, json } from '#kernel/web.ts'
import { type DossierGroup, dossierGroupKeys, dossierGroups } from '../tracking/domain.ts'
import { findListed } from '../tracking/store.ts'
import { makeTransition, openPublished } from './commands.ts'
import { DossierList, listedDossier, PublishedDossier, TransitionInput } from './domain.ts'

const limitDefault = 20
const limitMax = 100
const tag = 'Hồ sơ'

/** Own ones: of the token or of the person. With `dossiers.handle` also those of the token's unit. */
const readers = {
  either: ['citizen', { scope: 'dossiers.read' }, { scope: 'dossiers.write' }, { scope: 'dossiers.handle' }],
} as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/api/v1/dossiers',
    access: readers,
    input: Type.Object(
      {
        group: Type.Optional(Type.Enum(dossierGroupKeys as DossierGroup[])),
        after: Type.Optional(
          Type.String({ format: 'uuid', description: '`next` of the page before; newest come first.' }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: limitMax, default: limitDefault })),
      },
      { additionalProperties: false },
    ),
    api: {
      summary: 'Danh sách hồ sơ (dossiers)',
      description:
        'Those the token submitted, or the signed-in person’s own; with the scope `dossiers.handle` also those of its unit.',
      tag,
      response: DossierList,
    },
    async handle(context, { group, after, limit = limitDefault }) {
      const states = group && dossierGroups[group]
      const found = await read(context, (tx) =>
        findListed(tx, context.actor, { states, after, limit: limit + 1 }),
      )
      const items = found.slice(0, limit)
      return json({
        items: items.map((line) => listedDossier(line, line.holderName)),
        next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/dossiers/:code',
    access: readers,
    input: Type.Object({ code: Type.String({ maxLength: 80 }) }, { additionalProperties: false }),
    api: {
      summary: 'Một hồ sơ (one dossier)',
      description: 'State, clock with its explanation, steps, supplements, fees, papers, result.',
      tag,
      response: PublishedDossier,
    },
    handle: async (context, { code }) => json(await openPublished(context, code)),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/dossiers/:code/transitions',
    access: { scope: 'dossiers.handle' },
    input: TransitionInput,
    api: {
      summary: 'Chuyển trạng thái hồ sơ (move a dossier on)',
      description:
        'A system with a token of a unit acts in that unit’s name, under the rules of officers: steps of its unit that nobody else holds. Signing and numbering are not possible through the API. Answers with the dossier as it is then.',
      tag,
      response: PublishedDossier,
    },
    handle: async (context, input) => json(await makeTransition(context, input)),
  }),
]
