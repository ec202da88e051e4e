/** What other modules may use of the desk. */

export const tillLinks = {
  till: () => '/lam-viec/quay',
  intake: (id: string) => `/lam-viec/quay?luot=${id}`,
  /** Back from the glass: what was confirmed is taken into the intake. */
  scanned: (id: string) => `/lam-viec/quay?luot=${id}&quet=1`,
  fresh: () => '/lam-viec/quay?moi=1',
  picture: () => '/lam-viec/quay/doc-the',
  tickets: () => '/lam-viec/quay/so-thu-tu',
  ticketAct: () => '/lam-viec/quay/goi-so',
  handover: () => '/lam-viec/quay/ban-giao',
  handoverRecord: (id: string) => `/lam-viec/quay/ban-giao/${id}`,
  giveback: () => '/lam-viec/quay/tra-ket-qua',
  closing: (day?: string) => `/lam-viec/quay/cuoi-ngay${day ? `?ngay=${day}` : ''}`,
}

/** Addresses for people without an account. */
export const hallLinks = {
  choose: () => '/lay-so',
  kiosk: (unit: string) => `/lay-so/${unit}`,
  ticket: (unit: string, secret: string) => `/lay-so/${unit}/so/${secret}`,
  board: (unit: string) => `/man-hinh/${unit}`,
  book: (unit?: string) => (unit ? `/dat-hen/${unit}` : '/dat-hen'),
  appointment: (code: string) => `/lich-hen/${code}`,
}
