/** Words of the questions. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Ông/bà thấy cơ quan làm việc thế nào?', en: 'How did the agency do?' },
  lead: {
    vi: (count: number) => `${count} câu hỏi, khoảng một phút. Câu trả lời được tính vào điểm của cơ quan.`,
    en: (count: number) =>
      `${count} questions, about a minute. Your answers count towards the agency’s score.`,
  },
  once: {
    vi: 'Mỗi hồ sơ đánh giá một lần. Gửi rồi không sửa được.',
    en: 'A dossier is rated once. It cannot be changed afterwards.',
  },
  comment: { vi: 'Điều muốn nói thêm', en: 'Anything else' },
  commentHint: {
    vi: 'Không ghi số căn cước hay tên người khác.',
    en: 'Please leave out identity numbers and names of others.',
  },
  anonymous: { vi: 'Không cho cơ quan biết tôi là ai', en: 'Do not tell the agency who I am' },
  anonymousHint: {
    vi: 'Cơ quan chỉ thấy câu trả lời, không thấy tên và mã hồ sơ.',
    en: 'The agency sees the answers, but neither name nor code.',
  },
  send: { vi: 'Gửi đánh giá', en: 'Send' },
  missing: { vi: 'Chọn một câu trả lời.', en: 'Choose an answer.' },
  tooEarly: { vi: 'Chưa đến lúc đánh giá', en: 'Not yet' },
  tooEarlyWhy: {
    vi: 'Hồ sơ chưa có kết quả. Có kết quả thì ông/bà đánh giá ở trang này.',
    en: 'There is no result yet. Come back here when there is.',
  },
  thanks: { vi: 'Cảm ơn ông/bà', en: 'Thank you' },
  thanksLead: {
    vi: 'Đánh giá đã được ghi nhận và tính vào điểm của cơ quan.',
    en: 'Your opinion was recorded and counts towards the agency’s score.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  seeScores: { vi: 'Xem người dân đánh giá các cơ quan', en: 'See how people rate the agencies' },
})
