/** Words of linked procedures. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  family: { vi: 'Nhóm hồ sơ liên thông', en: 'Linked dossiers' },
  lead: {
    vi: 'Nộp một lần, mỗi thủ tục có hồ sơ, cơ quan giải quyết và ngày hẹn riêng.',
    en: 'Handed in once. Each procedure has a dossier, an agency and a date of its own.',
  },
  head: { vi: 'Tờ khai chung', en: 'The declaration' },
  due: { vi: 'Hẹn trả', en: 'Due' },
  open: { vi: 'Mở kết quả', en: 'Open the result' },
  notYet: { vi: 'Có mã khi đến bước này', en: 'Gets its code when it begins' },
  alsoWithdraw: {
    vi: 'Rút cả những hồ sơ chưa giải quyết xong sau đây',
    en: 'Also withdraw these, which are not decided yet',
  },
  alsoHint: {
    vi: 'Hồ sơ không chọn vẫn được giải quyết tiếp và trả kết quả riêng.',
    en: 'Those not chosen go on and are returned by themselves.',
  },
})
