/** Kết quả mẫu of a development installation: what waits for approval or signature has a draft to read. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { definitionOf, findDossier } from '#modules/dossiers/api.ts'
import { registerOf } from '../domain.ts'
import { prefill, templateFor } from '../drafting/commands.ts'
import { changeResult, insertResult, sealContent } from '../store.ts'
import { findUndrafted, type Undrafted } from './store.ts'

/** Writes the drafts that are missing; run again it finds nothing to do. */
export async function seedResults(context: Context): Promise<void> {
  for (const undrafted of await read(context, findUndrafted)) await draftOne(context, undrafted)
}

async function draftOne(context: Context, { code, drafterId }: Undrafted): Promise<void> {
  const found = await read(context, async (tx) => {
    const dossier = await findDossier(tx, context.actor, code)
    return dossier && { dossier, procedure: await definitionOf(context, dossier, tx) }
  })
  if (!found) return
  const { dossier, procedure } = found
  const content = await prefill(context, procedure, dossier.answers, 'grant')
  await inTransaction(context, async (tx) => {
    const id = newId(context.now)
    await insertResult(tx, {
      id,
      caseId: dossier.id,
      unitId: dossier.competentUnitId,
      kind: 'grant',
      template: templateFor(procedure, 'grant'),
      register: registerOf(procedure, 'grant'),
      content: await sealContent(context.files, procedure, id, content),
      by: drafterId,
      at: context.now,
    })
    await changeResult(tx, id, { state: 'proposed' })
  })
}
