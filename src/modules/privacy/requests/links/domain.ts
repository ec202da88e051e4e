/** Addresses of the module. */

export const privacyLinks = {
  looks: '/tai-khoan/ai-da-xem',
  ask: (lookId: string) => `/tai-khoan/ai-da-xem/${lookId}/hoi`,
  requests: '/tai-khoan/yeu-cau-du-lieu',
  request: (id: string) => `/tai-khoan/yeu-cau-du-lieu/${id}`,
  /** How long data are kept, for everyone. */
  kept: '/luu-giu-du-lieu',
  consents: '/tai-khoan/dong-y',
  queue: '/lam-viec/yeu-cau-du-lieu',
  work: (id: string) => `/lam-viec/yeu-cau-du-lieu/${id}`,
} as const
