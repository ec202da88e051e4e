import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Rút hồ sơ tại quầy', en: 'Withdraw at the desk' },
  lead: {
    vi: 'Chủ hồ sơ đến quầy xin rút. Rút rồi không mở lại được; cần làm lại thì nộp hồ sơ mới.',
    en: 'The applicant asks for it at the desk. This cannot be undone; to go on later, apply anew.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  notDone: { vi: 'Chưa rút được', en: 'Not withdrawn' },
  capacity: { vi: 'Ai xin rút?', en: 'Who asks?' },
  self: { vi: 'Chính chủ hồ sơ', en: 'The applicant in person' },
  authorised: { vi: 'Người được ủy quyền', en: 'Somebody with authority' },
  name: { vi: 'Họ và tên người xin rút', en: 'Full name' },
  identity: { vi: 'Số căn cước hoặc hộ chiếu', en: 'Number of the identity card or passport' },
  identityHint: {
    vi: 'Xem giấy tờ gốc. Chính chủ thì số phải khớp với hồ sơ.',
    en: 'Look at the original. In person, it must be the number in the dossier.',
  },
  authority: { vi: 'Giấy ủy quyền', en: 'Paper of authority' },
  authorityHint: {
    vi: 'Loại giấy, số, ngày. Chỉ cần khi người khác xin rút.',
    en: 'What it is, its number and day. Only when somebody else asks.',
  },
  reason: { vi: 'Lý do rút', en: 'Why it is withdrawn' },
  confirm: { vi: 'Rút hồ sơ', en: 'Withdraw the dossier' },
  keep: { vi: 'Không rút, quay lại', en: 'Keep it, go back' },
})
