/** Addresses of money taken. Pure. */

export const paymentLinks = {
  book: (query = '') => `/lam-viec/so-thu-phi${query}`,
  bookTable: (query: string) => `/lam-viec/so-thu-phi/tai-ve${query}`,
  receipt: (id: string) => `/lam-viec/bien-lai/${id}`,
  receiptPdf: (id: string) => `/lam-viec/bien-lai/${id}/in.pdf`,
  ownReceiptPdf: (code: string, id: string) => `/ho-so/${code}/bien-lai/${id}`,
  pay: (secret: string) => `/thanh-toan/${secret}`,
  check: (secret: string) => `/thanh-toan/${secret}/kiem-tra`,
  gateway: (secret: string) => `/thanh-toan/${secret}/cong`,
  online: () => '/lam-viec/thanh-toan',
  askRefund: (id: string) => `/lam-viec/thanh-toan/giao-dich/${id}/hoan-tra`,
  decideRefund: (id: string) => `/lam-viec/thanh-toan/hoan-tra/${id}`,
  reconcile: () => '/lam-viec/thanh-toan/doi-soat',
}
