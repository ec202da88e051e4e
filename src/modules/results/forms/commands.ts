/** Phiếu, giấy của hồ sơ và văn bản kết quả: printed for whoever may see the dossier. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { readVerified } from '#kernel/files.ts'
import { type LookWhat, nothingOfOthers, readsOfOthers, recordLook, whyOf } from '#kernel/looks.ts'
import { qrMatrix } from '#kernel/pdf.ts'
import { calendarDate, dateOf, type JsonObject } from '#kernel/types.ts'
import {
  demandReason,
  dossierLinks,
  dossierRefusal,
  familyOfHead,
  findDossier,
  findPaperwork,
  findParties,
  type Paperwork,
} from '#modules/dossiers/api.ts'
import { ledgerLinks, receiptOf } from '#modules/ledger/api.ts'
import { findUnit, receivingDesk, type Unit } from '#modules/organisation/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { refusal } from '../domain.ts'
import { agencyOf, renderPaper } from '../rendering/commands.ts'
import { findNewestResult, getStoredFile } from '../store.ts'
import {
  actOf,
  type CopyWish,
  copiesOf,
  type DossierForm,
  type Edition,
  editionOn,
  type FormKind,
  officialForms,
  publicForms,
} from './domain.ts'
import { type Around, formInputs } from './inputs/domain.ts'

export type Wanted = {
  readonly code: string
  /** Mã tra cứu, from the receipt; without it the actor must be the owner or an officer in scope. */
  readonly secret?: string | undefined
}

/**
 * The dossier for this reader, by account or by secret. Throws `dossiers.notFound`, and `kernel.signInNeeded` when nobody is
 * signed in: a clerk whose session ended while the receipt stood on the screen signs in again and gets the paper.
 */
export async function demandPaperwork(
  tx: Tx,
  { actor }: Context,
  { code, secret }: Wanted,
): Promise<Paperwork> {
  const found = await findPaperwork(tx, secret ? { secret } : { actor }, code)
  if (!found && !secret && actor.kind === 'visitor') throw kernelRefusal.signInNeeded()
  if (!found) throw dossierRefusal.notFound()
  return found
}

/** Who looked at which paper. Applicants who open their own leave nothing. */
export async function tellViewed(
  tx: Tx,
  context: Context,
  { caseId, applicantId, code }: Paperwork,
  what: LookWhat,
  { secret }: Pick<Wanted, 'secret'>,
): Promise<void> {
  if (!readsOfOthers(context, applicantId)) return nothingOfOthers(context)
  const { actor } = context
  const way = what === 'form' ? 'print' : 'screen'
  if (actor.kind === 'officer' && !secret) {
    const dossier = await findDossier(tx, actor, code)
    if (!dossier) throw dossierRefusal.notFound()
    const { viewing, ...reason } = await demandReason(tx, context, actor, dossier)
    return recordLook(tx, viewing, { of: [caseId], what, way, ...reason })
  }
  const why = secret ? 'secret' : actor.kind === 'citizen' ? whyOf(context) : 'api'
  await recordLook(tx, context, { of: [caseId], what, why, way })
}

/** The form as the law had it on the day of the act; a province may say from when it uses the newer ones. */
export function editionFor({ pack }: Pick<Context, 'pack'>, kind: FormKind, at: Date): Edition {
  const from = pack.manifest.circular2025From
  return editionOn(kind, dateOf(at), from === undefined ? undefined : calendarDate(from))
}

/** One of the official forms of a dossier as PDF. Throws `results.noSuchPaper` when it has not come to it. */
export async function renderForm(
  context: Context,
  kind: DossierForm,
  wanted: Wanted,
  copies: CopyWish = 'hand',
): Promise<Uint8Array> {
  const { paperwork, inputs, attachment } = await inTransaction(context, async (tx) => {
    const paperwork = await demandPaperwork(tx, context, wanted)
    if (!actOf(kind, paperwork)) throw refusal.noSuchPaper()
    await tellViewed(tx, context, paperwork, 'form', wanted)
    const proof = kind === 'receipt' ? await proofOf(tx, context, paperwork) : undefined
    const parts = await formParts(tx, context, kind, paperwork)
    return { paperwork, attachment: proof?.attachment, inputs: { ...parts.inputs, ...proof?.inputs } }
  })
  const edition = editionFor(context, kind, actOf(kind, paperwork) ?? paperwork.openedAt)
  return renderPaper(context, {
    template: officialForms[kind].template,
    inputs: { ...inputs, copies: copiesOf(copies) },
    title: `${edition.title} ${paperwork.code}`,
    createdAt: context.now,
    attachment,
  })
}

