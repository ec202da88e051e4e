/**
 * Chỗ gãy thử: named places at which a process can be made to die, so that it is proved for each of them that nothing stays half
 * and nothing is done twice. Off, a place costs one comparison. `tests/failpoints.test.ts` goes through all of them.
 */

/** Every place there is, in the order in which an act passes them. */
export const failpoints = [
  // A file comes in.
  'upload.written',
  'upload.stored',
  'upload.recorded',
  // A draft is submitted: photos of one paper become one file first.
  'draft.photosStored',
  'draft.photosReplaced',
  'draft.checked',
  'draft.submitted',
  // A dossier comes to be.
  'submit.checked',
  'submit.filesProven',
  'submit.rowMade',
  'submit.written',
  // A fee is paid online.
  'pay.orderWritten',
  'pay.invoiceMade',
  'pay.gatewayKept',
  'pay.listed',
  'pay.referenceLocked',
  'pay.orderMarked',
  'pay.receiptWritten',
  'pay.eventTold',
  'pay.transactionWritten',
  'pay.noted',
  // A result is signed.
  'sign.stepTaken',
  'sign.numberDrawn',
  'sign.numberWritten',
  'sign.numberTold',
  'sign.numbered',
  'sign.rendered',
  'sign.signed',
  'sign.sealed',
  'sign.stored',
  'sign.fileRecorded',
  'sign.resultWritten',
  'sign.eventTold',
  'sign.moved',
  'sign.issued',
] as const
export type Failpoint = (typeof failpoints)[number]

let armed: Failpoint | undefined

/** From now on this process dies at the place of that name. Throws when there is none. */
export function armFailpoint(name: string): void {
  armed = failpoints.find((one) => one === name)
  if (!armed) throw new Error(`FAILPOINT: there is no place "${name}". Places: ${failpoints.join(', ')}`)
}

/** A place. Dies there, as if the power went, when it is armed. */
export function failpoint(name: Failpoint): void {
  if (name === armed) process.kill(process.pid, 'SIGKILL')
}
