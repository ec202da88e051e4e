/** What a browser fetches for a page, cold, by kind of content, against the speed budget of the design language. */

import { chromium, type Request } from 'playwright-core'
import type { Page, Visitor } from './visitor.ts'

type Weight = { page: number; script: number; fonts: number; images: number; total: number; requests: number }

const kb = 1024
const budgets: Readonly<Record<Page['kind'], Weight>> = {
  public: { page: 30 * kb, script: 10 * kb, fonts: 34 * kb, images: 40 * kb, total: 110 * kb, requests: 12 },
  form: { page: 25 * kb, script: 25 * kb, fonts: 0, images: 0, total: 60 * kb, requests: 6 },
  // Tiles apart: they come as the map is moved.
  map: { page: 60 * kb, script: 400 * kb, fonts: 100 * kb, images: 0, total: 700 * kb, requests: 40 },
}
const kindOf: Readonly<Record<string, keyof Weight>> = {
  document: 'page',
  stylesheet: 'page',
  script: 'script',
  font: 'fonts',
  image: 'images',
}

/** Prints the weight of every page; answers the sentences of what is over budget or comes from elsewhere. */
export async function weighPages(url: string, visitor: Visitor): Promise<string[]> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  })
  const faults: string[] = []
  try {
    for (const page of visitor.pages) {
      const { weight, foreign } = await weigh(browser, url, page, visitor.cookie)
      const figures = Object.entries(weight).map(([name, value]) => `${name} ${value}`)
      console.log(`${page.name}: ${figures.join(', ')}`)
      for (const host of foreign) faults.push(`${page.name}: fetches from ${host}`)
      for (const [name, most] of Object.entries(budgets[page.kind])) {
        const value = weight[name as keyof Weight]
        if (value > most) faults.push(`${page.name}: ${name} is ${value}, over ${most} by ${value - most}`)
      }
    }
  } finally {
    await browser.close()
  }
  return faults
}

type Browser = Awaited<ReturnType<typeof chromium.launch>>

async function weigh(browser: Browser, url: string, { path, kind }: Page, cookie: string) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } })
  const [name = '', value = ''] = kind === 'form' ? cookie.split('=') : []
  if (name) await context.addCookies([{ name, value, url }])
  const tab = await context.newPage()
  if (kind === 'form') await tab.goto(`${url}/`, { waitUntil: 'networkidle' })
  const requests: Request[] = []
  tab.on('requestfinished', (request) => requests.push(request))
  await tab.goto(`${url}${path}`, { waitUntil: 'networkidle' })
  if (!tab.url().startsWith(`${url}${path}`)) throw new Error(`${path} led to ${tab.url()}`)
  const weight: Weight = { page: 0, script: 0, fonts: 0, images: 0, total: 0, requests: 0 }
  const foreign = new Set<string>()
  for (const request of requests) {
    if (new URL(request.url()).origin !== url) foreign.add(new URL(request.url()).host)
    const { responseBodySize } = await request.sizes()
    // What comes from the browser's own store is not fetched.
    if (responseBodySize <= 0) continue
    weight.requests += 1
    weight.total += responseBodySize
    const sort = kindOf[request.resourceType()]
    if (sort) weight[sort] += responseBodySize
  }
  await context.close()
  return { weight, foreign }
}
