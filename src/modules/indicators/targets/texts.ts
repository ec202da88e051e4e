import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Mục tiêu chỉ tiêu', en: 'Targets' },
  lead: {
    vi: 'Mục tiêu của kế hoạch, nghị quyết. Cơ quan bên dưới theo mục tiêu này trừ khi có mục tiêu riêng. Ô để trống thì giữ như cũ.',
    en: 'What plans and resolutions aim at. Agencies below follow unless they have their own. What is left empty stays as it was.',
  },
  whole: { vi: 'Điểm cả bộ chỉ số', en: 'The score as a whole' },
  source: { vi: 'Theo văn bản nào', en: 'Set by which paper' },
  sourceHint: {
    vi: 'Ví dụ: Kế hoạch số 12/KH-UBND ngày 05/01/2026.',
    en: 'For example: Plan 12/KH-UBND of 05/01/2026.',
  },
  now: {
    vi: (value: string, source: string) => `Đang là ${value}, theo ${source}`,
    en: (value, source) => `Now ${value}, by ${source}`,
  },
  inPercent: { vi: 'Tính bằng %.', en: 'In %.' },
  inHours: { vi: 'Tính bằng giờ.', en: 'In hours.' },
  inPoints: { vi: 'Tính bằng điểm.', en: 'In points.' },
  save: { vi: 'Lưu mục tiêu', en: 'Save targets' },
  savedLead: {
    vi: (count: string) => `${count} mục tiêu đã vào bảng điểm.`,
    en: (count) => `${count} targets are on the scoreboard.`,
  },
  seeBoard: { vi: 'Xem bảng điểm', en: 'See the scoreboard' },
  wrong: { vi: 'Chưa lưu mục tiêu nào', en: 'No target was saved' },
})
