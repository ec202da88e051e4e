/** A person at the pages of the portal: signs in, fills in page by page, submits, pays. Whatever breaks, they open the page again. */

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type Fields, openAs, openBrowser } from './browser.ts'
import type { Client } from './driver.ts'
import { type Picture, pictureOf } from './papers.ts'
import { identityNumberOf } from './store.ts'
import { type Answer, mayPass, NoAnswer } from './trying.ts'

const procedure = '9.000001'
/** As many drafts as one account may begin in an hour. */
const draftsMax = 50
const actsMax = 400
/** Whose button submits. */
const lastPage = 'kiem-tra'

export type Citizen = {
  /** One dossier from the first page to the paid fee; answers whether it was paid. */
  submitAndPay(): Promise<boolean>
}

let people = 0

export function openCitizen(client: Client, peopleMax: number): Citizen {
  let browser: Browser | undefined
  let begun = 0
  return {
    async submitAndPay() {
      if (!browser || begun >= draftsMax) {
        browser = openBrowser(client.url)
        begun = 0
        people += 1
      }
      begun += 1
      const person = identityNumberOf(people % peopleMax)
      const key = randomUUID()
      const errand = new Errand(client, browser, person, key, await pictureOf(key))
      const code = await errand.submit()
      return code !== undefined && (await errand.pay(code))
    },
  }
}

/** The errand of one dossier; every act may be done again from where the platform says that it stands. */
class Errand {
  readonly #client: Client
  readonly #browser: Browser
  readonly #person: string
  readonly #key: string
  readonly #picture: Picture
  #acts = 0
  constructor(client: Client, browser: Browser, person: string, key: string, picture: Picture) {
    this.#client = client
    this.#browser = browser
    this.#person = person
    this.#key = key
    this.#picture = picture
  }

  async submit(): Promise<string | undefined> {
    const { diary } = this.#client
    diary.invoke(this.#key, 'person', { procedure, files: [this.#picture.sha256] })
    let draft: string | undefined
    return this.#goOn(async () => {
      draft ??= await this.#begin()
      if (!draft) return undefined
      const code = await this.#fillIn(draft)
      if (code) diary.acknowledge(this.#key, code)
      return code
    })
  }

  async pay(code: string): Promise<boolean> {
    const paid = await this.#goOn(async () => {
      const page = await this.#open(`/ho-so/${code}/thanh-toan`)
      if (!page) return undefined
      const [, secret] = /^\/thanh-toan\/([\w-]{22})/.exec(page.at) ?? []
      // Nothing is due any more: it was paid when the line was cut.
      if (!secret) return page.status === 409
      const gateway = await this.#browser.open(`/thanh-toan/${secret}/cong`)
      if (!gateway.at.startsWith('http')) return undefined
      await this.#browser.open(`${gateway.at}/nop`)
      return true
    })
    return paid ?? false
  }

  /** Does it again until it comes to something or the time is over. */
  async #goOn<T>(act: () => Promise<T | undefined>): Promise<T | undefined> {
    const { chance, retrying } = this.#client
    const { untilMs, failed } = retrying(this.#key)
    while (performance.now() < untilMs && this.#acts < actsMax) {
      this.#acts += 1
      try {
        const done = await act()
        if (done !== undefined) return done
      } catch (thrown) {
        if (!(thrown instanceof NoAnswer)) throw thrown
        failed(thrown.message)
        await sleep(chance() * 2_000)
      }
    }
    return undefined
  }

  /** A page of one's own; signs in where it is asked for. `undefined` when it is not there yet. */
  async #open(path: string): Promise<(Answer & { readonly at: string }) | undefined> {
    const page = await openAs(this.#browser, this.#person, path)
    if (!page || !mayPass(page) || page.status === 409) return page
    await this.#wait(page)
    return undefined
  }

  async #wait(answer: Answer): Promise<void> {
    const { chance, retrying } = this.#client
    retrying(this.#key).failed(`status ${answer.status}`, answer)
    await sleep(answer.retryAfterMs + chance() * 1_000)
  }

  async #begin(): Promise<string | undefined> {
    const start = `/thu-tuc/${procedure}/nop`
    const page = await this.#open(start)
    if (!page || page.status !== 200) return undefined
    const { location, ...answer } = await this.#browser.send(page.text, start, [['request_id', this.#key]])
    if (location.startsWith('/ban-nhap/')) return location
    await this.#wait({ location, ...answer })
    return undefined
  }

  /** The page at hand, filled in and sent; the code once the draft has become a dossier. */
  async #fillIn(draft: string): Promise<string | undefined> {
    const page = await this.#open(draft)
    if (!page) return undefined
    const [, code] = /^\/ho-so\/([^/?]+)/.exec(page.at) ?? []
    if (code) return code
    const [path = ''] = page.at.split('?')
    const name = path.split('/').at(-1) ?? ''
    if (name === lastPage) this.#client.diary.press(this.#key)
    const answer = await this.#browser.send(page.text, path, answersOf(name, this.#person, this.#picture))
    const [, made] = /^\/ho-so\/([^/]+)\/da-nop/.exec(answer.location) ?? []
    if (made) return made
    if (answer.status !== 303) await this.#wait(answer)
    return undefined
  }
}

const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000)
const dateFields = (name: string, day: Date): Fields => [
  [`${name}.day`, String(day.getDate())],
  [`${name}.month`, String(day.getMonth() + 1)],
  [`${name}.year`, String(day.getFullYear())],
]

/** What is said on each page of the kite permit; what is known of the person stands there already. */
function answersOf(page: string, identityNumber: string, { bytes }: Picture): Fields {
  switch (page) {
    case 'flyer':
      return [
        ['flyerName', 'Nguyễn Thị Gió'],
        ['flyerBirthDate.year', '1990'],
        ['flyerIdentityNumber', identityNumber],
        ['flyerPhone', '0990000001'],
      ]
    case 'kites':
      return [
        ['kites.0.name', 'Diều Rồng'],
        ['kites.0.lengthMetres', '2'],
        ['kites.0.hasFlute', 'no'],
        ['act', 'continue'],
      ]
    case 'place':
      return [
        ['field.commune', '99101'],
        ['field.line', 'Bãi sau'],
      ]
    case 'days':
      return [...dateFields('from', dayFrom(3)), ...dateFields('to', dayFrom(6)), ['hours', 'dawn']]
    case 'papers':
      return [
        ['remarks', ''],
        ['pictures', new Blob([bytes], { type: 'image/jpeg' })],
      ]
    case 'nhan-ket-qua':
      return [['draftReturnBy', 'online']]
    case lastPage:
      return [['truth', 'yes']]
    default:
      return []
  }
}
