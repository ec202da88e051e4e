/** Words of articles. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  warnings: { vi: 'Cảnh báo đang có hiệu lực', en: 'Warnings in force' },
  title: { vi: 'Tin tức', en: 'News' },
  lead: {
    vi: 'Tin và thông báo của các cơ quan trong tỉnh.',
    en: 'News and announcements of the province’s agencies.',
  },
  description: { vi: 'Tin tức, thông báo của tỉnh.', en: 'News and announcements of the province.' },
  announcement: { vi: 'Thông báo', en: 'Announcements' },
  service: { vi: 'Dịch vụ công', en: 'Public services' },
  safety: { vi: 'An toàn, phòng tránh thiên tai', en: 'Safety' },
  life: { vi: 'Đời sống', en: 'Life' },
  economy: { vi: 'Sản xuất, kinh doanh', en: 'Economy' },
  category: { vi: 'Chuyên mục', en: 'Category' },
  all: { vi: 'Tất cả chuyên mục', en: 'All categories' },
  filter: { vi: 'Lọc tin', en: 'Filter the news' },
  list: { vi: 'Các tin', en: 'Articles' },
  empty: { vi: 'Chưa có tin nào ở đây. Chọn chuyên mục khác.', en: 'Nothing here. Choose another category.' },
  feed: { vi: 'Theo dõi bằng Atom', en: 'Follow by Atom' },
  feedTitle: {
    vi: (province: string) => `Tin tức tỉnh ${province}`,
    en: (province: string) => `News of ${province}`,
  },
  by: { vi: 'Cơ quan đăng', en: 'Published by' },
  for: { vi: 'Dành cho', en: 'For' },
  wholeProvince: { vi: 'toàn tỉnh', en: 'the whole province' },
  corrected: { vi: 'Đã đính chính', en: 'Corrected' },
  firstOn: { vi: 'Đăng lần đầu', en: 'First published' },
  withdrawn: { vi: 'Bài này đã được rút', en: 'This article was withdrawn' },
  why: { vi: 'Lý do', en: 'Reason' },
  back: { vi: 'Về danh sách tin', en: 'Back to the news' },
  older: { vi: 'Tin cũ hơn', en: 'Older news' },
  latest: { vi: 'Tin mới', en: 'Latest news' },
  more: { vi: 'Xem mọi tin', en: 'All news' },
  fieldTitle: { vi: 'Tiêu đề', en: 'Title' },
  fieldLead: { vi: 'Tóm tắt', en: 'Summary' },
  fieldLeadHint: { vi: 'Một hai câu, hiện trong danh sách.', en: 'A sentence or two, shown in the list.' },
  fieldText: { vi: 'Nội dung', en: 'Text' },
  altMissing: { vi: 'Ghi trong ảnh có gì.', en: 'Say what the picture shows.' },
})
