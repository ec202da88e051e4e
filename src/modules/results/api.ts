/** What other modules may use of results: where they are shown, printed and verified. */

import { dossierLinks } from '#modules/dossiers/api.ts'

const formLinks = {
  receipt: dossierLinks.receiptPdf,
  supplement: dossierLinks.supplementPdf,
  refusal: dossierLinks.refusalPdf,
  apology: dossierLinks.apologyPdf,
  stop: dossierLinks.stopPdf,
}

/** Addresses of results. */
export const resultLinks = {
  verify: (code?: string) => (code ? `/kiem-tra?ma=${encodeURIComponent(code)}` : '/kiem-tra'),
  /** The signed paper: for its owner, with the lookup secret, or for an officer in scope. */
  pdf: (code: string, secret?: string) =>
    `/ho-so/${code}/ket-qua.pdf${secret ? `?ma=${encodeURIComponent(secret)}` : ''}`,
  /** The officers' page of the result of a dossier. */
  work: (code: string) => `/lam-viec/ket-qua/${code}`,
  preview: (code: string) => `/lam-viec/ket-qua/${code}/xem-truoc`,
  waiting: () => '/lam-viec/cho-ky',
  confirmSigning: () => '/lam-viec/cho-ky/xac-nhan',
  sign: () => '/lam-viec/cho-ky/ky',
  batch: (id: string) => `/lam-viec/cho-ky/dot/${id}`,
  /** An official form of a dossier. */
  form: (kind: keyof typeof formLinks, code: string) => formLinks[kind](code),
  controlSheet: (code: string) => `/lam-viec/ho-so/${code}/phieu-kiem-soat.pdf`,
  followUpBook: (query = '') => `/lam-viec/so-theo-doi${query}`,
  followUpPdf: (query: string) => `/lam-viec/so-theo-doi/in${query}`,
  followUpTable: (query: string) => `/lam-viec/so-theo-doi/tai-ve${query}`,
  registers: () => '/lam-viec/so',
  register: (register: string, query = '') => `/lam-viec/so/${register}${query}`,
  registerTable: (register: string, query = '') => `/lam-viec/so/${register}/tai-ve${query}`,
}

export {
  agencySign,
  maskedName,
  newVerifyCode,
  parseVerifyCode,
  refusal as resultRefusal,
  shownVerifyCode,
} from './domain.ts'
export { printFeeReceipt, printHandover } from './forms/sheets/commands.ts'
export type { FeeReceipt, HandoverRow, HandoverSheet } from './forms/sheets/domain.ts'
export { findIssued, type IssuedResult } from './issued/store.ts'
export { findSent, type SentPaper } from './outgoing/store.ts'
export { agencyOf } from './rendering/commands.ts'
