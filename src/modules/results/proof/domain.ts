/** Kết quả bị treo: signed and not on its way to the applicant. Pure. */

import type { LackFacts } from '#kernel/cases.ts'

export const lacks = {
  notMoved: {
    title: { vi: 'Đã ký nhưng hồ sơ chưa đi tiếp', en: 'Signed, yet the dossier stays' },
    remedy: {
      vi: 'Báo quản trị hệ thống: kết quả đã ký, bước ký chưa kết thúc.',
      en: 'Tell the administrator: the result is signed, its step has not ended.',
    },
    mends: ['askChief'],
  },
  notHandedOver: {
    title: { vi: 'Đã ký từ lâu, chưa trả kết quả', en: 'Signed long ago and not handed over' },
    remedy: {
      vi: 'Gọi người nộp đến nhận, gửi bưu chính, hoặc trả trực tuyến rồi ghi nhận.',
      en: 'Call the applicant, send it by post, or hand it over online and record it.',
    },
    mends: ['remind'],
  },
} as const satisfies Readonly<Record<string, LackFacts>>
