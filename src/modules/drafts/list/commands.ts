/** Hồ sơ nháp on the device, for when there is no line. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { visiblePages } from '#kernel/forms.ts'
import type { KeptPage } from '#kernel/module.ts'
import { draftLinks } from '../api.ts'
import { openDraft } from '../commands.ts'
import { draftsOf, pagesToGo } from '../domain.ts'
import { findOpenDrafts } from '../store.ts'

/** Whoever fills in more than two at once does so at a table. */
const keptMax = 2

/** The list, and every page of the drafts that were touched last. */
export async function keptDrafts(context: Context): Promise<readonly KeptPage[]> {
  const { actor } = context
  if (actor.kind !== 'citizen') return []
  const found = await read(context, (tx) => findOpenDrafts(tx, draftsOf(actor)))
  const pages: KeptPage[] = [{ path: draftLinks.list, isEssential: true }]
  for (const { id } of found.slice(0, keptMax)) {
    const { form, draft, lookups } = await openDraft(context, id)
    pages.push({ path: draftLinks.resume(id), isEssential: true })
    for (const { key } of pagesToGo(visiblePages(form, draft.answers, lookups), draft))
      pages.push({ path: draftLinks.page(id, key) })
  }
  return pages
}
