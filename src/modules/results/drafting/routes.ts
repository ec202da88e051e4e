/** The officers' page of a result, and each act on it. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { Access } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { resultLinks } from '../api.ts'
import { type ResultContent, textLengthMax } from '../content/domain.ts'
import { type ResultKind, refusal } from '../domain.ts'
import { confirmRegistered, withdrawResult } from '../signing/commands.ts'
import {
  approveResult,
  cancelResult,
  draftResult,
  handBackResult,
  prefill,
  previewResult,
  proposeResult,
  viewResult,
} from './commands.ts'
import { kindWords, ResultPage } from './pages.tsx'
import { type Done, doneTexts, texts } from './texts.ts'

const viewer = { permission: 'dossier.view' } as const
const worker = { anyPermission: ['dossier.process', 'dossier.approve'] } as const
const Words = Type.Optional(Type.String({ maxLength: textLengthMax }))
const dones = Object.keys(doneTexts) as [Done, ...Done[]]
const KindWord = Type.Optional(Type.Enum(Object.values(kindWords)))
const kindOf = (word: string | undefined): ResultKind | undefined =>
  word === undefined ? undefined : word === kindWords.refusal ? 'refusal' : 'grant'

type Given = {
  readonly code: string
  readonly version: number
  readonly resultVersion: number
  readonly note?: string
  readonly reason?: string
}
type Act = {
  readonly path: Done
  readonly access: Access
  handle(context: Context, given: Given): Promise<void>
}

/** POST to an act on a result, then its page again. */
function act({ path, access, handle }: Act): Endpoint {
  return endpoint({
    method: 'POST',
    path: `/lam-viec/ket-qua/:code/${path}`,
    access,
    input: Type.Object({
      code: Type.String(),
      version: Type.Integer({ minimum: 1 }),
      resultVersion: Type.Integer({ minimum: 0 }),
      note: Words,
      reason: Words,
    }),
    async handle(context, given) {
      await handle(context, given)
      return redirect(`${resultLinks.work(given.code)}?xong=${path}`)
    },
    refused: (context, problem, { code }) => resultPage(context, code, { problem }),
  })
}

const seen = ({ code, version: expectedVersion }: Given) => ({ code, expectedVersion })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/ket-qua/:code',
    access: viewer,
    input: Type.Object({ code: Type.String(), loai: KindWord, xong: Type.Optional(Type.Enum(dones)) }),
    handle: (context, { code, loai, xong }) => resultPage(context, code, { done: xong, kind: kindOf(loai) }),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/ket-qua/:code/xem-truoc',
    access: viewer,
    input: Type.Object({ code: Type.String(), loai: KindWord }),
    async handle(context, { code, loai }) {
      const body = await previewResult(context, code, kindOf(loai))
      return { kind: 'file', name: `du-thao-${code}.pdf`, mediaType: 'application/pdf', body }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ket-qua/:code/luu',
    access: worker,
    body: 'raw',
    input: Type.Object({ code: Type.String() }),
    async handle(context, { code }, { fields }) {
      const kind: ResultKind = fields.kind === 'refusal' ? 'refusal' : 'grant'
      const { dossier, procedure } = await viewResult(context, code, kind)
      const before = await prefill(context, procedure, dossier.answers, kind)
      const content = readContent(before, fields)
      await draftResult(context, { code, kind, content, resultVersion: Number(fields.resultVersion) || 0 })
      return redirect(`${resultLinks.work(code)}?xong=luu`)
    },
    refused: (context, problem, { code }, { fields }) =>
      resultPage(context, code, { problem, kind: fields.kind === 'refusal' ? 'refusal' : 'grant', fields }),
  }),
  act({
    path: 'trinh',
    access: worker,
    handle: (context, given) => proposeResult(context, { ...seen(given), ...given }),
  }),
  act({
    path: 'duyet',
    access: { permission: 'dossier.approve' },
    handle: (context, given) => approveResult(context, { ...seen(given), ...given }),
  }),
  act({
    path: 'tra-lai',
    access: { anyPermission: ['dossier.approve', 'dossier.sign'] },
    handle: (context, given) => handBackResult(context, { ...seen(given), reason: given.reason ?? '' }),
  }),
  act({
    path: 'huy',
    access: { anyPermission: ['dossier.approve', 'dossier.sign'] },
    handle: (context, given) => cancelResult(context, { ...seen(given), reason: given.reason ?? '' }),
  }),
  act({
    path: 'thu-hoi',
    access: { permission: 'dossier.sign' },
    handle: (context, { code, reason = '' }) => withdrawResult(context, { code, reason }),
  }),
  act({
    path: 'vao-so',
    access: { permission: 'dossier.number' },
    handle: (context, given) => confirmRegistered(context, seen(given)),
  }),
]

/** What was typed, laid over what was filled in; lines that the paper does not have are ignored. */
function readContent(before: ResultContent, fields: FormBody['fields']): ResultContent {
  const typed = (name: string, label: string, otherwise: string) => {
    const value = fields[name]
    if (typeof value !== 'string') return otherwise
    if (value.length > textLengthMax) throw refusal.tooLong({ details: { label } })
    return value.replace(/\r\n?/g, '\n').trim()
  }
  return {
    documentKind: typed('documentKind', 'Loại văn bản', before.documentKind),
    title: typed('title', 'Trích yếu', before.title) || before.title,
    legal: typed('legal', 'Căn cứ', before.legal),
    paragraphs: typed('paragraphs', 'Nội dung', before.paragraphs),
    rows: before.rows.map((row) => ({ ...row, value: typed(`row.${row.key}`, row.label, row.value) })),
  }
}

type PageParts = {
  readonly done?: Done | undefined
  readonly kind?: ResultKind | undefined
  readonly problem?: Problem
  /** What was typed into a form that came back. */
  readonly fields?: FormBody['fields']
}

async function resultPage(
  context: Context,
  code: string,
  { done, kind, problem, fields }: PageParts,
): Promise<Reply> {
  const found = await viewResult(context, code, kind)
  const view = fields ? { ...found, content: readContent(found.before, fields) } : found
  const { actor } = context
  const mayWithdraw =
    actor.kind === 'officer' && actor.permissions.has('dossier.sign') && view.result?.state === 'signed'
  const title = textsFor(texts, context.language).result
  const body = ResultPage({ view, done, problem, mayWithdraw })
  return page(context, { title: `${title} ${code}` }, body, problem?.status ?? 200)
}
