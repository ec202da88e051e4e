import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  when: { vi: (words: string) => `khi ${words}`, en: (words) => `when ${words}` },
  'silence.continue': { vi: 'Im lặng: làm tiếp', en: 'Silence: go on' },
  'silence.wait': { vi: 'Chờ trả lời', en: 'Waits for an answer' },
  stopsClock: { vi: 'Dừng đồng hồ', en: 'Stops the clock' },
  bypass: { vi: 'nếu không: bỏ qua', en: 'otherwise: skipped' },
  sideBySide: { vi: 'Làm song song', en: 'Side by side' },
  drawing: {
    vi: (count: number) => `Sơ đồ ${count} bước; danh sách ngay dưới nói cùng nội dung`,
    en: (count) => `A drawing of ${count} steps; the list below says the same`,
  },
  list: { vi: 'Xem dạng danh sách', en: 'See it as a list' },
  conditionMark: { vi: 'Có điều kiện', en: 'Only in some cases' },
  parallelMark: { vi: 'Tách ra, làm song song rồi chờ đủ', en: 'Side by side, then all are awaited' },
  legend: { vi: 'Chú giải', en: 'Legend' },
  always: { vi: 'Mọi hồ sơ', en: 'Every dossier' },
})
