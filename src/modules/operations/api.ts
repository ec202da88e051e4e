/** What other modules may use of operations: addresses. */

export const operationsLinks = {
  status: '/trang-thai',
  console: '/lam-viec/van-hanh',
  take: (id: string) => `/lam-viec/van-hanh/${id}/nhan`,
  note: (id: string) => `/lam-viec/van-hanh/${id}/thong-bao`,
}
