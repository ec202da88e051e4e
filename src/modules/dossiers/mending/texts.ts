/** Words of completing a dossier. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Bổ sung hồ sơ', en: 'Complete the dossier' },
  lead: {
    vi: 'Chỉ sửa những chỗ cơ quan nêu dưới đây. Các câu trả lời khác vẫn giữ nguyên.',
    en: 'Mend only what the agency names below. All other answers are kept.',
  },
  once: {
    vi: 'Cơ quan chỉ được yêu cầu một lần, nên đã nêu đủ mọi chỗ. Gửi xong, thời hạn đếm tiếp.',
    en: 'The agency may ask once only, so everything is named. When you have sent it, the clock goes on.',
  },
  summary: {
    vi: (count: number) => `Cần sửa ${count} chỗ`,
    en: (count) => (count === 1 ? '1 thing to mend' : `${count} things to mend`),
  },
  summaryLeft: {
    vi: (count: number) => `Còn ${count} chỗ chưa đúng`,
    en: (count) => (count === 1 ? '1 thing is not right yet' : `${count} things are not right yet`),
  },
  general: { vi: 'Lời của cơ quan', en: 'What the agency says' },
  others: { vi: 'Việc khác', en: 'Something else' },
  further: {
    vi: 'Có giấy tờ nào giúp làm rõ thì gửi ở dưới. Không bắt buộc.',
    en: 'If a paper makes it clear, add it below. You need not.',
  },
  askedAt: { vi: (time: string) => `Yêu cầu lúc ${time}`, en: (time) => `Asked at ${time}` },
  slip: { vi: 'Tải phiếu yêu cầu bổ sung (PDF)', en: 'Download the request (PDF)' },
  send: { vi: 'Gửi bổ sung', en: 'Send' },
  save: { vi: 'Lưu, làm tiếp sau', en: 'Save and go on later' },
  saved: { vi: 'Đã lưu. Chưa gửi cho cơ quan.', en: 'Saved. Not sent to the agency yet.' },
  help: {
    vi: 'Không tự làm được? Mang giấy tờ đến Bộ phận Một cửa, cán bộ làm cùng.',
    en: 'Cannot do it yourself? Bring the papers to the one-stop desk; an officer will do it with you.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
})
