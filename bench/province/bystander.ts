/**
 * Somebody who is none of the crowd: a process of its own that goes before everybody else of this machine, as a phone has a core of its
 * own, and asks for the pages of everyone. Whoever plays the crowd shares two cores with what is asked and hears most answers late by
 * its own fault; the bystander hears them when they come. Run by `callBystander`.
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { type Answered, chances, drawArrivals, play } from './arrivals.ts'
import { addressOf, askingOf } from './asking.ts'

/** So few that they are no load themselves. */
const perSecond = 5
const pages = ['/', '/thu-tuc', '/thu-tuc?q=khai%20sinh', '/tin-tuc', '/phan-anh', '/chat-luong'] as const

/** Calls a bystander. Who answers has them begin, and hears after so many seconds what they heard, their own lateness included. */
export async function callBystander(
  urls: readonly string[],
  seconds: number,
): Promise<() => Promise<readonly Answered[]>> {
  const child = fork(import.meta.filename, [String(seconds), ...urls], { execArgv: process.execArgv })
  const said = () =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', () => reject(new Error('The bystander went away before they were heard')))
    })
  await said()
  return async () => {
    child.send('begin')
    return (await said()) as readonly Answered[]
  }
}

async function standAside(seconds: number, urls: readonly string[]): Promise<readonly Answered[]> {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST)
  } catch {
    console.error(
      'The bystander may not go before others here (root may): it hears some answers late by its own fault',
    )
  }
  const [ask, chance] = [askingOf(urls), chances(20_261_130)]
  const asking = async () => {
    const page = pages[Math.floor(chance() * pages.length)] ?? '/'
    return (await ask(page, { headers: { 'x-forwarded-for': addressOf(chance) } })).status
  }
  return play(
    drawArrivals(perSecond, seconds, chance).map((at) => ({ at, act: { name: 'aside', run: asking } })),
  )
}

if (process.argv[1] === import.meta.filename) {
  const [, , seconds, ...urls] = process.argv
  process.send?.('here')
  await once(process, 'message')
  process.send?.(await standAside(Number(seconds), urls), () => process.exit())
}
