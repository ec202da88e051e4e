/** Addresses of the public scores. */

export const forecastLinks = {
  board: () => '/du-kien',
  unit: (code: string) => `/du-kien/noi/${code}`,
  procedure: (code: string) => `/du-kien/thu-tuc/${code}`,
  /** Every line of a table, by pages. */
  all: (kind: 'unit' | 'procedure', page = 1) =>
    `/du-kien/${kind === 'unit' ? 'noi' : 'thu-tuc'}${page === 1 ? '' : `?trang=${page}`}`,
}
