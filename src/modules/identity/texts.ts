import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  choosePost: { vi: 'Hôm nay ông/bà làm việc ở vị trí nào?', en: 'Which post are you working at today?' },
  choosePostLead: {
    vi: 'Mọi việc làm sau đó được ghi cho vị trí này. Muốn đổi vị trí, mở lại trang này.',
    en: 'Everything you do is recorded for this post. Come back to this page to change it.',
  },
  sessions: { vi: 'Các phiên đăng nhập', en: 'Signed-in sessions' },
  sessionsLead: {
    vi: 'Thấy phiên lạ thì kết thúc phiên đó. Phiên tự kết thúc sau 30 phút không dùng.',
    en: 'End any session you do not know. A session ends by itself after 30 minutes without use.',
  },
  openedAt: { vi: 'Đăng nhập lúc', en: 'Signed in at' },
  usedAt: { vi: 'Dùng lần cuối', en: 'Last used' },
  act: { vi: 'Việc', en: 'Action' },
  thisSession: { vi: 'Phiên này', en: 'This session' },
  endSession: { vi: 'Kết thúc phiên', en: 'End session' },
  noSessions: { vi: 'Không có phiên nào khác.', en: 'There is no other session.' },
})
