/** Words of rating. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Ông/bà thấy cơ quan làm việc thế nào?', en: 'How did the agency do?' },
  lead: {
    vi: 'Bốn câu hỏi, khoảng một phút. Câu trả lời được tính vào điểm của cơ quan.',
    en: 'Four questions, about a minute. Your answers count towards the agency’s score.',
  },
  once: {
    vi: 'Mỗi hồ sơ đánh giá một lần. Gửi rồi không sửa được.',
    en: 'A dossier is rated once. It cannot be changed afterwards.',
  },
  contacts: {
    vi: 'Ngoài lần nộp và lần nhận kết quả, ông/bà phải liên hệ thêm mấy lần?',
    en: 'Apart from applying and collecting, how often did you have to make contact?',
  },
  contactsHint: {
    vi: 'Tính cả gọi điện, nhắn tin, đến nơi để sửa hay bổ sung. Lỗi do mình khai sai thì không tính.',
    en: 'Calls, messages and visits to mend or add something. Leave out what was your own slip.',
  },
  contacts2: { vi: 'Không lần nào', en: 'Never' },
  contacts1: { vi: '1 lần', en: 'Once' },
  contacts0: { vi: 'Từ 2 lần trở lên', en: 'Twice or more' },
  agencies: {
    vi: 'Ông/bà phải đến hoặc gọi mấy nơi để hoàn thiện hồ sơ?',
    en: 'How many offices did you have to visit or call to complete it?',
  },
  agencies2: { vi: 'Không nơi nào', en: 'None' },
  agencies1: { vi: 'Chỉ Bộ phận Một cửa', en: 'Only the one-stop desk' },
  agencies0: { vi: 'Thêm nơi khác nữa', en: 'Other offices as well' },
  attitude: { vi: 'Cán bộ làm việc với ông/bà thế nào?', en: 'How did the officers treat you?' },
  attitude2: {
    vi: 'Tốt, xong sớm hơn hẹn. Không có gì phàn nàn.',
    en: 'Well, and finished early. Nothing to complain about.',
  },
  attitude1: {
    vi: 'Được, đúng hẹn. Không có gì phàn nàn.',
    en: 'Fine, and on time. Nothing to complain about.',
  },
  attitude0: { vi: 'Có điều phàn nàn', en: 'I have a complaint' },
  overall: { vi: 'Nhìn chung, ông/bà hài lòng đến mức nào?', en: 'All in all, how satisfied are you?' },
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
})
