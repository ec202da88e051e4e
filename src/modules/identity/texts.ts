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
    vi: 'Thấy phiên lạ thì kết thúc phiên đó. Phiên tự kết thúc sau 30 phút không dùng, của người ký là 15 phút.',
    en: 'End any session you do not know. A session ends by itself after 30 minutes without use, a signatory’s after 15.',
  },
  openedAt: { vi: 'Đăng nhập lúc', en: 'Signed in at' },
  usedAt: { vi: 'Dùng lần cuối', en: 'Last used' },
  act: { vi: 'Việc', en: 'Action' },
  thisSession: { vi: 'Phiên này', en: 'This session' },
  endSession: { vi: 'Kết thúc phiên', en: 'End session' },
  factors: {
    vi: 'Yếu tố xác thực khi ký và làm việc đặc quyền',
    en: 'Proofs for signing and privileged acts',
  },
  browser: { vi: 'Thiết bị', en: 'Device' },
  unknownBrowser: { vi: 'Không rõ', en: 'Unknown' },
  sharedDevice: { vi: 'Dùng chung', en: 'Shared' },
  shareTitle: { vi: 'Máy này có người khác dùng?', en: 'Do others use this device?' },
  shareText: {
    vi: 'Ở thư viện, quán hay máy cơ quan dùng chung: phiên sẽ tự kết thúc sau 10 phút không dùng.',
    en: 'In a library, a café or at a shared desk: the session will end after 10 minutes without use.',
  },
  share: { vi: 'Đây là thiết bị dùng chung', en: 'This is a shared device' },
  levelNeeded: {
    vi: (level: string): string => `Cần xác thực mức ${level}`,
    en: (level): string => `Assurance level ${level} is needed`,
  },
  levelLead: {
    vi: 'Lần đăng nhập này chưa đủ chắc cho việc đang làm. Những gì đã lưu vẫn còn; đăng nhập lại xong sẽ về đúng chỗ này.',
    en: 'This sign-in is not sure enough for what you are doing. What was saved is still there; you will come back to this place.',
  },
  levelTwoHow: {
    vi: 'Chọn đăng nhập bằng tài khoản định danh mức độ 2. Chưa có thì mang thẻ căn cước đến công an xã, phường để được cấp.',
    en: 'Choose to sign in with a level 2 account. If you have none, take your identity card to the commune police.',
  },
  levelThreeHow: {
    vi: 'Chọn đăng nhập bằng khóa bảo mật hoặc thiết bị ký số đã gắn với tài khoản. Chưa có thì hỏi người quản trị của cơ quan.',
    en: 'Choose to sign in with the security key or signing token tied to the account. If you have none, ask your administrator.',
  },
  signInAgain: { vi: 'Đăng nhập lại', en: 'Sign in again' },
  goBack: { vi: 'Quay lại', en: 'Go back' },
  noSessions: { vi: 'Không có phiên nào khác.', en: 'There is no other session.' },
})
