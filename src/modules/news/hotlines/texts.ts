/** Words of the hotlines. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Đường dây nóng', en: 'Hotlines' },
  lead: {
    vi: 'Bấm vào số để gọi. Gọi số khẩn cấp không mất tiền.',
    en: 'Press a number to call it. Emergency numbers are free.',
  },
  description: {
    vi: 'Số gọi khi cần cứu giúp và khi cần hỏi.',
    en: 'Numbers to call in need, and for questions.',
  },
  emergency: { vi: 'Khẩn cấp', en: 'Emergency' },
  rescue: { vi: 'Cứu nạn', en: 'Rescue' },
  protection: { vi: 'Bảo vệ, tư vấn', en: 'Protection and advice' },
  service: { vi: 'Hỏi và phản ánh', en: 'Questions and reports' },
  only: { vi: 'Chỉ ở', en: 'Only in' },
  unsure: { vi: 'Số này chưa được tỉnh xác nhận', en: 'Not confirmed by the province yet' },
  call: { vi: 'Gọi', en: 'Call' },
  empty: { vi: 'Chưa có số nào. Gọi 112 khi cần cứu nạn.', en: 'No numbers yet. Call 112 for rescue.' },
  warnings: { vi: 'Cảnh báo đang có hiệu lực', en: 'Warnings in force' },
})
