/** Drafts for other systems: a dossier filled in over time, from more than one place. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { endpoint, fileOf, json, jsonPage } from '#kernel/web.ts'
import { ReceiptBody, receiptExample } from '#modules/dossiers/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { draftsOf } from '../domain.ts'
import { findDraftPage } from '../store.ts'
import {
  addPaper,
  createDraft,
  openPublished,
  removePaper,
  replaceAnswers,
  submitPublished,
} from './commands.ts'
import {
  DraftList,
  draftExample,
  GivenAnswers,
  listedDraft,
  listedExample,
  PublishedDraft,
  ReturnWay,
} from './domain.ts'

const limitDefault = 20
const limitMax = 100
const tag = 'drafts'
const strict = { additionalProperties: false }
const writers = { scope: 'dossiers.write' } as const
const id = Type.String({ maxLength: 40 })
const key = Type.String({ maxLength: 100, description: 'Key of the paper, as the draft lists it.' })
const version = Type.Integer({
  minimum: 1,
  description: 'The version that was seen; another one is refused.',
})
const { id: exampleId } = listedExample

export const routes = [
  endpoint({
    method: 'POST',
    path: '/api/v1/drafts',
    journey: 'save',
    access: writers,
    personal: 'none',
    input: Type.Object(
      {
        procedure: Type.String({ pattern: '^\\d\\.\\d{6}$', description: 'Mã thủ tục hành chính.' }),
        answers: Type.Optional(GivenAnswers),
        returnMethod: Type.Optional(ReturnWay),
      },
      strict,
    ),
    api: {
      summary: { vi: 'Tạo bản nháp', en: 'Begin a draft' },
      description: {
        vi: 'Câu trả lời chưa có thì để trống, câu trả lời sai bị từ chối. Gửi kèm Idempotency-Key thì gửi lại không tạo bản thứ hai.',
        en: 'Leave out what is not known yet; what is wrong is refused. With an Idempotency-Key a repeat makes no second draft.',
      },
      tag,
      response: PublishedDraft,
      status: 201,
      example: {
        request: { procedure: '1.001193', answers: draftExample.answers, returnMethod: 'online' },
        response: draftExample,
      },
    },
    handle: async (context, { answers, ...rest }) =>
      json(await createDraft(context, { ...rest, answers: (answers ?? {}) as never }), 201),
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/drafts',
    access: writers,
    personal: 'none',
    input: Type.Object(
      {
        after: Type.Optional(
          Type.String({ format: 'uuid', description: '`next` of the page before; newest come first.' }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: limitMax, default: limitDefault })),
      },
      strict,
    ),
    api: {
      summary: { vi: 'Danh sách bản nháp', en: 'Drafts' },
      description: {
        vi: 'Bản nháp của khóa này, mới nhất trước. Bản không ai sửa được giữ 90 ngày.',
        en: 'Those of this token, newest first. An untouched draft is kept for 90 days.',
      },
      tag,
      response: DraftList,
      example: { request: { limit: 1 }, response: { items: [listedExample], next: exampleId } },
    },
    handle: async (context, { after, limit = limitDefault }) =>
      jsonPage(context, await listDrafts(context, after, limit)),
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/drafts/:id',
    access: writers,
    personal: 'none',
    input: Type.Object({ id }, strict),
    api: {
      summary: { vi: 'Một bản nháp', en: 'One draft' },
      description: {
        vi: 'Câu trả lời, giấy tờ và những gì còn thiếu để nộp được.',
        en: 'Answers, papers, and what is still missing before it can be submitted.',
      },
      tag,
      response: PublishedDraft,
      example: { request: { id: exampleId }, response: draftExample },
    },
    handle: async (context, input) => json(await openPublished(context, input.id)),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/v1/drafts/:id',
    journey: 'save',
    access: writers,
    personal: 'none',
    input: Type.Object(
      { id, version, answers: GivenAnswers, returnMethod: Type.Optional(ReturnWay) },
      strict,
    ),
    api: {
      summary: { vi: 'Thay câu trả lời', en: 'Replace the answers' },
      description: {
        vi: 'Thay toàn bộ câu trả lời và cách nhận kết quả; giấy tờ giữ nguyên.',
        en: 'Replaces all answers and the way of return; papers stay.',
      },
      tag,
      response: PublishedDraft,
      example: {
        request: { id: exampleId, version: 1, answers: draftExample.answers, returnMethod: 'online' },
        response: draftExample,
      },
    },
    handle: async (context, { answers, ...rest }) =>
      json(await replaceAnswers(context, { ...rest, answers: answers as never })),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/drafts/:id/papers/:key',
    access: writers,
    personal: 'none',
    input: Type.Object({ id, key }, strict),
    body: 'file',
    api: {
      summary: { vi: 'Thêm tệp của giấy tờ', en: 'Add a file of a paper' },
      description: {
        vi: 'Một ảnh (JPG, PNG, WebP) hoặc PDF, nhiều nhất 20 MB. Nhiều ảnh của một giấy tờ được ghép thành một PDF khi nộp.',
        en: 'One picture (JPG, PNG, WebP) or PDF of at most 20 MB. Several pictures of a paper become one PDF on submission.',
      },
      tag,
      response: PublishedDraft,
      status: 201,
      example: { request: { id: exampleId, key: 'giay-chung-sinh' }, response: draftExample },
    },
    handle: async (context, input, form) => json(await addPaper(context, input, fileOf(form)), 201),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/v1/drafts/:id/papers/:key',
    access: writers,
    personal: 'none',
    input: Type.Object(
      { id, key, file: Type.Optional(Type.String({ maxLength: 40, description: 'Only this file.' })) },
      strict,
    ),
    api: {
      summary: { vi: 'Bỏ tệp của giấy tờ', en: 'Take away files of a paper' },
      description: {
        vi: 'Bỏ mọi tệp của giấy tờ, hoặc chỉ tệp nêu trong `file`.',
        en: 'All files of the paper, or only the one named by `file`.',
      },
      tag,
      response: PublishedDraft,
      example: { request: { id: exampleId, key: 'giay-chung-sinh' }, response: draftExample },
    },
    handle: async (context, input) => json(await removePaper(context, input)),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/drafts/:id/submit',
    journey: 'submit',
    access: writers,
    personal: 'none',
    input: Type.Object({ id, version }, strict),
    api: {
      summary: { vi: 'Nộp bản nháp', en: 'Submit a draft' },
      description: {
        vi: 'Một bản nháp thành đúng một hồ sơ. Gửi lại thì nhận cùng giấy tiếp nhận; khóa đã dùng cho hồ sơ khác bị từ chối.',
        en: 'A draft becomes one dossier. A repeat gets the same receipt; a key used for another dossier is refused.',
      },
      tag,
      response: ReceiptBody,
      status: 201,
      idempotencyKey: 'required',
      example: { request: { id: exampleId, version: 2 }, response: receiptExample },
    },
    async handle(context, input) {
      const { caseId: _internal, ...receipt } = await submitPublished(context, input)
      return json(receipt, 201)
    },
  }),
]

function listDrafts(context: Context, after: string | undefined, limit: number) {
  return read(context, async (tx) => {
    const found = await findDraftPage(tx, draftsOf(context.actor), { after, limit: limit + 1 })
    const names = new Map<string, string>()
    for (const { procedureCode, procedureVersion } of found) {
      const name = `${procedureCode} ${procedureVersion}`
      if (!names.has(name))
        names.set(name, (await getProcedureVersion(tx, context, procedureCode, procedureVersion)).name)
    }
    const items = found
      .slice(0, limit)
      .map((draft) => listedDraft(draft, names.get(`${draft.procedureCode} ${draft.procedureVersion}`) ?? ''))
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}
