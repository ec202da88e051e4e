/** Words of objecting to a fact. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Báo dữ kiện không đúng', en: 'This is not right' },
  back: { vi: 'Nhà nước đã biết gì về tôi', en: 'What the State knows about me' },
  lead: {
    vi: 'Ghi giá trị đúng và vì sao. Cơ quan giữ dữ liệu phải xem lại và trả lời ông/bà.',
    en: 'Write the right value and why. Whoever keeps the data has to look again and answer you.',
  },
  leadInForm: {
    vi: 'Giá trị ông/bà ghi được dùng ngay trong hồ sơ này, kèm ghi chú là ông/bà tự khai. Cán bộ thấy cả hai. Cơ quan giữ dữ liệu phải xem lại và trả lời ông/bà.',
    en: 'What you write is used in this form at once, marked as said by you. The officer sees both. Whoever keeps the data has to look again and answer you.',
  },
  source: { vi: 'Nguồn', en: 'Source' },
  why: { vi: 'Vì sao không đúng', en: 'Why it is wrong' },
  whyHint: {
    vi: 'Ví dụ: tôi đã chuyển nhà từ tháng 1, giấy đăng ký ở Công an phường.',
    en: 'For example: I moved in January and registered with the ward police.',
  },
  clock: {
    vi: 'Đây là yêu cầu sửa dữ liệu cá nhân. Theo dõi ở mục “Yêu cầu về dữ liệu” trong tài khoản.',
    en: 'This is a request to correct personal data. Follow it under “Requests about data” in your account.',
  },
  send: { vi: 'Gửi yêu cầu sửa', en: 'Send the request' },
  sendAndUse: { vi: 'Gửi và dùng giá trị này', en: 'Send and use this value' },
  notDone: { vi: 'Chưa gửi được', en: 'Not sent' },
})
