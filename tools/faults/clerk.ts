/** A clerk at the desk of a commune: opens what has come in and accepts it, each once, whatever breaks meanwhile. */

import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, openAs, openBrowser } from './browser.ts'
import type { Client } from './driver.ts'
import { mayPass, NoAnswer } from './trying.ts'

const login = 'desk-clerk.z99.11.01'
const triesMax = 12
const restMs = 300

/** Accepts what the clients were told was taken in, as far as it is this desk's, until nobody submits any more. */
export async function acceptWhatComes(client: Client, isOver: () => boolean): Promise<number> {
  const browser = openBrowser(client.url)
  const seen = new Set<string>()
  let accepted = 0
  while (!isOver()) {
    const next = [...client.diary.operations.values()].find(({ code }) => code && !seen.has(code))?.code
    if (next) {
      seen.add(next)
      if (await accept(browser, client, next)) accepted += 1
    } else await sleep(restMs)
  }
  return accepted
}

/** Answers whether it is accepted now; another desk's dossier is not there for this clerk. */
async function accept(browser: Browser, { chance }: Client, code: string): Promise<boolean> {
  const path = `/lam-viec/ho-so/${code}`
  const action = `${path}/tiep-nhan`
  let hasPressed = false
  for (let tries = 0; tries < triesMax; tries++) {
    try {
      const page = await openAs(browser, login, path)
      if (page?.status === 404) return false
      // The button is gone once it was pressed, also when its answer was cut off.
      if (page?.status === 200 && !page.text.includes(`action="${action}"`)) return hasPressed
      if (page?.status === 200) {
        hasPressed = true
        await browser.send(page.text, action, [])
      } else if (page && mayPass(page)) await sleep(page.retryAfterMs + chance() * 1_000)
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) throw thrown
      await sleep(chance() * 2_000)
    }
  }
  return false
}
