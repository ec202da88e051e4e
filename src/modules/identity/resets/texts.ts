import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Đề nghị khôi phục truy cập', en: 'Requests to reset access' },
  lead: {
    vi: 'Cán bộ mất hết yếu tố xác thực. Gặp hoặc gọi chính người đó rồi mới duyệt; sau khi duyệt họ đăng nhập và thêm yếu tố mới.',
    en: 'An officer lost every factor. Meet or call them before you decide; afterwards they sign in and add a new one.',
  },
  none: { vi: 'Không có đề nghị nào đang chờ.', en: 'No request waits.' },
  officer: { vi: 'Cán bộ', en: 'Officer' },
  reason: { vi: 'Lý do', en: 'Reason' },
  newAccount: {
    vi: (account: string): string => `Đổi sang tài khoản định danh ${account}`,
    en: (account): string => `Moves to the account ${account}`,
  },
  askedBy: { vi: 'Người đề nghị', en: 'Asked by' },
  act: { vi: 'Việc', en: 'Action' },
  grant: { vi: 'Duyệt', en: 'Grant' },
  refuse: { vi: 'Từ chối', en: 'Refuse' },
  waits: { vi: 'Chờ người thứ hai', en: 'Waits for a second person' },
  granted: {
    vi: 'Đã duyệt. Mọi yếu tố xác thực và phiên cũ đã hết hiệu lực.',
    en: 'Granted. All factors and sessions are ended.',
  },
  refused: { vi: 'Đã từ chối đề nghị.', en: 'The request was refused.' },
})
