/** Runs in the browser: the one place where text becomes HTML or the address of a script. Pages refuse it anywhere else. */

type Rules = {
  createHTML(text: string): string
  createScriptURL(address: string): string
}
type Browser = { readonly trustedTypes?: { createPolicy(name: string, rules: Partial<Rules>): Rules } }

/** A script of this very server. */
function ownScript(address: string): string {
  if (new URL(address, location.href).origin !== location.origin)
    throw new TypeError(`${address} is no script of ours`)
  return address
}

/** Whole pages that this server answered to a script of its own; what may run in them is for the policy of the page to say. */
const rules: Rules = { createHTML: (text) => text, createScriptURL: ownScript }

const browser = globalThis as Browser

export const trusted: Rules = browser.trustedTypes?.createPolicy('mot-cua', rules) ?? rules

let isLibraryTrusted = false

/** For a library that starts a worker from an address as text. It may not make HTML. */
export function trustLibrary(): void {
  if (isLibraryTrusted) return
  isLibraryTrusted = true
  browser.trustedTypes?.createPolicy('default', { createScriptURL: ownScript })
}
