/** Addresses of money taken. Pure. */

export const paymentLinks = {
  book: (query = '') => `/lam-viec/so-thu-phi${query}`,
  bookTable: (query: string) => `/lam-viec/so-thu-phi/tai-ve${query}`,
  receipt: (id: string) => `/lam-viec/bien-lai/${id}`,
  receiptPdf: (id: string) => `/lam-viec/bien-lai/${id}/in.pdf`,
}
