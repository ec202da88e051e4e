/** Words of following a place or a category. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Theo dõi nơi, lĩnh vực', en: 'Places and categories I follow' },
  lead: {
    vi: 'Khi có kết quả phản ánh mới ở đó, ông/bà nhận một tin, mỗi ngày nhiều nhất một lần.',
    en: 'When results are published there you get one message, at most once a day.',
  },
  own: { vi: 'Phản ánh của tôi', en: 'My reports' },
  on: { vi: 'Đang theo dõi', en: 'Followed' },
  off: { vi: 'Chưa theo dõi nơi hay lĩnh vực nào.', en: 'You follow nothing yet.' },
  area: { vi: 'Xã, phường', en: 'Commune' },
  category: { vi: 'Lĩnh vực', en: 'Category' },
  all: { vi: 'Tất cả', en: 'All' },
  everywhere: { vi: 'toàn tỉnh', en: 'the whole province' },
  anyMatter: { vi: 'Mọi lĩnh vực', en: 'Every category' },
  add: { vi: 'Theo dõi thêm', en: 'Follow more' },
  follow: { vi: 'Theo dõi', en: 'Follow' },
  stop: { vi: 'Thôi theo dõi', en: 'Stop' },
  stopOne: { vi: (topic: string) => `Thôi theo dõi ${topic}`, en: (topic) => `Stop following ${topic}` },
  stopAll: { vi: 'Thôi theo dõi tất cả', en: 'Stop following everything' },
  see: { vi: 'Xem phản ánh', en: 'See the reports' },
  feed: { vi: 'Nguồn tin Atom', en: 'Atom feed' },
  followed: { vi: 'Đã theo dõi.', en: 'Followed.' },
  stopped: { vi: 'Đã thôi theo dõi.', en: 'No longer followed.' },
  channels: {
    vi: 'Bật thông báo trên điện thoại, hoặc đổi kênh nhận tin',
    en: 'Switch on messages on your phone, or change channels',
  },
})
