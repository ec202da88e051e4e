import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  due: { vi: (at: string): string => `Hẹn trả ${at}`, en: (at: string): string => `Due ${at}` },
  reply: { vi: (at: string): string => `Trả lời trước ${at}`, en: (at: string): string => `Reply by ${at}` },
  standing: {
    vi: (at: string): string => `Đang tạm dừng. Ngày hẹn ${at} sẽ lùi theo thời gian chờ`,
    en: (at: string): string => `The clock stands. The date ${at} will move by the time waited`,
  },
})
