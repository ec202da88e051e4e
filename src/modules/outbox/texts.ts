import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Hộp gửi', en: 'Outbox' },
  lead: {
    vi: 'Những gì đã viết trên máy này mà máy chủ chưa nhận. Có mạng là tự gửi, mỗi thứ một lần, theo thứ tự.',
    en: 'What was written on this device and the server does not have yet. It goes once, in order, when there is a line.',
  },
  noScript: {
    vi: 'Trình duyệt này không chạy kịch bản nên không giữ được gì khi mất mạng: mỗi trang được lưu khi bấm nút gửi. Nếu nút gửi báo lỗi mạng, quay lại trang trước và bấm lại; hồ sơ không bị nộp hai lần.',
    en: 'This browser runs no scripts, so nothing is kept without a line: each page is saved when you press its button. If that fails, go back and press again; nothing is submitted twice.',
  },
  shared: {
    vi: 'Máy dùng chung: gửi hết hoặc bỏ đi trước khi rời máy. Chỉ ông/bà, khi đã đăng nhập, mới thấy danh sách này.',
    en: 'On a shared device, send everything or throw it away before you leave. Only you see this list, signed in.',
  },
  waiting: { vi: 'Trên máy này', en: 'On this device' },
})
