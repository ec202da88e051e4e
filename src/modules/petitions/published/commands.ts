/** Câu trả lời đã công khai; and a sender's own petition, whatever its state. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import { searchKey } from '#kernel/text.ts'
import { type About, actFacts, type Earlier, refusal } from '../domain.ts'
import { type Enclosure, findEnclosures } from '../enclosures/store.ts'
import type { Found } from '../readers/domain.ts'
import { sumVerdicts } from '../readers/store.ts'
import { demandOwn, findOwn } from '../sending/commands.ts'
import { type DoneAct, findActs, type Petition, type Sender } from '../store.ts'
import * as store from './store.ts'

export type ListAsk = {
  readonly about?: About | undefined
  readonly unitCode?: string | undefined
  readonly search?: string | undefined
  /** `next` of the page before. */
  readonly after?: string | undefined
  readonly max: number
}

export type PetitionPage = {
  readonly petitions: readonly store.PublicPetition[]
  readonly next: string | undefined
}

/** Published answers, the newest first, a page at a time. */
export function listPetitions(
  context: Context,
  { after, search, max, ...ask }: ListAsk,
): Promise<PetitionPage> {
  return read(context, async (tx) => {
    const found = await store.findPublic(tx, {
      ...ask,
      search: search ? searchKey(search) : undefined,
      before: readMark(after),
      max: max + 1,
    })
    const shown = found.slice(0, max)
    const last = shown.at(-1)
    const next =
      found.length > max && last ? `${last.publishedAt.getTime().toString(36)}_${last.id}` : undefined
    return { petitions: shown, next }
  })
}

function readMark(after: string | undefined): { at: Date; id: string } | undefined {
  const [moment = '', id = ''] = (after ?? '').split('_')
  const at = new Date(Number.parseInt(moment, 36))
  return isId(id) && !Number.isNaN(at.getTime()) ? { at, id } : undefined
}

/** Of one that is public, with what its readers think of it. */
export type ReadPetition = store.PublicPetition & { readonly found: Found }

/** Throws `petitions.notFound` for what is not public. */
export function openPetition(context: Context, code: string): Promise<ReadPetition> {
  return read(context, async (tx) => {
    const petition = await store.findPublicOne(tx, code)
    if (!petition) throw refusal.notFound()
    return { ...petition, found: await sumVerdicts(tx, petition.id) }
  })
}

export type OwnPetition = {
  readonly petition: Petition & { readonly sender: Sender }
  readonly acts: readonly DoneAct[]
  readonly files: readonly Enclosure[]
}

/** The sender's own, with what each act tells them. Throws `petitions.notFound`. */
export function openOwnPetition(context: Context, own: Earlier): Promise<OwnPetition> {
  return read(context, async (tx) => {
    const petition = await demandOwn(tx, context, own)
    return {
      petition,
      acts: (await findActs(tx, petition.id)).filter(({ act }) => actFacts(act).told),
      files: await findEnclosures(tx, { petitionId: petition.id }),
    }
  })
}

/** Whether the one who asks sent it: then the page is theirs. */
export const isOwn = (context: Context, own: Earlier): Promise<boolean> =>
  read(context, async (tx) => (await findOwn(tx, context, own)) !== undefined)
