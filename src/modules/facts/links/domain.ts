/** Addresses of the module. */

export const factLinks = {
  own: '/tai-khoan/du-kien',
  /** After an objection: the code of the request. */
  objected: (key: string, code: string) =>
    `/tai-khoan/du-kien?da-bao=${encodeURIComponent(code)}#${anchorOf(key)}`,
  object: (key: string) => `/tai-khoan/du-kien/${key}/khong-dung`,
} as const

/** Where a fact stands on the page of the book. */
export const anchorOf = (key: string) => `dk-${key.replace('.', '-')}`
