/** Words of warnings for other systems. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  feed: {
    vi: (province: string) => `Cảnh báo của tỉnh ${province}`,
    en: (province: string) => `Warnings of ${province}`,
  },
  exercise: {
    vi: 'tin diễn tập hoặc thử, không phải cảnh báo thật',
    en: 'an exercise or a test, not a real warning',
  },
})
