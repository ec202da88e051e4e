/** The system of a unit at work on its dossiers: takes in, forwards, hands back and forwards again, each act once, whatever breaks. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './driver.ts'
import { type Answer, ask, askUntilAnswered } from './trying.ts'

/** The unit whose system this is; the clerk of another one presses buttons. */
export const officeUnit = 'Z99.02'
const acts = ['accept', 'forward', 'handBack', 'forward'] as const
/** The event that each act leaves. */
const eventOf = {
  accept: 'dossier.accepted',
  forward: 'dossier.forwarded',
  handBack: 'dossier.handedBack',
} as const

/** For each dossier, how often it was told that an act was done: as many events of each name must be there. */
export type OfficeBook = ReadonlyMap<string, ReadonlyMap<string, number>>

const restMs = 300
const actMsMax = 60_000

/** Works on what the clients were told was taken in, as far as it is this unit's, until nobody submits any more. */
export async function workInOffice(
  client: Client,
  token: string,
  isOver: () => boolean,
): Promise<OfficeBook> {
  const book = new Map<string, Map<string, number>>()
  const seen = new Set<string>()
  while (!isOver()) {
    const next = [...client.diary.operations.values()].find(({ code }) => code && !seen.has(code))?.code
    if (next) {
      seen.add(next)
      await workOn(next, book, client, token)
    } else await sleep(restMs)
  }
  return book
}

async function workOn(
  code: string,
  book: Map<string, Map<string, number>>,
  client: Client,
  token: string,
): Promise<void> {
  for (const act of acts) {
    const before = await standOf(code, client, token)
    if (!before) return
    const answer = await until(client, () => send(code, act, before.version, client, token))
    // Nobody else moves it: where it stands elsewhere the act was done, though its answer was cut off.
    const after = answer?.status === 200 ? undefined : await standOf(code, client, token)
    if (answer?.status !== 200 && !after) return void book.delete(code)
    if (after && after.where === before.where) return
    const done = new Map(book.get(code))
    done.set(eventOf[act], (done.get(eventOf[act]) ?? 0) + 1)
    book.set(code, done)
  }
}

type Stand = { readonly version: number; readonly where: string }

/** Nothing when it is another unit's, or nobody answers. */
async function standOf(code: string, client: Client, token: string): Promise<Stand | undefined> {
  const answer = await until(client, () =>
    ask(`${client.url}/api/v1/dossiers/${code}`, { headers: { authorization: `Bearer ${token}` } }),
  )
  if (answer?.status !== 200) return undefined
  const { version, state, step } = JSON.parse(answer.text)
  return { version, where: `${state.key} ${step}` }
}

function send(code: string, transition: string, version: number, { url }: Client, token: string) {
  return ask(`${url}/api/v1/dossiers/${code}/transitions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ transition, version, reason: 'Thử khi hỏng', note: 'Thử khi hỏng' }),
  })
}

/** That the dossier has another version now is an answer here. */
async function until({ chance, see }: Client, act: () => Promise<Answer>): Promise<Answer | undefined> {
  let conflict: Answer | undefined
  const answer = await askUntilAnswered(
    async () => {
      const said = await act()
      if (said.status !== 409) return said
      conflict = said
      return { ...said, status: 0 }
    },
    {
      untilMs: performance.now() + actMsMax,
      chance,
      failed(_why, said) {
        if (said) see(said)
      },
    },
  )
  return conflict ?? answer
}
