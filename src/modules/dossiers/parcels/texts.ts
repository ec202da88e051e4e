/** Words about a result on its way by post. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Kết quả gửi qua bưu chính', en: 'Result by post' },
  item: { vi: 'Mã bưu gửi', en: 'Item code' },
  told: { vi: 'Bưu điện báo', en: 'The post says' },
  at: { vi: 'Lúc', en: 'At' },
  lacking: {
    vi: 'Thiếu địa chỉ hoặc số điện thoại, trả tại quầy',
    en: 'No address or phone; given at the desk',
  },
  ordered: { vi: 'Chờ bưu điện đến lấy', en: 'Waits for the post' },
  collected: { vi: 'Bưu điện đang phát', en: 'On its way' },
  delivered: { vi: 'Đã phát', en: 'Delivered' },
  returning: { vi: 'Không phát được, đang chuyển hoàn', en: 'Not delivered, coming back' },
  cameBack: { vi: 'Đã hoàn về nơi tiếp nhận', en: 'Back at the desk' },
})
