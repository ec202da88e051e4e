/** The wallet through the API, for systems that submit in the name of a person. Every reading is told to the owner. */

import { Type } from 'typebox'
import { inTransaction } from '#kernel/db.ts'
import { endpoint, json } from '#kernel/web.ts'
import { getProcedure } from '#modules/services/api.ts'
import { refusal } from '../domain.ts'
import { tellView } from '../entries/commands.ts'
import { findEntriesOf } from '../entries/store.ts'
import { offersAmong, takeEntryFor } from '../reuse/commands.ts'
import { EntryList, entryExample, publishedEntry, TakenFile, takenExample } from './domain.ts'

const identity = Type.String({
  pattern: '^\\d{10,13}$',
  description: 'Số định danh or mã số thuế of the owner.',
})
const procedure = Type.String({ pattern: '^\\d\\.\\d{6}$', description: 'Mã thủ tục hành chính.' })
const access = { scope: 'wallet.read' } as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/api/v1/wallet/entries',
    access,
    limit: { name: 'api.wallet', max: 600, seconds: 60 },
    input: Type.Object({ identity, procedure: Type.Optional(procedure) }, { additionalProperties: false }),
    api: {
      summary: { vi: 'Giấy tờ trong kho', en: 'Papers in the wallet' },
      description: {
        vi: 'Giấy tờ điện tử của một người hay tổ chức theo số định danh, kèm hiệu lực và thành phần hồ sơ thay được. Chủ giấy tờ thấy ai đã xem.',
        en: 'Electronic papers of a person or firm by number, with their validity and the papers they may stand for. The owner sees who looked.',
      },
      tag: 'wallet',
      response: EntryList,
      example: {
        request: { identity: '060190001234', procedure: '1.001193' },
        response: { items: [entryExample] },
      },
    },
    async handle(context, input) {
      const items = await inTransaction(context, async (tx) => {
        const found = await findEntriesOf(tx, input.identity)
        const definition = input.procedure
          ? await getProcedure(tx, input.procedure, context.today)
          : undefined
        const offers = definition ? offersAmong(context, definition, found) : new Map()
        await tellView(
          tx,
          context,
          found.map(({ id }) => id),
        )
        return found.map((entry) => {
          const standsFor = [...offers].flatMap(([key, { usable }]) =>
            usable.some(({ entryId }: { entryId: string }) => entryId === entry.id) ? [key] : [],
          )
          return publishedEntry(entry, context.today, standsFor)
        })
      })
      return json({ items })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/wallet/entries/:id/files',
    access,
    input: Type.Object(
      {
        id: Type.String({ format: 'uuid' }),
        identity,
        procedure,
        paper: Type.String({ maxLength: 100, description: 'Key of the paper that it stands for.' }),
      },
      { additionalProperties: false },
    ),
    api: {
      summary: { vi: 'Lấy giấy tờ từ kho để nộp', en: 'Take a paper from the wallet' },
      description: {
        vi: 'Cho mã tệp để nộp như một giấy tờ; đúng từng byte, ghi rõ lấy từ kho. Giấy của người khác thì không tìm thấy; giấy hết hiệu lực thì bị từ chối.',
        en: 'Gives a file to hand in as a paper, byte for byte, knowing its origin. Another person’s paper is not found; one not in force is refused.',
      },
      tag: 'wallet',
      response: TakenFile,
      status: 201,
      example: {
        request: {
          id: entryExample.id,
          identity: '060190001234',
          procedure: '1.001193',
          paper: 'giay-khai-sinh',
        },
        response: takenExample,
      },
    },
    async handle(context, input) {
      const taken = await inTransaction(context, async (tx) => {
        const { code, papers } = await getProcedure(tx, input.procedure, context.today)
        const paper = papers.find(({ key }) => key === input.paper)
        if (!paper) throw refusal.chooseKind()
        const { fileId, entry } = await takeEntryFor(tx, context, {
          entryId: input.id,
          identity: input.identity,
          code,
          paper,
        })
        await tellView(tx, context, [entry.id])
        return { fileId, sha256: entry.sha256, title: entry.title }
      })
      return json(taken, 201)
    },
  }),
]
