/** What other modules may use of drafts. */

export const draftLinks = {
  list: '/tai-khoan/ban-nhap',
  resume: (id: string) => `/ban-nhap/${id}`,
  /** `sua`: come back to the check afterwards. `them`: an answer brought up another question. */
  page: (id: string, page: string, marks: { readonly sua?: boolean; readonly them?: boolean } = {}) => {
    const set = Object.entries(marks).flatMap(([name, isSet]) => (isSet ? [`${name}=1`] : []))
    return `/ban-nhap/${id}/${page}${set.length > 0 ? `?${set.join('&')}` : ''}`
  },
  /** Saying that what is known is wrong, with what is right. */
  object: (id: string, page: string, field: string, isCorrection = false) =>
    `/ban-nhap/${id}/${page}/${field}/khong-dung${isCorrection ? '?sua=1' : ''}`,
  check: (id: string) => `/ban-nhap/${id}/kiem-tra`,
  discard: (id: string) => `/ban-nhap/${id}/xoa`,
  file: (id: string) => `/tai-khoan/tep/${id}`,
  thumbnail: (id: string) => `/tai-khoan/tep/${id}/nho`,
}

export { draftForm, draftsOf, partsToSubmit } from './domain.ts'
export { findOpenDrafts } from './store.ts'
