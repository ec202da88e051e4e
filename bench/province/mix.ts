/** What people do in a busy hour: pages of everyone, of those who are signed in and of officers, and submissions with a file of their own. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { pictureOf } from '../../tools/faults/papers.ts'
import { bodiesFor } from '../submissions.ts'
import { type Act, drawArrivals, type Planned } from './arrivals.ts'
import { addressOf, askingOf } from './asking.ts'
import { citizenId, officerId } from './filling.ts'
import { type SignedIn, signIn } from './province.ts'

const citizensCount = 400
const officersCount = 120
const submit = 'submit'

type Page = {
  readonly weight: number
  readonly name: string
  path(): string
  readonly people?: readonly Person[]
}
type Person = SignedIn & { readonly unit: string | null; readonly codes: readonly string[] }

/** What is to be done next, drawn by weight. */
export type Mix = { page(): Act; submission(): Act }

/** Signs people in, finds what is theirs, and takes the photos of so many submissions beforehand: they are not what is measured. */
export async function mixOf(
  context: Context,
  urls: readonly string[],
  chance: () => number,
  photos: number,
): Promise<Mix> {
  const ask = askingOf(urls)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
  const pages = await pagesOf(context, pick)
  const weights = pages.reduce((sum, { weight }) => sum + weight, 0)
  return {
    page() {
      let at = chance() * weights
      const page = pages.find(({ weight }) => (at -= weight) < 0) ?? (pages[0] as Page)
      const person = page.people && pick(page.people)
      const path = page.path().replace('CODE', () => pick(person?.codes ?? []))
      const headers = { 'x-forwarded-for': addressOf(chance), ...(person && { cookie: person.cookie }) }
      return { name: page.name, run: async () => (await ask(path, { headers })).status }
    },
    submission: await submissionsOf(context, urls, ask, pick, photos),
  }
}

async function pagesOf(context: Context, pick: <T>(list: readonly T[]) => T): Promise<readonly Page[]> {
  const [citizens, officers, procedures, followed] = await Promise.all([
    peopleOf(context, 'citizen', citizensCount),
    peopleOf(context, 'officer', officersCount),
    column(context, 'select code as one from procedures where ended_at is null order by code limit 400'),
    column(
      context,
      "select code as one from cases join dossiers on case_id = id where lookup_secret = 'ABC234' order by id desc limit 2000",
    ),
  ])
  const words = ['giấy khai sinh', 'kết hôn', 'đất đai', 'hộ kinh doanh', 'lý lịch tư pháp', 'xây dựng']
  const spoken = () => encodeURIComponent(pick(words))
  const tiles = [0, 1].flatMap((right) =>
    [0, 1].map((down) => `/ban-do/o/phan-anh/12/${3277 + right}/${1923 + down}`),
  )
  return [
    { weight: 12, name: 'home', path: () => '/' },
    { weight: 14, name: 'procedure', path: () => `/thu-tuc/${pick(procedures)}` },
    { weight: 6, name: 'procedures', path: () => '/thu-tuc' },
    { weight: 10, name: 'search', path: () => `/thu-tuc?q=${spoken()}` },
    { weight: 9, name: 'look up', path: () => `/tra-cuu?ho-so=${pick(followed)}&ma=ABC234` },
    { weight: 4, name: 'news', path: () => '/tin-tuc' },
    { weight: 4, name: 'reports', path: () => '/phan-anh' },
    { weight: 3, name: 'tile', path: () => pick(tiles) },
    { weight: 2, name: 'quality', path: () => '/chat-luong' },
    { weight: 1, name: 'status', path: () => '/trang-thai' },
    { weight: 7, name: 'own dossier', path: () => '/ho-so/CODE', people: citizens },
    { weight: 5, name: 'own dossiers', path: () => '/tai-khoan/ho-so', people: citizens },
    { weight: 4, name: 'account', path: () => '/tai-khoan', people: citizens },
    { weight: 4, name: 'messages', path: () => '/tai-khoan/thong-bao', people: citizens },
    { weight: 6, name: 'queue', path: () => '/lam-viec?danh-sach=mine', people: officers },
    { weight: 6, name: 'dossier', path: () => '/lam-viec/ho-so/CODE', people: officers },
    { weight: 1, name: 'all dossiers', path: () => '/lam-viec?danh-sach=all', people: officers },
    { weight: 2, name: 'desk search', path: () => `/lam-viec?danh-sach=all&q=${spoken()}`, people: officers },
  ]
}

