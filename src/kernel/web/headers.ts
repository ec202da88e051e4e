/** What browsers are told of every answer: what it may load, run and be framed by. Nothing is allowed that is not said here. */

import type { FastifyInstance } from 'fastify'
import type { Settings } from '../context.ts'

/** Where browsers say what they were kept from doing. */
export const reportPath = '/bao-cao-trinh-duyet'

/**
 * What an answer is to a browser. `page`: HTML of ours. `framed`: a page that any site may show inside its own. `script`: what
 * runs for itself, such as a worker. `paper`: a PDF, which browsers show with a viewer of their own. `thing`: everything else,
 * which can do nothing, opened by itself or not.
 */
export type Shown = 'page' | 'framed' | 'script' | 'paper' | 'thing'

type Policy = Readonly<Record<string, string>>

const nothing = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" } as const

const policies: Readonly<Record<Shown, Policy>> = {
  // A paper that cannot be shown is a page that says why, inside the viewer of ours that asked for it.
  page: pagePolicy("'self'"),
  framed: pagePolicy('*'),
  script: { ...nothing, 'script-src': "'self'", 'connect-src': "'self'", 'frame-ancestors': "'none'" },
  // The viewer of Chromium is a plug-in to the page that it makes of the file.
  paper: {
    ...nothing,
    'object-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'frame-ancestors': "'self'",
  },
  thing: {
    ...nothing,
    'img-src': "'self'",
    'media-src': "'self'",
    'style-src': "'self'",
    'frame-ancestors': "'self'",
    sandbox: '',
  },
}

function pagePolicy(framedBy: string): Policy {
  return {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'media-src': "'self' blob:",
    'manifest-src': "'self'",
    'worker-src': "'self'",
    'frame-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': framedBy,
    // Text becomes HTML or the address of a script by `ui/trusted.ts` only; `default` is for the map library.
    'require-trusted-types-for': "'script'",
    'trusted-types': 'mot-cua default',
    'report-uri': reportPath,
    'report-to': 'mot-cua',
  }
}

/** Whatever our pages never ask for is denied to them; the rest only to pages of others inside ours. */
const permissions = [
  'geolocation=(self)',
  'camera=(self)',
  'microphone=(self)',
  ...[
    'accelerometer',
    'display-capture',
    'gyroscope',
    'hid',
    'magnetometer',
    'midi',
    'payment',
    'serial',
  ].map((feature) => `${feature}=()`),
  'usb=()',
].join(', ')

const headersOf = new WeakMap<Settings, Map<Shown, Readonly<Record<string, string>>>>()

/** The headers of an answer, put together once: they go with every answer, also where nothing else can be given. */
export function securityHeaders(
  settings: Settings,
  shown: Shown = 'thing',
): Readonly<Record<string, string>> {
  const known = headersOf.get(settings) ?? new Map<Shown, Readonly<Record<string, string>>>()
  headersOf.set(settings, known)
  const found = known.get(shown) ?? makeHeaders(settings, shown)
  known.set(shown, found)
  return found
}

function makeHeaders(settings: Settings, shown: Shown): Readonly<Record<string, string>> {
  const isPage = shown === 'page' || shown === 'framed'
  return {
    'content-security-policy': policyText(settings, shown),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': shown === 'framed' ? 'cross-origin' : 'same-origin',
    'permissions-policy': permissions,
    ...(isPage && { 'reporting-endpoints': `mot-cua="${reportPath}"` }),
    ...(settings.publicUrl.startsWith('https:') && {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    }),
  }
}

function policyText({ publicUrl, identityProvider }: Settings, shown: Shown): string {
  return Object.entries(policies[shown])
    .map(([name, value]) => {
      // Signing out is a form whose answer leads on to the provider; browsers check the whole way.
      const beside =
        name === 'form-action' && value === "'self'" ? originsBeside(publicUrl, identityProvider.issuer) : []
      return [name, value, ...beside].filter(Boolean).join(' ')
    })
    .join('; ')
}

function originsBeside(own: string, other: string): string[] {
  const { origin } = new URL(other)
  return origin === new URL(own).origin ? [] : [origin]
}

/** What a file is to a browser, by its media type. */
export function shownAs(mediaType: string): Shown {
  if (mediaType.startsWith('application/pdf')) return 'paper'
  return /^text\/javascript\b/.test(mediaType) ? 'script' : 'thing'
}

/** What browsers report comes as one object, or as a list, under names of their own. */
export function takeReports(server: FastifyInstance): void {
  const types = ['application/csp-report', 'application/reports+json']
  server.addContentTypeParser(types, { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, body, done) => {
    try {
      done(null, { reports: [JSON.parse(String(body))].flat() })
    } catch {
      done(Object.assign(new Error('No JSON'), { statusCode: 400 }))
    }
  })
}
