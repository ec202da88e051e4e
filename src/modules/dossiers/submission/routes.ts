/** Submission through the API. The portal submits through drafts. */

import { Type } from 'typebox'
import { endpoint, fileOf, json } from '#kernel/web.ts'
import { keepFile, submitDossier, unitNamed } from './commands.ts'
import { ReceiptBody, receiptExample } from './domain.ts'

const Paper = Type.Object(
  {
    key: Type.String({ maxLength: 100, description: 'Key of the paper in the procedure.' }),
    fileId: Type.String({ format: 'uuid', description: 'Id of an uploaded file of the same token.' }),
  },
  { additionalProperties: false },
)

const Line = Type.String({ minLength: 1, maxLength: 200 })
const PartyInput = Type.Object(
  {
    role: Type.Enum(['applicant', 'contact', 'authorised', 'helper']),
    name: Line,
    identity: Type.Optional(Line),
    phone: Type.Optional(Line),
    scope: Type.Optional(
      Type.Enum(['all', 'submit'], {
        description: 'Of whoever is authorised: everything, or submit and follow.',
      }),
    ),
    validFrom: Type.Optional(Type.String({ format: 'date' })),
    validTo: Type.Optional(Type.String({ format: 'date' })),
    paperKey: Type.Optional(Line),
    hasConsent: Type.Optional(
      Type.Boolean({ description: 'Of a helper: the applicant lets them follow the dossier.' }),
    ),
  },
  { additionalProperties: false },
)

/** What a submission through the API says. */
const SubmissionInput = Type.Object(
  {
    procedure: Type.String({ pattern: '^\\d\\.\\d{6}$', description: 'Mã thủ tục hành chính.' }),
    answers: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
      description: 'Answers by field; their JSON Schema is part of GET /api/v1/procedures/{code}.',
    }),
    papers: Type.Optional(Type.Array(Paper, { maxItems: 100 })),
    returnMethod: Type.Optional(Type.Enum(['online', 'desk', 'post'])),
    parties: Type.Optional(
      Type.Array(PartyInput, {
        maxItems: 20,
        description: 'People beside the first applicant and those whom the form names.',
      }),
    ),
    helpedAt: Type.Optional(
      Type.String({ maxLength: 35, description: 'Code of the unit that helped to submit.' }),
    ),
  },
  { additionalProperties: false },
)

const StoredFile = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    sha256: Type.String(),
    mediaType: Type.String(),
    bytes: Type.Integer(),
  },
  { additionalProperties: false },
)

const fileExample = {
  id: '019cabcd-0000-7000-8000-000000000001',
  name: 'giay-chung-sinh.jpg',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  mediaType: 'image/jpeg',
  bytes: 184_220,
}
const submissionExample = {
  procedure: '1.001193',
  answers: { childName: 'Trần Nguyễn Gia Hân' },
  papers: [{ key: 'giay-chung-sinh', fileId: fileExample.id }],
  returnMethod: 'online',
  parties: [{ role: 'applicant', name: 'Nguyễn Văn Bình', identity: '060088001234', phone: '0912345678' }],
}

export const routes = [
  endpoint({
    method: 'POST',
    path: '/api/v1/files',
    journey: 'save',
    access: { scope: 'dossiers.write' },
    personal: 'none',
    input: Type.Object({}, { additionalProperties: false }),
    body: 'file',
    api: {
      summary: { vi: 'Tải tệp lên', en: 'Upload a file' },
      description: {
        vi: 'Một ảnh (JPG, PNG, WebP) hoặc PDF, nhiều nhất 20 MB, được kiểm tra trước khi lưu.',
        en: 'One picture (JPG, PNG, WebP) or PDF of at most 20 MB, examined before it is kept.',
      },
      tag: 'files',
      response: StoredFile,
      status: 201,
      example: { response: fileExample },
    },
    async handle(context, _input, form) {
      const file = fileOf(form)
      const { name, sha256, mediaType, bytes } = file
      const id = await keepFile(context, file)
      return json({ id, name, sha256, mediaType, bytes }, 201)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/dossiers',
    journey: 'submit',
    access: { scope: 'dossiers.write' },
    personal: 'none',
    input: SubmissionInput,
    api: {
      summary: { vi: 'Nộp hồ sơ', en: 'Submit a dossier' },
      description: {
        vi: 'Kiểm tra tờ khai và giấy tờ rồi tạo trọn hồ sơ, hoặc không tạo gì. Cùng khóa và cùng nội dung thì cùng một giấy tiếp nhận.',
        en: 'Checks the answers and papers, then makes the dossier whole or not at all. The same key and content give the same receipt.',
      },
      tag: 'dossiers',
      response: ReceiptBody,
      status: 201,
      idempotencyKey: 'required',
      example: { request: submissionExample, response: receiptExample },
    },
    async handle(context, input) {
      const { caseId: _internal, ...receipt } = await submitDossier(context, {
        key: `${context.actor.kind === 'service' ? context.actor.tokenId : ''} ${context.operationKey}`,
        procedure: input.procedure,
        answers: input.answers as never,
        papers: input.papers ?? [],
        channel: 'online',
        returnMethod: input.returnMethod ?? 'online',
        parties: input.parties,
        helpUnitId: input.helpedAt === undefined ? undefined : await unitNamed(context, input.helpedAt),
      })
      return json(receipt, 201)
    },
  }),
]
