import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  guide: { vi: 'API cho phần mềm', en: 'API for software' },
  calls: { vi: 'Các lệnh gọi và phạm vi', en: 'Calls and scopes' },
  call: { vi: 'Lệnh gọi', en: 'Call' },
  does: { vi: 'Việc', en: 'What it does' },
  scope: { vi: 'Phạm vi', en: 'Scope' },
  anyone: { vi: 'Không cần khóa', en: 'No token needed' },
  noCalls: { vi: 'Bản cài đặt này không có API.', en: 'This installation has no API.' },
  or: { vi: 'hoặc', en: 'or' },
  problems: { vi: 'Các lời từ chối của API', en: 'Refusals of the API' },
  problemsLead: {
    vi: 'Mỗi lời từ chối mang một mã không đổi. Mở mã để biết nghĩa là gì và nên làm gì.',
    en: 'Every refusal carries a code that never changes. Open a code to see what it means and what to do.',
  },
  code: { vi: 'Mã', en: 'Code' },
  status: { vi: 'Mã HTTP', en: 'HTTP status' },
  means: { vi: 'Nghĩa là gì', en: 'What it means' },
  todo: { vi: 'Phần mềm nên làm gì', en: 'What software should do' },
  details: {
    vi: 'Chữ trong ngoặc nhọn được thay bằng giá trị của từng lần.',
    en: 'Words in braces are replaced by the values of each case.',
  },
  allProblems: { vi: 'Xem mọi lời từ chối', en: 'See all refusals' },
})
