/** Words of the slip that asks for an opinion. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Phiếu mời đánh giá', en: 'Invitation to give an opinion' },
  lead: {
    vi: 'In và đưa cùng kết quả, hoặc quay màn hình cho người dân quét.',
    en: 'Print it and hand it over with the result, or turn the screen for scanning.',
  },
  ask: { vi: 'Ông/bà thấy cơ quan làm việc thế nào?', en: 'How did the agency do?' },
  how: {
    vi: 'Quét mã bằng điện thoại, hoặc bấm số này ở máy đánh giá của Bộ phận Một cửa.',
    en: 'Scan the code with a phone, or type this number at the device of the one-stop shop.',
  },
  choice: {
    vi: 'Vài câu hỏi, khoảng một phút. Ông/bà có thể ẩn danh. Đánh giá tốt hay xấu không ảnh hưởng đến hồ sơ của ông/bà.',
    en: 'A few questions, about a minute. You may stay anonymous. Your opinion changes nothing about your dossier.',
  },
  number: { vi: 'Số đánh giá', en: 'Number' },
  qr: { vi: 'Mã QR mở trang đánh giá', en: 'QR code that opens the questions' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  rated: { vi: 'Hồ sơ này đã được đánh giá', en: 'This dossier was rated' },
  print: { vi: 'In bằng Ctrl+P: chỉ phiếu được in.', en: 'Print with Ctrl+P: only the slip is printed.' },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
})
