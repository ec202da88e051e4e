/** Ví giấy tờ, and an officer's look at a paper from the wallet. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { readReleased } from '#kernel/files.ts'
import { citizenOf, officerOf } from '#kernel/policy.ts'
import { signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { searchKey } from '#kernel/text.ts'
import { endpoint, type Reply, redirect } from '#kernel/web.ts'
import { bestFirst, type Entry, mayEnd, refusal, refusalKind, standingOf } from '../domain.ts'
import { walletLinks } from '../links/domain.ts'
import { openForOfficer } from './commands.ts'
import { officerProofPage, proofPage, type WalletParts, walletPage } from './pages.tsx'
import { findEntries, findOwnEntry, findUses, findViews } from './store.ts'

const id = Type.String({ format: 'uuid' })
const viewer = { anyPermission: ['dossier.view', 'paper.digitise'] } as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tai-khoan/vi-giay-to',
    access: { citizen: 'wallet', whole: true },
    input: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }),
    handle: async (context, { q = '' }) => walletPage(context, await partsOf(context, q.trim())),
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/giay-to',
    access: { citizen: 'wallet', whole: true },
    input: Type.Object({}),
    handle: async () => redirect(walletLinks.own),
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/vi-giay-to/:id',
    access: { citizen: 'wallet', whole: true },
    input: Type.Object({ id }),
    async handle(context, input) {
      return proofPage(context, await ownEntry(context, input.id), citizenOf(context.actor).name)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/vi-giay-to/:id/tep',
    access: { citizen: 'wallet', whole: true },
    input: Type.Object({ id }),
    handle: async (context, input) => fileReply(context, await ownEntry(context, input.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/kho/:id',
    access: viewer,
    input: Type.Object({ id }),
    async handle(context, input) {
      const entry = await openForOfficer(context, input.id)
      const bytes = await readReleased(context, { sha256: entry.sha256, name: entry.title })
      const roots = await signingProvider(context.settings).trustedRoots()
      const signatures = await verifyPdfSignatures(bytes, roots)
      return officerProofPage(context, {
        entry,
        today: context.today,
        signatures,
        mayEnd: !entry.endedHow && mayEnd(officerOf(context.actor), entry),
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/kho/:id/tep',
    access: viewer,
    input: Type.Object({ id }),
    handle: async (context, input) => fileReply(context, await openForOfficer(context, input.id)),
  }),
]

async function ownEntry(context: Context, entryId: string): Promise<Entry> {
  const entry = await read(context, (tx) => findOwnEntry(tx, context.actor, entryId))
  if (!entry) throw refusal.notFound()
  return entry
}

async function fileReply(context: Context, { title, sha256 }: Entry): Promise<Reply> {
  const body = await readReleased(context, { sha256, name: title })
  return { kind: 'file', name: `${title}.pdf`, mediaType: 'application/pdf', body }
}

/** Everything in the wallet that fits the words, by kind: those in force first, refusals last. */
function partsOf(context: Context, words: string): Promise<WalletParts> {
  return read(context, async (tx) => {
    const found = await findEntries(tx, context.actor)
    const wanted = searchKey(words).split(' ').filter(Boolean)
    const fits = ({ title, number, agencyName, ownerName }: Entry) => {
      const text = searchKey([title, number ?? '', agencyName, ownerName].join(' '))
      return wanted.every((word) => text.includes(word))
    }
    const rank = (entries: readonly Entry[]) => {
      if (entries[0]?.kindCode === refusalKind) return 2
      return entries.some((entry) => standingOf(entry, context.today) === 'valid') ? 0 : 1
    }
    const ids = found.map((entry) => entry.id)
    const groups = [...Map.groupBy(found.filter(fits), ({ kindCode }) => kindCode)]
      .map(([kind, entries]) => ({ kind, entries: bestFirst(entries) }))
      .toSorted((a, b) => rank(a.entries) - rank(b.entries))
    return {
      words,
      groups,
      total: found.length,
      uses: Map.groupBy(await findUses(tx, ids), ({ entryId }) => entryId),
      views: Map.groupBy(await findViews(tx, ids), ({ entryId }) => entryId),
      ownerName: citizenOf(context.actor).name,
      today: context.today,
    }
  })
}
