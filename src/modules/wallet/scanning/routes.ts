/** Số hóa of one dossier, and the review of any scan. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { kernelRefusal, type Problem } from '#kernel/errors.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { dossierRefusal, findPaperStates, findPaperwork } from '#modules/dossiers/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { confirmPaper, findExisting } from '../copies/commands.ts'
import { walletLinks } from '../links/domain.ts'
import { arrange, openScan, readScanPage, type ShownScan, showScan, startScan } from './commands.ts'
import { DigitisePage, type DigitiseView, ScanPage, type ScanView } from './pages.tsx'
import { findScansOf } from './store.ts'
import { texts } from './texts.ts'

const access = { permission: 'paper.digitise' } as const
const id = Type.String({ format: 'uuid' })
const code = Type.String({ maxLength: 80 })
const refreshSeconds = 2

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/so-hoa',
    access,
    input: Type.Object({
      code,
      luot: Type.Optional(id),
      giay: Type.Optional(id),
      xong: Type.Optional(Type.Literal('1')),
    }),
    async handle(context, { code, luot, giay, xong }) {
      return digitisePage(context, code, { scanId: luot, paperId: giay, isDone: xong === '1' })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ho-so/:code/so-hoa',
    access,
    body: 'raw',
    limit: { name: 'wallet.scan', max: 120, seconds: 3600 },
    input: Type.Object({ code }),
    async handle(context, { code }, form) {
      const uploads = form.uploads.map(({ file }) => file)
      const [refused] = form.refusedUploads
      if (uploads.length === 0 && refused) return digitisePage(context, code, { problem: refused.problem })
      return redirect(walletLinks.digitise(code, await startScan(context, { dossier: code, uploads })))
    },
    refused: (context, problem, { code }) => digitisePage(context, code, { problem }),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-hoa/:id',
    access,
    input: Type.Object({ id, giay: Type.Optional(id) }),
    async handle(context, { id: scanId, giay }) {
      return scanPage(context, scanId, { paperId: giay })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/so-hoa/:id/trang/:page',
    access,
    input: Type.Object({ id, page: id }),
    async handle(context, input) {
      const body = await readScanPage(context, input.id, input.page)
      return { kind: 'file', name: 'trang.jpg', mediaType: 'image/jpeg', body }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/so-hoa/:id/giay/:paper',
    access,
    body: 'raw',
    input: Type.Object({ id, paper: id }),
    async handle(context, { id: scanId, paper: paperId }, { fields: sent }) {
      const { paperKey, fields, act, isCompared } = typedOf(sent)
      if (act === 'name') await arrange(context, { scanId, paperId, act: 'name', paperKey })
      else await confirmPaper(context, { scanId, paperId, paperKey, fields, isCompared })
      const { scan, papers } = await openScan(context, scanId)
      const next = act === 'name' ? paperId : undefined
      if (scan.backTo && papers.every(({ state }) => state === 'confirmed')) return redirect(scan.backTo)
      const to = scan.code ? walletLinks.digitise(scan.code, scanId, next) : walletLinks.scan(scanId, next)
      return redirect(next ? to : `${to}${to.includes('?') ? '&' : '?'}xong=1`)
    },
    refused: (context, problem, { id: scanId, paper: paperId }, form) =>
      scanPage(context, scanId, { paperId, problem, typed: typedOf(form.fields) }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/so-hoa/:id/giay/:paper/sap-lai',
    access,
    body: 'raw',
    input: Type.Object({ id, paper: id }),
    async handle(context, { id: scanId, paper: paperId }, { fields }) {
      await arrange(context, { scanId, paperId, ...arrangementIn(fields) })
      const { scan, papers } = await openScan(context, scanId)
      if (scan.backTo && papers.every(({ state }) => state === 'confirmed')) return redirect(scan.backTo)
      return redirect(scan.code ? walletLinks.digitise(scan.code, scanId) : walletLinks.scan(scanId))
    },
  }),
]

/** What the button says: join, drop, split before a page, or one page to where its list says. */
function arrangementIn(fields: FormBody['fields']) {
  const one = (name: string) => [fields[name] ?? ''].flat()[0] ?? ''
  const [verb = '', what = ''] = one('act').split(':')
  if (verb === 'split') return { act: 'split', page: Number(what) } as const
  if (verb === 'move') return { act: 'move', pageId: what, to: one(`to.${what}`) } as const
  if (verb === 'join' || verb === 'drop') return { act: verb } as const
  throw kernelRefusal.unreadableRequest()
}

