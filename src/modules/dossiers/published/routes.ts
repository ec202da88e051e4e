/** Dossiers for other systems. Submission is in `submission/routes.ts`. */

import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { endpoint, json, jsonPage } from '#kernel/web.ts'
import { type DossierGroup, dossierGroupKeys, dossierGroups } from '../tracking/domain.ts'
import { findListed } from '../tracking/store.ts'
import { makeTransition, openPublished } from './commands.ts'
import { DossierList, dossierExample, listedDossier, listedExample, PublishedDossier } from './domain.ts'
import { TransitionDone, TransitionInput, transitionExample } from './transitions/domain.ts'

const limitDefault = 20
const limitMax = 100
const tag = 'dossiers'

/** Own ones: of the token or of the person. With `dossiers.handle` also those of the token's unit. */
const readers = {
  either: [
    { citizen: 'look' },
    { scope: 'dossiers.read' },
    { scope: 'dossiers.write' },
    { scope: 'dossiers.handle' },
  ],
} as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/api/v1/dossiers',
    access: readers,
    personal: 'none',
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
      summary: { vi: 'Danh sách hồ sơ', en: 'Dossiers' },
      description: {
        vi: 'Hồ sơ do khóa này nộp; khóa của một cơ quan có phạm vi `dossiers.handle` xem cả hồ sơ của cơ quan đó.',
        en: 'Those the token submitted; with the scope `dossiers.handle` also those of the token’s unit.',
      },
      tag,
      response: DossierList,
      example: {
        request: { group: 'dang-xu-ly', limit: 1 },
        response: { items: [listedExample], next: null },
      },
    },
    async handle(context, { group, after, limit = limitDefault }) {
      const states = group && dossierGroups[group]
      const found = await read(context, (tx) =>
        findListed(tx, context.actor, { states, after, limit: limit + 1 }),
      )
      const items = found.slice(0, limit)
      return jsonPage(context, {
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
      summary: { vi: 'Một hồ sơ', en: 'One dossier' },
      description: {
        vi: 'Trạng thái, hạn trả và cách tính, các bước, lần bổ sung, phí, giấy tờ, kết quả.',
        en: 'State, due date and how it was counted, steps, supplements, fees, papers, result.',
      },
      tag,
      response: PublishedDossier,
      example: { request: { code: 'H10.12-260302-0001' }, response: dossierExample },
    },
    handle: async (context, { code }) => json(await openPublished(context, code)),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/dossiers/:code/transitions',
    access: { scope: 'dossiers.handle' },
    personal: 'none',
    input: TransitionInput,
    api: {
      summary: { vi: 'Chuyển trạng thái hồ sơ', en: 'Move a dossier on' },
      description: {
        vi: 'Khóa của một cơ quan làm thay cơ quan đó, theo đúng quy tắc của cán bộ: chỉ những bước của cơ quan mà chưa ai giữ. Không ký, không cấp số được qua API. Trả lời là trạng thái, phiên bản và các bước đang mở sau khi chuyển.',
        en: 'A system with a token of a unit acts in that unit’s name, under the rules of officers: steps of its unit that nobody else holds. Signing and numbering are not possible through the API. Answers with the state, the version and the open steps as they are then.',
      },
      tag,
      response: TransitionDone,
      example: {
        request: { code: 'H10.12-260302-0001', transition: 'accept', version: 1 },
        response: transitionExample,
      },
    },
    handle: async (context, input) => json(await makeTransition(context, input)),
  }),
]
