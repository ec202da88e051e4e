/** Submission through the API. The portal submits through drafts. */

import { Type } from 'typebox'
import { endpoint, json } from '#kernel/web.ts'
import { refusal } from '../domain.ts'
import { keepFile, submitDossier } from './commands.ts'

const Paper = Type.Object(
  {
    key: Type.String({ maxLength: 100, description: 'Key of the paper in the procedure.' }),
    fileId: Type.String({ format: 'uuid', description: 'Id of an uploaded file of the same token.' }),
  },
  { additionalProperties: false },
)

/** What a submission through the API says. */
export const SubmissionInput = Type.Object(
  {
    procedure: Type.String({ pattern: '^\\d\\.\\d{6}$', description: 'Mã thủ tục hành chính.' }),
    answers: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
      description: 'Answers by field; their JSON Schema is part of GET /api/v1/procedures/{code}.',
    }),
    papers: Type.Optional(Type.Array(Paper, { maxItems: 100 })),
    returnMethod: Type.Optional(Type.Enum(['online', 'desk', 'post'])),
  },
  { additionalProperties: false },
)

export const ReceiptBody = Type.Object(
  {
    code: Type.String({ description: 'Mã hồ sơ.' }),
    lookupSecret: Type.String({
      description: 'Mã tra cứu; with the code it opens the public tracking page.',
    }),
    submittedAt: Type.String({ format: 'date-time' }),
    replyDueAt: Type.String({
      format: 'date-time',
      description: 'By when the agency accepts, asks or refuses.',
    }),
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

export const routes = [
  endpoint({
    method: 'POST',
    path: '/api/v1/files',
    access: { scope: 'dossiers.write' },
    input: Type.Object({}),
    body: 'raw',
    api: {
      summary: 'Tải tệp lên (upload a file)',
      description: 'One picture (JPG, PNG, WebP) or PDF of at most 20 MB, examined before it is kept.',
      tag: 'Hồ sơ',
      response: StoredFile,
      status: 201,
    },
    async handle(context, _input, { uploads }) {
      const [upload] = uploads
      if (!upload) throw refusal.fileNeeded()
      const { name, sha256, mediaType, bytes } = upload.file
      const id = await keepFile(context, upload.file)
      return json({ id, name, sha256, mediaType, bytes }, 201)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/dossiers',
    access: { scope: 'dossiers.write' },
    input: SubmissionInput,
    api: {
      summary: 'Nộp hồ sơ (submit a dossier)',
      description:
        'Checks the answers and papers, then makes the dossier whole or not at all. The same key and content give the same receipt.',
      tag: 'Hồ sơ',
      response: ReceiptBody,
      status: 201,
      idempotencyKey: 'required',
    },
    async handle(context, input) {
      if (!context.operationKey) throw refusal.keyNeeded()
      const { caseId: _internal, ...receipt } = await submitDossier(context, {
        key: `${context.actor.kind === 'service' ? context.actor.tokenId : ''} ${context.operationKey}`,
        procedure: input.procedure,
        answers: input.answers as never,
        papers: input.papers ?? [],
        channel: 'online',
        returnMethod: input.returnMethod ?? 'online',
      })
      return json(receipt, 201)
    },
  }),
]
