/** What people do, each under a key of its own, so that it can be done again after a death in the middle. */

import type { Context } from '#kernel/context.ts'
import { storeBytes } from '#kernel/files.ts'
import { keepFile, type Submission, submitDossier } from '../../src/modules/dossiers/submission/commands.ts'
import { submitDraft } from '../../src/modules/drafts/submission/commands.ts'
import { askTransactions, gatewayAddress, openOrder } from '../../src/modules/payments/online/commands.ts'
import { signResult } from '../../src/modules/results/signing/commands.ts'

export const acts = {
  /** Again it is another row with the same bytes. */
  async upload(context: Context, { bytes }: { readonly bytes: Uint8Array }): Promise<string> {
    const file = await storeBytes(context.files, 'giay.pdf', bytes)
    await keepFile(context, file)
    return file.sha256
  },
  submit: async (context: Context, given: Submission) => (await submitDossier(context, given)).code,
  submitDraft: (context: Context, given: { readonly id: string; readonly version: number }) =>
    submitDraft(context, given),
  /** From the dossier to the page of the payment platform. */
  async goToPay(context: Context, { code }: { readonly code: string }): Promise<string> {
    return gatewayAddress(context, await openOrder(context, code))
  },
  /** What the worker does every minute. */
  async notePayments(context: Context, { from, until }: { readonly from: Date; readonly until: Date }) {
    await askTransactions(context, from, until)
  },
  sign: (context: Context, given: { readonly resultId: string; readonly version: number }) =>
    signResult(context, given),
} as const
export type Act = keyof typeof acts
