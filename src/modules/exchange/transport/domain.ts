/** Headers of signed calls, in the words of X-Road's REST protocol; ours are `Exchange-…`. Pure. */

import { requestHash, type SignedParts } from '#kernel/signed-messages.ts'

export type CallHead = {
  readonly sender: string
  readonly id: string
  readonly time: string
  readonly purpose: string
  readonly article: string
  readonly dossierCode: string | undefined
  readonly userId: string | undefined
  readonly idempotencyKey: string | undefined
}

/** Everything beside the body that the signature covers. */
const aboutOf = ({ purpose, article, dossierCode, userId, idempotencyKey }: CallHead): string =>
  [purpose, article, dossierCode, userId, idempotencyKey]
    .map((one) => encodeURIComponent(one ?? ''))
    .join('&')

export const partsOf = (head: CallHead, method: string, path: string, body: string): SignedParts => ({
  line: `${method} ${path}`,
  sender: head.sender,
  id: head.id,
  time: head.time,
  about: aboutOf(head),
  body,
})

export type AnswerHead = { readonly sender: string; readonly time: string; readonly status: number }

export const answerParts = (request: SignedParts, head: AnswerHead, body: string): SignedParts => ({
  line: `answer ${head.status}`,
  sender: head.sender,
  id: request.id,
  time: head.time,
  about: requestHash(request),
  body,
})

/** Values that may hold Vietnamese are percent-encoded, as headers are ASCII. */
export function headersOf(head: CallHead, signature: string): Record<string, string> {
  const given: Record<string, string | undefined> = {
    'x-road-client': head.sender,
    'x-road-id': head.id,
    'x-road-userid': head.userId,
    'x-road-issue': head.dossierCode,
    'idempotency-key': head.idempotencyKey,
    'exchange-time': head.time,
    'exchange-purpose': encodeURIComponent(head.purpose),
    'exchange-article': encodeURIComponent(head.article),
    'exchange-signature': signature,
  }
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

type Headers = Readonly<Record<string, string | string[] | undefined>>
const textOf = (headers: Headers, name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : undefined
}
function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '')
  } catch {
    return ''
  }
}

/** Reads the head of a call; what is missing is empty. */
export function readHead(headers: Headers): CallHead & { readonly signature: string } {
  return {
    sender: textOf(headers, 'x-road-client') ?? '',
    id: textOf(headers, 'x-road-id') ?? '',
    time: textOf(headers, 'exchange-time') ?? '',
    purpose: decoded(textOf(headers, 'exchange-purpose')),
    article: decoded(textOf(headers, 'exchange-article')),
    dossierCode: textOf(headers, 'x-road-issue'),
    userId: textOf(headers, 'x-road-userid'),
    idempotencyKey: textOf(headers, 'idempotency-key'),
    signature: textOf(headers, 'exchange-signature') ?? '',
  }
}
