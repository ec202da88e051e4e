/** What other modules may use of results: where they are shown, printed and verified. */

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
export { findIssued, type IssuedResult } from './issued/store.ts'
export { agencyOf } from './rendering/commands.ts'
