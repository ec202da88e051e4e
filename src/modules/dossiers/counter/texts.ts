import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Tiếp nhận tại quầy', en: 'Receive at the desk' },
  lead: {
    vi: 'Tìm thủ tục, điền tờ khai cùng người nộp, rồi tiếp nhận ngay.',
    en: 'Find the procedure, fill in the form with the applicant, and accept at once.',
  },
  search: { vi: 'Tên hoặc mã thủ tục', en: 'Name or code of the procedure' },
  find: { vi: 'Tìm', en: 'Find' },
  found: { vi: 'Chọn thủ tục', en: 'Choose a procedure' },
  often: { vi: 'Thủ tục hay làm', en: 'Procedures asked for most' },
  nothing: {
    vi: 'Không có thủ tục nào khớp. Thử ít từ hơn.',
    en: 'No procedure fits. Try fewer words.',
  },
  back: { vi: 'Chọn thủ tục khác', en: 'Choose another procedure' },
  returnMethod: { vi: 'Nhận kết quả bằng cách nào', en: 'How the result is handed over' },
  desk: { vi: 'Tại quầy', en: 'At the desk' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  post: { vi: 'Qua bưu chính', en: 'By post' },
  submit: { vi: 'Nộp và tiếp nhận', en: 'Submit and accept' },
  newQuestions: {
    vi: 'Câu trả lời vừa rồi mở thêm câu hỏi. Điền thêm các ô còn trống rồi bấm lại.',
    en: 'An answer brought up more questions. Fill in the empty fields and press again.',
  },
})