/** Bằng chứng ghi sổ that the receipt carries: inside the file, and on a page of its own as two codes once it is whole. */
async function proofOf(tx: Tx, context: Context, { caseId, code }: Paperwork) {
  const receipt = await receiptOf(tx, context, caseId, 'dossier.submitted')
  if (!receipt) return undefined
  const small = `${context.settings.publicUrl}${ledgerLinks.leaf(receipt.leaf)}`
  return {
    attachment: {
      name: `bien-nhan-${code}.tlog-proof`,
      text: receipt.text,
      description: 'Biên nhận sổ cái',
    },
    inputs: receipt.qr
      ? {
          ledger: {
            small: qrMatrix(small),
            large: qrMatrix(receipt.qr),
            leaf: receipt.leaf.toString('hex'),
            url: `${siteOf(context)}${ledgerLinks.home()}`,
          },
        }
      : {},
  }
}

export type FormParts = {
  /** The agency whose head the form carries. */
  readonly unit: Unit
  readonly place: string
  readonly inputs: JsonObject
}

/** What a form of a dossier says, and who issues it. */
export async function formParts(
  tx: Tx,
  context: Context,
  kind: DossierForm,
  paperwork: Paperwork,
): Promise<FormParts> {
  const deciding = await demandUnit(tx, paperwork.competentUnitId)
  const isSignedByHead = kind === 'apology' || kind === 'stop'
  const unit = isSignedByHead ? deciding : await demandUnit(tx, paperwork.receivingUnitId)
  const edition = editionFor(context, kind, actOf(kind, paperwork) ?? paperwork.openedAt)
  const around = await aroundOf(tx, context, paperwork, deciding)
  const surroundings = await surroundingsOf(tx, context, paperwork, unit)
  const { place } = await agencyOf(tx, context, unit)
  return { unit, place, inputs: { ...surroundings, ...formInputs(kind, paperwork, edition, around) } }
}

export type PrintedForm = { readonly kind: DossierForm; readonly edition: Edition; readonly at: Date }
export type PrintedForms = Pick<Paperwork, 'code' | 'applicantName' | 'procedureName'> & {
  readonly forms: readonly PrintedForm[]
}

/** Giấy in: every form that the dossier has come to. Throws `dossiers.notFound`. */
export async function listForms(context: Context, code: string): Promise<PrintedForms> {
  const paperwork = await inTransaction(context, async (tx) => {
    const found = await demandPaperwork(tx, context, { code })
    await tellViewed(tx, context, found, 'list', {})
    return found
  })
  const forms = [...publicForms, 'controlSheet' as const].flatMap((kind) => {
    const at = actOf(kind, paperwork)
    return at ? [{ kind, at, edition: editionFor(context, kind, at) }] : []
  })
  const { applicantName, procedureName } = paperwork
  return { code: paperwork.code, applicantName, procedureName, forms }
}

async function demandUnit(tx: Tx, id: string): Promise<Unit> {
  const unit = await findUnit(tx, id)
  if (!unit) throw new Error(`The unit ${id} is not there`)
  return unit
}

async function aroundOf(
  tx: Tx,
  context: Context,
  { caseId, code, procedureCode, procedureVersion, procedureName }: Paperwork,
  deciding: Unit,
): Promise<Around> {
  const definition = await getProcedureVersion(tx, context, procedureCode, procedureVersion)
  const { steps } = definition
  const isHead = steps.some(({ type }) => type === 'linked')
  // Whoever may read the paper may read what it lists.
  const dossier = isHead ? await findDossier(tx, { kind: 'system' }, code) : undefined
  const family = dossier && (await familyOfHead(tx, context, { ...dossier, procedureName }, definition))
  return {
    hasFinancialStep: steps.some(({ type }) => type === 'financial'),
    decidingUnit: deciding.name,
    linked: (family?.lines ?? []).map(({ name, member }) => ({
      name: name.vi,
      ...(member && { code: member.code, unit: member.unitName }),
    })),
    parties: (await findParties(tx, caseId)).map(({ role, name }) => ({ role, name })),
  }
}

/** Agency and desk as the head of a form names them. */
export async function headOf(tx: Tx, context: Context, unit: Unit): Promise<JsonObject> {
  const desk = await receivingDesk(tx, context, unit.id)
  const phone = unit.phone ?? context.pack.manifest.hotline
  return {
    ...(await agencyOf(tx, context, unit)),
    ...(desk && { desk: desk.name }),
    ...(phone && { phone }),
    website: siteOf(context),
  }
}

const siteOf = ({ settings }: Context) => settings.publicUrl.replace(/^https?:\/\//, '')

/** The head of the form, and the address at which the dossier can be looked up. */
async function surroundingsOf(
  tx: Tx,
  context: Context,
  { code, lookupSecret: secret }: Paperwork,
  unit: Unit,
): Promise<JsonObject> {
  return {
    agency: await headOf(tx, context, unit),
    qr: qrMatrix(`${context.settings.publicUrl}${dossierLinks.lookUpWith(code, secret)}`),
    verify: { url: `${siteOf(context)}/tra-cuu`, code, secret },
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
    await tellViewed(tx, context, paperwork, 'result', wanted)
    return getStoredFile(tx, result.fileId)
  })
  return { name: file.name, bytes: await readVerified(context.files, file.sha256, file.name) }
}
