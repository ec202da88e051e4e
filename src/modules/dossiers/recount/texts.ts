import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Tính lại hạn hồ sơ', en: 'Deadlines counted again' },
  lead: {
    vi: 'Mỗi lần công bố hoặc rút ngày nghỉ, hạn của mọi hồ sơ đang mở được tính lại theo lịch mới.',
    en: 'Each time days off are announced or withdrawn, every open dossier is counted again.',
  },
  none: { vi: 'Chưa có đợt tính lại nào.', en: 'Nothing was counted again yet.' },
  why: { vi: 'Vì sao', en: 'Why' },
  announced: {
    vi: (name: string): string => `Công bố: ${name}`,
    en: (name: string): string => `Announced: ${name}`,
  },
  withdrawn: {
    vi: (name: string): string => `Rút: ${name}`,
    en: (name: string): string => `Withdrawn: ${name}`,
  },
  basis: { vi: 'Căn cứ', en: 'Legal basis' },
  asked: { vi: 'Lúc', en: 'At' },
  progress: { vi: 'Tiến độ', en: 'Progress' },
  looked: {
    vi: (looked: string, open: string): string => `${looked} / ${open} hồ sơ`,
    en: (looked: string, open: string): string => `${looked} / ${open} dossiers`,
  },
  finished: { vi: 'đã xong', en: 'done' },
  underWay: { vi: 'đang tính', en: 'under way' },
  moved: { vi: 'Đổi hạn', en: 'Moved' },
  uncounted: { vi: 'Chưa tính được', en: 'Not counted' },
  dueMoved: {
    vi: (before: string, after: string): string => `Ngày hẹn đổi từ ${before} sang ${after}`,
    en: (before: string, after: string): string => `The date moved from ${before} to ${after}`,
  },
  because: {
    vi: (name: string, basis: string): string => `vì lịch làm việc thay đổi: ${name} (${basis})`,
    en: (name: string, basis: string): string => `because the working calendar changed: ${name} (${basis})`,
  },
  becauseWithdrawn: {
    vi: (name: string, basis: string): string => `vì thông báo “${name}” đã được rút (${basis})`,
    en: (name: string, basis: string): string => `because “${name}” was withdrawn (${basis})`,
  },
})
