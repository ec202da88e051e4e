/**
 * `npm run scan [-- --minutes 10 --only sqlmap|wapiti --pages 40]`: sqlmap and wapiti of Debian against a platform of their own with
 * made-up data, as a visitor, a citizen and an officer. Everything is on loopback and ends with the run. Prints one summary, and fails on
 * a finding that docs/security/scans.md does not explain.
 */

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Context } from '#kernel/context.ts'
import { inTransaction, sql } from '#kernel/db.ts'
import type { Endpoint } from '#kernel/web.ts'
import { startInstallation } from '../bench/installation.ts'
import { prepareVisitor } from '../bench/visitor.ts'
import { modules } from '../src/app.ts'
import { openSession } from '../tests/portal-under-test.ts'
import { explainedIn, type Finding, isExplained, readSqlmap, readWapiti } from './scan/findings.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string' },
    pages: { type: 'string', default: '1000' },
  },
})
const minutes = Number(values.minutes)
const tools = ['sqlmap', 'wapiti'] as const
const asked = tools.filter((tool) => (values.only ?? tool) === tool)
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-scan-'))

type Person = { readonly name: string; readonly cookie: string; readonly start: string }
type Outcome = {
  readonly tool: string
  readonly person: string
  readonly looked: string
  readonly findings: readonly Finding[]
}

function install(): void {
  const missing = asked.filter((tool) => spawnSync('which', [tool]).status !== 0)
  if (missing.length === 0) return
  const { status } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    stdio: 'inherit',
  })
  if (status !== 0)
    throw new Error(`Chưa cài được ${missing.join(', ')}: chạy apt-get install với quyền root.`)
}

/** Runs a tool to its end, or to the end of its time; answers what it printed. */
function run(tool: string, args: readonly string[], seconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, {
      cwd: folder,
      env: { ...process.env, HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const end = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(end)
      resolve(text)
    })
  })
}

/** Addresses with questions in them, from the declarations: what is not declared is refused before any statement. */
function addressesFor(person: Person, url: string): readonly string[] {
  const found = modules
    .flatMap(({ routes = [] }) => routes)
    .flatMap((route: Endpoint) => {
      if (route.method !== 'GET' || route.path.includes(':') || !isFor(person, route)) return []
      const names = Object.keys((route.input as { properties?: object }).properties ?? {})
      return names.length > 0 ? [`${url}${route.path}?${names.map((name) => `${name}=1`).join('&')}`] : []
    })
  return [...new Set(found)].slice(0, Number(values.pages))
}

function isFor({ name }: Person, { access }: Endpoint): boolean {
  if (name === 'visitor') return access === 'public'
  const isCitizens = access === 'citizen' || (typeof access === 'object' && 'citizen' in access)
  return name === 'citizen' ? isCitizens : access !== 'public' && !isCitizens
}

async function sqlmap(person: Person, url: string, seconds: number): Promise<Outcome> {
  const addresses = addressesFor(person, url)
  const end = Date.now() + seconds * 1000
  const findings: Finding[] = []
  let done = 0
  for (const address of addresses) {
    const left = (end - Date.now()) / 1000
    if (left < 5) break
    const args = [
      '-u',
      address,
      '--batch',
      '--disable-coloring',
      '--flush-session',
      '--dbms=PostgreSQL',
      '--level=2',
    ]
    const more = [
      '--risk=1',
      '--threads=2',
      '--timeout=10',
      '--retries=1',
      '--time-sec=3',
      `--output-dir=${join(folder, 'sqlmap')}`,
    ]
    // Refusals are the rule: sqlmap would give up on them.
    const codes = ['--ignore-code=400,401,403,404,409,422,429', '--skip-heuristics']
    const text = await run(
      'sqlmap',
      [...args, ...more, ...codes, ...(person.cookie ? [`--cookie=${person.cookie}`] : [])],
      left,
    )
    const read = readSqlmap(text, new URL(address).pathname)
    findings.push(...read.findings)
    if (read.isDone) done++
  }
  return { tool: 'sqlmap', person: person.name, looked: `${done} of ${addresses.length} addresses`, findings }
}

const attacks =
  'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,sql,xss'

