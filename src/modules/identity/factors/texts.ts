import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  prove: { vi: 'Xác minh trước khi gửi', en: 'Prove it is you before this is sent' },
  proveLead: {
    vi: 'Việc vừa bấm cần biết chắc là ông/bà. Nội dung đã giữ lại; xác minh xong sẽ được gửi ngay.',
    en: 'What you asked for needs a second proof. Its content is kept and is sent as soon as you have proven it.',
  },
  code: { vi: 'Mã 6 chữ số', en: '6-digit code' },
  codeHint: {
    vi: (names: string): string => `Mở ứng dụng tạo mã: ${names}. Mã đổi sau mỗi 30 giây.`,
    en: (names): string => `Open the code app: ${names}. The code changes every 30 seconds.`,
  },
  confirm: { vi: 'Xác minh và gửi', en: 'Prove and send' },
  lost: {
    vi: 'Mất điện thoại? Dùng yếu tố khác nếu có, hoặc báo người quản trị của cơ quan.',
    en: 'Phone lost? Use another factor if you have one, or tell your administrator.',
  },
  trial: { vi: 'Môi trường thử nghiệm', en: 'Test installation' },
  trialCode: { vi: 'Mã của người mẫu lúc này:', en: 'The made-up person’s code is now:' },
  noFactor: {
    vi: 'Ông/bà chưa có yếu tố xác thực nào, nên đăng nhập lại để xác minh. Sau đó sẽ trở về đây.',
    en: 'You have no factor yet, so sign in again as a proof. You will come back here.',
  },
  signInAgain: { vi: 'Đăng nhập lại', en: 'Sign in again' },
  proven: { vi: 'Đã xác minh. Bấm để gửi việc đang chờ.', en: 'Proven. Send what waits.' },
  send: { vi: 'Gửi', en: 'Send' },
  factors: { vi: 'Yếu tố xác thực', en: 'Proofs of identity' },
  factorsLead: {
    vi: 'Dùng khi ký và khi làm việc đặc quyền. Nên có hai, trên hai thiết bị khác nhau.',
    en: 'Asked for when you sign and for privileged acts. Have two, on two devices.',
  },
  none: { vi: 'Chưa có yếu tố nào.', en: 'There is none yet.' },
  name: { vi: 'Tên', en: 'Name' },
  addedAt: { vi: 'Thêm lúc', en: 'Added' },
  usedAt: { vi: 'Dùng lần cuối', en: 'Last used' },
  neverUsed: { vi: 'Chưa dùng', en: 'Not yet' },
  act: { vi: 'Việc', en: 'Action' },
  remove: { vi: 'Gỡ', en: 'Remove' },
  add: { vi: 'Thêm ứng dụng tạo mã', en: 'Add a code app' },
  newName: { vi: 'Đặt tên để nhận ra', en: 'A name to know it by' },
  newNameHint: { vi: 'Ví dụ: Điện thoại của tôi', en: 'For example: my phone' },
  next: { vi: 'Tiếp tục', en: 'Continue' },
  scan: { vi: 'Quét mã bằng ứng dụng tạo mã', en: 'Scan this with the code app' },
  scanLead: {
    vi: 'Quét hình dưới đây, hoặc chép khóa. Khóa chỉ hiện lúc này; nhập mã đầu tiên để hoàn tất.',
    en: 'Scan the picture or copy the key. It is shown only now; enter the first code to finish.',
  },
  picture: { vi: 'Mã QR của khóa', en: 'QR code of the key' },
  key: { vi: 'Khóa', en: 'Key' },
  finish: { vi: 'Hoàn tất', en: 'Finish' },
})
