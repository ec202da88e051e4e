/** Words of the page that says how soon messages are sent. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Tin gửi nhanh đến đâu', en: 'How soon messages are sent' },
  lead: {
    vi: (from: string, to: string) =>
      `Tính từ lúc tin được phép gửi đến lúc nhà mạng, Zalo, máy chủ thư hoặc trình duyệt đã nhận. Từ ${from} đến ${to}.`,
    en: (from, to) => `From the moment a message may go out until the channel has it. ${from} to ${to}.`,
  },
  finding: {
    vi: (share: string) => `${share} số tin được giao trong 30 giây`,
    en: (share) => `${share} of the messages were handed over within 30 seconds`,
  },
  none: {
    vi: 'Chưa có tin nào được gửi ra ngoài trong 30 ngày qua.',
    en: 'No message was sent in the last 30 days.',
  },
  table: { vi: 'Theo từng kênh', en: 'By channel' },
  caption: { vi: 'Bảng: tin theo từng kênh', en: 'Table: messages by channel' },
  channel: { vi: 'Kênh', en: 'Channel' },
  push: { vi: 'Thiết bị', en: 'Device' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
  sms: { vi: 'Tin nhắn SMS', en: 'Text message' },
  mail: { vi: 'Thư điện tử', en: 'E-mail' },
  provider: { vi: (n: number) => `nhà cung cấp ${n}`, en: (n) => `provider ${n}` },
  messages: { vi: 'Số tin', en: 'Messages' },
  within: { vi: 'Trong 30 giây', en: 'Within 30 s' },
  median: { vi: 'Thời gian giữa', en: 'Median' },
  seconds: { vi: (n: string) => `${n} giây`, en: (n) => `${n} s` },
  delivered: { vi: 'Máy xác nhận đã nhận', en: 'Confirmed by the device' },
  how: {
    vi: 'Ban đêm không gửi tin đến điện thoại; thời gian tính từ sáng hôm sau. Tin chưa giao được tính là chậm. Địa chỉ không có người nhận không tính. Máy chủ thư không báo đã nhận.',
    en: 'No messages go to phones at night; time counts from the morning. What was not handed over yet counts as late. Addresses where nobody is are left out. Mail servers do not confirm.',
  },
  api: { vi: 'Số liệu cho phần mềm', en: 'For software' },
})
