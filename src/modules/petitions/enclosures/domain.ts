/** Tệp gửi kèm kiến nghị: how many, how large, and what is said of them. */

import { defineRefusals } from '#kernel/errors.ts'
import { defineTexts } from '#kernel/text.ts'

export const filesMax = 5
export const fileMegabytesMax = 15
/** Longer side of a photo, in points. */
export const sideMax = 2000

export const texts = defineTexts({
  label: { vi: 'Ảnh, tài liệu', en: 'Photos and papers' },
  hint: {
    vi: (most: number) =>
      `Nhiều nhất ${most} tệp. Nơi chụp ghi trong ảnh được xóa. Chỉ người xử lý mở được, và mỗi lần mở đều được ghi lại.`,
    en: (most) =>
      `At most ${most}. Where a photo was taken is removed. Only who handles it may open them, and every look is written down.`,
  },
  kinds: { vi: 'Ảnh JPG, PNG, WebP hoặc PDF', en: 'JPG, PNG, WebP or PDF' },
  title: { vi: 'Tệp gửi kèm', en: 'Enclosed' },
  none: { vi: 'Không gửi kèm tệp', en: 'None' },
  closed: {
    vi: 'Tệp không được công khai cùng câu trả lời.',
    en: 'None of them is published with the answer.',
  },
})

export const enclosureRefusal = defineRefusals('petitions', {
  filesTooMany: [
    'invalid',
    'Gửi kèm nhiều nhất {max} tệp. Bỏ bớt tệp, hoặc ghép các trang thành một PDF.',
    'At most {max} files. Take some out, or join the pages to one PDF.',
  ],
})
