import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Thu hồi bản số hóa', en: 'Withdraw a digitised copy' },
  lead: {
    vi: 'Bản đã thu hồi không dùng được nữa. Ai kiểm tra cũng thấy lý do. Việc này không hoàn lại được.',
    en: 'A withdrawn copy can no longer be used. Whoever verifies it sees why. This cannot be undone.',
  },
  back: { vi: 'Về giấy tờ', en: 'Back to the paper' },
  why: { vi: 'Vì sao thu hồi', en: 'Why' },
  wrongScan: { vi: 'Quét sai', en: 'The scan is wrong' },
  wrongScanHint: {
    vi: 'Sai người, thiếu trang, ghi sai ô. Giấy gốc vẫn còn giá trị; quét lại bản đúng.',
    en: 'Wrong person, a page missing, a field wrong. The paper itself stands; scan it again.',
  },
  paperReplaced: { vi: 'Giấy gốc đã được thay', en: 'The paper was replaced' },
  paperReplacedHint: {
    vi: 'Giấy gốc được cấp lại, đổi hoặc không còn giá trị. Bản số hóa lúc ký là đúng.',
    en: 'The paper was issued anew, exchanged or ended. The copy was right when it was signed.',
  },
  successor: { vi: 'Bản số hóa của giấy mới', en: 'Copy of the new paper' },
  successorHint: {
    vi: 'Chỉ chọn khi giấy gốc đã được thay và giấy mới đã số hóa.',
    en: 'Only where the paper was replaced and the new one is digitised.',
  },
  noSuccessor: { vi: 'Chưa có trong kho', en: 'Not in the wallet yet' },
  copyOf: {
    vi: (title: string, number: string, day: string) =>
      `${title}${number ? `, số ${number}` : ''}, số hóa ${day}`,
    en: (title, number, day) => `${title}${number ? `, no. ${number}` : ''}, digitised ${day}`,
  },
  reason: { vi: 'Lý do, cho chủ giấy tờ đọc', en: 'Reason, for the owner to read' },
  act: { vi: 'Thu hồi', en: 'Withdraw' },
})
