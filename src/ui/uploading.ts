/** Runs in the browser: sends a large file in parts, and goes on where a broken line left it. */

type State = {
  readonly id: string
  readonly offset: number
  readonly bytes: number
  readonly isWhole: boolean
}

/** What is smaller goes with its form. */
const largeBytes = 512 * 1024
const leastPart = 256 * 1024
const mostPart = 8 * 1024 * 1024
/** A part that takes longer was too large for the line; one that takes much less may be followed by a larger one. */
const patienceMs = 60_000
const briskMs = 4_000

let partBytes = leastPart

/** Whether the file is sent by itself before its form. Hashing needs a page that came encrypted. */
export const goesInParts = (file: File) => file.size > largeBytes && crypto.subtle !== undefined

/** The server has answered and does not take it: what it said. */
export class NotTaken extends Error {
  readonly answer: Response
  constructor(answer: Response) {
    super(`The upload was answered with ${answer.status}`)
    this.answer = answer
  }
}

/**
 * Sends a file and answers with its id, which a form may name in its place. The same key and content is the same upload, on
 * this page or another. Throws `NotTaken`, and whatever `fetch` throws without a line.
 */
export async function upload(
  file: File,
  {
    key,
    own,
    credentials,
    onProgress,
  }: {
    readonly key: string
    /** Fields of the session. */
    readonly own: readonly (readonly [string, string])[]
    readonly credentials: RequestCredentials
    readonly onProgress: (sent: number) => void
  },
): Promise<string> {
  const call = async (
    method: string,
    address: string,
    fields: readonly (readonly [string, string | Blob])[],
  ) => {
    const body = new FormData()
    for (const [name, value] of [...own, ...fields])
      if (typeof value === 'string') body.append(name, value)
      else body.append(name, value, 'part')
    const answer = await fetch(address, {
      method,
      body,
      credentials,
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!answer.ok) throw new NotTaken(answer)
    return (await answer.json()) as State
  }
  let state = await call('POST', '/tai-len', [
    ['key', key],
    ['name', file.name],
    ['bytes', String(file.size)],
    ['sha256', await hashOf(file)],
  ])
  while (!state.isWhole && state.offset < state.bytes) {
    const began = performance.now()
    const part = file.slice(state.offset, state.offset + partBytes)
    try {
      state = await call('PATCH', `/tai-len/${state.id}/${state.offset}`, [['file', part]])
    } catch (thrown) {
      partBytes = Math.max(leastPart, partBytes / 2)
      throw thrown
    }
    if (performance.now() - began < briskMs) partBytes = Math.min(mostPart, partBytes * 2)
    onProgress(state.offset)
  }
  if (!state.isWhole) state = await call('POST', `/tai-len/${state.id}/xong`, [])
  return state.id
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
