/** Addresses of the wallet. */

export const walletLinks = {
  /** Ví giấy tờ of the person who is signed in. */
  own: '/tai-khoan/vi-giay-to',
  ownFile: (id: string) => `/tai-khoan/vi-giay-to/${id}/tep`,
  ownProof: (id: string) => `/tai-khoan/vi-giay-to/${id}`,
  /** An officer proves an entry that stands in a dossier: one click. */
  proof: (id: string) => `/lam-viec/kho/${id}`,
  /** Ending a digitised copy. */
  end: (id: string) => `/lam-viec/kho/${id}/thu-hoi`,
  proofFile: (id: string) => `/lam-viec/kho/${id}/tep`,
  digitise: (code: string, scanId?: string, paperId?: string) =>
    `/lam-viec/ho-so/${code}/so-hoa${query({ luot: scanId, giay: paperId })}`,
  /** A scan before there is a dossier. */
  scan: (id: string, paperId?: string) => `/lam-viec/so-hoa/${id}${query({ giay: paperId })}`,
  scanPage: (id: string, pageId: string) => `/lam-viec/so-hoa/${id}/trang/${pageId}`,
  confirmPaper: (id: string, paperId: string) => `/lam-viec/so-hoa/${id}/giay/${paperId}`,
  arrangePaper: (id: string, paperId: string) => `/lam-viec/so-hoa/${id}/giay/${paperId}/sap-lai`,
}

function query(given: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return set.length > 0 ? `?${new URLSearchParams(set)}` : ''
}
