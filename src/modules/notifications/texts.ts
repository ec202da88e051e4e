import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Thông báo', en: 'Messages' },
  account: { vi: 'Tài khoản', en: 'Account' },
  none: { vi: 'Chưa có thông báo nào.', en: 'No messages yet.' },
  unread: { vi: 'Chưa đọc', en: 'Unread' },
  readAll: { vi: 'Đánh dấu đã đọc tất cả', en: 'Mark all as read' },
})