function typedOf(sent: FormBody['fields']) {
  const one = (name: string) => [sent[name] ?? ''].flat()[0] ?? ''
  const fields = Object.entries(sent).flatMap(([name, value]) =>
    name.startsWith('field.') ? [[name.slice('field.'.length), [value].flat()[0] ?? ''] as const] : [],
  )
  return {
    paperKey: one('paperKey'),
    act: one('act'),
    isCompared: one('compared') === 'yes',
    fields: Object.fromEntries(fields) as Readonly<Record<string, string>>,
  }
}

type Wanted = {
  readonly scanId?: string | undefined
  readonly paperId?: string | undefined
  readonly isDone?: boolean
  readonly problem?: Problem
  readonly typed?: ReturnType<typeof typedOf>
}

/** The dossier's papers with the newest scan of the own unit, or the one asked for. The look is told. */
async function digitisePage(context: Context, code: string, wanted: Wanted): Promise<Reply> {
  const view = await inTransaction(context, async (tx): Promise<DigitiseView> => {
    const paperwork = await findPaperwork(tx, { actor: context.actor }, code)
    if (!paperwork) throw dossierRefusal.notFound()
    await recordLook(tx, context, { of: [paperwork.caseId], what: 'file', why: 'digitise' })
    const scans = await findScansOf(tx, officerOf(context.actor), paperwork.caseId)
    const scan = scans.find(({ id: one }) => one === wanted.scanId) ?? scans[0]
    return {
      paperwork,
      definition: await getProcedureVersion(tx, context, paperwork.procedureCode, paperwork.procedureVersion),
      papers: await findPaperStates(tx, paperwork.caseId),
      problem: wanted.typed ? undefined : wanted.problem,
      isDone: wanted.isDone ?? false,
      review: scan && (await viewOf(context, await showScan(tx, context, scan), wanted)),
    }
  })
  const state = view.review?.shown.scan.state
  const isRunning = state === 'waiting' || state === 'reading'
  const head = {
    title: textsFor(texts, context.language).title,
    refreshSeconds: isRunning ? refreshSeconds : undefined,
  }
  return page(context, head, DigitisePage({ view }), wanted.problem?.status ?? 200)
}

async function viewOf(
  context: Context,
  shown: ShownScan,
  { paperId, problem, typed }: Wanted,
): Promise<ScanView> {
  const asked = shown.papers.find(({ id: one }) => one === paperId)
  const paper = asked ?? shown.papers.find(({ state }) => state === 'proposed')
  const existing = paper && (await read(context, (tx) => findExisting(tx, shown, paper)))
  return { shown, paper, existing, problem: typed && problem, typed }
}

async function scanPage(context: Context, scanId: string, wanted: Wanted): Promise<Reply> {
  const shown = await openScan(context, scanId)
  const { scan } = shown
  if (scan.code) return digitisePage(context, scan.code, { ...wanted, scanId })
  const isRunning = scan.state === 'waiting' || scan.state === 'reading'
  const head = {
    title: textsFor(texts, context.language).title,
    refreshSeconds: isRunning ? refreshSeconds : undefined,
  }
  const view = await viewOf(context, shown, wanted)
  return page(context, head, ScanPage({ view }), wanted.problem?.status ?? 200)
}
