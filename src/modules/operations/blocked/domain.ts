/** What browsers say they were kept from doing, reduced to three words of closed lists: nobody can be told from it. Pure. */

/** Parts of the policy of our pages; what else a report names counts as `other`. */
const directives = [
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'media-src',
  'manifest-src',
  'worker-src',
  'frame-src',
  'object-src',
  'base-uri',
  'form-action',
  'frame-ancestors',
  'require-trusted-types-for',
  'trusted-types',
] as const
const kinds = [
  'inline',
  'eval',
  'wasm-eval',
  'trusted-types-sink',
  'trusted-types-policy',
  'data',
  'blob',
] as const

export type Blocked = {
  readonly directive: (typeof directives)[number] | 'other'
  /** What was to be loaded or run; of an address only whether it is ours. */
  readonly blocked: (typeof kinds)[number] | 'self' | 'elsewhere'
  /** The declared path of the page, such as `/ho-so/:code`; `other` where none is ours. */
  readonly page: string
}

export type PageOf = (path: string) => string

/** From an address to the declared path it falls under. */
export function pagesOf(paths: readonly string[]): PageOf {
  const patterns = paths
    // What is written out wins over what stands for anything.
    .toSorted((one, other) => one.split(':').length - other.split(':').length)
    .map((path) => ({ path, parts: path.split('/') }))
  return (path) => {
    const asked = path.split('/')
    const found = patterns.find(
      ({ parts }) =>
        parts.length === asked.length &&
        parts.every((part, at) => part.startsWith(':') || part === asked[at]),
    )
    return found?.path ?? 'other'
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** One report in either of the forms that browsers use; `undefined` for what is none, or comes of an extension of the browser. */
export function readReport(report: unknown, origin: string, pageOf: PageOf): Blocked | undefined {
  const {
    'csp-report': old,
    type,
    body,
  } = (report ?? {}) as Record<string, Record<string, unknown> | undefined>
  const said = old ?? ((type as unknown) === 'csp-violation' ? body : undefined)
  if (typeof said !== 'object' || said === null) return undefined
  const page = URL.parse(textOf(said['document-uri'] ?? said['documentURL']))
  if (page?.origin !== origin) return undefined
  if (/^\w+-extension:/.test(textOf(said['source-file'] ?? said['sourceFile']))) return undefined
  const directive = textOf(
    said['effective-directive'] ?? said['effectiveDirective'] ?? said['violated-directive'],
  )
  const what = textOf(said['blocked-uri'] ?? said['blockedURL'])
  return {
    directive: directives.find((one) => one === directive.split(' ')[0]) ?? 'other',
    blocked:
      kinds.find((kind) => what === kind || what.startsWith(`${kind}:`)) ??
      (URL.parse(what)?.origin === origin ? 'self' : 'elsewhere'),
    page: pageOf(page.pathname),
  }
}
