/** What those who asked for warnings are told. */

import { defineNotices } from '#modules/notifications/api.ts'

export const notices = defineNotices('news', {
  warning: {
    subject: ['Cảnh báo: {event}', 'Warning: {eventEn}'],
    body: ['{headline}. Mở để xem việc cần làm.', '{headline}. Open it to see what to do.'],
    short: ['{headline}. Xem việc cần làm:', '{headline}. What to do:'],
  },
  warningEnded: {
    subject: ['Hết cảnh báo: {event}', 'No longer: {eventEn}'],
    body: ['{headline}', '{headline}'],
    short: ['{headline}', '{headline}'],
  },
})
