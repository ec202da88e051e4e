import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Đặt lịch hẹn', en: 'Book an appointment' },
  day: { vi: 'Ngày', en: 'Day' },
  time: { vi: 'Giờ còn chỗ', en: 'Free times' },
  see: { vi: 'Xem giờ', en: 'See the times' },
  full: { vi: 'Ngày này đã kín. Chọn ngày khác.', en: 'This day is full. Choose another.' },
  placesLeft: { vi: (left: number) => `còn ${left} chỗ`, en: (left: number) => `${left} left` },
  group: { vi: 'Việc cần làm', en: 'What for' },
  name: { vi: 'Họ và tên', en: 'Full name' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  phoneHint: { vi: 'Để báo khi quầy đổi lịch.', en: 'To tell you if the desk changes the time.' },
  book: { vi: 'Đặt hẹn', en: 'Book' },
  booked: { vi: 'Đã đặt hẹn', en: 'Booked' },
  cancelled: { vi: 'Lịch hẹn đã hủy', en: 'Cancelled' },
  arrived: { vi: 'Ông/bà đã đến', en: 'You have arrived' },
  code: { vi: 'Mã hẹn', en: 'Code' },
  keepCode: {
    vi: 'Giữ mã này. Khi đến, nhập mã ở trang lấy số để được gọi theo giờ hẹn.',
    en: 'Keep this code. Enter it where numbers are taken, and you are called at the time agreed.',
  },
  when: { vi: 'Thời gian', en: 'When' },
  where: { vi: 'Nơi đến', en: 'Where' },
  cancel: { vi: 'Hủy lịch hẹn', en: 'Cancel the appointment' },
  bookAgain: { vi: 'Đặt lịch khác', en: 'Book another' },
})
