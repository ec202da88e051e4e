/** The catalogue for other systems. */

import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { levels } from '#kernel/packs.ts'
import { endpoint, json, jsonPage } from '#kernel/web.ts'
import { getProcedure } from '../api.ts'
import { currentCatalogue } from '../catalogue/store.ts'
import { refusal } from '../domain.ts'
import { ProcedureList, PublishedProcedure, procedureList, publishedProcedure } from './domain.ts'

const listed = {
  code: '1.001193',
  version: 1,
  name: 'Đăng ký khai sinh',
  field: { code: 'ho-tich', name: 'Hộ tịch' },
  levels: ['commune'],
  limit: { amount: 1, unit: 'workingDay' },
  limitIsAssumed: false,
  url: 'https://dichvucong.example.vn/thu-tuc/1.001193',
}
const listExample = { items: [listed], total: 14, next: '1.001193' }
const procedureExample = {
  ...listed,
  inDepth: true,
  decision: null,
  applicants: ['citizen'],
  papers: [
    {
      key: 'giay-chung-sinh',
      name: { vi: 'Giấy chứng sinh', en: 'Birth notice' },
      required: true,
      originals: 1,
      copies: 0,
      case: null,
    },
  ],
  limits: [
    {
      channel: null,
      when: null,
      validFrom: null,
      validTo: null,
      label: null,
      limit: { amount: 1, unit: 'workingDay' },
    },
  ],
  fees: [],
  publishedFees: [],
  result: { code: null, name: { vi: 'Giấy khai sinh', en: 'Birth certificate' } },
  competence: { level: 'commune', unit: null },
  legalBasis: ['60/2014/QH13'],
  flags: [],
  answersSchema: { type: 'object', properties: { childName: { type: 'string' } }, required: ['childName'] },
}

const limitDefault = 20
const limitMax = 100

export const routes = [
  endpoint({
    method: 'GET',
    path: '/api/v1/procedures',
    access: 'public',
    mayLag: true,
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
      summary: { vi: 'Thủ tục đang có hiệu lực', en: 'Procedures in force' },
      description: {
        vi: 'Theo tên; có `q` thì hợp nhất đứng trước, nhiều nhất 300 thủ tục.',
        en: 'By name, or best first when `q` is given, 300 of them at most.',
      },
      tag: 'procedures',
      response: ProcedureList,
      example: { request: { q: 'khai sinh', limit: 1 }, response: listExample },
    },
    async handle(context, { limit = limitDefault, ...wanted }) {
      const catalogue = await currentCatalogue(context)
      return jsonPage(context, procedureList(catalogue, wanted, limit, context.settings.publicUrl))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/procedures/:code',
    access: 'public',
    mayLag: true,
    input: Type.Object({ code: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    api: {
      summary: { vi: 'Một thủ tục', en: 'One procedure' },
      description: {
        vi: 'Giấy tờ, thời hạn, phí và lược đồ JSON của tờ khai.',
        en: 'Papers, limits, fees and the JSON Schema of its answers.',
      },
      tag: 'procedures',
      response: PublishedProcedure,
      example: { request: { code: '1.001193' }, response: procedureExample },
    },
    async handle(context, { code }) {
      const procedure = await read(context, (tx) => getProcedure(tx, code, context.today))
      const summary = (await currentCatalogue(context)).byCode.get(code)
      if (!summary) throw refusal.unknownProcedure({ details: { code } })
      const { publicUrl } = context.settings
      return json(publishedProcedure(procedure, summary, { publicUrl, pack: context.pack }))
    },
  }),
]
