/** Phục vụ cơ quan khác: who may call, what an error looks like, and the description of the services. Pure. */

import type { ServedService } from '#kernel/connectors.ts'
import { defineRefusals } from '#kernel/errors.ts'
import type { JsonObject } from '#kernel/types.ts'

export type Client = {
  readonly id: string
  readonly member: string
  readonly name: string
  readonly publicKey: string
  readonly scopes: readonly string[]
  readonly callsPerMinute: number
  readonly isEnabled: boolean
}

export const refusal = defineRefusals('exchangeService', {
  unknownClient: [
    'unauthenticated',
    'Chưa biết hệ thống gọi. Gửi X-Road-Client đúng như đã đăng ký, hoặc đăng ký với tỉnh.',
    'This client is not known. Send X-Road-Client as registered, or register with the province.',
  ],
  badSignature: [
    'unauthenticated',
    'Chữ ký không đúng. Ký lại phương thức, đường dẫn, số thông điệp, thời điểm, mục đích và nội dung.',
    'The signature is not right. Sign method, path, number, time, purpose and body.',
  ],
  stale: [
    'unauthenticated',
    'Thời điểm của thông điệp lệch quá 5 phút. Chỉnh đồng hồ máy chủ và gửi lại.',
    'The message is more than 5 minutes from now. Set the clock and send again.',
  ],
  idNeeded: [
    'invalid',
    'Thiếu số thông điệp. Gửi X-Road-Id dài 8 đến 100 ký tự, mỗi lần gọi một số.',
    'The number of the message is missing. Send X-Road-Id of 8 to 100 characters, a new one each time.',
  ],
  purposeNeeded: [
    'invalid',
    'Thiếu mục đích hoặc căn cứ pháp lý. Gửi Exchange-Purpose và Exchange-Article.',
    'Purpose or legal article is missing. Send Exchange-Purpose and Exchange-Article.',
  ],
  scopeNeeded: [
    'forbidden',
    'Hệ thống gọi chưa được cấp phạm vi {scope}. Đề nghị tỉnh cấp thêm.',
    'The client lacks the scope {scope}. Ask the province for it.',
  ],
  replayed: [
    'conflict',
    'Thông điệp này đã được nhận. Mỗi lần gọi dùng một số X-Road-Id mới.',
    'This message was received already. Use a new X-Road-Id for each call.',
  ],
  tooMany: [
    'tooMany',
    'Quá số lượt được gọi trong một phút. Đợi {seconds} giây rồi gọi lại.',
    'Too many calls in this minute. Wait {seconds} seconds.',
  ],
  noService: [
    'notFound',
    'Không có dịch vụ này. Xem danh sách tại /x-road/openapi.json.',
    'There is no such service. See /x-road/openapi.json.',
  ],
  notInSandbox: [
    'notFound',
    'Không có dữ liệu mẫu này. Dùng giá trị mẫu ghi trong /x-road/openapi.json.',
    'There is no such sample. Use the values told in /x-road/openapi.json.',
  ],
})

/** Subsystem under which the same services answer with made-up people. */
export const sandboxSubsystem = 'THU-NGHIEM'

const headers = [
  'X-Road-Client',
  'X-Road-Id',
  'Exchange-Time',
  'Exchange-Purpose',
  'Exchange-Article',
  'Exchange-Signature',
]

/** OpenAPI 3.1 of the services, from the declarations that answer. */
export function servedDocument(
  services: readonly ServedService[],
  member: string,
  publicUrl: string,
): JsonObject {
  const [instance = '', memberClass = '', code = ''] = member.split('/')
  const operation = (service: ServedService) => ({
    summary: `${service.summary.vi} / ${service.summary.en}`,
    operationId: `${service.code}.${service.version}`,
    description: `Phạm vi / scope: \`${service.scope}\``,
    parameters: [
      ...Object.entries(service.input.properties).map(([name, schema]) => ({
        name,
        in: 'query',
        required: service.input.required?.includes(name) ?? false,
        schema,
      })),
      ...headers.map((name) => ({ name, in: 'header', required: true, schema: { type: 'string' } })),
    ],
    responses: {
      200: { description: 'Signed', content: { 'application/json': { schema: service.answer } } },
      default: { description: 'X-Road error: type, message, detail' },
    },
  })
  const document = {
    openapi: '3.1.0',
    info: { title: 'Dịch vụ chia sẻ dữ liệu', version: '1.0.0' },
    servers: [
      { url: `${publicUrl}/x-road/r1/${member}` },
      {
        url: `${publicUrl}/x-road/r1/${instance}/${memberClass}/${code}/${sandboxSubsystem}`,
        description: 'Sandbox',
      },
    ],
    paths: Object.fromEntries(
      services.map((service) => [`/${service.code}/${service.version}`, { get: operation(service) }]),
    ),
  }
  return JSON.parse(JSON.stringify(document)) as JsonObject
}
