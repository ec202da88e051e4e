/** What other modules may use of drafts. */

export const draftLinks = {
  start: (code: string) => `/thu-tuc/${code}/nop`,
  list: '/tai-khoan/ban-nhap',
  resume: (id: string) => `/ban-nhap/${id}`,
  page: (id: string, page: string) => `/ban-nhap/${id}/${page}`,
  check: (id: string) => `/ban-nhap/${id}/kiem-tra`,
  discard: (id: string) => `/ban-nhap/${id}/xoa`,
  file: (id: string) => `/tai-khoan/tep/${id}`,
  thumbnail: (id: string) => `/tai-khoan/tep/${id}/nho`,
}

export { findOpenDrafts } from './store.ts'
