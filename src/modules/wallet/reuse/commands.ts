/** Dùng lại giấy tờ: which entries of the wallet stand for which papers, and taking one as a file to hand in. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { RequiredPaper } from '#kernel/packs.ts'
import { formatDate } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { takeFile } from '../copies/commands.ts'
import { acceptedKinds, bestFirst, type Entry, refusal, standingOf } from '../domain.ts'
import * as entries from '../entries/store.ts'

export type Offer = {
  readonly entryId: string
  readonly title: string
  readonly number: string | null
  readonly source: Entry['source']
  readonly agencyName: string
  readonly ownerName: string
  readonly issuedOn: string | null
  readonly validUntil: string | null
}
/** `usable` may be ticked; of the others it is said why they may not. */
export type PaperOffers = {
  readonly usable: readonly Offer[]
  readonly unusable: readonly (Offer & { readonly why: { readonly vi: string; readonly en: string } })[]
}

type Asked = Pick<ProcedureDefinition, 'code' | 'papers'>

/** Giấy tờ có sẵn for each paper of a procedure, by the paper's key; papers without any are not in the map. */
export async function offersFor(
  tx: Tx,
  context: Context,
  asked: Asked,
): Promise<ReadonlyMap<string, PaperOffers>> {
  return offersAmong(context, asked, await entries.findEntries(tx, context.actor))
}

/** As `offersFor`, among entries that were found before. */
export function offersAmong(
  { today, pack }: Pick<Context, 'today' | 'pack'>,
  { code, papers }: Asked,
  found: readonly Entry[],
): ReadonlyMap<string, PaperOffers> {
  return new Map(
    papers.flatMap((paper) => {
      const kinds = acceptedKinds(code, paper, pack.paperKinds)
      const fitting = bestFirst(found.filter(({ kindCode }) => kinds.has(kindCode)))
      if (fitting.length === 0) return []
      const usable = fitting.filter((entry) => standingOf(entry, today) === 'valid')
      const unusable = fitting.flatMap((entry) => {
        const why = whyNot({ today }, entry)
        return why ? [{ ...offerOf(entry), why }] : []
      })
      return [[paper.key, { usable: usable.map(offerOf), unusable }] as const]
    }),
  )
}

function offerOf(entry: Entry): Offer {
  const { id: entryId, title, number, source, agencyName, ownerName, issuedOn, validUntil } = entry
  return { entryId, title, number, source, agencyName, ownerName, issuedOn, validUntil }
}

/** Why an entry cannot be handed in; nothing for one that can. */
export function whyNot(
  { today }: Pick<Context, 'today'>,
  entry: Entry,
): { readonly vi: string; readonly en: string } | undefined {
  const day = (text: string | null) => (text ? formatDate(calendarDate(text)) : '')
  const ended = entry.endedAt ? formatDate(entry.endedAt) : ''
  switch (standingOf(entry, today)) {
    case 'valid':
      return undefined
    case 'expired':
      return { vi: `hết hạn từ ngày ${day(entry.validUntil)}`, en: `expired on ${day(entry.validUntil)}` }
    case 'notYet':
      return {
        vi: `có hiệu lực từ ngày ${day(entry.validFrom)}`,
        en: `in force from ${day(entry.validFrom)}`,
      }
    case 'replaced':
      return {
        vi: `đã được thay bằng “${entry.replacementTitle ?? ''}” ngày ${ended}`,
        en: `replaced by “${entry.replacementTitle ?? ''}” on ${ended}`,
      }
    case 'revoked':
      return {
        vi: `đã thu hồi ngày ${ended}, lý do: ${entry.endedReason ?? ''}`,
        en: `withdrawn on ${ended}: ${entry.endedReason ?? ''}`,
      }
  }
}

type Take = {
  readonly entryId: string
  readonly code: string
  readonly paper: Pick<RequiredPaper, 'key' | 'kind' | 'reuse'>
}

/**
 * Lấy từ kho: the entry as a file of the citizen who takes it, same bytes, knowing its origin. Throws `wallet.notFound`
 * for another person's entry, `wallet.noLongerValid` and `wallet.wrongKind`.
 */
export async function takeEntry(tx: Tx, context: Context, take: Take): Promise<string> {
  const { actor } = context
  const entry = await entries.findOwnEntry(tx, actor, take.entryId)
  if (!entry) throw refusal.notFound()
  demandFit(context, entry, take)
  return takeFile(tx, context, entry, {
    act: 'reused',
    ownerId: actor.kind === 'citizen' ? actor.personId : undefined,
  })
}

/** As `takeEntry`, for a system that asks in the name of the person whose number it gives. */
export async function takeEntryFor(
  tx: Tx,
  context: Context,
  { identity, ...take }: Take & { readonly identity: string },
): Promise<{ readonly fileId: string; readonly entry: Entry }> {
  const { actor } = context
  const entry = await entries.findEntry(tx, { id: take.entryId })
  if (entry?.ownerIdentity !== identity || actor.kind !== 'service') throw refusal.notFound()
  demandFit(context, entry, take)
  return { entry, fileId: await takeFile(tx, context, entry, { act: 'reused', ownerId: actor.tokenId }) }
}

function demandFit(context: Context, entry: Entry, { code, paper }: Take): void {
  const why = whyNot(context, entry)
  const { title } = entry
  if (why) throw refusal.noLongerValid({ details: { title, why: why[context.language] } })
  if (!acceptedKinds(code, paper, context.pack.paperKinds).has(entry.kindCode))
    throw refusal.wrongKind({ details: { title } })
}
