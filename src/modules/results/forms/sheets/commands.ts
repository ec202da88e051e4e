/** Phiếu bàn giao and biên lai as PDF, for the modules that keep hand-overs and money. They tell who looked. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { JsonObject } from '#kernel/types.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { renderPaper } from '../../rendering/commands.ts'
import { editionFor, headOf } from '../commands.ts'
import { type FormKind, officialForms } from '../domain.ts'
import { type FeeReceipt, feeReceiptInputs, type HandoverSheet, handoverInputs } from './domain.ts'

/** Phiếu bàn giao hồ sơ. */
export function printHandover(context: Context, sheet: HandoverSheet): Promise<Uint8Array> {
  return print(context, 'handover', sheet.unitId, handoverInputs(sheet), `${sheet.from} – ${sheet.to}`)
}

/** Biên lai thu phí, lệ phí, in its three copies on one sheet. */
export function printFeeReceipt(context: Context, receipt: FeeReceipt): Promise<Uint8Array> {
  const { unitId, taxCode, code } = receipt
  return print(context, 'feeReceipt', unitId, feeReceiptInputs(receipt), code, taxCode ? { taxCode } : {})
}

async function print(
  context: Context,
  kind: FormKind,
  unitId: string,
  inputs: JsonObject,
  about: string,
  agency: JsonObject = {},
): Promise<Uint8Array> {
  const head = await read(context, async (tx) => {
    const unit = await findUnit(tx, unitId)
    if (!unit) throw new Error(`The unit ${unitId} is not there`)
    return { ...(await headOf(tx, context, unit)), address: unit.address, ...agency }
  })
  const edition = editionFor(context, kind, context.now)
  return renderPaper(context, {
    template: officialForms[kind].template,
    inputs: { form: edition, agency: head, ...inputs },
    title: `${edition.title} ${about}`,
    createdAt: context.now,
  })
}
