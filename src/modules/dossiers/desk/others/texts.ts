import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  more: { vi: 'Việc khác', en: 'Other acts' },
  registers: { vi: 'Tra cứu cơ sở dữ liệu', en: 'Look up registers' },
  apology: { vi: 'Đề xuất xin lỗi và hẹn lại', en: 'Propose an apology and a later day' },
  extension: { vi: 'Đề xuất gia hạn theo luật', en: 'Propose an extension allowed by law' },
  stop: { vi: 'Đề xuất dừng giải quyết', en: 'Propose to stop' },
  secondSupplement: { vi: 'Xin yêu cầu bổ sung lần hai', en: 'Ask for a second supplement' },
  withdraw: { vi: 'Rút hồ sơ theo yêu cầu tại quầy', en: 'Withdraw as asked at the desk' },
  transfer: { vi: 'Chuyển cơ quan có thẩm quyền', en: 'Pass to the competent agency' },
})
