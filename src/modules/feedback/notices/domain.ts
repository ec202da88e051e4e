/** Tin báo của phản ánh, and the words of the pack by their codes. */

import type { FeedbackCategory, Pack, UrgencyClass } from '#kernel/packs.ts'
import { defineNotices } from '#modules/notifications/api.ts'

type WithPack = { readonly pack: Pick<Pack, 'feedback'> }

export const categoryOf = ({ pack }: WithPack, code: string): FeedbackCategory | undefined =>
  pack.feedback.categories.find((one) => one.code === code)
export const classOf = ({ pack }: WithPack, code: string): UrgencyClass | undefined =>
  pack.feedback.classes.find((one) => one.code === code)

export const notices = defineNotices('feedback', {
  accepted: {
    subject: ['Phản ánh {code} đã được tiếp nhận', 'Report {code} was accepted'],
    body: [
      'Mở để theo dõi đơn vị xử lý và hạn trả lời.',
      'Open it to see which unit has it and by when it answers.',
    ],
  },
  rejected: {
    subject: ['Phản ánh {code} không được tiếp nhận', 'Report {code} was rejected'],
    body: ['Mở để xem lý do và nơi cần gửi.', 'Open it to see why, and where to go instead.'],
  },
  extended: {
    subject: ['Phản ánh {code} được gia hạn xử lý', 'More time was taken for report {code}'],
    body: ['Mở để xem lý do và hạn mới.', 'Open it to see why, and the new date.'],
  },
  published: {
    subject: ['Phản ánh {code} đã có kết quả', 'Report {code} has its result'],
    body: [
      'Mở để xem kết quả và đánh giá. Nếu việc vẫn còn, yêu cầu xử lý lại một lần.',
      'Open it to see the result and rate it. If the matter is still there, have it opened again once.',
    ],
  },
  merged: {
    subject: [
      'Phản ánh {code} được gộp với phản ánh cùng việc',
      'Report {code} was joined to another of the same',
    ],
    body: ['Mở để theo dõi phản ánh chung.', 'Open it to follow the common report.'],
  },
  given: {
    subject: ['Phản ánh {code} được chuyển tới đơn vị', 'Report {code} was given to your unit'],
    body: [
      'Nhận xử lý, hoặc trả lại nếu không thuộc thẩm quyền.',
      'Take it, or give it back if it is not yours.',
    ],
  },
})
