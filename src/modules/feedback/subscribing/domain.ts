/** Theo dõi nơi, lĩnh vực phản ánh. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import { defineNotices } from '#modules/notifications/api.ts'

/** Of `consents.json`. */
export const followPurpose = 'notices.reports'
/** Beyond that the public list says it better. */
export const topicsMax = 20

/** A commune, a category, or the one in the other; empty for all. */
export type Topic = { readonly areaCode: string; readonly category: string }

/** The parameters of the public list, of its feed and of the form that say the same. */
export function topicQuery({ areaCode, category }: Topic): string {
  return new URLSearchParams({
    ...(areaCode && { noi: areaCode }),
    ...(category && { 'linh-vuc': category }),
  }).toString()
}

export const notices = defineNotices('feedback', {
  followed: {
    subject: ['{count} phản ánh mới ông/bà theo dõi', '{count} new reports that you follow'],
    body: [
      'Kết quả vừa được công khai ở nơi hoặc lĩnh vực ông/bà theo dõi. Mở để xem, hoặc thôi theo dõi.',
      'Results were published in a place or category that you follow. Open to see them, or to stop.',
    ],
    short: [
      '{count} phản ánh ông/bà theo dõi vừa có kết quả. Xem:',
      '{count} reports that you follow have results:',
    ],
  },
})

export const followRefusal = defineRefusals('feedback', {
  topicNeeded: [
    'invalid',
    'Chọn xã, phường hoặc lĩnh vực muốn theo dõi.',
    'Choose a commune or a category to follow.',
  ],
  topicsTooMany: [
    'conflict',
    'Theo dõi được nhiều nhất {max} mục. Thôi theo dõi mục không cần nữa, hoặc theo dõi cả xã.',
    'At most {max} can be followed. Stop one that you no longer need, or follow a whole commune.',
  ],
})