async function column(context: Context, query: string): Promise<readonly string[]> {
  const { rows } = await read(context, (tx) => sql<{ one: string }>`${sql.raw(query)}`.execute(tx))
  if (rows.length === 0) throw new Error(`Nothing is found by ${query}`)
  return rows.map(({ one }) => one)
}

/** Signed in, each with some dossiers: of their own, or in their hands; those without any are left out. */
export async function peopleOf(
  context: Context,
  kind: 'citizen' | 'officer',
  count: number,
): Promise<readonly Person[]> {
  const ids = Array.from({ length: count }, (_, n) => (kind === 'citizen' ? citizenId(n) : officerId(n)))
  const own =
    kind === 'citizen'
      ? sql`select cases.code from dossiers join cases on cases.id = dossiers.case_id where dossiers.applicant_id = wanted.id limit 40`
      : sql`select cases.code from case_steps join cases on cases.id = case_steps.case_id
          where case_steps.holder_id = wanted.id and case_steps.ended_at is null and cases.state = 'processing' and cases.version = 3
          limit 60`
  const { rows } = await read(context, (tx) =>
    sql<{ unit: string | null; codes: string[] }>`
      select (select unit_id from posts where posts.id = wanted.id) as unit, array(${own}) as codes
      from unnest(${ids}::uuid[]) with ordinality as wanted (id, n) order by wanted.n`.execute(tx),
  )
  const people = await signIn(context, kind, count)
  return people
    .map((one, n) => ({ ...one, unit: rows[n]?.unit ?? null, codes: rows[n]?.codes ?? [] }))
    .filter(({ codes }) => codes.length > 0)
}

/** A program of the commune sends a photo of its own, then the dossier that names it; its time is that of both. */
async function submissionsOf(
  context: Context,
  urls: readonly string[],
  ask: ReturnType<typeof askingOf>,
  pick: <T>(list: readonly T[]) => T,
  photos: number,
): Promise<() => Act> {
  const album: Uint8Array[] = []
  for (let taken = 0; taken < photos; taken++) album.push((await pictureOf(randomUUID())).bytes)
  const { token } = await issueServiceToken(context, {
    name: `load ${randomUUID()}`,
    scopes: ['dossiers.write'],
  })
  const authorization = `Bearer ${token}`
  const bodies = await bodiesFor(context, { url: urls[0] ?? '', token, communes: 100, hasPaper: true })
  const templates = bodies.map((body) => {
    const { papers = [] } = body as { readonly papers?: readonly { readonly fileId: string }[] }
    if (!papers[0]) throw new Error('The measured procedure asks for no paper')
    return { text: JSON.stringify(body), file: papers[0].fileId }
  })
  return () => ({
    name: submit,
    async run() {
      const key = randomUUID()
      const { text, file } = pick(templates)
      const stored = await ask('/api/v1/files', {
        method: 'POST',
        ...multipart(album.pop() ?? (await pictureOf(key)).bytes, { authorization }),
      })
      if (stored.status !== 201) return stored.status
      const { id } = JSON.parse(stored.text) as { readonly id: string }
      const made = await ask('/api/v1/dossiers', {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body: text.replaceAll(file, id),
      })
      return made.status
    },
  })
}

/** Planning load, so many a second: docs/reliability.md. */
export const planned = { pages: 50, submissions: 5 } as const

/** What comes in so many seconds at so many times the planning load. */
export const planOf = (
  { page, submission }: Mix,
  level: number,
  seconds: number,
  chance: () => number,
): readonly Planned[] => [
  ...drawArrivals(planned.pages * level, seconds, chance).map((at) => ({ at, act: page() })),
  ...drawArrivals(planned.submissions * level, seconds, chance).map((at) => ({ at, act: submission() })),
]

export const isSubmission = ({ name }: { readonly name: string }): boolean => name === submit

function multipart(bytes: Uint8Array, headers: Readonly<Record<string, string>>) {
  const boundary = 'bench-5f0c1d'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="giay-to.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
  return {
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
