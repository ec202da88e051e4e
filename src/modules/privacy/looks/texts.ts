/** Words of who looked. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Ai đã xem dữ liệu của tôi', en: 'Who looked at my data' },
  lead: {
    vi: 'Mỗi lần cán bộ hay phần mềm mở dữ liệu của ông/bà, hệ thống ghi lại trước khi cho xem.',
    en: 'Each time an officer or a system opens your data, it is written down before anything is shown.',
  },
  account: { vi: 'Tài khoản', en: 'Account' },
  period: { vi: 'Trong khoảng', en: 'Period' },
  '7': { vi: '7 ngày qua', en: 'The last 7 days' },
  '30': { vi: '30 ngày qua', en: 'The last 30 days' },
  '365': { vi: '12 tháng qua', en: 'The last 12 months' },
  none: {
    vi: 'Không ai xem dữ liệu của ông/bà trong khoảng này.',
    en: 'Nobody looked at your data in this period.',
  },
  visitor: { vi: 'Người có mã tra cứu', en: 'Someone with the lookup code' },
  party: { vi: 'Người có phần trong hồ sơ', en: 'Someone with a part in the dossier' },
  inYourPlace: {
    vi: (name: string) => `${name}, làm thay ông/bà`,
    en: (name) => `${name}, in your place`,
  },
  system: { vi: 'Hệ thống', en: 'The system' },
  when: { vi: 'Lúc', en: 'When' },
  span: {
    vi: (times: number, from: string, to: string) => `${times} lần, từ ${from} đến ${to}`,
    en: (times, from, to) => `${times} times, from ${from} to ${to}`,
  },
  what: { vi: 'Xem gì', en: 'What' },
  why: { vi: 'Để làm gì', en: 'Why' },
  ofWhat: { vi: 'Của', en: 'Of' },
  forDossier: {
    vi: (code: string) => `cho hồ sơ ${code} của cơ quan đó`,
    en: (code) => `for that agency’s dossier ${code}`,
  },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  ask: { vi: 'Hỏi về lượt xem này', en: 'Ask about this view' },
  first: { vi: 'Về đầu danh sách', en: 'Back to the first page' },
  requests: { vi: 'Yêu cầu của tôi về dữ liệu', en: 'My requests about data' },
})
