/** A browser as far as the portal needs one: cookies, redirects, and forms sent with their hidden fields. */

import { type Answer, ask, NoAnswer } from './trying.ts'

export type Fields = readonly (readonly [name: string, value: string | Blob])[]

export type Browser = {
  /** The address as far as it has led, and what is shown there. */
  open(path: string): Promise<Answer & { readonly at: string }>
  /** Sends the form that this page shows with this action. */
  send(page: string, action: string, fields: Fields): Promise<Answer>
}

const hopsMax = 8

export function openBrowser(origin: string): Browser {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>()
  async function go(address: string, body?: FormData | URLSearchParams): Promise<Answer> {
    const url = new URL(address, origin)
    const own = url.origin === origin
    const cookie = [...cookies]
      .filter(([, { path }]) => own && url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const answer = await ask(url.href, { headers: { cookie }, ...(body && { method: 'POST', body }) })
    for (const line of own ? answer.cookies : []) keep(line)
    return answer
  }
  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; ?/)
    const at = pair.indexOf('=')
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    if (value) cookies.set(name, { value, path })
    else cookies.delete(name)
  }
  return {
    async open(path) {
      let at = new URL(path, origin).href
      for (let hops = 0; hops < hopsMax; hops++) {
        const answer = await go(at)
        if (answer.status !== 303 && answer.status !== 302)
          return { ...answer, at: at.startsWith(origin) ? at.slice(origin.length) : at }
        at = new URL(answer.location, at).href
      }
      // Of two servers one may be in another hour, where nobody is signed in any more: a browser tells so, and one tries again later.
      throw new NoAnswer(`${path} leads in circles`)
    },
    send(page, action, fields) {
      const body = page.includes('multipart/form-data') ? new FormData() : new URLSearchParams()
      const hidden = hiddenIn(page, action)
      // What is known already stands in hidden fields and is not asked.
      const known = new Set(hidden.map(([name]) => stemOf(name)))
      const asked = fields.filter(([name]) => !known.has(stemOf(name)))
      for (const [name, value] of [...hidden, ...asked])
        if (body instanceof FormData) {
          if (typeof value === 'string') body.append(name, value)
          else body.append(name, value, 'anh.jpg')
        } else body.append(name, String(value))
      return go(action, body)
    },
  }
}

/** A page for somebody who is signed in; signs in where it is asked for, and answers `undefined`: it is to be opened again. */
export async function openAs(
  browser: Browser,
  login: string,
  path: string,
): Promise<Awaited<ReturnType<Browser['open']>> | undefined> {
  const page = await browser.open(path)
  if (!page.at.startsWith('/dinh-danh/nguoi-mau/')) return page
  const { location } = await browser.send(page.text, page.at, [['login', login]])
  if (location) await browser.open(location)
  return undefined
}

/** Day, month and year are one answer. */
const stemOf = (name: string) => name.replace(/\.(day|month|year)$/, '')

/** The hidden fields of the form with this action, as a browser would send them back. */
function hiddenIn(html: string, action: string): [string, string][] {
  const form = html.split(`action="${action}"`)[1]?.split('</form>')[0] ?? ''
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')],
  )
}
