/** What other modules may use of dossiers. Acts take the transaction of their caller. */

import type { Context } from '#kernel/context.ts'
import type { JsonObject } from '#kernel/types.ts'
import { competentUnit, type Unit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { areaCodeOf } from './submission/domain.ts'

export {
  type DossierAction,
  type DossierCode,
  dossierCan,
  dossierCodePattern,
  parseDossierCode,
  promisedLimit,
  refusal as dossierRefusal,
  replyDue,
  replyLimit,
} from './domain.ts'
export { familyOfHead } from './families/commands.ts'
export { acceptDossier, returnResult } from './handling/commands.ts'
export {
  filePaper,
  findHandedIn,
  findPaperStates,
  findUnflagged,
  flagPaper,
  type HandedInPaper,
  type PaperState,
  unflagPapers,
} from './papers/store.ts'
export {
  findPaperwork,
  type Paperwork,
  type PaperworkReader,
  type PrintedSigner,
  type PrintedStep,
} from './paperwork/store.ts'
export { giveToPool, giveToSuccessor, replaceLostFile } from './proof/commands.ts'
export { findHeldSteps, type HeldStep } from './proof/store.ts'
export { demandReason, demandReasonAmong } from './purpose/commands.ts'
export { type ShownDeadline, shownDeadline } from './queue/domain.ts'
export { openToRate, type RatedBy, takeRating } from './rating/commands.ts'
export { findRateable, type Rateable } from './rating/store.ts'
export { giveSlip } from './slips/store.ts'
export {
  actingIn,
  beginProcessing,
  definitionOf,
  demandSeen,
  doneIfNothingIsLeft,
  goBack,
  inCapacity,
  passOn,
  type Seen,
  save,
  takerOf,
} from './steps/commands.ts'
export {
  type Dossier,
  enter,
  giveTo,
  leadingWork,
  type Move,
  openWork,
  type Step,
  startMove,
  tell,
  type Work,
} from './steps/domain.ts'
export { holdsStep, isWithin } from './steps/rights/domain.ts'
export { findDossier, findDossierForUpdate, inAnyCapacity, loadDossier, visibleTo } from './steps/store.ts'
export { familyFees, memberFaults, type Submission, submitDossier } from './submission/commands.ts'
export {
  applicantKindOf,
  factsIn,
  newLookupSecret,
  type PaperOnHand,
  ReceiptBody,
  receiptExample,
  type VouchedPaper,
} from './submission/domain.ts'
export type { Party } from './submission/parties/domain.ts'
export { findParties } from './submission/parties/store.ts'
export {
  findReceipt,
  findSaid,
  findSourced,
  type Receipt,
  type Sourced,
} from './submission/store.ts'
export { askForFile, findApplicant } from './telling/files/commands.ts'
export { findOwner } from './telling/store.ts'
export { getOwn } from './tracking/commands.ts'
export {
  type DossierGroup,
  dossierGroupKeys,
  dossierGroups,
  type Todo,
  todoOf,
} from './tracking/domain.ts'
export { StateTag, TimeLeft } from './tracking/sections/pages.tsx'
export { findListed, findWaiting, type Listed, type ListWish } from './tracking/store.ts'

const secretQuery = (secret: string | undefined) => (secret ? `?ma=${encodeURIComponent(secret)}` : '')

/** Addresses of the public side. With the lookup secret papers open without an account. */
export const dossierLinks = {
  show: (code: string) => `/ho-so/${code}`,
  /** As it stands in messages to phones; leads everyone where they may look. */
  short: (code: string) => `/h/${code}`,
  submitted: (code: string) => `/ho-so/${code}/da-nop`,
  mend: (code: string) => `/ho-so/${code}/bo-sung`,
  withdraw: (code: string) => `/ho-so/${code}/rut`,
  /** Mã nhận kết quả for the desk; the module of the desk answers there. */
  collect: (code: string) => `/ho-so/${code}/ma-nhan-ket-qua`,
  pay: (code: string) => `/ho-so/${code}/thanh-toan`,
  /** The module of satisfaction answers there. */
  rate: (code: string, secret?: string) => `/ho-so/${code}/danh-gia${secretQuery(secret)}`,
  paper: (code: string, fileId: string) => `/ho-so/${code}/tep/${fileId}`,
  lookUp: '/tra-cuu',
  lookUpWith: (code: string, secret: string) => `/tra-cuu?ho-so=${code}&ma=${encodeURIComponent(secret)}`,
  list: '/tai-khoan/ho-so',
  /** The proof that it was handed in, as a page and as a file. */
  proof: (code: string) => `/ho-so/${code}/so-cai`,
  proofFile: (code: string) => `/ho-so/${code}/bien-nhan.tlog-proof`,
  receiptPdf: (code: string, secret?: string) => `/ho-so/${code}/giay-tiep-nhan.pdf${secretQuery(secret)}`,
  supplementPdf: (code: string, secret?: string) => `/ho-so/${code}/phieu-bo-sung.pdf${secretQuery(secret)}`,
  refusalPdf: (code: string, secret?: string) => `/ho-so/${code}/phieu-tu-choi.pdf${secretQuery(secret)}`,
  apologyPdf: (code: string, secret?: string) => `/ho-so/${code}/phieu-xin-loi.pdf${secretQuery(secret)}`,
  stopPdf: (code: string, secret?: string) => `/ho-so/${code}/thong-bao-dung.pdf${secretQuery(secret)}`,
  resultPdf: (code: string, secret?: string) => `/ho-so/${code}/ket-qua.pdf${secretQuery(secret)}`,
}

/** Addresses of the officers' side. */
export const deskLinks = {
  queue: () => '/lam-viec',
  /** Taking in at the counter; the module of the desk answers there. */
  counter: () => '/lam-viec/quay',
  dossier: (code: string) => `/lam-viec/ho-so/${code}`,
  file: (id: string) => `/lam-viec/tep/${id}`,
  propose: (code: string, kind: string) => `/lam-viec/ho-so/${code}/de-xuat/${kind}`,
  decide: (code: string) => `/lam-viec/ho-so/${code}/quyet-dinh`,
  proposals: () => '/lam-viec/de-xuat',
  /** Taking fees; the module of payments answers there. */
  fees: (code: string) => `/lam-viec/ho-so/${code}/thu-phi`,
  withdraw: (code: string) => `/lam-viec/ho-so/${code}/rut`,
  transfer: (code: string) => `/lam-viec/ho-so/${code}/chuyen-co-quan`,
  sendBack: (code: string) => `/lam-viec/ho-so/${code}/tra-noi-chuyen`,
  /** The slip that asks for an opinion; the module of satisfaction answers there. */
  invite: (code: string) => `/lam-viec/ho-so/${code}/moi-danh-gia`,
  /** Every form that can be printed of a dossier, with its copies. */
  printed: (code: string) => `/lam-viec/ho-so/${code}/giay-in`,
  /** Scanning and signing papers of the dossier. */
  digitise: (code: string) => `/lam-viec/ho-so/${code}/so-hoa`,
  /** Proof of a paper that was taken from the wallet. */
  proof: (entryId: string) => `/lam-viec/kho/${entryId}`,
  /** Registers of the State, looked up for the dossier; the module of the national platforms answers there. */
  registers: (code: string) => `/lam-viec/ho-so/${code}/tra-cuu`,
  /** The draft, approval and signature of the result. */
  result: (code: string) => `/lam-viec/ket-qua/${code}`,
}

/** Addresses of work on the spot; the script that keeps their pages serves all of them. */
export const fieldLinks = {
  list: () => '/lam-viec/hien-truong',
  record: (code: string, step: number) => `/lam-viec/hien-truong/${code}/${step}`,
}

/** Cơ quan giải quyết of a submission with these answers, before it is made; `undefined` while they do not say. */
export function handlingUnit(
  context: Context,
  { competence, field }: Pick<ProcedureDefinition, 'competence' | 'field'>,
  answers: JsonObject,
): Promise<Unit | undefined> {
  const areaCode = areaCodeOf(competence.areaField, answers)
  return competentUnit(context, { competence, fieldCode: field, areaCode })
}
