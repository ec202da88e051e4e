/** Giấy tiếp nhận, phiếu bổ sung, phiếu từ chối, văn bản kết quả: printed for whoever may see the dossier. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { readVerified } from '#kernel/files.ts'
import { qrMatrix } from '#kernel/pdf.ts'
import type { JsonObject } from '#kernel/types.ts'
import { dossierLinks, dossierRefusal, findPaperwork, type Paperwork } from '#modules/dossiers/api.ts'
import { findUnit, receivingDesk } from '#modules/organisation/api.ts'
import { refusal } from '../domain.ts'
import { agencyOf, renderPaper } from '../rendering/commands.ts'
import { findNewestResult, getStoredFile } from '../store.ts'
import { type FormKind, formInputs, formTitles, hasForm } from './domain.ts'

export type Wanted = {
  readonly code: string
  /** Mã tra cứu, from the receipt; without it the actor must be the owner or an officer in scope. */
  readonly secret?: string | undefined
}

/** The dossier for this reader, by account or by secret. Throws `dossiers.notFound`. */
async function demandPaperwork(tx: Tx, { actor }: Context, { code, secret }: Wanted): Promise<Paperwork> {
  const found = await findPaperwork(tx, secret ? { secret } : { actor }, code)
  if (!found) throw dossierRefusal.notFound()
  return found
}

/** Who looked at which paper, told each time. */
function tellViewed(tx: Tx, context: Context, { caseId, code }: Paperwork, paper: string, bySecret: boolean) {
  return appendEvent(tx, context, 'dossier.paperViewed', {
    subject: caseId,
    payload: { code, paper, bySecret },
  })
}

/** One of the three official forms as PDF. Throws `results.noSuchPaper` when the dossier has none. */
export async function renderForm(context: Context, kind: FormKind, wanted: Wanted): Promise<Uint8Array> {
  const { paperwork, inputs } = await inTransaction(context, async (tx) => {
    const paperwork = await demandPaperwork(tx, context, wanted)
    if (!hasForm(kind, paperwork)) throw refusal.noSuchPaper()
    await tellViewed(tx, context, paperwork, kind, wanted.secret !== undefined)
    return { paperwork, inputs: await surroundings(tx, context, paperwork) }
  })
  const title = `${formTitles[kind]} ${paperwork.code}`
  return renderPaper(context, {
    template: kind,
    inputs: { ...inputs, ...formInputs(kind, paperwork) },
    title,
    createdAt: context.now,
  })
}

/** Agency, desk and the address at which the dossier can be looked up. */
async function surroundings(tx: Tx, context: Context, paperwork: Paperwork): Promise<JsonObject> {
  const unit = await findUnit(tx, paperwork.receivingUnitId)
  if (!unit) throw new Error(`The unit ${paperwork.receivingUnitId} is not there`)
  const desk = await receivingDesk(tx, context, unit.id)
  const { publicUrl } = context.settings
  const { code, lookupSecret: secret } = paperwork
  const phone = unit.phone ?? context.pack.manifest.hotline
  const site = publicUrl.replace(/^https?:\/\//, '')
  return {
    agency: {
      ...(await agencyOf(tx, context, unit)),
      ...(desk && { desk: desk.name }),
      ...(phone && { phone }),
      website: site,
    },
    qr: qrMatrix(`${publicUrl}${dossierLinks.lookUpWith(code, secret)}`),
    verify: { url: `${site}/tra-cuu`, code, secret },
  }
}

/** The signed paper of the result. Throws `results.notYetSigned`; a withdrawn paper is not handed out any more. */
export async function readResultPaper(
  context: Context,
  wanted: Wanted,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const file = await inTransaction(context, async (tx) => {
    const paperwork = await demandPaperwork(tx, context, wanted)
    const result = await findNewestResult(tx, paperwork.caseId)
    if (result?.state !== 'signed' || !result.fileId) throw refusal.notYetSigned()
    await tellViewed(tx, context, paperwork, 'result', wanted.secret !== undefined)
    return getStoredFile(tx, result.fileId)
  })
  return { name: file.name, bytes: await readVerified(context.files, file.sha256, file.name) }
}
