/** Words of asking for warnings. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Nhận cảnh báo', en: 'Warnings for me' },
  lead: {
    vi: 'Chọn nơi ông/bà ở, đi biển hoặc có người thân. Cảnh báo của nơi đó hiện trên mọi trang và được gửi theo kênh nhận tin.',
    en: 'Choose where you live, go to sea or have family. Warnings for these places stand on every page and are sent to your channels.',
  },
  account: { vi: 'Tài khoản', en: 'Account' },
  on: { vi: 'Đang nhận cảnh báo của', en: 'You are warned of' },
  off: { vi: 'Chưa đăng ký nhận cảnh báo.', en: 'You have not asked for warnings.' },
  choose: { vi: 'Khu vực muốn nhận (tối đa 10)', en: 'Areas (10 at most)' },
  save: { vi: 'Lưu lựa chọn', en: 'Keep the choice' },
  stop: { vi: 'Thôi nhận cảnh báo', en: 'No more warnings' },
  saved: {
    vi: 'Đã lưu. Ông/bà sẽ nhận cảnh báo của các khu vực này.',
    en: 'Kept. You will be warned of these areas.',
  },
  stopped: {
    vi: 'Đã dừng. Cảnh báo nghiêm trọng vẫn hiện trên các trang.',
    en: 'Stopped. Grave warnings still stand on the pages.',
  },
  channels: {
    vi: 'Bật thông báo trên điện thoại, hoặc đổi kênh nhận tin',
    en: 'Switch on messages on your phone, or change channels',
  },
  night: {
    vi: 'Cảnh báo nghiêm trọng, khẩn cấp được gửi cả ban đêm.',
    en: 'Grave and urgent warnings are sent by night as well.',
  },
})
