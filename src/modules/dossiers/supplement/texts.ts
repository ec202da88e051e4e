import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  secondRefused: { vi: 'Không gửi được yêu cầu nữa', en: 'No further request can be sent' },
  secondRefusedWhy: {
    vi: 'Quy định chỉ cho yêu cầu bổ sung một lần. Xin lãnh đạo cho phép lần hai, xử lý tiếp hoặc từ chối có căn cứ.',
    en: 'The rules allow one request. Ask a chief to allow a second, go on, or refuse with a ground.',
  },
  secondByLaw: { vi: 'Lần bổ sung thứ hai, cũng là lần cuối', en: 'The second request, and the last' },
  secondByLawWhy: {
    vi: (legal: string) => `Luật của thủ tục này cho phép: ${legal}. Nêu đủ mọi chỗ.`,
    en: (legal) => `The law of this procedure allows it: ${legal}. Name everything.`,
  },
  secondLate: {
    vi: 'Lần bổ sung thứ hai: hồ sơ bị tính là trễ hạn',
    en: 'Second request: the dossier counts as late',
  },
  secondLateWhy: {
    vi: (chief: string, reason: string) => `${chief} cho phép. Lý do: ${reason}`,
    en: (chief, reason) => `Allowed by ${chief}. Reason: ${reason}`,
  },
  title: { vi: 'Yêu cầu bổ sung', en: 'Ask for a supplement' },
  lead: {
    vi: 'Quy định chỉ cho yêu cầu một lần. Đánh dấu mọi chỗ cần sửa, mỗi chỗ một lý do.',
    en: 'The rules allow one request. Tick everything to be mended, each with its reason.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  papers: { vi: 'Giấy tờ', en: 'Papers' },
  given: { vi: 'Đã nộp', en: 'Given' },
  notGiven: { vi: 'Chưa nộp', en: 'Not given' },
  form: { vi: 'Tờ khai', en: 'Form' },
  other: { vi: 'Nội dung khác', en: 'Something else' },
  phrase: { vi: 'Câu mẫu', en: 'Ready words' },
  ownWords: { vi: 'Tự viết', en: 'Own words' },
  reason: { vi: 'Sai gì, sửa thế nào', en: 'What is wrong, how to mend it' },
  closing: { vi: 'Lời dặn chung', en: 'A word to all of it' },
  preview: { vi: 'Xem lời gửi người nộp', en: 'See what the applicant will read' },
  previewTitle: { vi: 'Người nộp sẽ đọc', en: 'The applicant will read' },
  greeting: {
    vi: (name: string, code: string) => `Kính gửi ông/bà ${name}. Hồ sơ ${code} cần bổ sung như sau:`,
    en: (name, code) => `Dear ${name}, dossier ${code} needs the following:`,
  },
  afterwards: {
    vi: 'Thời hạn giải quyết tạm dừng và chạy tiếp khi nhận được phần bổ sung. Cơ quan chỉ yêu cầu một lần.',
    en: 'The clock is paused and goes on when the supplement arrives. The agency asks only once.',
  },
  send: { vi: 'Gửi yêu cầu', en: 'Send the request' },
  change: { vi: 'Sửa lại', en: 'Change it' },
  notSent: { vi: 'Chưa gửi được', en: 'Not sent' },
})
