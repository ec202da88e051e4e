/** Words of one's own book of facts. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Nhà nước đã biết gì về tôi', en: 'What the State knows about me' },
  lead: {
    vi: 'Những điều dưới đây dùng để điền sẵn tờ khai, để ông/bà không phải khai lại. Mỗi điều ghi rõ nguồn và ngày.',
    en: 'What is listed here fills in forms beforehand, so that you need not say it again. Each says where it comes from and when.',
  },
  account: { vi: 'Tài khoản', en: 'Account' },
  none: {
    vi: 'Chưa có dữ kiện nào. Khi ông/bà bắt đầu làm một hồ sơ, hệ thống hỏi cơ sở dữ liệu của Nhà nước và ghi lại ở đây.',
    en: 'Nothing yet. When you begin a form, registers of the State are asked, and what they say is listed here.',
  },
  source: { vi: 'Nguồn', en: 'Source' },
  validTo: { vi: (day: string) => `có hiệu lực đến ${day}`, en: (day) => `valid until ${day}` },
  vouched: { vi: 'Không phải khai lại', en: 'Not asked again' },
  reference: { vi: 'Số tham chiếu', en: 'Reference' },
  usedIn: { vi: 'Đã dùng trong', en: 'Used in' },
  differs: { vi: 'Có nguồn nói khác', en: 'Another source says otherwise' },
  differsLead: {
    vi: 'Chưa nguồn nào được tự ý sửa. Tờ khai vẫn hỏi lại điều này cho đến khi hai nguồn khớp nhau.',
    en: 'Nothing was changed by itself. Forms ask again until both agree.',
  },
  objected: {
    vi: (code: string, day: string) => `Ông/bà đã báo không đúng ngày ${day}, yêu cầu ${code}.`,
    en: (code, day) => `You said on ${day} that it is wrong, request ${code}.`,
  },
  sent: {
    vi: (code: string) => `Đã gửi yêu cầu ${code}. Cơ quan giữ dữ liệu sẽ trả lời ông/bà.`,
    en: (code) => `Request ${code} was sent. Whoever keeps the data will answer you.`,
  },
  object: { vi: 'Không đúng?', en: 'Not right?' },
  former: { vi: (count: number) => `Trước đây (${count})`, en: (count) => `Earlier (${count})` },
  looks: { vi: 'Ai đã xem dữ liệu của tôi', en: 'Who looked at my data' },
})
