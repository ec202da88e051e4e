/** The ways out of the platform, each with who decides where it leads. Nothing else may open a line; nothing leaves by an address that somebody typed. */

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const ways: Readonly<Record<string, string>> = {
  'kernel/files/s3.ts': 'the store that the operator set; redirects are errors',
  'kernel/scanner.ts': 'the scanner that the operator set',
  'kernel/metrics.ts': 'listens on this machine, calls nobody',
  'kernel/ports.ts': 'looks for a free port of this machine',
  'kernel/postgres.ts': 'the database of this machine in development',
  'kernel/timestamps.ts': 'the time-stamping authority that the operator set; redirects are errors',
  'kernel/traces/collector.ts': 'the collector of traces that the operator set; redirects are errors',
  'kernel/web/doors.ts': 'listens, calls nobody',
  'modules/exchange/transport/commands.ts': 'registered systems only: checked, pinned, limited',
  'modules/exchange/transport/mail/commands.ts': 'a registered server, at the address that was checked',
  'modules/exchange/transport/push/commands.ts': 'encrypts; what leaves goes through `post`',
  'modules/identity/provider/commands.ts':
    'the identity provider that the operator set; redirects are not followed',
}

const opens =
  /\bfetch\(|\bfetch\b(?=, |\))|from 'node:(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?'|from '(?:undici|nodemailer|web-push|axios|got|ws)'|new WebSocket|new EventSource/
/** Only a type is taken: no line is opened. */
const typesOnly = /^import type .*$/gm
const ofBrowsers =
  /\/islands\/|ui\/(?:kept-forms|kept-pages|kept-sending|uploading|push-receiver)\.ts|\.d\.ts$|\.test\.tsx?$|\/testing\//

const found = globSync('src/**/*.{ts,tsx}')
  .filter((file) => !ofBrowsers.test(file))
  .filter((file) => opens.test(readFileSync(file, 'utf8').replaceAll(typesOnly, '')))
  .map((file) => file.replace('src/', ''))

test('every way out is known, with the reason why it may be there', () => {
  assert.deepEqual(found.toSorted(), Object.keys(ways).toSorted())
})

test('no address that a person or another system gave is called: only registered hosts have a connection', () => {
  const transport = readFileSync('src/modules/exchange/transport/commands.ts', 'utf8')
  assert.match(transport, /host: system\.host,/)
  assert.match(transport, /lookup: \(_host, \{ all \}, found\)/)
  assert.doesNotMatch(transport, /new URL\(|maxRedirections|followRedirect/)
  const push = readFileSync('src/modules/exchange/transport/push/commands.ts', 'utf8')
  assert.doesNotMatch(push, /sendNotification/)
  assert.match(push, /\bpost\(\s*system,/)
})
