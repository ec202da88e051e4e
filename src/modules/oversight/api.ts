/** Addresses of the watch. */

type Filter = { readonly kind?: string | undefined; readonly unitId?: string | undefined }

export const oversightLinks = {
  monitor: ({ kind, unitId }: Filter = {}) => {
    const given = Object.entries({ loai: kind, 'don-vi': unitId }).filter(
      (entry): entry is [string, string] => Boolean(entry[1]),
    )
    return given.length > 0 ? `/lam-viec/giam-sat?${new URLSearchParams(given)}` : '/lam-viec/giam-sat'
  },
  file: (findingId: string) => `/lam-viec/giam-sat/${findingId}/tep`,
  mend: (findingId: string, mend: string) => `/lam-viec/giam-sat/${findingId}/${mend}`,
}
