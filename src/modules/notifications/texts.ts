import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Thông báo', en: 'Messages' },
  account: { vi: 'Tài khoản', en: 'Account' },
  none: { vi: 'Chưa có thông báo nào.', en: 'No messages yet.' },
  unread: { vi: 'Chưa đọc', en: 'Unread' },
  readAll: { vi: 'Đánh dấu đã đọc tất cả', en: 'Mark all as read' },
  contacts: { vi: 'Kênh nhận tin', en: 'How you are told' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
  push: { vi: 'Thiết bị', en: 'Device' },
  sms: { vi: 'Tin nhắn SMS', en: 'Text message' },
  mail: { vi: 'Thư điện tử', en: 'E-mail' },
  waiting: { vi: 'Chờ gửi', en: 'Waiting to be sent' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
  delivered: { vi: 'Máy đã nhận', en: 'Received' },
  refused: { vi: 'Không gửi được', en: 'Could not be sent' },
  attemptAt: {
    vi: (channel: string, time: string) => `${channel}, ${time}`,
    en: (channel, time) => `${channel}, ${time}`,
  },
  attempt: {
    vi: (channel: string, address: string, time: string) => `${channel} đến ${address}, ${time}`,
    en: (channel, address, time) => `${channel} to ${address}, ${time}`,
  },
  sentMessages: { vi: 'Tin đã gửi người nộp', en: 'Messages sent to the applicant' },
  mailFrom: {
    vi: (province: string) => `Một cửa ${province}`,
    en: (province) => `Public services ${province}`,
  },
  mailAutomatic: {
    vi: 'Thư gửi tự động; xin không trả lời thư này.',
    en: 'Sent automatically; please do not answer.',
  },
  mailHotline: {
    vi: (number: string) => `Cần hỏi, gọi ${number}.`,
    en: (number) => `Questions: call ${number}.`,
  },
  mailChange: {
    vi: (url: string) => `Đổi hoặc tắt kênh nhận tin: ${url}`,
    en: (url) => `Change or switch off messages: ${url}`,
  },
  mailGiven: {
    vi: 'Ông/bà nhận thư này vì địa chỉ này được ghi trong hồ sơ.',
    en: 'You get this because the address stands in the dossier.',
  },
})
