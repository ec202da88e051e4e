import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Mở hồ sơ để làm gì?', en: 'What do you open it for?' },
  lead: {
    vi: 'Ông/bà không giữ bước nào của hồ sơ này. Lý do được ghi lại, và chủ hồ sơ đọc được ở trang “Ai đã xem”. Trong nửa giờ tới sẽ không hỏi lại.',
    en: 'You hold no step of this dossier. The reason is written down, and the applicant reads it on the page “Who looked”. It will not be asked again for half an hour.',
  },
  purpose: { vi: 'Lý do', en: 'Reason' },
  words: { vi: 'Nói rõ hơn', en: 'In more words' },
  wordsHint: {
    vi: 'Bắt buộc khi chọn “Lý do khác”. Viết để người dân hiểu được.',
    en: 'Needed with “Another reason”. Write so that the person understands.',
  },
  open: { vi: 'Mở hồ sơ', en: 'Open the dossier' },
  back: { vi: 'Về danh sách việc', en: 'Back to the work' },
  notOpened: { vi: 'Chưa mở hồ sơ', en: 'Not opened' },
})
