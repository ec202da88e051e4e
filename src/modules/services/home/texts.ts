import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Trang chủ', en: 'Home' },
  description: {
    vi: 'Tìm thủ tục, nộp hồ sơ và theo dõi hồ sơ trực tuyến.',
    en: 'Find a procedure, apply and follow your dossier online.',
  },
  question: { vi: 'Ông/bà cần làm việc gì?', en: 'What do you need to do?' },
  lead: {
    vi: 'Viết bằng lời của mình. Không cần biết tên thủ tục.',
    en: 'Use your own words, in Vietnamese. You need not know the official name.',
  },
  searchLabel: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  examples: { vi: 'Ví dụ:', en: 'For example:' },
  track: { vi: 'Hồ sơ của tôi đến đâu?', en: 'Where is my dossier?' },
  trackCode: { vi: 'Mã hồ sơ', en: 'Dossier code' },
  trackHint: { vi: 'In trên giấy tiếp nhận', en: 'Printed on your receipt' },
  trackAct: { vi: 'Tra cứu', en: 'Look up' },
  verify: { vi: 'Kiểm tra một giấy tờ có thật không', en: 'Check whether a paper is genuine' },
  events: { vi: 'Việc trong đời', en: 'Events in life' },
  allEvents: { vi: 'Xem mọi việc trong đời', en: 'See all events in life' },
  mostAsked: { vi: 'Nhiều người cần', en: 'Often needed' },
  allProcedures: {
    vi: (count: string) => `Xem tất cả ${count} thủ tục`,
    en: (count) => `See all ${count} procedures`,
  },
  news: { vi: 'Tin mới', en: 'Latest news' },
  allNews: { vi: 'Mọi tin tức', en: 'All news' },
  how: { vi: 'Làm thế nào', en: 'How it works' },
  how1: { vi: 'Tìm thủ tục', en: 'Find the procedure' },
  how1Text: {
    vi: 'Xem ai được nộp, cần giấy tờ gì, mất bao lâu, tốn bao nhiêu.',
    en: 'See who may apply, what is needed, how long it takes and what it costs.',
  },
  how2: { vi: 'Điền và nộp', en: 'Fill in and submit' },
  how2Text: {
    vi: 'Mỗi trang hỏi một việc. Chụp ảnh giấy tờ bằng điện thoại. Câu trả lời được lưu lại.',
    en: 'Each page asks one thing. Photograph papers with your phone. Answers are kept.',
  },
  how3: { vi: 'Theo dõi và nhận kết quả', en: 'Follow it and receive the result' },
  how3Text: {
    vi: 'Giấy tiếp nhận ghi ngày hẹn trả. Kết quả có chữ ký số, tải về được.',
    en: 'The receipt states the due date. The result is digitally signed and can be downloaded.',
  },
  person: { vi: 'Muốn có người làm cùng?', en: 'Would you like a person to help?' },
  personText: {
    vi: 'Đến bộ phận một cửa nào trong tỉnh cũng được. Hoặc gọi:',
    en: 'Any one-stop desk of the province will help. Or call:',
  },
})
