/** One request at a time, and the same again until it is answered: full jitter, and never sooner than `Retry-After` says. */

import { setTimeout as sleep } from 'node:timers/promises'

export type Answer = {
  /** Who was asked. */
  readonly origin: string
  readonly status: number
  readonly text: string
  readonly location: string
  readonly cookies: readonly string[]
  readonly retryAfterMs: number
  /** By which the server's log knows this answer. */
  readonly requestId: string
}

/** No answer came, or one that says nothing of what was done behind it. */
export class NoAnswer extends Error {}

const answerMsMax = 10_000
const [firstRestMs, restMsMax] = [100, 3_000]

/** Throws `NoAnswer` when nothing comes in time. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      signal: AbortSignal.timeout(answerMsMax),
    })
    return {
      origin: new URL(url).origin,
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location') ?? '',
      cookies: response.headers.getSetCookie(),
      retryAfterMs: Number(response.headers.get('retry-after') ?? 0) * 1000,
      requestId: response.headers.get('x-request-id') ?? '',
    }
  } catch (cause) {
    throw new NoAnswer(cause instanceof Error ? reasonOf(cause) : String(cause))
  }
}

const reasonOf = (error: Error): string => {
  const { cause } = error as { readonly cause?: { readonly code?: string } }
  return cause?.code ?? error.name
}

/** Whether the same request may be answered otherwise when it comes again. */
export const mayPass = ({ status }: Answer): boolean => status === 409 || status === 429 || status >= 500

type Retrying = {
  readonly untilMs: number
  readonly chance: () => number
  /** Hears of each try that came to nothing. */
  readonly failed: (why: string, answer?: Answer) => void
}

/** Sends until an answer is final or the time is over; `undefined` when it never was. */
export async function askUntilAnswered(
  send: () => Promise<Answer>,
  { untilMs, chance, failed }: Retrying,
): Promise<Answer | undefined> {
  for (let attempt = 0; performance.now() < untilMs; attempt++) {
    let least = 0
    try {
      const answer = await send()
      if (!mayPass(answer)) return answer
      failed(`status ${answer.status}`, answer)
      least = answer.retryAfterMs
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) throw thrown
      failed(thrown.message)
    }
    await sleep(least + chance() * Math.min(restMsMax, firstRestMs * 2 ** attempt))
  }
  return undefined
}
