/** What the people of a dossier are called. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  applicant: { vi: 'Đồng chủ hồ sơ', en: 'Joint applicant' },
  contact: { vi: 'Người liên hệ', en: 'Contact' },
  authorised: { vi: 'Người được ủy quyền', en: 'With authority' },
  helper: { vi: 'Người giúp nộp', en: 'Helper' },
})
