/** So many clients at once, each doing one errand after another until all that was ordered is done or the time is over. */

import type { Context } from '#kernel/context.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { openCitizen } from './citizen.ts'
import { acceptWhatComes } from './clerk.ts'
import type { Diary } from './diary.ts'
import { type OfficeBook, officeUnit, workInOffice } from './office.ts'
import { templatesFor } from './papers.ts'
import { submitByApi } from './software.ts'
import type { Answer, askUntilAnswered } from './trying.ts'

type Retrying = Parameters<typeof askUntilAnswered>[1]

export type Client = {
  readonly url: string
  readonly diary: Diary
  readonly chance: () => number
  /** How often a try under this key came to nothing is written down. */
  retrying(key: string): Retrying
  /** Looks at an answer for what no answer may be, whatever broke. */
  see(answer: Answer): void
}

export type Load = {
  readonly url: string
  readonly submissions: number
  readonly clients: number
  /** People who can sign in; each client that is a person is one after another of them. */
  readonly people: number
  readonly untilMs: number
}

/** What a page or an answer may never tell, whatever broke. */
const leaks = /\bat (?:async )?\S+ \(.*:\d+:\d+\)|node_modules|PostgreSQL|ECONNREFUSED|select .* from /

export type Blamed = Pick<Answer, 'status' | 'requestId'>

export type Driven = {
  /** Answers that told of the insides of the platform. */
  readonly leaked: readonly string[]
  /** Answers that blame the platform itself, by the number under which its log has them: 5xx, but for "come again" (503). */
  readonly blamed: readonly Blamed[]
  readonly paid: number
  /** By the clerk of one desk, while the others submitted. */
  readonly accepted: number
  /** Of the system of another unit, which goes on with what it took in. */
  readonly book: OfficeBook
}

/** One client in so many is a person at the pages of the portal, who pays as well. */
const personEvery = 8
const errandMsMax = 180_000

export async function drive(
  context: Context,
  load: Load,
  diary: Diary,
  chance: () => number,
): Promise<Driven> {
  const { token } = await issueServiceToken(context, { name: 'faults', scopes: ['dossiers.write'] })
  const office = await issueServiceToken(context, {
    name: 'faults office',
    scopes: ['dossiers.handle', 'dossiers.read'],
    unitCode: officeUnit,
  })
  const templates = await templatesFor(context, chance)
  const leaked: string[] = []
  const blamed: Blamed[] = []
  const see = (answer: Answer) => {
    if (leaks.test(answer.text)) leaked.push(answer.text.slice(0, 500))
    const { origin, status, requestId } = answer
    // The payment platform is an outside system, which may be as wrong as it likes.
    if (origin !== new URL(load.url).origin) return
    if (status >= 500 && status !== 503) blamed.push({ status, requestId })
  }
  let [ordered, paid] = [0, 0]
  const retrying = (key: string): Retrying => ({
    untilMs: Math.min(load.untilMs, performance.now() + errandMsMax),
    chance,
    failed(why, answer?: Answer) {
      diary.note(key, 'unknown', why)
      if (answer) see(answer)
    },
  })
  const client: Client = { url: load.url, diary, chance, retrying, see }
  const work = async (index: number) => {
    const isPerson = index % personEvery === personEvery - 1
    const citizen = isPerson ? openCitizen(client, load.people) : undefined
    while (ordered < load.submissions && performance.now() < load.untilMs) {
      ordered += 1
      if (!citizen) await submitByApi(client, { token, templates })
      else if (await citizen.submitAndPay()) paid += 1
    }
  }
  const submitting = Promise.all(Array.from({ length: load.clients }, (_, index) => work(index)))
  let isOver = false
  const [accepted, book] = await Promise.all([
    acceptWhatComes(client, () => isOver),
    workInOffice(client, office.token, () => isOver),
    submitting.finally(() => (isOver = true)),
  ])
  return { leaked, blamed, paid, accepted, book }
}
