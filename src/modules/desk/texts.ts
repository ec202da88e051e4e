import { defineTexts } from '#kernel/text.ts'

/** Names of the desk's screens, as menus show them. */
export const texts = defineTexts({
  till: { vi: 'Quầy tiếp nhận', en: 'Counter' },
  tickets: { vi: 'Số thứ tự', en: 'Tickets' },
  handover: { vi: 'Bàn giao', en: 'Hand-over' },
  giveback: { vi: 'Trả kết quả', en: 'Give back' },
  closing: { vi: 'Cuối ngày', en: 'End of day' },
})