async function wapiti(person: Person, url: string, seconds: number): Promise<Outcome> {
  const report = join(folder, `wapiti-${person.name}.json`)
  const half = Math.floor(seconds / 2)
  const each = Math.max(5, Math.floor(half / attacks.split(',').length))
  const args = [
    '-u',
    `${url}${person.start}`,
    '--scope',
    'domain',
    '-d',
    '4',
    '-m',
    attacks,
    '-f',
    'json',
    '-o',
    report,
  ]
  const limits = [
    '--max-scan-time',
    String(half),
    '--max-attack-time',
    String(each),
    '--max-links-per-page',
    '30',
    '-t',
    '10',
  ]
  const kept = ['--flush-session', '--store-session', join(folder, 'wapiti'), '--no-bugreport', '-v', '0']
  const cookie = person.cookie ? ['-H', `Cookie: ${person.cookie}`] : []
  const text = await run('wapiti', [...args, ...limits, ...kept, ...cookie], seconds + 60)
  const findings = readWapiti(readReport(report, text))
  return {
    tool: 'wapiti',
    person: person.name,
    looked: `crawled and attacked for at most ${seconds} s`,
    findings,
  }
}

function readReport(path: string, printed: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`wapiti wrote no report:\n${printed.slice(-2_000)}`, { cause })
  }
}

async function prepare(context: Context): Promise<readonly Person[]> {
  const { cookie, formPath } = await prepareVisitor(context)
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ personId: string; postId: string }>`
      select person_id as "personId", id as "postId" from posts where 'officer' = any(roles) order by id limit 1`.execute(
      tx,
    ),
  )
  const [post] = rows
  if (!post) throw new Error('There is no made-up officer')
  const officer = await openSession(context, post.personId, post.postId)
  return [
    { name: 'visitor', cookie: '', start: '/' },
    { name: 'citizen', cookie, start: formPath },
    { name: 'officer', cookie: officer.cookie, start: '/lam-viec' },
  ]
}

install()
const installation = await startInstallation()
const outcomes: Outcome[] = []
try {
  const people = await prepare(installation.context)
  const { url } = await installation.serve('apps/web.ts', { SHED_LOAD: 'false' })
  const { context } = installation
  const sessions = await inTransaction(context, async (tx) => {
    const { rows } = await sql<{ all: string }>`select jsonb_agg(s)::text as "all" from sessions s`.execute(
      tx,
    )
    return rows[0]?.all ?? '[]'
  })
  // What is limited would be refused before it reaches what is to be attacked, and wapiti presses every button, that to sign out too.
  const kept = setInterval(
    () =>
      void inTransaction(context, async (tx) => {
        await sql`delete from rate_limits`.execute(tx)
        await sql`insert into sessions select * from jsonb_populate_recordset(null::sessions, ${sessions}::jsonb)
          on conflict do nothing`.execute(tx)
      }).catch(console.error),
    500,
  )
  const seconds = (minutes * 60) / people.length
  for (const tool of asked)
    for (const person of people)
      outcomes.push(await (tool === 'sqlmap' ? sqlmap : wapiti)(person, url, seconds))
  clearInterval(kept)
} finally {
  await installation.stop()
  rmSync(folder, { recursive: true, force: true })
}

const explained = explainedIn(readFileSync('docs/security/scans.md', 'utf8'))
const open = outcomes.flatMap(({ findings }) => findings).filter((one) => !isExplained(one, explained))
for (const { tool, person, looked, findings } of outcomes)
  console.log(`${tool}, ${person}: ${looked}, ${findings.length} findings`)
for (const { tool, kind, where, text } of open) console.log(`✗ ${tool}: ${kind} at ${where}: ${text}`)
for (const { tool, person } of outcomes.filter(({ looked }) => looked.startsWith('0 of')))
  console.log(`✗ ${tool}, ${person}: time was too short for a single address; give more --minutes`)
console.log(
  open.length === 0
    ? '✓ nothing that is not explained in docs/security/scans.md'
    : `${open.length} open findings`,
)
// Whatever could not look has proved nothing.
if (open.length > 0 || outcomes.some(({ looked }) => looked.startsWith('0 of'))) process.exitCode = 1
